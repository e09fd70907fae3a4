/**
 * What every contender executes: lifecycles (submit, commit, solve, claim) of many users and solvers, cut into blocks as a
 * market cuts them. Ids are computed beforehand, so that no contender waits for another's answer.
 */
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment, generateIPFSCID, hashTask } from "../../sim/base/ids.ts";
import { type Address, type Hex, type Seconds, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { deploymentAddresses, LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { genesis } from "../../sim/chain/genesis.ts";
import type { Action, BlockRequest, DeploymentPlan } from "../../sim/chain/port.ts";

/** Half of each fee is the model's, so that a claim makes every transfer there is. */
const TASK_FEE = WAD / 1000n;

/** Submit, commit, solve, claim. */
export const ACTIONS_OF_A_LIFECYCLE = 4;

export const PLAN: DeploymentPlan = {
  timestamp: 1_707_876_523,
  parameters: {},
  models: [{ name: "benchmark", addr: addressOf("modelOwner"), fee: TASK_FEE / 2n, rate: WAD, template: "0x7b7d" }],
};

/** Above the minimum for as long as a run may last: after half a year it is some 140 AIUS. */
const STAKE = 300n * WAD;

const USERS = names("user", 40);
const SOLVERS = names("solver", 24);
const MODEL = genesis(PLAN).models["benchmark"]!;
/** Between two blocks: the default scenario has one every two and a half minutes, a busier market more. */
const INTERVAL: Seconds = 60;
/** After a solution, until it can be claimed: above protocol section 1's minClaimSolutionTime. */
const CLAIM_DELAY: Seconds = 2_100;

function names(kind: string, count: number): Address[] {
  return Array.from({ length: count }, (_, index) => addressOf(`${kind}-${index}`));
}

/** Money and allowances for everyone, in one block right after the deployment. */
export function setup(): BlockRequest {
  const spender = deploymentAddresses().engine;
  const everyone = [...USERS, ...SOLVERS];
  return {
    timestamp: PLAN.timestamp + 1,
    actions: [
      ...USERS.map((to) => token.transfer(LIQUIDITY_HOLDER, to, 10n * WAD)),
      ...SOLVERS.map((to) => token.transfer(LIQUIDITY_HOLDER, to, STAKE)),
      ...everyone.map((from) => token.approve(from, spender, 2n ** 256n - 1n)),
      ...SOLVERS.map((from) => engine.validatorDeposit(from, from, STAKE)),
    ],
  };
}

/** Something that is due: an action, and what becomes due a while after it. */
interface Due {
  readonly at: Seconds;
  readonly action: Action;
  readonly next?: (now: Seconds) => Due;
}

/**
 * Blocks without end, their sizes drawn in turn from `sizes`. Whatever is due goes first; when nothing is, a user submits the
 * next task.
 */
export function* blocks(sizes: readonly number[]): Generator<BlockRequest, never> {
  const submit = submitter();
  let due: Due[] = [];
  for (let count = 0; ; count++) {
    const now = PLAN.timestamp + INTERVAL * (count + 1);
    const size = sizes[count % sizes.length]!;
    const ready = due.filter(({ at }) => at <= now).slice(0, size);
    const fresh = Array.from({ length: size - ready.length }, submit);
    const taken = [...ready, ...fresh];
    due = [...due.filter((item) => !ready.includes(item)), ...taken.flatMap(({ next }) => (next ? [next(now)] : []))];
    yield { timestamp: now, actions: taken.map(({ action }) => action) };
  }
}

/** Gives one submission after another, each with the rest of its lifecycle. */
function submitter(): () => Due {
  let count = 0;
  let previous: Hex = `0x${"0".repeat(64)}`;
  return () => {
    const user = USERS[count % USERS.length]!;
    const solver = SOLVERS[count % SOLVERS.length]!;
    // 40 bytes, the length that the protocol's gas figures assume.
    const input: Hex = `0x${count.toString(16).padStart(80, "0")}`;
    const task = hashTask({ model: MODEL, fee: TASK_FEE, cid: generateIPFSCID(input) }, user, previous);
    count++;
    previous = task;
    return {
      at: 0,
      action: engine.submitTask(user, 0n, user, MODEL, TASK_FEE, input),
      next: (now) => commit(solver, task, now),
    };
  };
}

function commit(solver: Address, task: Hex, now: Seconds): Due {
  const cid = generateIPFSCID(task);
  const action = engine.signalCommitment(solver, generateCommitment(solver, task, cid));
  return { at: now + INTERVAL, action, next: (then) => solve(solver, task, cid, then) };
}

function solve(solver: Address, task: Hex, cid: Hex, now: Seconds): Due {
  return {
    at: now + INTERVAL,
    action: engine.submitSolution(solver, task, cid),
    next: (then) => claim(solver, task, then),
  };
}

function claim(solver: Address, task: Hex, now: Seconds): Due {
  return { at: now + CLAIM_DELAY, action: engine.claimSolution(solver, task) };
}
