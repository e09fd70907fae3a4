/** Which state a block may have touched, as the views that show it. */
import type { Address, Hex, Value } from "../../base/types.ts";
import { PARAMETER_NAMES } from "../model/EngineRecords.ts";
import type { Action, ChainEvent, ContractName, Outcome } from "../port.ts";

/** A getter with its arguments. */
export interface View {
  readonly to: ContractName;
  readonly method: string;
  readonly args: readonly Value[];
}

const view = (to: ContractName, method: string, ...args: Value[]): View => ({ to, method, args });

/** State that has no key. */
export const GLOBAL_VIEWS: readonly View[] = [
  ...[
    "owner",
    "treasury",
    "pauser",
    "paused",
    "accruedFees",
    "prevhash",
    "version",
    "startBlockTime",
    "getPsuedoTotalSupply",
    "getSlashAmount",
    "getValidatorMinimum",
    "getReward",
    ...PARAMETER_NAMES,
  ].map((method) => view("engine", method)),
  view("token", "totalSupply"),
];

const accountViews = (account: Address, engine: Address): View[] => [
  view("token", "balanceOf", account),
  view("token", "allowance", account, engine),
  view("token", "delegates", account),
  view("token", "getVotes", account),
  view("token", "numCheckpoints", account),
  view("engine", "validators", account),
  view("engine", "validatorWithdrawPendingAmount", account),
  view("engine", "pendingValidatorWithdrawRequestsCount", account),
];

/** A 32-byte value may be the id of anything: all that it could name is read. */
const idViews = (id: Hex): View[] =>
  ["models", "tasks", "solutions", "contestations", "commitments"].map((method) => view("engine", method, id));

const isOfBytes = (value: Value, bytes: number): value is Hex =>
  typeof value === "string" && value.startsWith("0x") && value.length === 2 + 2 * bytes;

/** Collects the views of everything that actions and their events name. Remembers all that it has ever seen. */
export class Watch {
  readonly #engine: Address;
  readonly #seen = new Map<string, readonly View[]>();

  /** `engine` is the spender of the allowances that matter. */
  constructor(engine: Address) {
    this.#engine = engine;
  }

  /** The views of what this block's actions and events name, and the global ones. */
  touched(actions: readonly Action[], outcomes: readonly Outcome[]): readonly View[] {
    const keys = new Set<string>();
    for (const action of actions) this.#note(keys, action);
    for (const outcome of outcomes) if (outcome.ok) for (const event of outcome.events) this.#noteEvent(keys, event);
    return [...GLOBAL_VIEWS, ...[...keys].flatMap((key) => this.#seen.get(key)!)];
  }

  /** The views of everything that any block has touched. */
  everything(): readonly View[] {
    return [...GLOBAL_VIEWS, ...[...this.#seen.values()].flat()];
  }

  #note(keys: Set<string>, { from, to, method, args }: Action): void {
    this.#noteValues(keys, [from, ...args]);
    if (to === "token" && method === "approve") this.#add(keys, [view("token", "allowance", from, args[0]!)]);
    if (to.startsWith("vesting."))
      this.#add(keys, [
        view(to, "owner"),
        ...args.filter((arg) => isOfBytes(arg, 20)).map((arg) => view(to, "released", arg)),
      ]);
    if (method === "cancelValidatorWithdraw" || method === "validatorWithdraw")
      this.#add(keys, [view("engine", "pendingValidatorWithdrawRequests", from, args[0]!)]);
  }

  #noteEvent(keys: Set<string>, { name, args }: ChainEvent): void {
    this.#noteValues(keys, Object.values(args));
    if (name === "ValidatorWithdrawInitiated")
      this.#add(keys, [view("engine", "pendingValidatorWithdrawRequests", args["addr"]!, args["count"]!)]);
    if (name === "ContestationVote") this.#noteVote(keys, args["task"]!, args["addr"]!);
  }

  /** One vote more than were cast, so that the list's end is compared as well. */
  #noteVote(keys: Set<string>, task: Value, voter: Value): void {
    this.#add(keys, [view("engine", "contestationVoted", task, voter)]);
    for (const method of ["contestationVoteYeas", "contestationVoteNays"]) {
      let index = 0n;
      while (this.#seen.has(keyOf(view("engine", method, task, index))))
        keys.add(keyOf(view("engine", method, task, index++)));
      this.#add(keys, [view("engine", method, task, index)]);
    }
  }

  #noteValues(keys: Set<string>, values: readonly Value[]): void {
    for (const value of values) {
      if (isOfBytes(value, 20)) this.#addNamed(keys, value, () => accountViews(value, this.#engine));
      if (isOfBytes(value, 32)) this.#addNamed(keys, value, () => idViews(value));
    }
  }

  #add(keys: Set<string>, views: readonly View[]): void {
    for (const each of views) this.#addNamed(keys, keyOf(each), () => [each]);
  }

  #addNamed(keys: Set<string>, key: string, views: () => readonly View[]): void {
    keys.add(key);
    if (!this.#seen.has(key)) this.#seen.set(key, views());
  }
}

const keyOf = ({ to, method, args }: View): string => `${to}.${method}(${args.join()})`;
