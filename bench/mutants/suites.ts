/** The contracts' own tests, run again and again in one process with other bytecode under them. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import Mocha from "mocha";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { closeChains } from "../../test/support/chains.ts";
import type { Codes } from "./contracts.ts";
import { ROOT, sha256 } from "./solc.ts";

const SUITES = ["engine", "token", "governance", "vesting", "deployment"];
/** No test waits for anything but its own chain. */
const TEST_TIMEOUT_MILLISECONDS = 20_000;
/** Tests of the other backends run none of this bytecode. */
const OTHER_BACKENDS = / on (model|twin)\b/;

/** A test that noticed. */
export interface Failure {
  readonly file: string;
  readonly test: string;
  readonly error: string;
}

export const testFiles = (): readonly string[] =>
  SUITES.flatMap((suite) => globSync(`test/${suite}/**/*.test.ts`, { cwd: ROOT })).sort();

/** What the tests of a file rest on beside the simulator: the file, and the helpers of all suites. */
export function hashTests(files: readonly string[]): string {
  const helpers = ["support", ...SUITES].flatMap((suite) => globSync(`test/${suite}/**/!(*.test).ts`, { cwd: ROOT }));
  return sha256([...helpers.sort(), ...files].map((name) => readFileSync(`${ROOT}${name}`, "utf8")).join("\0"));
}

/** Files whose tests most likely notice first: those that did so before, the function's own, the contract's. */
export function rankFiles(mutant: { file: string; inside: string }, killers: readonly string[]): readonly string[] {
  const own = (file: string) => basename(file, ".test.ts") === mutant.inside;
  const related = (file: string) => dirname(file) === `test/${suiteOf(mutant.file)}`;
  const files = testFiles();
  return [
    ...new Set([
      ...killers.filter((file) => files.includes(file)),
      ...files.filter(own),
      ...files.filter(related),
      ...files,
    ]),
  ];
}

function suiteOf(contract: string): string {
  if (contract.includes("/governance/")) return "governance";
  if (contract.includes("/vesting/")) return "vesting";
  return contract.endsWith("/Token.sol") ? "token" : "engine";
}

export class Suites {
  readonly #mocha: Mocha;

  private constructor(mocha: Mocha) {
    this.#mocha = mocha;
  }

  static async load(): Promise<Suites> {
    const mocha = new Mocha({ bail: true, timeout: TEST_TIMEOUT_MILLISECONDS, reporter: class {} as never });
    mocha.cleanReferencesAfterRun(false).grep(OTHER_BACKENDS).invert();
    for (const file of testFiles()) mocha.addFile(`${ROOT}${file}`);
    await mocha.loadFilesAsync();
    return new Suites(mocha);
  }

  /** Runs the files in this order on contracts with this code until a test fails. Resolves to that, or to nothing. */
  async run(codes: Codes, order: readonly string[]): Promise<Failure | undefined> {
    for (const [name, code] of codes) Object.assign(artifact(name), code);
    const rank = new Map(order.map((file, index) => [`${ROOT}${file}`, index]));
    this.#mocha.suite.suites.sort((a, b) => rank.get(a.file!)! - rank.get(b.file!)!);
    const failure = await this.#untilFailure();
    await closeChains();
    return failure;
  }

  #untilFailure(): Promise<Failure | undefined> {
    return new Promise((resolve) => {
      let failure: Failure | undefined;
      const runner = this.#mocha.run(() => resolve(failure));
      runner.on("fail", (test: Mocha.Runnable, error: Error) => {
        failure ??= { file: test.file!.slice(ROOT.length), test: test.fullTitle(), error: firstLine(error) };
      });
    });
  }
}

const firstLine = (error: Error): string => String(error?.message ?? error).split("\n")[0]!;
