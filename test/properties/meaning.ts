/** What a step means at the moment at which it is taken: an action, and the deadline that it has to do with. */
import type { Address, Hex, Value, Wei } from "../../sim/base/types.ts";
import { WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { addressOfContract, L2_GATEWAY } from "../../sim/chain/addresses.ts";
import { PARAMETER_NAMES } from "../../sim/chain/model/EngineRecords.ts";
import type { Action, ContractName } from "../../sim/chain/port.ts";
import { ENGINE, OWNER, PEOPLE, VALIDATORS, ZERO_ADDRESS } from "./cast.ts";
import type { Eyes } from "./eyes.ts";
import { type Memory, RESULTS } from "./memory.ts";
import type { Step, Verb } from "./steps.ts";

export interface Meaning {
  readonly action: Action;
  /** In seconds; undefined when there is none. */
  readonly deadline?: bigint;
}

const UNKNOWN: Hex = `0x${"ee".repeat(32)}`;
const MAX = 2n ** 256n - 1n;
/** Every 16th choice among what exists is of something that does not. */
const ODD = 15;

const person = (choice: number): Address => PEOPLE[choice % PEOPLE.length]!;
const validator = (choice: number): Address => VALIDATORS[choice % VALIDATORS.length]!;
/** Persons, but also nobody, and contracts. */
const anyone = (choice: number): Address =>
  [...PEOPLE, ZERO_ADDRESS, ENGINE, addressOfContract("token"), OWNER][choice % (PEOPLE.length + 4)]!;

/** One of the newest four. */
const recent = <T>(list: readonly T[], choice: number): T | undefined =>
  list.at(-1 - (choice % Math.min(list.length, 4)));
const id = (list: readonly Hex[], choice: number): Hex =>
  choice === ODD ? UNKNOWN : (recent(list, choice) ?? UNKNOWN);

const clamp = (value: bigint): bigint => (value > MAX ? MAX : value);

/** Amounts around every bound that there is for this person. */
function amountOf(eyes: Eyes, who: Address, choice: number): Wei {
  const { staked, pending } = eyes.validator(who);
  const minimum = eyes.attempt<Wei>("getValidatorMinimum") ?? 0n;
  const missing = minimum > staked ? minimum - staked : 0n;
  const free = staked > pending ? staked - pending : 0n;
  const balance = eyes.balanceOf(who);
  const amounts = [
    0n,
    1n,
    WAD / 2n - 1n,
    WAD / 2n,
    WAD,
    missing,
    missing + 1n,
    missing && missing - 1n,
    free,
    free + 1n,
    free > minimum ? free - minimum : 1n,
    free > minimum ? free - minimum + 1n : 1n,
    balance,
    balance + 1n,
    10n * WAD,
    100n * WAD,
  ];
  return amounts[choice]!;
}

type Meaner = (step: Step, eyes: Eyes, memory: Memory) => Meaning;

const call = (from: Address, to: ContractName, method: string, ...args: Value[]): Meaning => ({
  action: { from, to, method, args },
});

const MEANINGS: Readonly<Record<Verb, Meaner>> = {
  submitTask: ({ who, x, y, amount }, eyes, { models }) => {
    const [from, model] = [person(who), id(models, x)];
    const owner = y < 12 ? from : anyone(y + who);
    return { action: engine.submitTask(from, 0n, owner, model, amountOf(eyes, from, amount), "0xab") };
  },
  retractTask: ({ who, x }, eyes, { tasks }) => {
    const task = recent(tasks, x);
    const from = task && who < 12 ? task.owner : person(who);
    if (!task || from === ZERO_ADDRESS) return { action: engine.retractTask(person(who), UNKNOWN) };
    const deadline = eyes.task(task.id).blocktime + eyes.engine<bigint>("minRetractionWaitTime") + 1n;
    return { action: engine.retractTask(from, task.id), deadline };
  },
  commit: ({ who, x, y }, eyes, memory) => {
    const solver = validator(who);
    const open = memory.tasks.filter((task) => eyes.task(task.id).exists && !eyes.solution(task.id).exists);
    const tasks = open.length > 0 && y < 14 ? open : memory.tasks;
    const task = id(
      tasks.map((each) => each.id),
      x,
    );
    const commitment = memory.plan({ solver, task, cid: RESULTS[y < 12 ? y % 2 : y % 4]! });
    return { action: engine.signalCommitment(y === ODD ? person(x) : solver, commitment) };
  },
  reveal: ({ who, x, y }, eyes, { commitments }) => {
    const open = commitments.filter(({ task }) => eyes.task(task).exists && !eyes.solution(task).exists);
    const known = recent(open.length > 0 && y < 14 ? open : commitments, x);
    if (!known) return { action: engine.submitSolution(person(who), UNKNOWN, RESULTS[0]!) };
    return { action: engine.submitSolution(y === ODD ? person(who) : known.solver, known.task, known.cid) };
  },
  claim: ({ who, x, y }, eyes, { solved }) => {
    const open = solved.filter((task) => !eyes.contestation(task).exists && !eyes.solution(task).claimed);
    const task = id(open.length > 0 && y < 14 ? open : solved, x);
    const deadline = eyes.solution(task).blocktime + eyes.engine<bigint>("minClaimSolutionTime") + 1n;
    return { action: engine.claimSolution(person(who), task), deadline };
  },
  contest: ({ who, x, y }, eyes, { solved }) => {
    const open = solved.filter((task) => !eyes.contestation(task).exists && !eyes.solution(task).claimed);
    const task = id(open.length > 0 && y < 14 ? open : solved, x);
    const deadline = eyes.solution(task).blocktime + eyes.engine<bigint>("minClaimSolutionTime") - 1n;
    return { action: engine.submitContestation(validator(who), task), deadline };
  },
  vote: ({ who, x, y }, eyes, { contested }) => {
    const task = id(contested, x);
    const deadline = eyes.contestation(task).blocktime + eyes.engine<bigint>("minContestationVotePeriodTime");
    return { action: engine.voteOnContestation(validator(who), task, y % 2 === 0), deadline };
  },
  finish: ({ who, x, y }, eyes, { contested }) => {
    const task = id(contested, x);
    const deadline = eyes.contestation(task).blocktime + eyes.engine<bigint>("minContestationVotePeriodTime");
    const pages = [1n, 1n, 2n, 100n, 2n ** 32n - 1n, 0n];
    return { action: engine.contestationVoteFinish(person(who), task, pages[y % pages.length]!), deadline };
  },
  deposit: ({ who, x, y, amount }, eyes) => {
    const from = person(who);
    const to = y < 8 ? from : y === ODD ? anyone(x) : validator(x);
    return { action: engine.validatorDeposit(from, to, amountOf(eyes, y < 8 ? from : to, amount)) };
  },
  initiateWithdraw: ({ who, amount }, eyes) => {
    const from = validator(who);
    return { action: engine.initiateValidatorWithdraw(from, amountOf(eyes, from, amount)) };
  },
  cancelWithdraw: ({ who, x }, _eyes, { requests }) => {
    const request = recent(requests, x);
    const from = request && who < 14 ? request.validator : person(who);
    return { action: engine.cancelValidatorWithdraw(from, request?.count ?? 1n) };
  },
  withdraw: ({ who, x, y }, _eyes, { requests }) => {
    const request = recent(requests, x);
    const from = request && who < 14 ? request.validator : person(who);
    const to = y < 14 ? from : anyone(x + y);
    return { action: engine.validatorWithdraw(from, request?.count ?? 1n, to), deadline: request?.unlockTime };
  },
  transfer: ({ who, x, amount }, eyes) => ({
    action: token.transfer(person(who), anyone(x), amountOf(eyes, person(who), amount)),
  }),
  approve: ({ who, x, amount }, eyes) => ({
    action: token.approve(
      person(who),
      x % 2 ? ENGINE : anyone(x),
      amount % 2 ? MAX : amountOf(eyes, person(who), amount),
    ),
  }),
  transferFrom: ({ who, x, y, amount }, eyes) =>
    call(person(who), "token", "transferFrom", anyone(x), anyone(y), amountOf(eyes, anyone(x), amount)),
  delegate: ({ who, x }) => ({ action: token.delegate(person(who), anyone(x)) }),
  signalSupport: ({ who, x, y }, _eyes, { models }) => ({
    action: engine.signalSupport(person(who), id(models, x), y % 2 === 0),
  }),
  registerModel: ({ who, x, y, amount }, eyes) => ({
    action: engine.registerModel(
      person(who),
      anyone(x),
      y === ODD ? MAX : amountOf(eyes, person(who), amount),
      y % 2 ? "0x" : "0x01",
    ),
  }),
  withdrawAccruedFees: ({ who }) => ({ action: engine.withdrawAccruedFees(person(who)) }),
  release: ({ who, x }) => {
    const wallets = ["vesting.team", "vesting.dao", "vesting.bonds"] as const;
    return call(person(who), wallets[x % wallets.length]!, "release", x === ODD ? ENGINE : addressOfContract("token"));
  },
  /** What nobody of the cast may do. */
  forbidden: ({ who, x, y }) => {
    const from = person(who);
    const calls = [
      call(from, "engine", "setPaused", true),
      call(from, "engine", "transferOwnership", from),
      call(from, "engine", "renounceOwnership"),
      call(from, "engine", "transferTreasury", from),
      call(from, "engine", "transferPauser", from),
      call(from, "engine", "setSolutionFeePercentage", WAD),
      call(from, "engine", "setSolutionMineableRate", UNKNOWN, WAD),
      call(from, "engine", "setVersion", 1n),
      call(from, "engine", "initialize", from, from),
      call(from, "token", "bridgeMint", from, WAD),
      call(from, "token", "bridgeBurn", L2_GATEWAY, WAD),
      call(from, "vesting.team", "transferOwnership", from),
    ];
    return calls[(x + y) % calls.length]!;
  },
  setParameter: ({ x, y }, eyes) => {
    const name = PARAMETER_NAMES[x % PARAMETER_NAMES.length]!;
    const current = eyes.engine<bigint>(name);
    const values = [0n, 1n, current, current + 1n, current && current - 1n, 2n * current, WAD, WAD + 1n, MAX];
    return call(OWNER, "engine", `set${name[0]!.toUpperCase()}${name.slice(1)}`, clamp(values[y % values.length]!));
  },
  setPaused: ({ x }) => call(OWNER, "engine", "setPaused", x % 3 === 0),
  setRate: ({ x, y }, _eyes, { models }) =>
    call(OWNER, "engine", "setSolutionMineableRate", id(models, x), [0n, 1n, WAD, 2n * WAD, MAX][y % 5]!),
  hand: ({ x, y }) =>
    call(
      OWNER,
      "engine",
      ["transferTreasury", "transferPauser", "transferOwnership"][x % 3]!,
      y < 4 ? anyone(y) : OWNER,
    ),
};

/** What has to be there for a verb to mean something, and the verb that brings it about. */
const FIRST: Partial<Record<Verb, readonly [needed: (memory: Memory) => readonly unknown[], verb: Verb]>> = {
  finish: [({ contested }) => contested, "contest"],
  vote: [({ contested }) => contested, "contest"],
  contest: [({ solved }) => solved, "reveal"],
  claim: [({ solved }) => solved, "reveal"],
  reveal: [({ commitments }) => commitments, "commit"],
  commit: [({ tasks }) => tasks, "submitTask"],
  retractTask: [({ tasks }) => tasks, "submitTask"],
  cancelWithdraw: [({ requests }) => requests, "initiateWithdraw"],
  withdraw: [({ requests }) => requests, "initiateWithdraw"],
};

/** A step about something that is not there yet brings it about instead, now and then excepted. */
export function meaningOf(step: Step, eyes: Eyes, memory: Memory): Meaning {
  let { verb } = step;
  for (let first = FIRST[verb]; first && step.x !== ODD && first[0](memory).length === 0; first = FIRST[verb])
    [, verb] = first;
  return MEANINGS[verb](step, eyes, memory);
}
