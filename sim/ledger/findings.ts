/** What the protocol violates as specified: named, counted, costed. The run goes on. */
import type { Seconds, Wei } from "../base/types.ts";

/** A property that the protocol as specified does not have, and what its absence cost in this run. */
export interface Finding {
  readonly name: string;
  /** One sentence: what happens and who bears it. */
  readonly description: string;
  /** What `cost` counts. */
  readonly costs: string;
  readonly count: number;
  /** Sum over all occurrences, in wei. */
  readonly cost: Wei;
  /** The first occurrence. */
  readonly first: {
    readonly block: number;
    readonly timestamp: Seconds;
    readonly agent: string;
    readonly method: string;
  };
}
