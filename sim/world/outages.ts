/** When the sequencer stands still. */
import { DAY } from "../base/types.ts";
import type { Scenario } from "../scenarios/schema.ts";

const MILLISECONDS = 1000;
const HOUR = 3600;

/** One outage with its repetitions, in milliseconds since the Unix epoch. */
interface Silence {
  readonly begins: number;
  readonly lasts: number;
  readonly repeats: number | undefined;
}

export class Outages {
  readonly #silences: readonly Silence[];

  /** @param start of the run, in milliseconds since the Unix epoch. */
  constructor({ outages = [] }: Scenario["network"], start: number) {
    this.#silences = outages.map(({ afterDays, hours, everyDays }) => ({
      begins: start + Math.round(afterDays * DAY * MILLISECONDS),
      lasts: Math.round(hours * HOUR * MILLISECONDS),
      repeats: everyDays === undefined ? undefined : Math.round(everyDays * DAY * MILLISECONDS),
    }));
  }

  /** The first moment from `at` on at which the sequencer works, both in milliseconds since the Unix epoch. */
  over(at: number): number {
    let end = at;
    for (const silence of this.#silences) end = Math.max(end, endOf(silence, at));
    return end === at ? at : this.over(end);
  }
}

/** The end of the outage that covers `at`; 0 when none of them does. */
function endOf({ begins, lasts, repeats }: Silence, at: number): number {
  if (at < begins) return 0;
  const latest = repeats === undefined ? begins : begins + Math.floor((at - begins) / repeats) * repeats;
  return at < latest + lasts ? latest + lasts : 0;
}
