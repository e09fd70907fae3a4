/** How far a run is, on stderr: one line that changes on a terminal, a line every few percent elsewhere. */
import { duration } from "../../sim/report/format.ts";

const PLAIN_STEP_PERCENT = 5;
const MILLISECONDS = 1_000;

export class Progress {
  readonly #total: number;
  readonly #from = performance.now();
  #done = 0;
  #survived = 0;
  #shown = 0;

  constructor(total: number) {
    this.#total = total;
  }

  step(survived: boolean): void {
    this.#done++;
    if (survived) this.#survived++;
    const percent = Math.floor((100 * this.#done) / this.#total);
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${this.#line(percent)}${percent === 100 ? "\n" : ""}`);
    else if (percent >= this.#shown + PLAIN_STEP_PERCENT) process.stderr.write(`${this.#line(percent)}\n`);
    else return;
    this.#shown = percent - (percent % PLAIN_STEP_PERCENT);
  }

  #line(percent: number): string {
    const elapsed = (performance.now() - this.#from) / MILLISECONDS;
    const left = duration(Math.round((elapsed * (this.#total - this.#done)) / this.#done));
    return `${String(percent).padStart(3)} %  ${this.#done} of ${this.#total} tried, ${this.#survived} survived, ${left} left`;
  }
}
