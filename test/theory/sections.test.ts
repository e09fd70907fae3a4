/** Sections of the theory with few repetitions: each agrees with runs of the protocol, and notices when the protocol is another. */
import { expect } from "chai";
import { SECTION_IDS } from "../../sim/cli/theory.ts";
import { toNumber } from "../../sim/theory/binomial.ts";
import { checkTheory, disagreements } from "../../sim/theory/check.ts";
import { commonNumbers } from "../../sim/theory/common-numbers.ts";
import { frequency } from "../../sim/theory/comparison.ts";
import { elect } from "../../sim/theory/elections.ts";
import { morrisComparisons, sobolComparisons } from "../../sim/theory/estimators.ts";
import { inspection } from "../../sim/theory/inspection.ts";
import { chanceOf, majority } from "../../sim/theory/majority.ts";
import { gamble, ruinBefore } from "../../sim/theory/ruin.ts";
import { sampling } from "../../sim/theory/sampling.ts";
import type { TheorySection } from "../../sim/theory/section.ts";
import { SECTIONS } from "../../sim/theory/sections.ts";

/** Twice the protocol's own slash. */
const DOUBLE_SLASH = { slashAmountPercentage: 200_000_000_000_000n };

const differing = async (section: TheorySection, effort: number, parameters = {}) =>
  disagreements(await checkTheory([section], { seed: 1, effort, parameters })).map(({ what }) => what);

describe("theory against runs", () => {
  it("inspection: both sides are indifferent at the equilibrium", async () => {
    expect(await differing(inspection, 0.03)).to.deep.equal([]);
  });

  it("inspection: notices a slash that is twice as large", async () => {
    expect(await differing(inspection, 0.001, DOUBLE_SLASH)).to.include("P: a falsehood that is caught and confirmed");
  });

  it("sampling: deterrence and detection", async () => {
    expect(await differing(sampling, 0.1)).to.deep.equal([]);
  });

  it("sampling: notices a slash that is twice as large", async () => {
    expect(await differing(sampling, 0.1, DOUBLE_SLASH)).to.include("q = 0.200: a cheat's mean payoff");
  });

  it("majority: who wins, ties, the committee of 892, sure majorities", async () => {
    expect(await differing(majority, 0.02)).to.deep.equal([]);
  });

  it("majority: notices a slash that is twice as large", async () => {
    expect(await differing(majority, 0.0001, DOUBLE_SLASH)).to.include("slash at a supply of 300,000");
  });

  it("majority: notices if theory gave a tie to the contester", async () => {
    const [votes, share] = [2, 0.4];
    const { verdicts } = await elect(
      { votes, share, contestations: 400, attack: () => "slash the truth" },
      { seed: 1, effort: 1 },
    );
    const wins = verdicts.filter(({ attackWon }) => attackWon).length;
    const fraction = { numerator: 2n, denominator: 5n };
    const predicted = (attack: "slash the truth" | "defend a falsehood") => toNumber(chanceOf(attack, votes, fraction));
    expect(frequency({ what: "", predicted: predicted("slash the truth") }, wins, verdicts.length).agrees).to.equal(
      true,
    );
    expect(frequency({ what: "", predicted: predicted("defend a falsehood") }, wins, verdicts.length).agrees).to.equal(
      false,
    );
  });

  it("statistics: a solver's stake is a gambler's bankroll, and theory notices other odds", async () => {
    const { ruined, gamblers } = await gamble(0.75, 1, { seed: 1, effort: 0.5 });
    const judge = (p: number) => frequency({ what: "", predicted: ruinBefore(p, 1, 11) }, ruined, gamblers).agrees;
    expect([judge(0.75), judge(0.65), judge(0.85)]).to.deep.equal([true, false, false]);
  });

  it("statistics: a scenario differs from itself by nothing on every seed, and from another one", async () => {
    const { comparisons } = await commonNumbers({ seed: 3, effort: 0.1 }, () => {});
    expect(comparisons.filter(({ agrees }) => !agrees)).to.deep.equal([]);
  });

  it("statistics: indices of known models", () => {
    const comparisons = [...sobolComparisons(), ...morrisComparisons({ seed: 1, effort: 1 })];
    expect(comparisons.filter(({ agrees }) => !agrees)).to.deep.equal([]);
  });

  it("knows its sections by the words of the command line", () => {
    expect(SECTIONS.map(({ id }) => id)).to.deep.equal([...SECTION_IDS]);
  });
});
