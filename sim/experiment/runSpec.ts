/** A run without files: its events are hashed and not written, its summary becomes a record. */
import { codeVersion } from "../run/code.ts";
import { runId } from "../run/id.ts";
import { metricTable } from "../run/metricTable.ts";
import type { RunObserver } from "../run/observer.ts";
import { play } from "../run/play.ts";
import { courseOf } from "./course.ts";
import type { RunRecord, RunSpec } from "./experiment.ts";

/** Plays the run to its horizon or to a violation. Throws what `simulate` throws. */
export async function runSpec(spec: RunSpec, observer?: RunObserver): Promise<RunRecord> {
  const { scenario, seed, backend } = spec;
  const { ending, deployment, ledgerHash, summary } = await play({ scenario, seed, backend, observer });
  if (ending.reason === "interrupted") throw new Error("a run without a signal was interrupted");
  const code = codeVersion();
  const { bytecodeHash } = deployment;
  return {
    format: 1,
    id: runId({ scenario, seed, backend, fork: undefined, code, bytecodeHash }),
    scenario: scenario.name,
    seed,
    backend,
    code,
    bytecodeHash,
    ledgerHash,
    reason: ending.reason,
    metrics: metricTable(summary.metrics),
    course: courseOf(summary.series),
  };
}
