/** Turns in the life of a task, as the ledger saw them: what metrics count that is not an amount of tokens. */
import type { Address, Seconds } from "../base/types.ts";
import type { TaskState } from "./state.ts";

export type HappeningKind =
  | "submitted"
  | "retracted"
  | "solved"
  | "claimed"
  | "contested"
  | "voted"
  /** A contestation's first page: the verdict is known. */
  | "judged"
  /** A contestation's last page: every winner is served. */
  | "settled";

export interface Happening {
  readonly kind: HappeningKind;
  readonly time: Seconds;
  /** Who did it: the sender, solver, contester or voter. */
  readonly by: Address;
  readonly task: TaskState;
  /** Of a vote: whether it supports the contestation. */
  readonly yea: boolean;
}
