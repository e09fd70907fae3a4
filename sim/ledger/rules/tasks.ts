/** Tasks and solutions. Source: protocol section 5, "Tasks" and "Solutions". */
import type { Address, Hex, Value, Wei } from "../../base/types.ts";
import type { Scene } from "../scene.ts";
import { accrue, closeFee, lessShare, pay } from "./pay.ts";

type Arguments = Readonly<Record<string, Value>>;

export const submitted = (scene: Scene, args: Arguments): void => {
  const id = args["id"] as Hex;
  const sender = args["sender"] as Address;
  const { to, method, args: call } = scene.step!.action;
  const task = {
    id,
    model: args["model"] as Hex,
    fee: args["fee"] as Wei,
    sender,
    owner: to === "engine" && method === "submitTask" ? (call[1] as Address) : undefined,
    submittedAt: scene.now,
    solver: undefined,
    solvedAt: 0,
    truthful: undefined,
    contestation: undefined,
    closed: false,
  };
  scene.tasks.set(id, task);
  scene.books.openFees += task.fee;
  scene.take("feeIn", "fee-paid-in", { from: sender, to: scene.engine, amount: task.fee }, { task });
  scene.happen("submitted", sender, task);
};

export const retracted = (scene: Scene, args: Arguments): void => {
  const task = scene.task(args["id"] as Hex);
  if (!task) return;
  const refund = lessShare(task.fee, scene.parameters.retractionFeePercentage);
  const owner = task.owner ?? scene.transfers.peek()?.to ?? task.sender;
  scene.take("refundRetracted", "refund-exact", { from: scene.engine, to: task.owner, amount: refund }, { task });
  accrue(scene, "retractionFee", owner, task.fee - refund, task);
  closeFee(scene, task);
  scene.tasks.delete(task.id);
  scene.happen("retracted", owner, task);
};

export const solved = (scene: Scene, args: Arguments): void => {
  const task = scene.task(args["task"] as Hex);
  if (!task) return;
  task.solver = args["addr"] as Address;
  task.solvedAt = scene.now;
  scene.happen("solved", task.solver, task);
};

/** A claim of a task that is paid, refunded, contested or unknown pays a second time. */
export const claimed = (scene: Scene, args: Arguments) => {
  const id = args["task"] as Hex;
  const solver = args["addr"] as Address;
  const task = scene.tasks.get(id);
  if (!task || task.solver !== solver || task.contestation) {
    return scene.audit.violate("claim-pays-once", 2n, 1n, `no claimable solution of ${solver} for ${id}`);
  }
  const paid = pay(scene, task, solver);
  if (task.truthful === false) scene.audit.find("falsehood-paid", paid);
  scene.tasks.delete(id);
  scene.happen("claimed", solver, task);
};
