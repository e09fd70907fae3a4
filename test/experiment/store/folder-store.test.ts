import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { RunRecord, RunSpec } from "../../../sim/experiment/experiment.ts";
import { RunIdentity } from "../../../sim/experiment/identity.ts";
import { FolderStore } from "../../../sim/experiment/store/folder-store.ts";
import { groupsOf, mergeInto, repair } from "../../../sim/experiment/store/upkeep.ts";
import { UserProblem } from "../../../sim/run/problem.ts";
import market from "../../../sim/scenarios/market.ts";

const identity = new RunIdentity("c".repeat(64), () => "0x");
const specOf = (seed: number): RunSpec => ({ scenario: market, seed, backend: "model" });

const recordOf = (seed: number, id = identity.of(specOf(seed)), value = seed): RunRecord => ({
  format: 1,
  id,
  scenario: "market",
  seed,
  backend: "model",
  code: identity.code,
  bytecodeHash: "0x",
  ledgerHash: `0x${seed}`,
  reason: "horizon",
  metrics: { "profit.honest.usd": { value, unit: "USD" } },
});

describe("run store", () => {
  let folder: string;
  const open = (name = "store") => FolderStore.open(join(folder, name), identity);
  const write = (store: FolderStore, ...seeds: readonly number[]) => {
    for (const seed of seeds) store.write(specOf(seed), recordOf(seed));
  };
  const segments = (name = "store") =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith(".runs"))
      .map((file) => join(folder, name, file));
  const idOf = (seed: number) => identity.of(specOf(seed));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "testbed-store-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("gives back what was written, to a later process too", () => {
    const store = open();
    write(store, 1, 2);
    for (const reader of [store, open()]) {
      expect(reader.read(idOf(2))).to.deep.equal(recordOf(2));
      expect(reader.specOf(idOf(1))).to.deep.equal(specOf(1));
      expect([reader.has(idOf(3)), reader.read(idOf(3)), reader.size]).to.deep.equal([false, undefined, 2]);
      expect([...reader.ids()].sort()).to.deep.equal([idOf(1), idOf(2)].sort());
    }
  });

  it("sees what another process writes meanwhile, and keeps one scenario once", () => {
    const [one, other] = [open(), open()];
    write(one, 1, 2, 3);
    write(other, 4);
    expect(other.read(idOf(3))).to.deep.equal(recordOf(3));
    expect(one.has(idOf(4))).to.equal(true);
    const lines = segments().flatMap((path) => readFileSync(path, "utf8").split("\n"));
    expect(lines.filter((line) => line.startsWith("S "))).to.have.length(1);
  });

  it("takes a line without its end for not written: a killed writer loses no more than that", () => {
    write(open(), 1, 2);
    const [path] = segments();
    const text = readFileSync(path!, "utf8");
    for (const cut of [1, 40, 200]) {
      writeFileSync(path!, text.slice(0, -cut));
      const store = open();
      expect([store.has(idOf(1)), store.has(idOf(2))], `${cut} bytes`).to.deep.equal([true, false]);
    }
  });

  it("names file and line of a damaged record, and never gives a wrong number", () => {
    write(open(), 1, 2);
    const [path] = segments();
    writeFileSync(path!, readFileSync(path!, "utf8").replace('"value":2', '"value":7'));
    const store = open();
    expect(store.read(idOf(1))).to.deep.equal(recordOf(1));
    expect(() => store.read(idOf(2))).to.throw(
      UserProblem,
      new RegExp(`\\.runs:3: run ${idOf(2)} is damaged; .*repair`),
    );
    expect(repair(store.folder)).to.equal(1);
    const mended = open();
    expect([mended.has(idOf(1)), mended.has(idOf(2))]).to.deep.equal([true, false]);
    expect(repair(store.folder)).to.equal(0);
  });

  it("refuses a line that is no record, until it is repaired", () => {
    write(open(), 1);
    appendFileSync(segments()[0]!, "\0\0\0\0\n");
    expect(() => open()).to.throw(UserProblem, /\.runs:3: no record of a run; .*repair/);
    expect(repair(join(folder, "store"))).to.equal(1);
    expect(open().size).to.equal(1);
  });

  it("refuses a record of other code, and a record under another id", () => {
    const store = open();
    const foreign = { ...recordOf(1, "f".repeat(16)), code: "d".repeat(64) };
    expect(() => store.write(specOf(1), foreign)).to.throw(UserProblem, "the sources changed meanwhile; start again");
    expect(() => store.write(specOf(1), recordOf(1, "f".repeat(16)))).to.throw(Error, "came back as ffff");
    expect(store.size).to.equal(0);
    expect(identity.of(specOf(1))).to.not.equal(new RunIdentity("d".repeat(64), () => "0x").of(specOf(1)));
  });

  it("refuses folders that are something else, and stores of another format", () => {
    writeFileSync(join(folder, "notes.txt"), "mine");
    expect(() => open(".")).to.throw(UserProblem, "holds files that are no run store; name a new folder");
    write(open(), 1);
    writeFileSync(join(folder, "store", "store.json"), '{"format":2}');
    expect(() => open()).to.throw(UserProblem, "a store of format 2; this testbed reads format 1");
    expect(() => open("notes.txt")).to.throw(UserProblem, /--store .*notes\.txt: the path is taken by a file.*--store/);
  });

  it("may be made by several processes at once, and repairs a mark that was cut off", () => {
    mkdirSync(join(folder, "store"));
    writeFileSync(join(folder, "store", "store.json-0123456789abcdef"), "");
    write(open(), 1);
    for (const damage of ["", "{", "null"]) {
      writeFileSync(join(folder, "store", "store.json"), damage);
      expect(() => open(), damage).to.throw(UserProblem, /store\.json: is damaged; `testbed store repair`/);
      expect(repair(join(folder, "store"))).to.equal(0);
      expect(open().read(idOf(1))).to.deep.equal(recordOf(1));
    }
  });

  it("drops runs whose scenario is lost: they are run again, and can be verified then", () => {
    write(open(), 1, 2);
    const [path] = segments();
    writeFileSync(path!, readFileSync(path!, "utf8").replace("S ", "T "));
    expect(repair(join(folder, "store"))).to.equal(3);
    write(open(), 2);
    expect(open().specOf(idOf(2))).to.deep.equal(specOf(2));
  });

  it("leaves nothing of a record that did not fit", () => {
    const store = open();
    write(store, 1);
    const circular = { ...recordOf(2), metrics: { big: { value: 1n as unknown as number, unit: "1" } } };
    expect(() => store.write(specOf(2), circular)).to.throw(TypeError);
    write(store, 2);
    expect(open().read(idOf(2))).to.deep.equal(recordOf(2));
  });

  it("merges: each run once, contradictions refused", () => {
    const [a, b] = [open("a"), open("b")];
    write(a, 1, 2);
    write(b, 2, 3);
    expect(mergeInto(a, b)).to.deep.equal({ taken: 1, known: 1 });
    expect(mergeInto(a, b)).to.deep.equal({ taken: 0, known: 2 });
    expect(open("a").specOf(idOf(3))).to.deep.equal(specOf(3));
    expect(groupsOf(a)).to.deep.equal([
      { scenario: "market", backend: "model", code: identity.code, runs: 3, violations: 0 },
    ]);
    const old = open("old");
    old.write(specOf(1), recordOf(1));
    old.write(specOf(4), { ...recordOf(4), course: {} as never });
    expect(mergeInto(a, old), "a record from before courses were kept is no contradiction").to.include({ known: 1 });
    write(open("older"), 4);
    expect(mergeInto(a, open("older"))).to.include({ known: 1 });
    const c = open("c");
    c.write(specOf(1), recordOf(1, undefined, 99));
    expect(() => mergeInto(a, c)).to.throw(UserProblem, `run ${idOf(1)}: `);
  });
});
