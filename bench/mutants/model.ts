/** The model as a side. */
import type { Side } from "./side.ts";
import { readSource, sha256 } from "./solc.ts";
import { Source } from "./source.ts";
import { filesAt, TestFiles } from "./testFiles.ts";
import { typescriptMutants } from "./typescript.ts";

/** Titles of tests in which the model takes no part. */
export const OTHER_BACKENDS = / on (evm|twin)\b/;

/** Tests that run on either backend, and the model's own; the others know the contracts alone, or more than the model. */
const isOnModel = (file: string): boolean =>
  file.startsWith("test/model/") || readSource(file).includes("forEachBackend(");

export const MODEL_TESTS = new TestFiles(
  filesAt("test/{engine,token,governance,vesting,deployment,chain,model}/**/*.test.ts").filter(isOnModel),
  (file) => (/Token/i.test(file) ? "test/token" : /Vesting/i.test(file) ? "test/vesting" : "test/engine"),
);

export function modelSide(): Side {
  const files = filesAt("sim/chain/model/*.ts");
  return {
    name: "model",
    files,
    mutants: files.flatMap((file) => typescriptMutants(new Source(file, readSource(file)))),
    fingerprint: sha256(files.map(readSource).join("\0")),
    tests: MODEL_TESTS,
    worker: {
      program: new URL("modelWorker.ts", import.meta.url),
      environment: {},
      // A module that has been loaded stays.
      trialsPerProcess: 1,
      timeLimitSeconds: 180,
      baseline: [],
    },
    trialOf: ({ file, text }, order) => ({ changed: { [file]: text }, selection: {}, order }),
  };
}
