/** The entry point: a scenario and a seed become a run on a chain, told to readers as it happens. */
import { crewOf } from "../agents/crew.ts";
import type { Seconds } from "../base/types.ts";
import type { Chain } from "../chain/port.ts";
import type { InvariantViolation } from "../ledger/invariants.ts";
import type { EndRecord, LedgerReader } from "../ledger/records.ts";
import { type Calibration, calibrationOf } from "../scenarios/calibration.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { Oracle } from "./results.ts";
import { World } from "./world.ts";

export { deploymentPlanOf } from "./deployment-plan.ts";

/** Where a run stands; blocks and actions of the set-up are not counted. */
export interface Progress {
  readonly now: Seconds;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly blocks: number;
  readonly actions: number;
}

export interface SimulateOptions {
  readonly scenario: Scenario;
  /** An integer; the same seed gives the same run. */
  readonly seed: number;
  /** A fresh chain, deployed by `deploymentPlanOf(scenario)`. Stays open. */
  readonly chain: Chain;
  /** Get every record, in this order. One that throws an `InvariantViolation` ends the run. */
  readonly readers: readonly LedgerReader[];
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run after the block in progress. */
  readonly signal?: AbortSignal;
  /** In the place of the committed file that the scenario names. */
  readonly calibration?: Calibration;
  /** In the place of the seed's own results: what tests replace to see who notices. */
  readonly oracle?: Oracle;
}

export interface Ending {
  readonly reason: EndRecord["reason"];
  /** What ended the run when the reason is "violation". */
  readonly violation?: InvariantViolation;
}

/**
 * Runs `scenario` from its start to its horizon. Throws a ScenarioError for a scenario that cannot be run, a RangeError
 * for an unknown calibration file, and whatever a reader throws that is not an InvariantViolation.
 */
export async function simulate(options: SimulateOptions): Promise<Ending> {
  const { scenario, seed } = options;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed ${seed} is not a safe integer`);
  const calibration = options.calibration ?? calibrationOf(scenario.calibration);
  return new World(options, calibration, crewOf(scenario, seed)).run();
}
