/** `testbed bench ...`: what a result of a model takes to compute. The work is in `bench/cog`. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { RunFlags } from "../../bench/cog/command/run.ts";
import { addCogOptions, secondCount } from "./cog-options.ts";
import { collect, wholeNumber } from "./options.ts";
import type { Streams } from "./program.ts";

const RUN_EXAMPLES = `
Examples:
  testbed bench run --image r8.im/kasumi-1/kandinsky-2@sha256:373f... --pull --gpu 0 \\
                    --cases bench/cases/kandinsky2.yaml --out a100.json
  testbed bench run --url http://127.0.0.1:5000 --cases cases.yaml -n 10 --out cpu.json

Each case is predicted -n times in each process, warm-ups apart. Nothing is lost on Ctrl-C: the
file then holds what was measured so far, and containers are removed.
Exit codes: 0 done, 2 wrong input or no model to measure, 130 interrupted (the partial result is kept).
docs/bench.md tells what is measured, and how.`;

const positive = (text: string): number => {
  const value = wholeNumber(text);
  if (value < 1 || value > 100_000) throw new InvalidArgumentError("write a whole number from 1 to 100000.");
  return value;
};

type End = (code: number) => void;

function addBenchRun(bench: Command, streams: Streams, end: End): void {
  const command = bench
    .command("run")
    .description("measure a Cog model: cold start, time, energy, memory, and whether its outputs repeat")
    .addOption(new Option("--image <name>", "run this image in Docker").conflicts("url"))
    .option("--url <url>", "measure a server that runs already")
    .requiredOption("--cases <file>", "inputs to measure on, YAML or JSON")
    .requiredOption("--out <file>", "result file to write")
    .option("-n, --predictions <number>", "measured predictions of each case in each process", positive, 30)
    .option("--warmups <number>", "predictions before those, of each case in each process", wholeNumber, 2)
    .option("--restarts <number>", "how often the model is started again (2; 0 at a URL)", wholeNumber);
  addCogOptions(command)
    .option("--idle <seconds>", "how long the idle GPU is measured", secondCount, 10)
    .option("--json", "write the summary as JSON to standard output, and nothing else")
    .addHelpText("after", RUN_EXAMPLES)
    .action(async (flags: RunFlags) =>
      end(await (await import("../../bench/cog/command/run.ts")).benchRun(flags, streams)),
    );
}

function addInspect(bench: Command, streams: Streams, end: End): void {
  bench
    .command("inspect")
    .description("what an image says of itself: version of Cog, GPU need, inputs")
    .argument("<image>", "image that is on this machine, or with --pull in a registry")
    .option("--pull", "fetch the image first")
    .option("--json", "the same as JSON")
    .addHelpText("after", "\nExample:\n  testbed bench inspect r8.im/kasumi-1/kandinsky-2@sha256:373f... --pull")
    .action(async (image: string, flags: { pull?: boolean; json?: boolean }) =>
      end(await (await import("../../bench/cog/command/inspect.ts")).benchInspect(image, flags, streams)),
    );
}

const COMPARE_EXAMPLES = `
Example:
  testbed bench compare a100.json h100.json

Exit codes: 0 the outputs are the same, 2 wrong input, 4 outputs differ.`;

function addCompare(bench: Command, streams: Streams, end: End): void {
  bench
    .command("compare")
    .description("two results side by side: time, energy, and whether the outputs are the same")
    .argument("<a>", "result file")
    .argument("<b>", "result file")
    .option("--json", "the same as JSON")
    .addHelpText("after", COMPARE_EXAMPLES)
    .action(async (a: string, b: string, flags: { json?: boolean }) =>
      end(await (await import("../../bench/cog/command/compare.ts")).benchCompare(a, b, flags, streams)),
    );
}

const CALIBRATE_EXAMPLES = `
Example:
  testbed bench calibrate a100.json --model kandinsky2 \\
          --price rental=1.71 --price-source "a marketplace's list, 2026-09" \\
          --out bench/calibration/kandinsky2-a100.json
  testbed run market --calibration kandinsky2-a100

Only measurements become a calibration: real models, on GPUs that were seen to work, in files as they were written.`;

function addCalibrate(bench: Command, streams: Streams, end: End): void {
  bench
    .command("calibrate")
    .description("make a calibration that simulations read, from results of one or more machines")
    .argument("<files...>", "result files of bench run")
    .requiredOption("--out <file>", "calibration to write, under bench/calibration for --calibration to find it")
    .requiredOption("--model <name>", "what scenarios call the model, such as kandinsky2")
    .requiredOption(
      "--price <tariff=usd>",
      "USD per hour, such as rental=1.71, or h200/rental=4.45 for one device; a tariff called serving also bills loading; may be repeated",
      collect,
      [],
    )
    .requiredOption("--price-source <text>", "where the prices come from")
    .option("--title <text>", "name of the model for people")
    .addHelpText("after", CALIBRATE_EXAMPLES)
    .action(async (files: readonly string[], flags) =>
      end(await (await import("../../bench/cog/command/calibrate.ts")).benchCalibrate(files, flags, streams)),
    );
}

export function addBench(program: Command, streams: Streams, end: End): void {
  const bench = program
    .command("bench")
    .description("measure what a model's results take to compute, on this machine's GPU")
    .addHelpText("after", "\nExample:\n  testbed bench run --help");
  addBenchRun(bench, streams, end);
  addInspect(bench, streams, end);
  addCompare(bench, streams, end);
  addCalibrate(bench, streams, end);
}
