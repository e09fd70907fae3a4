/** What a property is, and what it sees of a history. */
import type { BlockRequest, BlockResult } from "../../sim/chain/port.ts";
import type { Eyes } from "./eyes.ts";
import type { Memory } from "./memory.ts";

export interface Scene {
  readonly eyes: Eyes;
  readonly memory: Memory;
}

/** A block with what became of it. */
export interface Moment extends Scene {
  readonly block: BlockRequest;
  readonly result: BlockResult;
}

/** Follows one history. Each method gives what is wrong, or undefined. */
export interface Watcher {
  /** Right before a block, at the block's own time: what changes from here to `after` is the actions' doing. */
  before?(scene: Scene, block: BlockRequest): void;
  after?(moment: Moment): string | undefined;
  /** When the history is over. */
  end?(scene: Scene): string | undefined;
}

export interface Property {
  readonly name: string;
  /** The equation, in words that a reader of the protocol understands. */
  readonly equation: string;
  /** Whether it is to hold whatever the owner does, or only while the owner does nothing. */
  readonly underOwner: boolean;
  watch(): Watcher;
}

/** A property that failed. `kind` names property and verb: histories that fail alike. */
export interface Violation {
  readonly property: string;
  readonly kind: string;
  readonly detail: string;
}
