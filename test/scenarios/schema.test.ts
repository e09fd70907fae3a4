import { expect } from "chai";
import { parseDecimal, parseUsd, parseWad } from "../../sim/scenarios/amounts.ts";
import { calibrationOf, calibrationSchema } from "../../sim/scenarios/calibration.ts";
import { scenarios } from "../../sim/scenarios/index.ts";
import market from "../../sim/scenarios/market.ts";
import { scenarioJsonSchema, scenarioSchema } from "../../sim/scenarios/schema.ts";

/** A JSON value that tests break on purpose. */
type Plain = ReturnType<typeof JSON.parse>;

/** The first fault of the market with one change: its place and its message. */
function fault(change: (scenario: Plain) => void): { path: string; message: string } {
  const scenario = structuredClone(market) as Plain;
  change(scenario);
  const { issues } = scenarioSchema.safeParse(scenario).error ?? { issues: [] };
  return { path: issues[0]?.path.join(".") ?? "", message: issues[0]?.message ?? "" };
}

describe("scenarios", () => {
  it("that come with the testbed are valid, plain data, and stand in the registry under their names", () => {
    for (const [name, scenario] of Object.entries(scenarios)) {
      expect(scenarioSchema.parse(scenario)).to.deep.equal(scenario);
      expect(JSON.parse(JSON.stringify(scenario))).to.deep.equal(scenario);
      expect(scenario.name).to.equal(name);
    }
  });

  it("with unknown keys are refused, at any depth, with the place", () => {
    expect(fault((s) => (s["populations"][1].colour = "red"))).to.deep.include({ path: "populations.1" });
    expect(fault((s) => (s["horizon"] = 3)).message).to.contain('"horizon"');
  });

  it("refuse values out of range with the place", () => {
    const places: [string, (s: Plain) => void][] = [
      ["horizonDays", (s) => (s["horizonDays"] = 0)],
      ["start.date", (s) => (s["start"].date = "13.2.2025")],
      ["prices.aius.usd", (s) => (s["prices"].aius.usd = 3)],
      ["prices.aius.usd", (s) => (s["prices"].aius.usd = "-3")],
      ["protocol.slashAmountPercentage", (s) => (s["protocol"].slashAmountPercentage = "1.5")],
      ["protocol.minClaimSolutionTime", (s) => (s["protocol"].minClaimSolutionTime = 1.5)],
      ["populations.1.verifyShare", (s) => (s["populations"][1].verifyShare = 1.01)],
      ["populations.1.stakeAius", (s) => (s["populations"][1].stakeAius = "1e3")],
      ["network.blockMilliseconds", (s) => (s["network"].blockMilliseconds = 0)],
      ["populations.0.kind", (s) => (s["populations"][0].kind = "wizard")],
    ];
    for (const [path, change] of places) expect(fault(change).path).to.equal(path);
  });

  it("refuse references that lead nowhere, names used twice, shares that do not sum to 1", () => {
    expect(fault((s) => (s["populations"][1].models = ["gpt"]))).to.deep.include({ path: "populations.1.models.0" });
    expect(fault((s) => (s["populations"][0].demand[0].model = "gpt")).message).to.contain("kandinsky2");
    expect(fault((s) => (s["models"][1].name = "kandinsky2")).path).to.equal("models.1.name");
    expect(fault((s) => delete s["populations"][2].name).path).to.equal("populations.2.name");
    expect(fault((s) => (s["start"].minedHeldBy[0].share = 0.5)).path).to.equal("start.minedHeldBy");
  });

  it("are documented: every property of the JSON Schema has a description, or holds properties that have", () => {
    const bare: string[] = [];
    const visit = (schema: Plain, place: string) => {
      const children = Object.entries((schema["properties"] ?? {}) as Plain);
      const inner = [
        ...(schema["anyOf"] ?? []),
        ...(schema["oneOf"] ?? []),
        ...(schema["items"] ? [schema["items"]] : []),
      ];
      if (children.length + inner.length === 0 && !schema["description"] && schema["const"] === undefined)
        bare.push(place);
      for (const [name, child] of children) visit(child, `${place}.${name}`);
      for (const child of inner.filter((one: Plain) => one["properties"])) visit(child, `${place}[]`);
    };
    visit(scenarioJsonSchema() as Plain, "scenario");
    expect(bare).to.deep.equal([]);
  });
});

describe("amounts", () => {
  it("are exact to the wei and to the nanoUSD", () => {
    expect(parseWad("12345678.000000000000000001")).to.equal(12345678_000000000000000001n);
    expect(parseWad("0")).to.equal(0n);
    expect(parseUsd("0.0014")).to.equal(1_400_000n);
    expect(() => parseDecimal("0.0001", 3)).to.throw(RangeError);
  });
});

describe("calibration files", () => {
  it("are valid, and every number in the priors is a prior or an assumption with a source", () => {
    const text = JSON.stringify(calibrationOf("priors.json"));
    expect(text).to.not.contain('"measured"');
    expect([...text.matchAll(/"source":"([^"]*)"/g)].every(([, source]) => source!.length > 10)).to.equal(true);
  });

  it("refuse a number without its source", () => {
    const file = structuredClone(calibrationOf("priors.json")) as Plain;
    delete file["devices"]["a100-80gb"].watts.source;
    expect(calibrationSchema.safeParse(file).error!.issues[0]!.path.join(".")).to.equal(
      "devices.a100-80gb.watts.source",
    );
  });

  it("that are not there are named with those that are", () => {
    expect(() => calibrationOf("mine.json")).to.throw(RangeError, "priors.json");
  });
});
