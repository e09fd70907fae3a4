/** Compiling when needed. */
import { assert } from "chai";
import { CompileError, ensureCompiled, isCompiled, isOwn, offStdout, telling } from "../../sim/chain/evm/compile.ts";

describe("compilation", () => {
  it("is done once, and not again until something changes", async () => {
    const said: string[] = [];
    await ensureCompiled();
    assert.isTrue(isCompiled());
    await ensureCompiled((message) => said.push(message));
    assert.deepEqual(said, []);
  });

  it("leaves standard output alone: what Hardhat logs goes to standard error, empty lines nowhere", async () => {
    const { log, error } = console;
    const said: unknown[] = [];
    console.error = (...words: unknown[]) => said.push(words);
    try {
      const work = offStdout(async () => {
        console.log("Downloading solc 0.8.35");
        console.log();
        throw new Error("no network");
      });
      assert.equal(await work.catch(({ message }) => message), "no network");
    } finally {
      console.error = error;
    }
    assert.deepEqual(said, [["Downloading solc 0.8.35"]]);
    assert.equal(console.log, log);
  });

  it("tells what a person can mend, and nothing else, as such", () => {
    const named = (name: string) =>
      Object.assign(new Error("EACCES: permission denied, rmdir 'artifacts/x'"), { name });
    assert.match(telling(named("FileSystemAccessError")).message, /EACCES.*; the project's artifacts.*writable$/);
    assert.instanceOf(telling(named("HardhatError")), CompileError);
    assert.notInstanceOf(telling(named("TypeError")), CompileError);
  });

  it("holds warnings under contracts/ to be the project's own, and no others", () => {
    const warning = (file: string) => ({ message: "unused", sourceLocation: { file } });
    assert.isTrue(isOwn(warning("project/contracts/Engine.sol")));
    assert.isTrue(isOwn(warning("project/contracts/nova/ArbSys.sol")));
    assert.isFalse(isOwn(warning("npm/@openzeppelin/contracts@5.7.0/governance/Governor.sol")));
    assert.isFalse(isOwn({ message: "of no source" }));
  });
});
