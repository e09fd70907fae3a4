/** `testbed run` and `testbed replay`. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { plainNumber, share, signed, usd } from "../report/format.ts";
import { accountsByKind, isActive } from "../report/kinds.ts";
import { summaryOf } from "../run/files.ts";
import { EXIT } from "../run/problem.ts";
import { type Replay, replay } from "../run/replay.ts";
import { type RunResult, runScenario } from "../run/runScenario.ts";
import { interruptible } from "./interrupt.ts";
import { forkOf, type RunOptions, rpcUrl } from "./options.ts";
import type { Streams } from "./program.ts";
import { progressOn } from "./progress.ts";
import { scenarioOf } from "./scenario.ts";
import { textTable } from "./table.ts";

/** Actions shown before a violation. */
const SHOWN_ACTIONS = 10;

function earningsTable({ summary }: RunResult): string {
  const rows = accountsByKind(summary.agents.filter(isActive)).map((account) => [
    account.kind,
    plainNumber(account.agents.length),
    plainNumber(account.inProfit),
    usd(account.revenueUsd),
    usd(account.costsUsd + account.spentUsd),
    usd(account.slashedUsd),
    usd(account.profitUsd),
    usd(account.medianProfitUsd),
  ]);
  const right = (title: string) => ({ title, align: "right" }) as const;
  return textTable(
    [
      { title: "kind", align: "left" },
      right("agents"),
      right("in profit"),
      right("income"),
      right("paid"),
      right("slashed"),
      right("profit"),
      right("median"),
    ],
    rows,
  );
}

/** What the twin measured of gas: used by the contracts against charged from the table. */
function gasTable({ gasDrift = [] }: RunResult): string {
  if (gasDrift.length === 0) return "";
  const rows = gasDrift.map(({ verb, samples, mean, charged }) => [
    verb,
    plainNumber(samples),
    plainNumber(mean),
    charged === undefined ? "" : plainNumber(charged),
    charged === undefined ? "" : signed(mean / charged - 1, share),
  ]);
  const right = (title: string) => ({ title, align: "right" }) as const;
  const columns = [
    { title: "gas", align: "left" } as const,
    right("samples"),
    right("used"),
    right("charged"),
    right("drift"),
  ];
  return `Both backends agree in everything.\n\n${textTable(columns, rows)}\n\n`;
}

const reportLink = ({ folder }: RunResult): string => pathToFileURL(join(folder, "report.html")).href;

function jsonOf(result: RunResult): string {
  const { folder, manifest, summary, violation } = result;
  const { complete, reason, backend } = manifest;
  const stopped = violation && { invariant: violation.invariant, message: violation.message, block: violation.block };
  return JSON.stringify(
    {
      ...summaryOf(manifest, summary),
      complete,
      reason,
      backend,
      folder,
      report: reportLink(result),
      violation: stopped,
    },
    null,
    2,
  );
}

/** What stopped the run: the equation, the step, and the actions that led there. */
export function violationText({ violation, manifest, folder }: RunResult): string {
  if (violation === undefined) return "";
  const actions = violation.trail.slice(-SHOWN_ACTIONS).map(({ block, step }) => {
    const args = step.action.args.map(String).join(", ");
    return `  block ${block}  ${step.agent}  ${step.action.to}.${step.action.method}(${args})  ${step.outcome.ok ? "ok" : step.outcome.error}`;
  });
  return [
    `testbed: ${violation.message}`,
    `seed ${manifest.seed}; the actions that led there:`,
    ...actions,
    `replay: npx testbed replay ${join(folder, "manifest.json")}`,
    "",
  ].join("\n");
}

const EXIT_OF_REASON = { horizon: EXIT.done, interrupted: EXIT.interrupted, violation: EXIT.violation } as const;

/** Runs a scenario; resolves to the exit code. */
export async function runCommand(
  nameOrFile: string,
  options: RunOptions,
  { stdout, stderr }: Streams,
): Promise<number> {
  const scenario = await scenarioOf(nameOrFile, options);
  const { seed, backend, out } = options;
  const request = { scenario, seed, backend, out, fork: forkOf(options), observer: progressOn(stderr) };
  const result = await interruptible((signal) => runScenario({ ...request, signal }));
  stderr.write(violationText(result));
  if (options.json) stdout.write(`${jsonOf(result)}\n`);
  else {
    const mark = result.manifest.complete
      ? ""
      : `\nIncomplete: the run was ${result.manifest.reason === "interrupted" ? "interrupted" : "stopped by a violation"}.\n`;
    stdout.write(`\n${earningsTable(result)}\n${mark}\n${gasTable(result)}${reportLink(result)}\n`);
  }
  return EXIT_OF_REASON[result.manifest.reason];
}

export interface ReplayOptions {
  readonly fork?: string;
  readonly force?: boolean;
}

function replayText({ manifest, ledgerHash, difference, partial }: Replay): string {
  if (difference !== undefined)
    return `different at line ${difference.line} of events.csv\n  then: ${difference.before ?? "(nothing)"}\n  now:  ${difference.now ?? "(nothing)"}\n`;
  if (partial) return "the same, byte for byte, as far as the interrupted run went\n";
  return `the same, byte for byte: ledger ${ledgerHash}, run ${manifest.id}\n`;
}

/** A run's folder stands for the manifest in it. */
const manifestAt = (path: string): string =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "manifest.json") : path;

/** Makes a run again and compares; resolves to the exit code. */
export async function replayCommand(
  path: string,
  options: ReplayOptions,
  { stdout, stderr }: Streams,
): Promise<number> {
  const url = options.fork ?? (process.env["NOVA_RPC_URL"] || undefined);
  const forkUrl = url === undefined ? undefined : rpcUrl(url);
  const request = { manifest: manifestAt(path), forkUrl, force: options.force, observer: progressOn(stderr) };
  const result = await interruptible((signal) => replay({ ...request, signal }));
  if (result.interrupted) {
    stderr.write("testbed: interrupted before the end: nothing was compared\n");
    return EXIT.interrupted;
  }
  stdout.write(replayText(result));
  return result.difference === undefined ? EXIT.done : EXIT.differs;
}
