/** Shows how a benchmark goes: one line that changes on a terminal, a line every tenth elsewhere. */
import { plainNumber, plural } from "../../../sim/report/format.ts";
import type { OnPull } from "../docker.ts";
import type { BenchResult } from "../result.ts";
import type { BenchObserver } from "../run.ts";

const STEPS = 10;

/** @param save writes the result as it stands. */
export function benchProgress(
  stderr: NodeJS.WriteStream,
  { predictions }: { readonly predictions: number },
  save: (result: BenchResult) => void,
): BenchObserver {
  const isTerminal = stderr.isTTY === true;
  const every = Math.max(1, Math.ceil(predictions / STEPS));
  const line = (text: string, isPassing = false) => {
    if (isTerminal) stderr.write(`\r\x1b[K${text}${isPassing ? "" : "\n"}`);
    else stderr.write(`${text}\n`);
  };
  return {
    process: (number, of) => line(`process ${number} of ${of}: starting`),
    ready: ({ speech, schema }) =>
      line(
        `ready: Cog ${speech.version ?? "of unknown version"} (${speech.dialect}), ${plural(schema.fields.length, "input")}`,
      ),
    attempted: ({ case: { name }, index, warmup }, outcome) => {
      const count = `${name}: ${warmup ? "warm-up" : "prediction"} ${index + 1}`;
      if (!outcome.ok) return line(`${count}: ${outcome.failure.kind}: ${outcome.failure.detail}`);
      if (isTerminal || warmup || (index + 1) % every === 0 || index + 1 === predictions)
        line(`${count}${warmup ? "" : ` of ${predictions}`}: ${plainNumber(outcome.sample.wallSeconds)} s`, true);
    },
    checkpoint: save,
  };
}

const MB = 1_000_000;
const PULL_STEP_SECONDS = 1;
const PLAIN_PULL_STEP_SECONDS = 15;
const MILLISECONDS = 1_000;

/** How much of an image has come: every second on a terminal, now and then elsewhere. */
export function pullProgress(stderr: NodeJS.WriteStream, name: string): OnPull {
  const isTerminal = stderr.isTTY === true;
  const step = (isTerminal ? PULL_STEP_SECONDS : PLAIN_PULL_STEP_SECONDS) * MILLISECONDS;
  let next = performance.now() + step;
  stderr.write(`pulling ${name}\n`);
  return (done, total) => {
    if (performance.now() < next) return;
    next = performance.now() + step;
    const text = `${plainNumber(Math.round(done / MB))} of ${plainNumber(Math.round(total / MB))} MB`;
    stderr.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
  };
}
