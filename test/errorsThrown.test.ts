/**
 * Every custom error that contracts/ declares is thrown by some test. Runs after all tests, and only when all that could
 * throw one have run: of a part of the suite it would say nothing.
 */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Suite, Test } from "mocha";
import { errorsSeen } from "./support/chains.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Where the contracts are tested. */
const SUITES = "test/{engine,token,governance,vesting,deployment}/**/*.test.ts";

function declaredErrors(): readonly string[] {
  const sources = globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/test/**"] });
  const declarations = sources.flatMap((file) => [
    ...readFileSync(`${root}${file}`, "utf8").matchAll(/^\s*error (\w+)\(/gm),
  ]);
  return [...new Set(declarations.map(([, name]) => name!))].sort();
}

const testsOf = (suite: Suite): Test[] => [...suite.tests, ...suite.suites.flatMap(testsOf)];

/** Whether every test of the contracts was loaded and has run. */
function allHaveRun(suite: Suite): boolean {
  const tests = testsOf(suite);
  const files = new Set(tests.map(({ file }) => file && resolve(file)));
  const expected = globSync(SUITES, { cwd: root }).map((file) => resolve(root, file));
  const contracts = new Set(expected);
  return (
    expected.every((file) => files.has(file)) &&
    tests.every(({ file, state }) => state !== undefined || !contracts.has(resolve(file ?? "")))
  );
}

after("every error that the contracts declare was thrown", function () {
  if (!allHaveRun(this.test!.parent!)) return;
  const never = declaredErrors().filter((name) => !errorsSeen.has(name));
  assert.deepEqual(never, [], `no test makes the contracts throw ${never.join(", ")}`);
});
