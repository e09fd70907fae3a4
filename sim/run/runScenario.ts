/** From a scenario and a seed to a folder of files: opens a chain, simulates, folds, writes. */
import { join, relative } from "node:path";
import type { Hex } from "../base/types.ts";
import { type OpenOptions, openChain } from "../chain/open.ts";
import type { Chain } from "../chain/port.ts";
import type { GasDrift } from "../chain/twin/gas.ts";
import type { TwinChain } from "../chain/twin.ts";
import { fileSink, nodeSha256 } from "../ledger/files/event-file.ts";
import type { InvariantViolation } from "../ledger/invariants.ts";
import type { LedgerReader } from "../ledger/records.ts";
import { createLedger, type RunSummary } from "../metrics/summary.ts";
import { renderReport } from "../report/report.ts";
import { calibrationOf } from "../scenarios/calibration.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { deploymentPlanOf, type Ending, simulate } from "../world/simulate.ts";
import { codeVersion } from "./code.ts";
import { writeFiles } from "./files.ts";
import { RunFolder } from "./folder.ts";
import { type Manifest, type RunContents, runId } from "./manifest.ts";
import { type RunObserver, SILENT, Span } from "./observer.ts";
import { mendable } from "./problem.ts";

export interface RunRequest {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly backend: Chain["backend"];
  /** Deploy on top of this chain, at this block or its newest. */
  readonly fork?: OpenOptions["fork"];
  /** Folder to write; `runs/<name>-<id>` if absent. */
  readonly out?: string;
  readonly observer?: RunObserver;
  /** Ends the run early; what there is by then is written, marked as incomplete. */
  readonly signal?: AbortSignal;
  /** Further readers of the run's records. One that throws an `InvariantViolation` ends the run. */
  readonly readers?: readonly LedgerReader[];
  /** Told what stands on the chain before anything happens on it; may refuse by throwing. */
  readonly onDeployed?: (deployment: Chain["deployment"]) => void;
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
    const played = await play(request, folder);
    return write(request, folder, played);
  } catch (error) {
    folder.discard();
    throw mendable(error);
  } finally {
    request.observer?.done();
  }
}

/** A run that has ended, before anything but its events is written. */
interface Played {
  readonly ending: Ending;
  readonly gasDrift: readonly GasDrift[] | undefined;
  readonly summary: RunSummary;
  readonly ledgerHash: Hex;
  readonly span: Span;
  readonly deployment: Chain["deployment"];
}

async function play(request: RunRequest, folder: RunFolder): Promise<Played> {
  const { scenario, seed, signal, readers = [], observer = SILENT } = request;
  const chain = await open(request, observer);
  request.onDeployed?.(chain.deployment);
  const events = fileSink(folder.path("events.csv"));
  try {
    const span = new Span(observer);
    const ledger = createLedger({
      onViolation: scenario.invariants.onViolation,
      eventSink: events,
      hasher: nodeSha256(),
    });
    const onProgress = observer.progress.bind(observer);
    const ending = await simulate({ scenario, seed, chain, readers: [span, ledger, ...readers], onProgress, signal });
    const gasDrift = await agreed(chain);
    return {
      ending,
      gasDrift,
      summary: ledger.summary(),
      ledgerHash: ledger.hash(),
      span,
      deployment: chain.deployment,
    };
  } finally {
    await chain.close();
    events.close();
  }
}

/** The twin's last word: all state that was ever touched is the same on both backends. Throws `TwinDifference`. */
async function agreed(chain: Chain): Promise<readonly GasDrift[] | undefined> {
  if (chain.backend !== "twin") return undefined;
  const twin = chain as TwinChain;
  await twin.compareEverything();
  return twin.gasDrift();
}

function open({ scenario, backend, fork }: RunRequest, observer: RunObserver): Promise<Chain> {
  observer.phase("deploy", fork === undefined ? backend : `${backend}, forking ${new URL(fork.url).host}`);
  const onProgress = () => observer.phase("compile");
  return openChain({ backend, plan: deploymentPlanOf(scenario), fork, onProgress });
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
