import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { RunFolder } from "../../sim/run/folder.ts";
import { UserProblem } from "../../sim/run/problem.ts";

describe("a run's folder", () => {
  let desk: string;
  beforeEach(() => {
    desk = mkdtempSync(join(tmpdir(), "testbed-folder-"));
  });
  afterEach(() => rmSync(desk, { recursive: true, force: true }));

  const at = (...names: string[]) => join(desk, ...names);
  const write = (name: string, text = "mine") => writeFileSync(at(name), text);
  const MANIFEST = JSON.stringify({ ledgerHash: "0x00" });

  /** A folder with a finished run in it. */
  function finished(out: string, text: string): RunFolder {
    const folder = RunFolder.open(at(out));
    writeFileSync(folder.path("manifest.json"), MANIFEST);
    writeFileSync(folder.path("events.csv"), text);
    return folder;
  }

  it("appears whole and replaces an earlier run, leaving nothing beside it", () => {
    finished("run", "first").publish("");
    const second = finished("run", "second");
    expect(readFileSync(at("run", "events.csv"), "utf8")).to.equal("first");
    expect(second.publish("")).to.equal(at("run"));
    expect(readFileSync(at("run", "events.csv"), "utf8")).to.equal("second");
    expect(readdirSync(desk)).to.deep.equal(["run"]);
  });

  it("refuses a mount point and a name that is too long before anything is computed", () => {
    expect(() => RunFolder.open(at("x".repeat(300)))).to.throw(UserProblem, /--out .*x: the name is too long/);
    if (existsSync("/proc/self"))
      expect(() => RunFolder.open("/proc")).to.throw(UserProblem, /--out \/proc: is a mount/);
    expect(readdirSync(desk)).to.deep.equal([]);
  });

  it("never replaces what is no run: others' manifests, broken ones, notes beside a run", () => {
    mkdirSync(at("app"));
    write("app/manifest.json", JSON.stringify({ name: "a web page" }));
    mkdirSync(at("broken"));
    write("broken/manifest.json", '{"ledgerHash": "0x');
    mkdirSync(at("noted"));
    write("noted/manifest.json", MANIFEST);
    write("noted/notes.txt");
    for (const [name, message] of [
      ["app", "holds files that are no run"],
      ["broken", "holds files that are no run"],
      ["noted", "holds notes.txt, which is no part of a run"],
    ] as const) {
      expect(() => RunFolder.open(at(name)), name).to.throw(UserProblem, message);
      expect(existsSync(at(name, "manifest.json"))).to.equal(true);
    }
  });

  it("goes beside what has come to lie in its place meanwhile", () => {
    const folder = finished("run", "done");
    mkdirSync(at("run"));
    write("run/thesis.tex");
    expect(folder.publish("")).to.equal(at("run-2"));
    expect(readFileSync(at("run-2", "events.csv"), "utf8")).to.equal("done");
    expect(readdirSync(at("run"))).to.deep.equal(["thesis.tex"]);
  });

  it("takes only its own folders away when it fails", () => {
    const failing = RunFolder.open(at("deep", "er", "first"));
    finished("deep/second", "done").publish("");
    failing.discard();
    expect(readFileSync(at("deep", "second", "events.csv"), "utf8")).to.equal("done");
    expect(readdirSync(at("deep"))).to.deep.equal(["second"]);
    RunFolder.open(at("other", "wise", "empty")).discard();
    expect(readdirSync(desk)).to.deep.equal(["deep"]);
  });

  it("clears away what dead processes of this machine have left, and nobody else's", () => {
    const host = hostname().replaceAll(/[^A-Za-z0-9]/g, "");
    // Linux gives no process a number beyond 2^22.
    const dead = `.run-${host}-4194999-abc`;
    const alive = `.run-${host}-${process.ppid}-abc`;
    const elsewhere = ".run-elsewhere-4194999-abc";
    for (const name of [dead, alive, elsewhere]) mkdirSync(at(name));
    RunFolder.open(at("run")).discard();
    expect(readdirSync(desk)).to.have.members([alive, elsewhere]);
  });
});
