/** `testbed live`: one task, computed by a real model. The work is in `sim/live`. */
import { type Command, Option } from "commander";
import type { LiveFlags } from "../live/command.ts";
import { BACKENDS } from "../run/names.ts";
import { addCogOptions } from "./cog-options.ts";
import { DEFAULT_BACKEND } from "./options.ts";
import type { Streams } from "./program.ts";

const EXAMPLES = `
Examples:
  testbed live --url http://127.0.0.1:5000 --input '{"prompt": "arbius test cat"}' --check
  testbed live --image r8.im/kasumi-1/kandinsky-2@sha256:373f... --pull --gpu 0 --input '{"prompt": "a cat"}' --out cat

The task goes on a local chain, its id decides the seed, the model computes, the CID of its output is committed,
revealed and claimed on the contracts. Exit codes: 0 done, 2 wrong input or no model, 4 with --check: another output.`;

export function addLive(program: Command, streams: Streams, end: (code: number) => void): void {
  const command = program
    .command("live")
    .description("one task end to end with a real Cog model behind the solver")
    .addOption(new Option("--image <name>", "run this image in Docker").conflicts("url"))
    .option("--url <url>", "use a server that runs already")
    .requiredOption("--input <json>", "the user's input without its seed: JSON, or a file of it")
    .addOption(
      new Option("--backend <name>", "evm: the contracts; model: the fast twin")
        .choices(BACKENDS)
        .default(DEFAULT_BACKEND),
    )
    .option("--check", "compute a second time, as a validator would, and compare")
    .option("--out <folder>", "keep the output here");
  addCogOptions(command)
    .option("--json", "write the outcome as JSON to standard output, and nothing else")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: LiveFlags) => end(await (await import("../live/command.ts")).liveCommand(flags, streams)));
}
