/** Test files run in this process until one fails, as often as wanted. */
import Mocha from "mocha";
import { ROOT } from "./solc.ts";

/** Enough for the longest test on a busy machine. */
const TEST_TIMEOUT_MILLISECONDS = 120_000;

/** A test that noticed. */
export interface Failure {
  readonly file: string;
  readonly test: string;
  readonly error: string;
}

/** Loads the files, less the tests whose titles match. */
export async function loadTests(files: readonly string[], leftOut: RegExp): Promise<Mocha> {
  const mocha = new Mocha({ bail: true, timeout: TEST_TIMEOUT_MILLISECONDS, reporter: class {} as never });
  mocha.cleanReferencesAfterRun(false).grep(leftOut).invert();
  for (const file of files) mocha.addFile(`${ROOT}${file}`);
  await mocha.loadFilesAsync();
  return mocha;
}

/** Runs the files in this order. Resolves to the first failure, or to nothing. */
export function runUntilFailure(mocha: Mocha, order: readonly string[]): Promise<Failure | undefined> {
  const rank = new Map(order.map((file, index) => [`${ROOT}${file}`, index]));
  mocha.suite.suites.sort((a, b) => rank.get(a.file!)! - rank.get(b.file!)!);
  return new Promise((resolve) => {
    let failure: Failure | undefined;
    const runner = mocha.run(() => resolve(failure));
    runner.on("fail", (test: Mocha.Runnable, error: Error) => {
      failure ??= { file: test.file!.slice(ROOT.length), test: test.fullTitle(), error: firstLine(error) };
    });
  });
}

const firstLine = (error: Error): string => String(error?.message ?? error).split("\n")[0]!;
