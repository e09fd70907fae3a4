/**
 * What an agent is. It is told what happened, looks at what it may know, and answers with what it wants. It holds no
 * chain and no clock, and it learns a result only by booking the computation.
 */
import type { Rng } from "../base/random.ts";
import type { Address, Hex, Seconds } from "../base/types.ts";
import type { Action, ChainEvent } from "../chain/port.ts";
import type { Contestation, OpenTask, SolvedTask, View } from "./view.ts";

export type Purpose = "solve" | "verify" | "vote";

/** A reminder to oneself. `about` is a task where the matter is one. */
export interface Note {
  readonly matter: string;
  readonly about?: Hex;
}

/** What became of an agent's own action: all that a receipt tells, but never the gas, which differs between backends. */
export type Receipt =
  | { readonly ok: true; readonly events: readonly ChainEvent[] }
  | { readonly ok: false; readonly error: string };

/** Why an agent is asked. News (`task`, `solution`, `contestation`) reach those who follow them. */
export type Occasion =
  | { readonly type: "start" }
  | { readonly type: "wake"; readonly note: Note }
  | { readonly type: "receipt"; readonly action: Action; readonly receipt: Receipt }
  | {
      readonly type: "computed";
      readonly task: Hex;
      readonly purpose: Purpose;
      readonly cid: Hex;
      /** What the machine's owner is billed, in USD. */
      readonly bill: number;
    }
  /** A stranger's action has reached the sequencer and is in no block yet. For those who watch its queue. */
  | { readonly type: "pending"; readonly action: Action }
  | { readonly type: "task"; readonly task: OpenTask }
  | { readonly type: "solution"; readonly solution: SolvedTask }
  | { readonly type: "contestation"; readonly contestation: Contestation };

/** What an agent wants. A wake-up (Unix seconds, a fraction allowed) in the past comes at once. */
export type Intent =
  /** `tip`: wei per unit of gas beyond the gas price, where the sequencer orders by it. */
  | { readonly type: "send"; readonly action: Action; readonly tip?: bigint }
  /** Keeps the content of its own solution of `task` to itself. */
  | { readonly type: "withhold"; readonly task: Hex }
  | { readonly type: "compute"; readonly task: Hex; readonly purpose: Purpose }
  | { readonly type: "wake"; readonly at: Seconds; readonly note: Note };

export type News = "task" | "solution" | "contestation";

export interface Agent {
  readonly name: string;
  readonly kind: string;
  readonly address: Address;
  /** Whether it reads the sequencer's queue; nobody else is told what is pending. */
  readonly watches?: boolean;
  /** Which news it is told; others cost nothing. Read anew each time. */
  follows(news: News): boolean;
  decide(occasion: Occasion, view: View): readonly Intent[];
}

/** What an agent is born with. `stream` gives it a stream of chance per purpose, nobody else's. */
export interface Birth {
  readonly name: string;
  readonly address: Address;
  readonly stream: (purpose: string) => Rng;
}

export const NOTHING: readonly Intent[] = [];
export const send = (action: Action): Intent => ({ type: "send", action });
export const wake = (at: Seconds, matter: string, about?: Hex): Intent => ({
  type: "wake",
  at,
  note: { matter, about },
});
export const compute = (task: Hex, purpose: Purpose): Intent => ({ type: "compute", task, purpose });
