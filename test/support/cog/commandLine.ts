/** The command line within this process: as `Desk`, for commands that need no process of their own. */
import { main, type Streams } from "../../../sim/cli/program.ts";
import type { Finished } from "../../cli/program.ts";

export async function commandLine(...args: readonly string[]): Promise<Finished> {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) =>
    ({
      write: (text: string) => {
        written[name] += text;
        return true;
      },
    }) as unknown as NodeJS.WriteStream;
  const streams: Streams = { stdout: stream("stdout"), stderr: stream("stderr") };
  const code = await main(args, streams);
  return { code, ...written };
}
