import { expect } from "chai";
import { UserProblem } from "../../sim/run/problem.ts";
import type { JsonSchema } from "../../sim/run/schemaWalk.ts";
import { assign, parseAssignment } from "../../sim/run/set.ts";
import { scenarios } from "../../sim/scenarios/index.ts";
import { scenarioJsonSchema } from "../../sim/scenarios/schema.ts";

const schema = scenarioJsonSchema() as JsonSchema;
const market = scenarios["market"]!;
const set = (text: string) => assign(market, parseAssignment(text), schema);

describe("--set", () => {
  it("sets a number at the top, leaving the original as it was", () => {
    expect(set("horizonDays=0.5").horizonDays).to.equal(0.5);
    expect(market.horizonDays).to.equal(30);
  });

  it("keeps a decimal amount as text, because the schema wants text", () => {
    expect(set("prices.aius.usd=1.50").prices.aius.usd).to.equal("1.50");
  });

  it("reaches into lists", () => {
    expect(set("populations.1.count=7").populations[1]!.count).to.equal(7);
    expect(set("models.0.rate=1").models[0]!.rate).to.equal("1");
  });

  it("refuses places that only JavaScript knows, and numbers of entries that are written otherwise", () => {
    for (const path of [
      "populations.0.__proto__",
      "__proto__.x",
      "constructor.name",
      "toString",
      "populations.00.count",
    ])
      expect(() => set(`${path}=1`), path).to.throw(UserProblem, / has no "/);
  });

  it("knows the keys of the population's own kind", () => {
    expect(set("populations.1.verifyShare=0.25").populations[1]).to.have.property("verifyShare", 0.25);
    expect(() => set("populations.0.verifyShare=0.25")).to.throw(UserProblem, /populations\.0 has no "verifyShare"/);
  });

  it("sets a protocol parameter that the scenario leaves at its initial value", () => {
    expect(set("protocol.minClaimSolutionTime=60").protocol.minClaimSolutionTime).to.equal(60);
    expect(set("protocol.slashAmountPercentage=0.001").protocol.slashAmountPercentage).to.equal("0.001");
  });

  it("takes truth values and whole objects", () => {
    expect(set("populations.1.distrust=false").populations[1]).to.have.property("distrust", false);
    const network = '{"blockMilliseconds":500,"latencyMilliseconds":{"median":1,"sigma":0},"ordering":"arrival"}';
    expect(set(`network=${network}`).network.blockMilliseconds).to.equal(500);
  });

  it("names near keys for a wrong one", () => {
    expect(() => set("prices.aiuss.usd=1")).to.throw(UserProblem, /prices has no "aiuss"; did you mean aius/);
    expect(() => set("horizonDay=1")).to.throw(UserProblem, /did you mean horizonDays/);
  });

  it("tells how long a list is", () => {
    expect(() => set("populations.99.count=1")).to.throw(
      UserProblem,
      new RegExp(`has ${market.populations.length} entries`),
    );
  });

  it("refuses text where a number is due", () => {
    expect(() => set("horizonDays=long")).to.throw(UserProblem, /horizonDays=long: write a number here/);
  });

  it("refuses to look inside a single value", () => {
    expect(() => set("horizonDays.x=1")).to.throw(UserProblem, /horizonDays/);
  });

  for (const text of ["horizonDays", "=1", "a..b=1", ""])
    it(`refuses ${JSON.stringify(text)} as no assignment`, () => {
      expect(() => parseAssignment(text)).to.throw(UserProblem, /key=value/);
    });

  it("keeps equal signs in the value", () => {
    expect(parseAssignment("title=a=b").text).to.equal("a=b");
  });
});
