import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { mendable, UserProblem } from "../../sim/run/problem.ts";
import { CLI, Desk } from "./program.ts";

/** Arguments, and what the one line must say. */
const CASES: ReadonlyArray<readonly [name: string, args: readonly string[], says: RegExp]> = [
  ["an unknown command", ["runn"], /unknown command 'runn' \(Did you mean run\?\)/],
  ["an unknown option", ["run", "--colour"], /unknown option '--colour'/],
  ["an unknown scenario", ["run", "markt"], /"markt": unknown; did you mean market\?/],
  [
    "an unknown key",
    ["run", "--set", "prices.btc.usd=1"],
    /prices has no "btc"; did you mean|prices has no "btc"; known: aius, eth/,
  ],
  [
    "a number out of range",
    ["run", "--set", "prices.aius.dailyVolatility=3"],
    /prices\.aius\.dailyVolatility: too big.*here it is 3/,
  ],
  ["days out of range", ["run", "--days", "0"], /'--days <number>' argument '0' is invalid/],
  ["a seed that is no whole number", ["run", "--seed", "1.5"], /'--seed <number>' argument '1.5' is invalid/],
  ["an unknown backend", ["run", "--backend", "anvil"], /'anvil' is invalid. Allowed choices are evm, model, twin/],
  [
    "an unknown calibration",
    ["run", "--calibration", "h100"],
    /calibration: there is no file "h100\.json"; bench\/calibration has/,
  ],
  [
    "an unknown device",
    ["run", "--set", "populations.1.device=h9000"],
    /populations\.1\.device: there is no device h9000/,
  ],
  ["an unreadable file", ["run", "none.yaml"], /none\.yaml: no such file/],
  ["a fork that is no address", ["run", "--fork", "nova"], /--fork nova: no address of a node; write a URL/],
  [
    "a node that does not answer",
    ["run", "--fork", "http://127.0.0.1:1"],
    /cannot fork from http:\/\/127\.0\.0\.1:1: no answer/,
  ],
  ["a fork block without a fork", ["run", "--block", "5"], /--block: .* give --fork URL/],
  ["a manifest that is not there", ["replay", "runs/none/manifest.json"], /no such file/],
  ["a folder that is no run's", ["replay", "."], /^testbed: manifest\.json: no such file/],
  [
    "a metric that no run has, before the first one",
    ["compare", "market", "market", "--metric", "profit.honset.usd"],
    /^testbed: metric profit\.honset\.usd: no run of market can have it; did you mean profit\.honest\.usd or .*`testbed metrics market` lists all/,
  ],
  [
    "such a metric of a sensitivity analysis",
    ["sensitivity", "market", "--metric", "x.y", "--vary", "prices.aius.usd=1:2"],
    /^testbed: metric x\.y/,
  ],
  [
    "such a metric in a search's bound",
    ["search", "market", "--minimise", "slashes.lost", "--bound", "false.shar<=0.1", "--vary", "prices.aius.usd=1:2"],
    /^testbed: metric false\.shar: .*did you mean false\.share/,
  ],
];

describe("wrong input: one line, exit code 2, nothing written", function () {
  this.timeout(60_000);
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  async function expectProblem(args: readonly string[], says: RegExp): Promise<void> {
    const { code, stdout, stderr } = await desk.testbed(args);
    const lines = stderr
      .trim()
      .split("\n")
      .filter((line) => line.startsWith("testbed:"));
    expect(lines, stderr).to.have.length(1);
    expect(lines[0]).to.match(says);
    expect(stderr).not.to.match(/^ {4}at /m);
    expect(stdout).to.equal("");
    expect(code).to.equal(2);
  }

  for (const [name, args, says] of CASES)
    it(name, async () => {
      await expectProblem(args, says);
      expect(desk.files).to.deep.equal([]);
    });

  it("a manifest of something else", async () => {
    writeFileSync(join(desk.folder, "manifest.json"), "{}");
    await expectProblem(["replay", "manifest.json"], /manifest\.json: .*name the manifest\.json of a run's folder/);
  });

  it("a metric of an experiment's file, or of an inquiry, that no run has", async () => {
    const files = {
      "sweep.json": {
        name: "sweep",
        title: "Sweep",
        question: "Which?",
        scenario: "cheap.json",
        parameters: [{ name: "price", path: "prices.aius.usd", label: "price", values: [1, 2] }],
        design: { kind: "grid" },
        replicates: { min: 2, max: 4, target: { metric: "false.shares", halfWidth: 1 } },
        metrics: ["false.share"],
      },
      "cheap.json": { extends: "slashing", inquiry: { metric: "false.profits" } },
    };
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(desk.folder, name), JSON.stringify(content));
    await expectProblem(["sweep", "sweep.json"], /metric false\.shares: .*`testbed metrics cheap\.json`/);
    await expectProblem(["ask", "cheap.json"], /metric false\.profits: no run of cheap\.json/);
    expect(readdirSync(join(desk.folder, "runs", "store"))).to.deep.equal(["store.json"]);
  });

  it("an experiment whose file was damaged, and a share of nothing", async () => {
    mkdirSync(join(desk.folder, "old"));
    for (const damage of ["{", '{"points": 5}']) {
      writeFileSync(join(desk.folder, "old", "experiment.json"), damage);
      await expectProblem(["verify", "old"], /old\/experiment\.json: no experiment's file, or cut short/);
    }
    await expectProblem(["verify", "old", "--share", "0"], /--share 0: nothing would be compared/);
  });

  it("an output folder that is a file, or holds something else", async () => {
    writeFileSync(join(desk.folder, "taken"), "mine");
    await expectProblem(["run", "--out", "taken"], /--out .*taken: this is a file; name a folder/);
    mkdirSync(join(desk.folder, "photos"));
    writeFileSync(join(desk.folder, "photos", "cat.png"), "mine");
    await expectProblem(["run", "--out", "photos"], /--out .*photos: holds files that are no run/);
    expect(desk.files).to.have.members(["taken", "photos"]);
  });

  it("an output folder that is not writable", async function () {
    if (process.getuid?.() === 0) this.skip();
    mkdirSync(join(desk.folder, "locked"));
    chmodSync(join(desk.folder, "locked"), 0o500);
    await expectProblem(["run", "--out", "locked/run"], /--out locked\/run: permission denied/);
  });

  it("an output that takes no more is told in a line", function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [CLI, "list"], { stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    expect(status).to.equal(2);
    expect(stderr.toString()).to.match(/^testbed: standard output cannot be written \(ENOSPC\): [^\n]+\n$/);
  });

  it("a full disk is told as such", () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    expect(mendable(full))
      .to.be.instanceOf(UserProblem)
      .with.property("message")
      .match(/the disk is full: free some space/);
  });
});
