/** What the ledger remembers of the protocol, told by events alone. Each object lives until what it describes is final. */
import type { Address, Hex, Seconds, Wei } from "../base/types.ts";

export interface ModelState {
  readonly id: Hex;
  readonly addr: Address;
  readonly fee: Wei;
  rate: bigint;
}

export interface TaskState {
  readonly id: Hex;
  readonly model: Hex;
  readonly fee: Wei;
  readonly sender: Address;
  /** Who is refunded and may retract; undefined when another contract submitted the task and no event says it. */
  readonly owner: Address | undefined;
  readonly submittedAt: Seconds;
  solver: Address | undefined;
  solvedAt: Seconds;
  /** The simulator's knowledge; undefined until it is told. */
  truthful: boolean | undefined;
  contestation: ContestationState | undefined;
  /** The fee has left the books: claimed, refunded or retracted. */
  closed: boolean;
}

export interface ContestationState {
  readonly contester: Address;
  readonly submittedAt: Seconds;
  /** Taken per vote, in wei: fixed when the contestation was submitted. */
  readonly slash: Wei;
  /** Vote period in force when it was submitted, in seconds. */
  readonly period: Seconds;
  readonly yeas: Address[];
  readonly nays: Address[];
  /** Slashes taken for it that are neither returned nor paid out, in wei. */
  locked: Wei;
  /** How it stood on the page that starts at 0; undefined before. */
  verdict: "upheld" | "rejected" | undefined;
  /** All winners have been served. */
  settled: boolean;
  /** Votes came after the first page, or the leading side changed: its slashes need not add up any more. */
  disturbed: boolean;
}

export interface ValidatorState {
  staked: Wei;
  pending: Wei;
  since: Seconds;
  /** Amounts of open withdrawal requests by number. */
  readonly requests: Map<bigint, Wei>;
}
