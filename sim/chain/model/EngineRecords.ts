/** How the engine stores what its getters show: contracts/EngineRecords.sol. A record is replaced, never changed. */
import type { Address, Hex, Wei } from "../../base/types.ts";
import { INITIAL_PARAMETERS } from "../parameters.ts";
import type { EngineParameters } from "../port.ts";
import { type Host, Lists, Mapping, NestedMapping } from "./host.ts";
import { PANIC, panic } from "./revert.ts";
import { TaskRecords } from "./TaskRecords.ts";
import { ZERO_ADDRESS } from "./Token.ts";

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

/** What unknown keys read as. */
const NO_MODEL: Model = { fee: 0n, addr: ZERO_ADDRESS, rate: 0n, cid: "0x" };
const NO_VALIDATOR: Validator = { staked: 0n, pending: 0n, since: 0n, known: false };
const NO_REQUEST: WithdrawRequest = { unlockTime: 0n, amount: 0n };

export type ParameterName = keyof EngineParameters;

export const PARAMETER_NAMES = Object.keys(INITIAL_PARAMETERS) as readonly ParameterName[];

export class EngineRecords {
  readonly models: Mapping<Hex, Model>;
  readonly validators: Mapping<Address, Validator>;
  readonly withdrawRequestsCount: Mapping<Address, bigint>;
  readonly withdrawRequests: NestedMapping<Address, bigint, WithdrawRequest>;
  readonly tasks: TaskRecords;
  readonly voted: NestedMapping<Hex, Address, boolean>;
  readonly yeas: Lists<Hex, Address>;
  readonly nays: Lists<Hex, Address>;
  readonly parameters: Mapping<ParameterName, bigint>;

  constructor(host: Host) {
    this.models = new Mapping(host, NO_MODEL);
    this.validators = new Mapping(host, NO_VALIDATOR);
    this.withdrawRequestsCount = new Mapping(host, 0n);
    this.withdrawRequests = new NestedMapping(host, NO_REQUEST);
    this.tasks = new TaskRecords(host);
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
