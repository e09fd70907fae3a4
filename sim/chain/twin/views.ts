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
const engineViews = (methods: readonly string[], ...args: Value[]): View[] =>
  methods.map((method) => view("engine", method, ...args));

/** Without a key, and moved by almost every block. */
const MOVING = engineViews(["prevhash", "accruedFees", "getPsuedoTotalSupply"]);

/** Without a key, and moved by the owner, or following from other state. */
const STANDING: readonly View[] = [
  ...engineViews(["owner", "treasury", "pauser", "paused", "version", "startBlockTime"]),
  ...engineViews(["getSlashAmount", "getValidatorMinimum", "getReward"]),
  ...engineViews(PARAMETER_NAMES),
  view("token", "totalSupply"),
];

const balanceOf = (account: Value): View => view("token", "balanceOf", account);
const taskViews = (id: Value): View[] => engineViews(["tasks", "solutions", "contestations"], id);
const stakeViews = (address: Value): View[] => engineViews(["validators", "validatorWithdrawPendingAmount"], address);
const requestViews = (address: Value, count: Value): View[] => [
  ...engineViews(["pendingValidatorWithdrawRequestsCount"], address),
  ...engineViews(["pendingValidatorWithdrawRequests"], address, count),
];

const isId = (value: Value | undefined): value is Hex =>
  typeof value === "string" && value.startsWith("0x") && value.length === 66;

type Noter = (args: Readonly<Record<string, Value>>, event: ChainEvent) => readonly View[];

/** Collects the views of everything that actions and their events name. Remembers all that it has ever seen. */
export class Watch {
  readonly #engine: Address;
  readonly #seen = new Map<string, View>();
  /** Votes cast, by contestation: who, and how many on each side. */
  readonly #votes = new Map<Value, { readonly voters: Value[]; readonly sides: { yeas: bigint; nays: bigint } }>();
  readonly #noters: Readonly<Record<string, Noter>>;

  /** `engine` is the spender of the allowances that shrink without an event. */
  constructor(engine: Address) {
    this.#engine = engine;
    const allowance = (owner: Value): View => view("token", "allowance", owner, this.#engine);
    const task: Noter = ({ task: id }) => taskViews(id!);
    const taskById: Noter = ({ id }) => taskViews(id!);
    const model: Noter = ({ id }) => [view("engine", "models", id!)];
    const request: Noter = ({ addr, count }) => [...stakeViews(addr!), ...requestViews(addr!, count!)];
    this.#noters = {
      Transfer: ({ from, to }) => [balanceOf(from!), balanceOf(to!)],
      Approval: ({ owner, spender }) => [view("token", "allowance", owner!, spender!)],
      DelegateChanged: ({ delegator }) => [view("token", "delegates", delegator!)],
      DelegateVotesChanged: ({ delegate }) => [
        view("token", "getVotes", delegate!),
        view("token", "numCheckpoints", delegate!),
      ],
      ERC20Released: ({ token }, { contract }) => [view(contract, "released", token!)],
      ModelRegistered: model,
      SolutionMineableRateChange: model,
      ValidatorDeposit: ({ addr, validator }) => [allowance(addr!), ...stakeViews(validator!)],
      ValidatorWithdrawInitiated: request,
      ValidatorWithdrawCancelled: request,
      ValidatorWithdraw: request,
      TaskSubmitted: ({ id, sender }) => [allowance(sender!), ...taskViews(id!)],
      TaskRetracted: taskById,
      SignalCommitment: ({ commitment }) => [view("engine", "commitments", commitment!)],
      SolutionSubmitted: task,
      SolutionClaimed: task,
      ContestationSubmitted: task,
      ContestationVote: (args) => this.#vote(args),
      ContestationVoteFinish: ({ id }) => [
        ...taskViews(id!),
        ...(this.#votes.get(id!)?.voters ?? []).flatMap((voter) => stakeViews(voter)),
      ],
      OwnershipTransferred: (_, { contract }) => [view(contract, "owner")],
    };
  }

  /** The views of what this block's actions and events name, and of what moves always. */
  touched(actions: readonly Action[], outcomes: readonly Outcome[]): readonly View[] {
    const keys = new Set<string>();
    for (const [index, action] of actions.entries()) {
      const outcome = outcomes[index]!;
      const views = outcome.ok ? outcome.events.flatMap((event) => this.#viewsOf(event)) : untouched(action);
      for (const each of views) this.#add(keys, each);
    }
    const owned = outcomes.some((outcome) => outcome.ok && outcome.events.some(isAdministrative));
    return [...MOVING, ...(owned ? STANDING : []), ...[...keys].map((key) => this.#seen.get(key)!)];
  }

  /** The views of everything that any block has touched. */
  everything(): readonly View[] {
    return [...MOVING, ...STANDING, ...this.#seen.values()];
  }

  #viewsOf(event: ChainEvent): readonly View[] {
    return this.#noters[event.name]?.(event.args, event) ?? [];
  }

  /** The list with one index more than there are votes, so that its end is compared as well. */
  #vote({ addr, task, yea }: Readonly<Record<string, Value>>): readonly View[] {
    let votes = this.#votes.get(task!);
    if (!votes) {
      votes = { voters: [], sides: { yeas: 0n, nays: 0n } };
      this.#votes.set(task!, votes);
    }
    votes.voters.push(addr!);
    const [side, method] = yea
      ? (["yeas", "contestationVoteYeas"] as const)
      : (["nays", "contestationVoteNays"] as const);
    const index = votes.sides[side]++;
    return [
      ...stakeViews(addr!),
      view("engine", "contestationVoted", task!, addr!),
      view("engine", method, task!, index),
      view("engine", method, task!, index + 1n),
    ];
  }

  #add(keys: Set<string>, each: View): void {
    const key = keyOf(each);
    keys.add(key);
    if (!this.#seen.has(key)) this.#seen.set(key, each);
  }
}

/** What a failed action is most likely to have changed where it should have changed nothing. */
const untouched = ({ from, args }: Action): readonly View[] => [
  balanceOf(from),
  ...stakeViews(from),
  ...args.filter(isId).flatMap(taskViews),
];

/** Events of the owner and the pauser. */
const isAdministrative = ({ contract, name }: ChainEvent): boolean =>
  contract === "engine" && /Changed$|Transferred$/.test(name);

const keyOf = ({ to, method, args }: View): string => `${to}.${method}(${args.join()})`;
