/** What a solution is paid. Source: protocol section 5, "pay". */
import { type Address, WAD, type Wei } from "../../base/types.ts";
import { measuredSupply } from "../books.ts";
import type { Scene } from "../scene.ts";
import { rewardBounds, scheduledReward } from "../schedule.ts";
import type { ModelState, TaskState } from "../state.ts";

/** `amount` less the share that stays with who pays, rounded as the engine does: the share is rounded up. */
export const lessShare = (amount: Wei, percentage: bigint): Wei => (amount * (WAD - percentage)) / WAD;

/** Takes a task's fee off the books: once in its life. */
export const closeFee = (scene: Scene, task: TaskState): void => {
  if (task.closed) scene.audit.violate("claim-pays-once", 2n, 1n, `task ${task.id}`);
  task.closed = true;
  scene.books.openFees -= task.fee;
};

/** Adds to what the treasury may withdraw. */
export const accrue = (
  scene: Scene,
  kind: "treasuryFee" | "retractionFee",
  from: Address,
  amount: Wei,
  task: TaskState,
) => {
  scene.books.accrued += amount;
  scene.flow(kind, from, scene.treasury, amount, task);
};

/** Gives what the solver got. */
const payFee = (scene: Scene, task: TaskState, solver: Address, model: ModelState): Wei => {
  const { engine } = scene;
  if (model.fee > 0n)
    scene.take("modelFee", "claim-pays-exactly", { from: engine, to: model.addr, amount: model.fee }, { task });
  const rest = task.fee - model.fee;
  const share = lessShare(rest, scene.parameters.solutionFeePercentage);
  accrue(scene, "treasuryFee", engine, rest - share, task);
  if (share > 0n) scene.take("solverFee", "claim-pays-exactly", { from: engine, to: solver, amount: share }, { task });
  closeFee(scene, task);
  return share;
};

/** The next transfer's amount when it goes from the engine to `to`, else undefined. */
const nextTo = (scene: Scene, to: Address): Wei | undefined => {
  const transfer = scene.transfers.peek();
  return transfer?.from === scene.engine && transfer.to === to ? transfer.amount : undefined;
};

/** By how much a reward exceeds the one that the deposits of the run's first block would have left. */
const noteDeposits = (scene: Scene, supply: Wei, rate: bigint, total: Wei): void => {
  const { books, now, startedAt, heldAtStart } = scene;
  if (heldAtStart === undefined) return;
  const growth = books.liabilities + books.unowned - heldAtStart;
  if (growth <= 0n) return;
  const excess = total - (scheduledReward(now - startedAt, supply + growth) * rate) / WAD;
  if (excess > 0n) scene.audit.find("measure-counts-deposits", excess);
};

/** Whether a reward lies on the ledger's own schedule and, where the formula is known, is its result to the wei. */
const judgeReward = ({ audit, now, startedAt, rewardFormula }: Scene, supply: Wei, rate: bigint, total: Wei): void => {
  const { least, most } = rewardBounds(now - startedAt, supply);
  audit.atLeast("reward-on-schedule", total, (least * rate) / WAD);
  audit.atMost("reward-on-schedule", total, (most * rate) / WAD);
  if (rewardFormula) audit.equal("reward-exact", total, (rewardFormula(BigInt(now - startedAt), supply) * rate) / WAD);
};

/** Emission: the amount is judged by the schedule, its division by the treasury's percentage. Gives what the solver got. */
const payReward = (scene: Scene, task: TaskState, solver: Address, { rate }: ModelState): Wei => {
  if (rate === 0n) return 0n;
  const { audit, books, engine, treasury } = scene;
  const supply = measuredSupply(scene.transfers.peek()?.heldBefore ?? books.engineBalance);
  const part = nextTo(scene, solver);
  if (part === undefined) {
    judgeReward(scene, supply, rate, 0n);
    return 0n;
  }
  scene.accept("rewardSolver", { task });
  const total = part + (nextTo(scene, treasury) ?? 0n);
  const amount = total - lessShare(total, scene.parameters.treasuryRewardPercentage);
  scene.take("rewardTreasury", "claim-pays-exactly", { from: engine, to: treasury, amount }, { task });
  judgeReward(scene, supply, rate, total);
  const beyondPool = books.mine(total);
  if (beyondPool > 0n) audit.find("rewards-beyond-pool", beyondPool);
  if (task.sender === solver) audit.find("self-solved-task", total);
  noteDeposits(scene, supply, rate, total);
  return part;
};

/** Explains the payment of a solution, at this moment's percentages and reward. Gives what the solver got, in wei. */
export const pay = (scene: Scene, task: TaskState, solver: Address): Wei => {
  const model = scene.models.get(task.model);
  if (model) return payFee(scene, task, solver, model) + payReward(scene, task, solver, model);
  scene.audit.violate("known-subject", 0n, 1n, `no model ${task.model}`);
  return 0n;
};
