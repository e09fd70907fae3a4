/** Moments at which a run is sampled, a fixed time apart. */
import type { Seconds } from "../base/types.ts";

const SAMPLES = 240;
/** Samples lie on whole multiples of it after the start. */
const STEP: Seconds = 600;

export class Timeline {
  readonly times: Seconds[] = [];
  readonly #interval: Seconds;
  #next: Seconds;
  readonly #end: Seconds;

  /** The moments of the series, the same for all: some 240 of them however long the run is. */
  static ofSeries(start: Seconds, end: Seconds): Timeline {
    return new Timeline(start, end, Math.max(STEP, Math.ceil((end - start) / SAMPLES / STEP) * STEP));
  }

  constructor(start: Seconds, end: Seconds, interval: Seconds) {
    this.#interval = interval;
    this.#next = start;
    this.#end = end;
  }

  /** Calls `sample` for every moment before `now` that was not sampled yet: nothing more can happen in those seconds. */
  advance(now: Seconds, sample: (time: Seconds) => void): void {
    while (this.#next < now && this.#next <= this.#end) {
      this.#take(this.#next, sample);
      this.#next += this.#interval;
    }
  }

  /** The last moment, where the run ends. */
  close(now: Seconds, sample: (time: Seconds) => void): void {
    this.advance(now, sample);
    if (this.times.at(-1) !== now) this.#take(now, sample);
  }

  #take(time: Seconds, sample: (time: Seconds) => void): void {
    this.times.push(time);
    sample(time);
  }
}
