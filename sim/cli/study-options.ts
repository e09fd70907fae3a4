/** Options of the commands that look at a scenario over a box of parameters. */
import type { Command } from "commander";
import { addLabOptions, backendOption, type LabOptions } from "./lab-options.ts";
import { collect, dayCount, quoted } from "./options.ts";

export interface StudyOptions extends LabOptions {
  readonly vary: readonly string[];
  readonly days?: number;
  readonly set: readonly string[];
  readonly backend: "model" | "evm";
  readonly out?: string;
  readonly json?: boolean;
}

export const addStudyOptions = (command: Command): Command =>
  addLabOptions(
    command
      .requiredOption(
        "--vary <name=path=from:to>",
        "a parameter and its range, :log or :whole at its end; may be repeated",
        collect,
        [],
      )
      .option("--days <number>", "length of every run in days", dayCount)
      .option("--set <key=value>", "set any value of the scenario first; may be repeated", collect, [])
      .addOption(backendOption()),
  )
    .option("--out <folder>", "folder to write (default: runs/<command>-<scenario>)")
    .option("--json", "write what experiment.json holds to standard output, and nothing else");

/** The words of a command that repeat those options which decide the runs. */
export const studyText = ({ vary, days, set, backend }: Omit<StudyOptions, keyof LabOptions>): readonly string[] => [
  ...vary.map((text) => `--vary ${quoted(text)}`),
  ...(days === undefined ? [] : [`--days ${days}`]),
  ...set.map((text) => `--set ${quoted(text)}`),
  ...(backend === "model" ? [] : [`--backend ${backend}`]),
];
