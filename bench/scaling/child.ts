/** Plays the start of a long run in a process of its own, with its folder and report as `testbed run` makes them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScenario } from "../../sim/run/runScenario.ts";
import sevenYears from "../../sim/scenarios/seven-years.ts";

/** What a run took. Seconds of the clock and of the processor, bytes resident at most. */
export interface Taken {
  readonly days: number;
  readonly tasks: number;
  readonly actions: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly ledgerHash: string;
}

const KILOBYTE = 1024;
const days = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "arbius-scaling-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
process.once("SIGTERM", () => process.exit(143));

let actions = 0;
const observer = {
  phase() {},
  progress: (progress: { readonly actions: number }) => {
    actions = progress.actions;
  },
  done() {},
};
const begun = performance.now();
const cpu = process.cpuUsage();
const { summary, manifest } = await runScenario({
  scenario: { ...sevenYears, horizonDays: days },
  seed: 1,
  backend: "model",
  out: join(folder, "run"),
  observer,
});
const { user, system } = process.cpuUsage(cpu);
process.send!({
  days,
  tasks: Number(summary.metrics.find(({ name }) => name === "tasks.submitted")!.value),
  actions,
  seconds: (performance.now() - begun) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakBytes: process.resourceUsage().maxRSS * KILOBYTE,
  ledgerHash: manifest.ledgerHash,
} satisfies Taken);
