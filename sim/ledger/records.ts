/**
 * What a run consists of, in the order in which it happened. The world writes records; ledger, invariants, metrics and
 * the event file read them. Nothing downstream looks at a chain.
 */
import type { Address, Hex, NanoUsd, Seconds, Wei } from "../base/types.ts";
import type { Action, Deployment, DeploymentPlan, Outcome } from "../chain/port.ts";

/** Who takes part. `kind` is the policy's name (user, honest, lazy, malicious...), `name` is unique ("honest-7"). */
export interface Participant {
  readonly name: string;
  readonly kind: string;
  readonly address: Address;
  /** Whether the metrics tell of it alone. */
  readonly followed?: boolean;
}

/** First record of every run. */
export interface GenesisRecord {
  readonly type: "genesis";
  readonly scenario: string;
  readonly seed: number;
  /** What was deployed: the ledger reads models and parameters from here, since no chain is asked. */
  readonly plan: DeploymentPlan;
  readonly deployment: Deployment;
  readonly participants: readonly Participant[];
  /** Start and end of the simulated time; set-up blocks come before `start`. */
  readonly start: Seconds;
  readonly end: Seconds;
}

/** One action with what became of it. `gas` is charged from the committed table, never what the EVM used. */
export interface Step {
  /** Participant's name; "genesis" for the set-up. */
  readonly agent: string;
  readonly action: Action;
  readonly outcome: Outcome;
  readonly gas: number;
  readonly gasCost: NanoUsd;
}

export interface BlockRecord {
  readonly type: "block";
  /** "setup" while the scenario's opening balances and stakes are put in place, "run" afterwards. */
  readonly phase: "setup" | "run";
  /** Counts the run's own blocks from 0, so that a fork has the same. */
  readonly index: number;
  readonly timestamp: Seconds;
  readonly steps: readonly Step[];
}

/** A computation booked by an agent: it is paid whether it wins or not. */
export interface ComputeRecord {
  readonly type: "compute";
  readonly timestamp: Seconds;
  readonly agent: string;
  readonly task: Hex;
  readonly purpose: "solve" | "verify" | "vote";
  readonly milliseconds: number;
  readonly joules: number;
  readonly cost: NanoUsd;
}

/** Whether a solution that was accepted on chain is what the model yields: the simulator's knowledge, no agent's. */
export interface TruthRecord {
  readonly type: "truth";
  readonly timestamp: Seconds;
  readonly task: Hex;
  readonly solver: string;
  readonly truthful: boolean;
}

/** What an agent pays outside the chain beside gas and computations: capital bound in stake, machines kept waiting. */
export interface CostRecord {
  readonly type: "cost";
  readonly timestamp: Seconds;
  readonly agent: string;
  readonly reason: "capital" | "standing";
  readonly cost: NanoUsd;
}

/** Prices from this moment on; the first one comes right after genesis. */
export interface PriceRecord {
  readonly type: "price";
  readonly timestamp: Seconds;
  readonly aius: NanoUsd;
  readonly eth: NanoUsd;
}

/** Last record: how the run ended, and the chain's own measures then. */
export interface EndRecord {
  readonly type: "end";
  readonly timestamp: Seconds;
  readonly reason: "horizon" | "interrupted" | "violation";
  readonly supply: { readonly engineMeasure: Wei; readonly engineBalance: Wei };
}

export type LedgerRecord =
  | GenesisRecord
  | BlockRecord
  | ComputeRecord
  | TruthRecord
  | CostRecord
  | PriceRecord
  | EndRecord;

/** Anything that reads a run as it happens. */
export interface LedgerReader {
  read(record: LedgerRecord): void;
}
