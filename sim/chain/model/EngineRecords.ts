/** How the engine stores what its getters show: contracts/EngineRecords.sol. A record is replaced, never changed. */
import type { Address, Hex, Wei } from "../../base/types.ts";
import { INITIAL_PARAMETERS } from "../parameters.ts";
import type { EngineParameters } from "../port.ts";
import { type Host, Lists, Mapping, NestedMapping } from "./host.ts";
import { PANIC, panic } from "./revert.ts";
import { ZERO_ADDRESS } from "./Token.ts";

export const ZERO_HASH: Hex = `0x${"00".repeat(32)}`;

export interface Model {
  readonly fee: Wei;
  readonly addr: Address;
  readonly rate: bigint;
  readonly cid: Hex;
}

export interface Validator {
  readonly staked: Wei;
  readonly pending: Wei;
  readonly since: bigint;
  /** Whether anyone ever deposited for it. */
  readonly known: boolean;
}

export interface WithdrawRequest {
  readonly unlockTime: bigint;
  readonly amount: Wei;
}

export interface Task {
  readonly model: Hex;
  readonly fee: Wei;
  readonly owner: Address;
  readonly blocktime: bigint;
  readonly version: bigint;
  readonly cid: Hex;
}

export interface Solution {
  readonly validator: Address;
  readonly blocktime: bigint;
  readonly claimed: boolean;
  readonly cid: Hex;
}

export interface Contestation {
  readonly validator: Address;
  readonly blocktime: bigint;
  readonly finishStartIndex: bigint;
  readonly slashAmount: Wei;
}

/** What unknown keys read as. */
const NO_MODEL: Model = { fee: 0n, addr: ZERO_ADDRESS, rate: 0n, cid: "0x" };
const NO_VALIDATOR: Validator = { staked: 0n, pending: 0n, since: 0n, known: false };
const NO_REQUEST: WithdrawRequest = { unlockTime: 0n, amount: 0n };
const NO_TASK: Task = { model: ZERO_HASH, fee: 0n, owner: ZERO_ADDRESS, blocktime: 0n, version: 0n, cid: "0x" };
const NO_SOLUTION: Solution = { validator: ZERO_ADDRESS, blocktime: 0n, claimed: false, cid: "0x" };
const NO_CONTESTATION: Contestation = { validator: ZERO_ADDRESS, blocktime: 0n, finishStartIndex: 0n, slashAmount: 0n };

export type ParameterName = keyof EngineParameters;

export const PARAMETER_NAMES = Object.keys(INITIAL_PARAMETERS) as readonly ParameterName[];

export class EngineRecords {
  readonly models: Mapping<Hex, Model>;
  readonly validators: Mapping<Address, Validator>;
  readonly withdrawRequestsCount: Mapping<Address, bigint>;
  readonly withdrawRequests: NestedMapping<Address, bigint, WithdrawRequest>;
  readonly tasks: Mapping<Hex, Task>;
  readonly commitments: Mapping<Hex, number>;
  readonly solutions: Mapping<Hex, Solution>;
  readonly contestations: Mapping<Hex, Contestation>;
  readonly voted: NestedMapping<Hex, Address, boolean>;
  readonly yeas: Lists<Hex, Address>;
  readonly nays: Lists<Hex, Address>;
  readonly parameters: Mapping<ParameterName, bigint>;

  constructor(host: Host) {
    this.models = new Mapping(host, NO_MODEL);
    this.validators = new Mapping(host, NO_VALIDATOR);
    this.withdrawRequestsCount = new Mapping(host, 0n);
    this.withdrawRequests = new NestedMapping(host, NO_REQUEST);
    this.tasks = new Mapping(host, NO_TASK);
    this.commitments = new Mapping(host, 0);
    this.solutions = new Mapping(host, NO_SOLUTION);
    this.contestations = new Mapping(host, NO_CONTESTATION);
    this.voted = new NestedMapping(host, false);
    this.yeas = new Lists(host);
    this.nays = new Lists(host);
    this.parameters = new Mapping(host, 0n);
    for (const name of PARAMETER_NAMES) this.parameters.set(name, INITIAL_PARAMETERS[name]);
  }

  /** The voter at `index` of a side. Panics beyond the last. */
  voterAt(side: Lists<Hex, Address>, task: Hex, index: bigint): Address {
    return side.of(task)[Number(index)] ?? panic(PANIC.indexOutOfBounds);
  }
}
