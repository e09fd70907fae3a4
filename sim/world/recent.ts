/** Means over the newest few of something that happened, with their rate. */
import { DAY, type Seconds } from "../base/types.ts";

const SPAN = 64;

export class Recent {
  readonly #times: Seconds[] = [];
  readonly #values: number[] = [];
  #at = 0;
  #sum = 0;

  add(time: Seconds, value: number): void {
    this.#sum += value - (this.#values[this.#at] ?? 0);
    this.#values[this.#at] = value;
    this.#times[this.#at] = time;
    this.#at = (this.#at + 1) % SPAN;
  }

  /** 0 when there was nothing yet. */
  get mean(): number {
    return this.#values.length === 0 ? 0 : this.#sum / this.#values.length;
  }

  /** Events per day from the oldest remembered one to now. */
  perDay(now: Seconds): number {
    const oldest = this.#times.length < SPAN ? this.#times[0] : this.#times[this.#at];
    return oldest === undefined || now <= oldest ? 0 : (this.#times.length * DAY) / (now - oldest);
  }
}
