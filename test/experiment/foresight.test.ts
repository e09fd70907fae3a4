import { expect } from "chai";
import { foresee, mayHave, requireForeseen } from "../../sim/experiment/foresight.ts";
import { pointsOfEachValue } from "../../sim/experiment/sweep/points.ts";
import { play } from "../../sim/run/play.ts";
import { scenarios } from "../../sim/scenarios/index.ts";
import type { Scenario } from "../../sim/scenarios/schema.ts";

/** Long enough for contestations, withdrawals and reverts. */
const DAYS = 3;

const refusal = async (name: string, tried: readonly Scenario[]): Promise<string> => {
  try {
    await requireForeseen([name], tried, "market");
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("metrics known before the first run", function () {
  this.timeout(60_000);
  const market = scenarios["market"]!;

  for (const scenario of Object.values(scenarios).filter(({ horizonDays }) => horizonDays < 100))
    it(`${scenario.name}: a run has none that was not foreseen`, async () => {
      const foresight = await foresee(scenario);
      const { summary } = await play({ scenario: { ...scenario, horizonDays: DAYS }, seed: 2, backend: "model" });
      const names = summary.metrics.map(({ name }) => name);
      expect(names.filter((name) => !mayHave(foresight, name))).to.deep.equal([]);
    });

  it("takes what only comes with time, and no kind that takes no part", async () => {
    const foresight = await foresee(market);
    for (const name of ["supply.mined.year1", "reverts.VoteNotAllowed", "members.lazy.stayed", "paid.other"])
      expect(mayHave(foresight, name), name).to.equal(true);
    for (const name of ["supply.mined.yearly", "members.griefer.stayed", "reverts.", "profit.honest_usd", "xblocks"])
      expect(mayHave(foresight, name), name).to.equal(false);
  });

  it("names the wrong one, the nearest and where all are listed", async () => {
    expect(await refusal("profit.honest.us", [market])).to.equal(
      "metric profit.honest.us: no run of market can have it; did you mean profit.honest.usd or profit.honest.usd.mean or profit.honest.usd.median? `testbed metrics market` lists all",
    );
    expect(await refusal("bribery.paid", [market])).to.match(/^metric bribery\.paid: .*it; `testbed metrics market`/);
  });

  it("is enough that some scenario has it", async () => {
    expect(await refusal("bribery.prize.aius", [market, scenarios["bribery"]!])).to.equal("");
  });

  it("looks at a point for every value", () => {
    const points = [1, 2, 3].flatMap((a) => ["x", "y"].map((b) => [a, b]));
    expect(pointsOfEachValue(points)).to.deep.equal([
      [1, "x"],
      [1, "y"],
      [2, "x"],
      [3, "x"],
    ]);
  });
});
