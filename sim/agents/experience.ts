/**
 * How one's own forecasts of being first turned out. Public history knows how long tasks stay open, but not that a long
 * task is long for everyone; whoever is always a little slower loses more races than history says, and learns it here.
 */
import { DAY, type Hex, type Seconds } from "../base/types.ts";
import type { Action } from "../chain/port.ts";
import type { Receipt } from "./agent.ts";
import type { View } from "./view.ts";

/**
 * Wins of experience that a beginner's trust in the forecasts is worth. Among twenty racers a win is rare: less trust, or a
 * shorter memory below, and an early streak of bad luck would end a solver's racing for good.
 */
const PRIOR = 20;
/** What is left of experience after a day: times change, and who stopped racing tries again. */
const DAILY = 0.99;
/** What is left of it after each further race. */
const RACE = 0.9995;

interface Tally {
  hoped: number;
  won: number;
  day: number;
}

export class Experience {
  readonly #tallies = new Map<string, Tally>();

  /** A race begun with that chance of winning, by the forecast. */
  begin(model: string, forecast: number, now: Seconds): void {
    const tally = this.#tally(model, now);
    tally.hoped = tally.hoped * RACE + forecast;
    tally.won *= RACE;
  }

  win(model: string, now: Seconds): void {
    this.#tally(model, now).won += 1;
  }

  /** A solution of one's own that the chain has taken is a race won. */
  heed({ method, args }: Action, { ok }: Receipt, { market, now }: View): void {
    if (method !== "submitSolution" || !ok) return;
    const solution = market.solution(args[0] as Hex);
    if (solution !== undefined) this.win(solution.model, now);
  }

  /** The chance that experience makes of a forecast. */
  temper(model: string, forecast: number, now: Seconds): number {
    const { hoped, won } = this.#tally(model, now);
    return Math.min(1, (forecast * (won + PRIOR)) / (hoped + PRIOR));
  }

  #tally(model: string, now: Seconds): Tally {
    const today = Math.floor(now / DAY);
    let tally = this.#tallies.get(model);
    if (tally === undefined) {
      tally = { hoped: 0, won: 0, day: today };
      this.#tallies.set(model, tally);
    }
    for (; tally.day < today; tally.day += 1) {
      tally.hoped *= DAILY;
      tally.won *= DAILY;
    }
    return tally;
  }
}
