/** Shows on stderr how many runs go: on a terminal a bar for each that is under way, elsewhere a line now and then. */
import type { ExecutionProgress } from "../experiment/experiment.ts";
import { duration, plainNumber } from "../report/format.ts";

/** Of the runs, and how many of them at least, pass between two plain lines; of slow ones so much time. */
const PLAIN_STEP = 0.1;
const PLAIN_RUNS = 4;
const PLAIN_MILLISECONDS = 30_000;
/** A terminal is not drawn on more often. */
const DRAW_MILLISECONDS = 100;
const MILLISECONDS = 1_000;
/** More workers than these are told as a number. */
const MOST_BARS = 8;
const BAR_CELLS = 28;
const USUAL_COLUMNS = 80;

export interface RunsProgress {
  show(progress: ExecutionProgress): void;
  /** A line of its own. */
  say(text: string): void;
  /** Leaves nothing that moves. */
  end(): void;
}

const totals = ({ done, asked, reused }: ExecutionProgress): string => {
  const kept = reused === 0 ? "" : `, ${plainNumber(reused)} of them from the store`;
  return `  ${plainNumber(done)} of ${plainNumber(asked)} runs${kept}`;
};

/** The time left if runs keep taking as long as those done and under way since the first was seen. */
class Pace {
  #began = { at: 0, work: 0 };
  #last = Number.POSITIVE_INFINITY;
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Runs' worth of work that is over: what came from the store was none. */
  #workOf = ({ done, reused, workers }: ExecutionProgress): number =>
    done - reused + workers.reduce((sum, { share }) => sum + share, 0);

  /** Nothing until a run's worth of work was seen, and nothing when all is over. Less work than before is new work. */
  leftOf(progress: ExecutionProgress): string {
    const work = this.#workOf(progress);
    if (work < this.#last) this.#began = { at: this.#clock(), work };
    this.#last = work;
    const over = work - this.#began.work;
    const left = progress.asked - progress.reused - work;
    if (over < 1 || left <= 0) return "";
    const seconds = ((this.#clock() - this.#began.at) / MILLISECONDS / over) * left;
    return `, about ${duration(Math.ceil(seconds))} left`;
  }
}

function plainProgress(stream: NodeJS.WriteStream, pace: Pace, clock: () => number): RunsProgress {
  let [shown, at] = [-1, clock()];
  return {
    show(progress) {
      const { asked, done } = progress;
      const left = pace.leftOf(progress);
      if (done === shown) return;
      if (done < shown) [shown, at] = [0, clock()];
      const due = done - shown >= Math.max(PLAIN_STEP * asked, PLAIN_RUNS) || clock() - at >= PLAIN_MILLISECONDS;
      if (shown >= 0 && done < asked && !due) return;
      [shown, at] = [done, clock()];
      stream.write(`${totals(progress)}${done < asked ? left : ""}\n`);
    },
    say: (text) => void stream.write(`${text}\n`),
    end() {},
  };
}

const bar = (share: number): string => "━".repeat(Math.round(share * BAR_CELLS)).padEnd(BAR_CELLS, "─");

const percent = (share: number): string => `${String(Math.floor(share * 100)).padStart(3)} %`;

function linesOf(progress: ExecutionProgress, left: string): readonly string[] {
  const { workers } = progress;
  const more = workers.length - MOST_BARS;
  return [
    `${totals(progress)}${left}`,
    ...workers.slice(0, MOST_BARS).map(({ name, share }) => `  ${bar(share)} ${percent(share)}  ${name}`),
    ...(more > 0 ? [`  … and ${more} more at work`] : []),
  ];
}

function barsProgress(stream: NodeJS.WriteStream, pace: Pace, clock: () => number): RunsProgress {
  let height = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let over = -1;
  const erase = () => {
    if (height > 0) stream.write(`\r${height > 1 ? `\x1b[${height - 1}A` : ""}\x1b[J`);
    height = 0;
  };
  const draw = (lines: readonly string[]) => {
    erase();
    const columns = stream.columns ?? USUAL_COLUMNS;
    stream.write(lines.map((line) => line.slice(0, columns - 1)).join("\n"));
    height = lines.length;
    drawnAt = clock();
  };
  return {
    show(progress) {
      const { asked, done } = progress;
      const left = pace.leftOf(progress);
      if (done < asked) {
        over = -1;
        if (clock() - drawnAt >= DRAW_MILLISECONDS) draw(linesOf(progress, left));
      } else if (done !== over) {
        over = done;
        erase();
        stream.write(`${totals(progress)}\n`);
      }
    },
    say(text) {
      erase();
      stream.write(`${text}\n`);
    },
    end: erase,
  };
}

/** What suits the stream. @param clock milliseconds. */
export function runsProgressOn(stream: NodeJS.WriteStream, clock = () => performance.now()): RunsProgress {
  const pace = new Pace(clock);
  return stream.isTTY ? barsProgress(stream, pace, clock) : plainProgress(stream, pace, clock);
}
