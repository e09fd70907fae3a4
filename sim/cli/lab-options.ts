/** The options that tell an experiment where its runs are done and kept. */
import { type Command, Option } from "commander";
import { wholeNumber } from "./options.ts";

export interface LabOptions {
  readonly store?: string;
  readonly executor: "local" | "bullmq";
  readonly workers?: number;
  readonly redis?: string;
}

export const EXPERIMENT_BACKENDS = ["model", "evm"] as const;

export const backendOption = (): Option =>
  new Option("--backend <name>", "model, or evm: slow").choices(EXPERIMENT_BACKENDS).default(EXPERIMENT_BACKENDS[0]);

export const addLabOptions = (command: Command): Command =>
  command
    .option("--store <folder>", "where runs are kept: what is there already is not done again (default: runs/store)")
    .option("--workers <number>", "processes on this machine (default: one per core)", wholeNumber)
    .addOption(
      new Option(
        "--executor <name>",
        "local: this machine's cores; bullmq: every `testbed worker` that listens to --redis",
      )
        .choices(["local", "bullmq"])
        .default("local"),
    )
    .option("--redis <url>", "the Redis that leader and workers meet at, such as redis://10.0.0.5:6379");
