/** Shows on stderr how a run goes: a bar on a terminal, a line every few percent elsewhere. */
import cliProgress from "cli-progress";
import { duration, longDate, plainNumber } from "../report/format.ts";
import type { RunObserver } from "../run/observer.ts";
import type { Progress } from "../world/simulate.ts";

/** Lines on a stream that is no terminal: one for each of these percents. */
const PLAIN_STEP_PERCENT = 5;
const MILLISECONDS = 1_000;

const PHASE_LABELS = {
  compile: "compiling the contracts",
  deploy: "opening the chain",
  setup: "setting up balances and stakes",
  run: "running",
  report: "writing the report",
} as const;

interface Pace {
  readonly actionsPerSecond: number;
  readonly secondsLeft: number;
}

/** Actions per second so far, and the time left if simulated time keeps passing as fast. */
function paceOf(progress: Progress, elapsed: number): Pace {
  const done = (progress.now - progress.start) / (progress.end - progress.start);
  return {
    actionsPerSecond: elapsed > 0 ? progress.actions / elapsed : 0,
    secondsLeft: done > 0 ? (elapsed * (1 - done)) / done : 0,
  };
}

const percentOf = ({ now, start, end }: Progress): number =>
  Math.min(100, Math.floor(((now - start) / (end - start)) * 100));

/** A clock that starts with the phase that it times. Wall time is shown to people and decides nothing. */
class Stopwatch {
  #from = performance.now();
  restart(): void {
    this.#from = performance.now();
  }
  get seconds(): number {
    return (performance.now() - this.#from) / MILLISECONDS;
  }
}

function plainProgress(write: (text: string) => void): RunObserver {
  const watch = new Stopwatch();
  let shown = 0;
  return {
    phase(name, detail) {
      watch.restart();
      write(`${PHASE_LABELS[name]}${detail === undefined ? "" : ` (${detail})`}\n`);
    },
    progress(progress) {
      const percent = percentOf(progress);
      if (percent < shown + PLAIN_STEP_PERCENT) return;
      shown = percent - (percent % PLAIN_STEP_PERCENT);
      const pace = paceOf(progress, watch.seconds);
      write(
        `${String(percent).padStart(3)} %  ${longDate(progress.now)}  ${plainNumber(progress.blocks)} blocks  ${plainNumber(Math.round(pace.actionsPerSecond))} actions/s  ${duration(Math.round(pace.secondsLeft))} left\n`,
      );
    },
    done() {},
  };
}

function barProgress(stream: NodeJS.WriteStream): RunObserver {
  const watch = new Stopwatch();
  const bar = new cliProgress.SingleBar({
    stream,
    format: " {bar} {percentage} %  {date}  {blocks} blocks  {rate} actions/s  {left} left",
    barCompleteChar: "━",
    barIncompleteChar: "─",
    barsize: 28,
    hideCursor: true,
    gracefulExit: false,
    clearOnComplete: true,
    linewrap: false,
  });
  let running = false;
  const stop = () => {
    if (running) bar.stop();
    running = false;
  };
  return {
    phase(name, detail) {
      stop();
      watch.restart();
      stream.write(`${PHASE_LABELS[name]}${detail === undefined ? "" : ` (${detail})`}\n`);
    },
    progress(progress) {
      const pace = paceOf(progress, watch.seconds);
      const payload = {
        date: longDate(progress.now),
        blocks: plainNumber(progress.blocks),
        rate: plainNumber(Math.round(pace.actionsPerSecond)),
        left: duration(Math.round(pace.secondsLeft)),
      };
      if (!running) bar.start(100, 0, payload);
      running = true;
      bar.update(percentOf(progress), payload);
    },
    done: stop,
  };
}

/** The observer that suits the stream. */
export const progressOn = (stream: NodeJS.WriteStream): RunObserver =>
  stream.isTTY ? barProgress(stream) : plainProgress((text) => stream.write(text));
