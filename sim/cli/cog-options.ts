/** The options that tell how a Cog model is started and how long it is waited for. */
import { type Command, InvalidArgumentError } from "commander";
import { collect } from "./options.ts";

/** A number of seconds above 0, a day at most. */
export const secondCount = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && value <= 86_400))
    throw new InvalidArgumentError("write a number of seconds above 0 and at most 86400.");
  return value;
};

export const addCogOptions = (command: Command): Command =>
  command
    .option("--gpu <which>", "all, or indexes such as 0,1: given to the model")
    .option("--memory <gib>", "limit of main memory for the container, in GiB", Number)
    .option("--env <NAME=value>", "environment of the container; may be repeated", collect, [])
    .option("--pull", "fetch the image first")
    .option("--setup-timeout <seconds>", "longest wait for READY", secondCount, 1_800)
    .option("--timeout <seconds>", "longest wait for one prediction", secondCount, 3_600);
