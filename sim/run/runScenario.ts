/** From a scenario and a seed to a folder of files: plays the run and writes what came of it. */
import { dirname, join, relative } from "node:path";
import type { GasDrift } from "../chain/twin/gas.ts";
import { fileSink } from "../ledger/files/event-file.ts";
import type { InvariantViolation } from "../ledger/invariants.ts";
import type { RunSummary } from "../metrics/summary.ts";
import { renderReport } from "../report/report.ts";
import { calibrationOf } from "../scenarios/calibration.ts";
import { codeVersion } from "./code.ts";
import { writeFiles } from "./files.ts";
import { RunFolder } from "./folder.ts";
import { type RunContents, runId } from "./id.ts";
import type { Manifest } from "./manifest.ts";
import { type Played, type PlayRequest, play } from "./play.ts";
import { mendable } from "./problem.ts";

export interface RunRequest extends PlayRequest {
  /** Folder to write; `runs/<name>-<id>` if absent. */
  readonly out?: string;
}

export interface RunResult {
  /** Absolute path. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly summary: RunSummary;
  readonly violation?: InvariantViolation;
  /** Of the twin: gas that the contracts used against gas that was charged, by verb. */
  readonly gasDrift?: readonly GasDrift[];
}

/** Runs the scenario and writes its folder. Throws `UserProblem` for what a person can mend; then nothing is left behind. */
export async function runScenario(request: RunRequest): Promise<RunResult> {
  const folder = RunFolder.open(request.out);
  try {
    return write(request, folder, await playInto(folder, request));
  } catch (error) {
    folder.discard();
    throw mendable(error, (error as { path?: string }).path ?? dirname(folder.staging));
  } finally {
    request.observer?.done();
  }
}

/** Plays the run with its event file in the folder. */
async function playInto(folder: RunFolder, request: RunRequest): Promise<Played> {
  const events = fileSink(folder.path("events.csv"));
  try {
    return await play(request, events);
  } finally {
    events.close();
  }
}

function write(
  request: RunRequest,
  folder: RunFolder,
  { ending, gasDrift, summary, ledgerHash, span, deployment }: Played,
): RunResult {
  request.observer?.phase("report");
  const manifest = manifestOf(request, folder, { ending, deployment, ledgerHash });
  const report = renderReport({
    ...manifest,
    calibration: calibrationOf(request.scenario.calibration),
    start: span.start,
    end: span.now,
    summary,
    violation: ending.violation?.message,
  });
  writeFiles(folder, manifest, summary, report);
  const published = folder.publish(folderName(manifest));
  return { folder: published, manifest, summary, violation: ending.violation, gasDrift };
}

/** An interrupted run has the id of the whole one, which it must not replace. */
const folderName = ({ scenario, id, reason }: Pick<Manifest, "scenario" | "id" | "reason">): string =>
  `${scenario.name}-${id}${reason === "interrupted" ? "-partial" : ""}`;

function manifestOf(
  { scenario, seed, backend }: RunRequest,
  folder: RunFolder,
  { ending: { reason }, deployment, ledgerHash }: Pick<Played, "ending" | "deployment" | "ledgerHash">,
): Manifest {
  const { chainId, bytecodeHash, fork } = deployment;
  const pinned = fork === undefined ? undefined : { chainId, block: fork.block };
  const contents: RunContents = { scenario, seed, backend, fork: pinned, code: codeVersion(), bytecodeHash };
  const id = runId(contents);
  const path = relative(process.cwd(), join(folder.target(folderName({ scenario, id, reason })), "manifest.json"));
  return {
    format: 1,
    id,
    complete: reason === "horizon",
    reason,
    ...contents,
    ledgerHash,
    command: `npx testbed replay ${path}`,
    created: new Date().toISOString(),
  };
}
