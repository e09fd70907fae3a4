/** What random histories have reached: every outcome of every verb, and the states that decide about them. */
import type { ChainEvent } from "../../sim/chain/port.ts";
import type { Play } from "../../test/properties/play.ts";

/**
 * Counts outcomes by verb ("voteOnContestation VoteNotAllowed 3"), and knows which situations have been seen: an outcome with
 * the logs that it left, at an age of the protocol, and after which other.
 */
export class Reached {
  readonly #outcomes = new Map<string, number>();
  readonly #situations = new Set<string>();

  /** Notes what the play reached; how many of its steps lead to the last of what was new, 0 when nothing was. */
  note({ played, stepsTaken }: Play, age: number): number {
    let last = 0;
    let previous = "";
    for (const [at, { block, result }] of played.entries()) {
      for (const [index, outcome] of result.outcomes.entries()) {
        const { method } = block.actions[index]!;
        this.#count(`${method} ${outcome.ok ? "ok" : describe(outcome.error, outcome.args)}`);
        const situation = `${method} ${outcome.ok ? traces(outcome.events) : outcome.error}`;
        const news = [this.#isNew(`${age} ${situation}`), this.#isNew(`${previous} > ${situation}`)];
        if (news.includes(true)) last = stepsTaken[at]!;
        previous = situation;
      }
    }
    return last;
  }

  /** By name. */
  outcomes(): readonly (readonly [string, number])[] {
    return [...this.#outcomes].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #count(outcome: string): void {
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
  }

  #isNew(situation: string): boolean {
    if (this.#situations.has(situation)) return false;
    this.#situations.add(situation);
    return true;
  }
}

/** The logs' names, and whether each moved anything: the branches that were taken. */
const traces = (events: readonly ChainEvent[]): string =>
  events.map(({ name, args }) => (Object.values(args).includes(0n) ? `${name}0` : name)).join();

/** An error with the argument that tells its branches apart, if it has one. */
function describe(error: string, args: readonly unknown[]): string {
  if (error === "Panic") return `${error} 0x${(args[0] as bigint).toString(16)}`;
  return error === "VoteNotAllowed" ? `${error} ${args[2]}` : error;
}
