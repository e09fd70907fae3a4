/** `testbed store` and `testbed verify`. */
import type { Command } from "commander";
import { withWorkers } from "./executor.ts";
import { addLabOptions, type LabOptions } from "./lab-options.ts";
import { shareOption } from "./options.ts";
import type { Streams } from "./program.ts";

type End = (code: number) => void;

const STORE_EXAMPLES = `
Examples:
  testbed store list                          what is in runs/store
  testbed store merge runs/store other/store  copy into the first what it lacks, from as many others as given
  testbed store repair runs/store             drop damaged records; what is lost will be run again`;

const load = () => import("./store-command.ts");

function addStoreCommands(program: Command, { stdout }: Streams, end: End): void {
  const store = program
    .command("store")
    .description("the folder of runs that are done: look into it, merge two, drop what is damaged")
    .addHelpText("after", STORE_EXAMPLES);
  store
    .command("list")
    .description("runs by scenario, backend and code")
    .argument("[store]", "folder of the store (default: runs/store)")
    .option("--json", "write the list as JSON")
    .addHelpText("after", "\nExample:\n  testbed store list runs/store --json")
    .action(async (folder: string | undefined, { json }: { json?: boolean }) =>
      end(await (await load()).listCommand(folder, json ?? false, stdout)),
    );
  store
    .command("merge")
    .description("copy runs of other stores into the first; the same run with another result is refused")
    .argument("<into>", "the store that grows")
    .argument("<from...>", "the stores that are copied from")
    .addHelpText("after", "\nExample:\n  testbed store merge runs/store /media/other/runs/store")
    .action(async (into: string, from: readonly string[]) =>
      end(await (await load()).mergeCommand(into, from, stdout)),
    );
  store
    .command("repair")
    .description("drop damaged records")
    .argument("[store]", "folder of the store (default: runs/store)")
    .addHelpText("after", "\nExample:\n  testbed store repair runs/store")
    .action(async (folder: string | undefined) => end(await (await load()).repairCommand(folder, stdout)));
}

export interface VerifyOptions extends LabOptions {
  readonly share: number;
  readonly backend?: "evm";
  readonly json?: boolean;
}

const VERIFY_EXAMPLES = `
Examples:
  testbed verify runs/store --share 5%                     a sample of all runs of the present code
  testbed verify runs/cost-of-attack-… --share 1%          of one experiment's runs
  testbed verify runs/store --share 1% --backend evm       on the contracts: the ledgers must be the same

Exit codes: 0 all the same, 2 wrong input or other code, 4 a run differs, 130 interrupted.`;

const DEFAULT_SHARE = 0.05;

export function addStore(program: Command, streams: Streams, end: End): void {
  addStoreCommands(program, streams, end);
  const command = program
    .command("verify")
    .description("run a sample of stored runs again and compare, byte for byte")
    .argument("<runs>", "folder of a store or of an experiment")
    .option("--share <share>", "share of the runs, as in 5%", shareOption, DEFAULT_SHARE)
    .option("--backend <name>", "evm: on the contracts, whatever they ran on");
  addLabOptions(command)
    .option("--json", "write what was compared as JSON to standard output, and nothing else")
    .addHelpText("after", VERIFY_EXAMPLES)
    .action(async (runs: string, options: VerifyOptions) =>
      end(
        await withWorkers(options, streams, async (executor) =>
          (await load()).verifyCommand(runs, options, streams, executor),
        ),
      ),
    );
}
