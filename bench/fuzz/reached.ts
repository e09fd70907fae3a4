/** What random histories have reached: every outcome of every verb, and the states that decide about them. */
import type { Play } from "../../test/properties/play.ts";

/** Outcomes by verb ("voteOnContestation VoteNotAllowed 3"), and pairs of them in a row. */
export class Reached {
  readonly #seen = new Map<string, number>();

  /** Notes what the play reached; whether any of it was new. */
  note({ played }: Play): boolean {
    let fresh = false;
    let previous = "";
    for (const { block, result } of played) {
      for (const [index, outcome] of result.outcomes.entries()) {
        const key = `${block.actions[index]!.method} ${outcome.ok ? "ok" : describe(outcome.error, outcome.args)}`;
        fresh = this.#add(key) || fresh;
        fresh = this.#add(`${previous} > ${key}`) || fresh;
        previous = key;
      }
    }
    return fresh;
  }

  /** Single outcomes, without the pairs, by name. */
  outcomes(): readonly (readonly [string, number])[] {
    return [...this.#seen].filter(([key]) => !key.includes(" > ")).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #add(key: string): boolean {
    const count = this.#seen.get(key) ?? 0;
    this.#seen.set(key, count + 1);
    return count === 0;
  }
}

/** An error with the argument that tells its branches apart, if it has one. */
function describe(error: string, args: readonly unknown[]): string {
  if (error === "Panic") return `${error} 0x${(args[0] as bigint).toString(16)}`;
  return error === "VoteNotAllowed" ? `${error} ${args[2]}` : error;
}
