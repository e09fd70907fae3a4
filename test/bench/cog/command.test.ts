/** The command line on a fake server: exit codes, what is said, what is left behind. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readBench } from "../../../bench/cog/resultFile.ts";
import { Desk } from "../../cli/program.ts";
import { commandLine } from "../../support/cog/commandLine.ts";
import { type FakeServer, startFake } from "../../support/cog/fake.ts";

describe("testbed bench and testbed live", function () {
  this.timeout(120_000);
  const desk = new Desk();
  let fake: FakeServer;
  before(async () => {
    fake = await startFake({ DIALECT: "rust" });
    writeFileSync(join(desk.folder, "cases.yaml"), "cases: [{ name: cat, input: { prompt: cat, seed: 1 } }]");
  });
  after(async () => {
    await fake.stop();
    desk.clear();
  });

  const at = (name: string) => join(desk.folder, name);
  const run = (...args: readonly string[]) =>
    commandLine("bench", "run", "--url", fake.url.href, "--cases", at("cases.yaml"), "-n", "3", ...args);

  it("measures at a URL, says what it is and is no calibration", async () => {
    const { code, stdout, stderr } = await run("--out", at("a.json"));
    expect(code, stderr).to.equal(0);
    expect(stdout)
      .to.match(/A fake server/)
      .and.match(/no GPU was measured/);
    const result = readBench(join(desk.folder, "a.json"));
    expect(result.summary[0]!.outputs).to.include({ withinProcess: "identical", acrossRestarts: "unknown" });
    expect(result.target).to.deep.include({ dialect: "rust", image: null, predictTimeFrom: "prediction start" });
    const calibrated = await commandLine(
      "bench",
      "calibrate",
      at("a.json"),
      "--model",
      "m",
      "--price",
      "rental=1",
      "--price-source",
      "x",
      "--out",
      at("c.json"),
    );
    expect(calibrated).to.include({ code: 2 });
    expect(calibrated.stderr).to.match(/a\.json: cannot become a calibration: it was measured on a fake server/);
    expect(existsSync(join(desk.folder, "c.json"))).to.equal(false);
    expect((await commandLine("bench", "compare", at("a.json"), at("a.json"), "--json")).code).to.equal(0);
  });

  it("tells in one line what is wrong, and writes nothing", async () => {
    writeFileSync(join(desk.folder, "bad.yaml"), "cases: [{ name: cat, input: { promt: cat } }]");
    writeFileSync(join(desk.folder, "mine.txt"), "mine");
    const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
      [
        ["--out", at("b.json"), "--cases", at("bad.yaml")],
        /bad\.yaml: case cat: unknown input "promt"; did you mean prompt\?/,
      ],
      [["--out", at("b.json"), "--restarts", "2"], /--restarts: a server at a URL cannot be started again/],
      [["--out", at("mine.txt")], /mine\.txt: there is a file that is no result/],
      [["--out", at("b.json"), "--image", "x"], /cannot be used with/],
    ];
    for (const [args, message] of WRONG) {
      const { code, stderr } = await run(...args);
      expect(stderr.trim().split("\n").at(-1)).to.match(message);
      expect(code).to.equal(2);
    }
    expect(existsSync(join(desk.folder, "b.json"))).to.equal(false);
  });

  it("takes a task from its submission to its reward on the contracts, the seed from its id", async () => {
    const live = ["live", "--url", fake.url.href, "--json", "--input"];
    const { code, stdout, stderr } = await commandLine(...live, '{"prompt": "cat"}', "--check", "--out", at("cat"));
    expect(code, stderr).to.equal(0);
    const { task, seed, cid, earnedWei, isRepeatable } = JSON.parse(stdout);
    expect(BigInt(seed)).to.equal(BigInt(task) % 0x1ffffffffffff0n);
    expect(cid).to.match(/^0x1220[0-9a-f]{64}$/);
    // 90 % of the fee of 0.5 AIUS, and 90 % of the first reward of 1 AIUS: protocol section 5, "pay".
    expect([earnedWei, isRepeatable]).to.deep.equal(["1350000000000000000", true]);
    expect(existsSync(join(desk.folder, "cat", "out-1.bin"))).to.equal(true);
    const random = await commandLine(
      ...live,
      '{"prompt": "cat", "misbehave": "random"}',
      "--check",
      "--backend",
      "model",
    );
    expect([random.code, JSON.parse(random.stdout).isRepeatable]).to.deep.equal([4, false]);
    const failing = await commandLine(...live, '{"prompt": "cat", "misbehave": "fail"}', "--backend", "model");
    expect([failing.code, failing.stderr]).to.satisfy(
      ([c, e]: [number, string]) => c === 2 && /the model: model-error: you asked for it/.test(e),
    );
  });

  for (const command of [
    ["bench"],
    ["bench", "run"],
    ["bench", "inspect"],
    ["bench", "compare"],
    ["bench", "calibrate"],
    ["live"],
  ])
    it(`helps with examples: testbed ${command.join(" ")} --help`, async () => {
      const { code, stdout } = await commandLine(...command, "--help");
      expect(stdout).to.match(/Examples?:\n {2}testbed/);
      expect(code).to.equal(0);
    });
});
