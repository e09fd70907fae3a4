/**
 * The one door between a simulation and a chain. Every backend (`evm`, `model`, `twin`) stands behind it, and nothing to
 * the left of it (agents, world, scenario) knows which one does.
 *
 * All values cross in canonical form (see `Value`): integers are bigints, hex is lower case.
 */
import type { Address, Hex, Seconds, Value, Wei } from "../base/types.ts";

/** Contracts that an action may address. The beneficiaries' vesting wallets are `vesting.<allocation name>`. */
export type ContractName = "engine" | "token" | "governor" | "timelock" | `vesting.${string}`;

/** A call of an external function, sent by `from` as a transaction of its own. `args` are in ABI order. */
export interface Action {
  readonly from: Address;
  readonly to: ContractName;
  readonly method: string;
  readonly args: readonly Value[];
}

/** A decoded log. `args` holds the event's arguments by name, indexed or not, in ABI order. */
export interface ChainEvent {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: Readonly<Record<string, Value>>;
}

/**
 * What became of an action. A revert is a value, not an exception: `error` is the custom error's name (`Panic` and
 * `Error` for Solidity's own) and `args` its arguments in ABI order. `gas` is what the EVM used, absent on the model.
 */
export type Outcome =
  | { readonly ok: true; readonly events: readonly ChainEvent[]; readonly gas?: number }
  | { readonly ok: false; readonly error: string; readonly args: readonly Value[]; readonly gas?: number };

/** The actions of one moment, in the order in which the sequencer takes them. */
export interface BlockRequest {
  /** Not before the head's timestamp; equal is allowed, as on Nova. */
  readonly timestamp: Seconds;
  readonly actions: readonly Action[];
}

export interface BlockResult {
  /** The chain's block number, as `arbBlockNumber()` gave it to the contracts. */
  readonly number: number;
  readonly timestamp: Seconds;
  /** One per action, in the same order. */
  readonly outcomes: readonly Outcome[];
}

/** The engine's parameters by their getter's names. Percentages in 18 decimals, times in seconds. */
export interface EngineParameters {
  validatorMinimumPercentage: bigint;
  slashAmountPercentage: bigint;
  solutionFeePercentage: bigint;
  retractionFeePercentage: bigint;
  treasuryRewardPercentage: bigint;
  minClaimSolutionTime: bigint;
  minRetractionWaitTime: bigint;
  minContestationVotePeriodTime: bigint;
  maxContestationValidatorStakeSince: bigint;
  exitValidatorMinUnlockTime: bigint;
}

/** A model registered, and its rate set, before the hand-over to the timelock. */
export interface ModelPlan {
  readonly name: string;
  /** Who receives the model's fee. */
  readonly addr: Address;
  readonly fee: Wei;
  /** 1e18 pays the full reward, 0 none. */
  readonly rate: bigint;
  readonly template: Hex;
}

/** What is put on the chain before the first block of a run. The same plan gives the same addresses on every backend. */
export interface DeploymentPlan {
  /** When the engine is initialised (`startBlockTime`). */
  readonly timestamp: Seconds;
  /** Values that differ from the protocol's initial ones; set by the deployer before the hand-over. */
  readonly parameters: Partial<EngineParameters>;
  readonly models: readonly ModelPlan[];
  /** Which engine; the protocol's own if absent. */
  readonly engine?: EngineVariant;
}

/** `without-commitments`: a solution needs none, so that it can be copied out of the queue. Everything else is the same. */
export type EngineVariant = "faithful" | "without-commitments";

/** What stands on the chain after the deployment. */
export interface Deployment {
  readonly chainId: number;
  /** The plan's, or on a fork its block's when that is later. */
  readonly timestamp: Seconds;
  /** The chain that this one continues, when it is a fork. */
  readonly fork?: { readonly url: string; readonly block: number };
  readonly addresses: Readonly<Record<ContractName, Address>>;
  /** Ids by the plan's names. */
  readonly models: Readonly<Record<string, Hex>>;
  /** Every holder of AIUS after the deployment; sums to the million. */
  readonly balances: ReadonlyArray<readonly [Address, Wei]>;
  /** keccak256 over the creation bytecode of the contracts, in order of deployment. Empty ("0x") on the model. */
  readonly bytecodeHash: Hex;
}

export interface Chain {
  readonly backend: "evm" | "model" | "twin";
  readonly deployment: Deployment;
  /** The newest block. */
  readonly head: { readonly number: number; readonly timestamp: Seconds };
  /** Mines one block with exactly these actions. Any `from` is accepted: senders are impersonated, nothing is signed. */
  mine(block: BlockRequest): Promise<BlockResult>;
  /** The same without a promise, where a backend need not wait for anything. */
  mineNow?(block: BlockRequest): BlockResult;
  /** Calls a view at the head. Resolves to the results in ABI order (structs flattened). Throws `CallReverted` on a revert. */
  call(to: ContractName, method: string, args?: readonly Value[]): Promise<readonly Value[]>;
  close(): Promise<void>;
}

/** A view that reverted: carries the decoded error like a failed `Outcome`. */
export class CallReverted extends Error {
  readonly error: string;
  readonly args: readonly Value[];
  constructor(method: string, error: string, args: readonly Value[]) {
    super(`${method} reverted with ${error}(${args.join(", ")})`);
    this.name = "CallReverted";
    this.error = error;
    this.args = args;
  }
}
