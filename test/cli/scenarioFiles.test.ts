import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { scenarioFrom } from "../../sim/run/load.ts";
import { UserProblem } from "../../sim/run/problem.ts";
import { scenarios } from "../../sim/scenarios/index.ts";

const market = scenarios["market"]!;

describe("scenario files", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "scenario-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const yaml = (change: (text: string) => string) => write("changed.yaml", change(stringify(market)));

  /** The one line that a person would see. */
  async function problemOf(path: string): Promise<string> {
    try {
      await scenarioFrom(path);
    } catch (error) {
      if (!(error instanceof UserProblem)) throw error;
      expect(error.message).not.to.include("\n");
      return error.message;
    }
    throw new Error("the file was accepted");
  }

  it("reads the same scenario from TypeScript, YAML and JSON", async () => {
    expect(await scenarioFrom(yaml((text) => text))).to.deep.equal(market);
    expect(await scenarioFrom(write("a.json", JSON.stringify(market)))).to.deep.equal(market);
    const module = `export default ${JSON.stringify(market)} satisfies object;`;
    expect(await scenarioFrom(write("a.ts", module))).to.deep.equal(market);
  });

  it("takes what a file leaves out from the scenario that it extends, object by object", async () => {
    const path = write("half.yaml", 'extends: market\nname: half\nprices:\n  aius:\n    usd: "1.5"\n');
    const { name, prices, ...rest } = await scenarioFrom(path);
    expect(name).to.equal("half");
    expect(prices).to.deep.equal({ ...market.prices, aius: { ...market.prices.aius, usd: "1.5" } });
    const { name: _name, prices: _prices, ...unchanged } = market;
    expect(rest).to.deep.equal(unchanged);
  });

  it("refuses to extend in a circle, or what is not there", async () => {
    const [a, b] = [join(folder, "a.yaml"), join(folder, "b.yaml")];
    write("a.yaml", `extends: ${b}\n`);
    write("b.yaml", `extends: ${a}\n`);
    expect(await problemOf(a)).to.include("end the circle");
    expect(await problemOf(write("c.yaml", "extends: markt\n"))).to.match(/"markt": unknown; did you mean market/);
  });

  it("looks for the extended file beside the one that names it, whatever it is called from", async () => {
    write("base.yaml", "extends: market\nname: beside\n");
    expect((await scenarioFrom(write("top.yaml", "extends: base.yaml\ntitle: Top\n"))).name).to.equal("beside");
    expect(await problemOf(write("self.yaml", "extends: ./self.yaml\n"))).to.include("end the circle");
  });

  it("resolves aliases, and tells what is wrong with one", async () => {
    const path = write("alias.yaml", "extends: market\nname: &same twice\ntitle: *same\n");
    expect(await scenarioFrom(path)).to.include({ name: "twice", title: "twice" });
    expect(await problemOf(write("lost.yaml", "name: *lost\n"))).to.match(/lost\.yaml: Unresolved alias.*lost/);
    const levels = ["b", "c", "d", "e"].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcd"[i]}`)}]`);
    const bomb = ["a: &a [x]", ...levels].join("\n");
    expect(await problemOf(write("bomb.yaml", bomb))).to.match(/bomb\.yaml: Excessive alias count/);
  });

  it("refuses what YAML or JavaScript would pass over: unknown tags, __proto__, functions", async () => {
    expect(await problemOf(write("tag.yaml", "extends: market\nname: !!js/function x\n"))).to.match(
      /tag\.yaml:2: Unres/,
    );
    expect(await problemOf(write("proto.yaml", "extends: market\n__proto__: { title: hi }\n"))).to.match(
      /proto\.yaml:1: unknown key "__proto__"/,
    );
    expect(await problemOf(write("code.ts", "export default { f() {} };"))).to.match(/code\.ts: holds more than plain/);
    expect(await problemOf(write("null.ts", "throw null;"))).to.match(/null\.ts: does not load: null/);
  });

  it("shows a number that JSON cannot write", async () => {
    expect(await problemOf(yaml((text) => text.replace("horizonDays: 30", "horizonDays: .inf")))).to.match(
      /horizonDays: .*received Infinity; here it is Infinity/,
    );
  });

  it("names an unknown key, its line and a near one", async () => {
    const path = yaml((text) => text.replace("horizonDays:", "horizonDay:"));
    expect(await problemOf(path)).to.match(
      /changed\.yaml:\d+:.*unknown key "horizonDay"; did you mean horizonDays|horizonDays: missing/,
    );
  });

  it("names a value out of range, with its line", async () => {
    const path = yaml((text) => text.replace("horizonDays: 30", "horizonDays: -1"));
    expect(await problemOf(path)).to.match(/changed\.yaml:4: horizonDays: .*>0.*here it is -1/);
  });

  it("asks for quotes where an amount was written as a number", async () => {
    const path = yaml((text) => text.replace('stakeAius: "300"', "stakeAius: 300"));
    expect(await problemOf(path)).to.match(/populations\.1\.stakeAius: write this amount in quotes, as in "300"/);
  });

  it("refuses unquoted hexadecimal and long integers, which YAML would read as numbers", async () => {
    const hex = yaml((text) => text.replace("name: market", "name: 0x3BF6050327Fa280Ee1B5F3e8Fd5EA2EfE8A6472a"));
    expect(await problemOf(hex)).to.match(/changed\.yaml:1: 0x3BF6.*write it in quotes/);
    const long = yaml((text) => text.replace('walletAius: "200"', "walletAius: 200000000000000000001"));
    expect(await problemOf(long)).to.match(/200000000000000000001 would be read as a number and lose digits/);
  });

  it("names an unknown kind of agent and near ones", async () => {
    const path = yaml((text) => text.replace("kind: malicious", "kind: malicous"));
    expect(await problemOf(path)).to.match(/there is no kind "malicous"; did you mean malicious/);
  });

  it("names a calibration that does not exist", async () => {
    expect(await problemOf(yaml((text) => text.replace("priors.json", "postiors.json")))).to.match(
      /calibration: there is no file "postiors\.json"/,
    );
  });

  it("tells the line of a YAML error", async () => {
    expect(await problemOf(write("broken.yaml", "name: market\n  title: [a\n"))).to.match(/broken\.yaml:\d: /);
  });

  it("tells what a file without a scenario holds", async () => {
    expect(await problemOf(write("list.yaml", "- 1\n- 2\n"))).to.match(/holds no scenario/);
    expect(await problemOf(write("empty.ts", "export const a = 1;"))).to.match(/exports no scenario/);
    expect(await problemOf(write("bad.ts", "export default {"))).to.match(/does not load/);
  });

  it("tells a missing file and a folder", async () => {
    expect(await problemOf(join(folder, "none.yaml"))).to.match(/none\.yaml: no such file/);
    symlinkSync("ring.yaml", join(folder, "ring.yaml"));
    expect(await problemOf(join(folder, "ring.yaml"))).to.match(/ring\.yaml: a symbolic link leads back to itself/);
  });

  it("suggests a name for an unknown scenario", async () => {
    expect(await problemOf("markt")).to.match(/scenario "markt": unknown; did you mean market/);
  });
});
