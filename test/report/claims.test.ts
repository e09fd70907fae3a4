import { expect } from "chai";
import type { RunSummary } from "../../sim/metrics/summary.ts";
import { claimsOf } from "../../sim/report/claims.ts";
import { Numbers } from "../../sim/report/numbers.ts";

type Values = Readonly<Record<string, number>>;

const YEARS = Array.from({ length: 40 }, (_, i) => i * 10_000_000);

/** A run whose supply stands at `ratio(i)` of its target, with rewards that halve for every `halving` above it. */
function numbersOf(values: Values, halving = 0.01): Numbers {
  const target = YEARS.map((_, i) => 20_000 * (i + 1) * 0.7);
  const ratio = (i: number) => 1 + 0.05 * Math.sin(i);
  const measure = target.map((value, i) => value * ratio(i));
  const reward = measure.map((supply, i) => (1 - supply / 600_000) * 2 ** ((1 - ratio(i)) / halving));
  const series = Object.entries({ "supply.target": target, "supply.measure": measure, "reward.offered": reward }).map(
    ([name, line]) => ({
      name,
      unit: "AIUS",
      decimals: 9,
      times: YEARS,
      values: line.map((value) => BigInt(Math.round(value * 1e9))),
    }),
  );
  const metrics = Object.entries(values).map(([name, value]) => ({
    name,
    unit: "AIUS",
    decimals: 6,
    value: BigInt(Math.round(value * 1e6)),
    description: "",
    source: "",
  }));
  return new Numbers({ metrics, series, distributions: [], agents: [], findings: [], violations: [] } as RunSummary);
}

const GOOD: Values = {
  "supply.mined": 596_000,
  "supply.target": 595_300,
  "supply.mined.year1": 301_000,
  "supply.mined.year2": 449_000,
  "supply.mined.year7": 595_400,
  "supply.target.ratio.launch.most": 1.08,
  "supply.target.ratio.most": 1.02,
  "reward.total": 596_000,
  "reward.to_treasury": 59_600,
  "invariants.violated": 0,
};

const failing = (values: Values, halving?: number) =>
  claimsOf(numbersOf(values, halving))
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);

describe("the whitepaper's claims on emission", () => {
  it("all hold for a run that does what they say", () => {
    expect(claimsOf(numbersOf(GOOD))).to.have.length(8);
    expect(failing(GOOD)).to.deep.equal([]);
  });

  for (const [name, change, claim] of [
    ["too little after a year", { "supply.mined.year1": 290_000 }, /one year/],
    ["too much after two", { "supply.mined.year2": 464_000 }, /two years/],
    ["not 99 % after seven", { "supply.mined.year7": 590_000 }, /7 years/],
    ["slower than the target", { "supply.mined": 595_000 }, /slightly faster/],
    ["far ahead in the launch weeks", { "supply.target.ratio.launch.most": 1.3 }, /much more than 10 %/],
    ["far ahead later", { "supply.target.ratio.most": 1.11 }, /much more than 10 %/],
    ["another part for the treasury", { "reward.to_treasury": 59_000 }, /treasury/],
    ["a violated law", { "invariants.violated": 1 }, /at most 600,000/],
  ] as const) {
    it(`one fails for a run with ${name}`, () => {
      const found = failing({ ...GOOD, ...change });
      expect(found).to.have.length(1);
      expect(found[0]).to.match(claim);
    });
  }

  it("1024 is fitted to the rewards offered: a rule that halves twice as slowly fails", () => {
    expect(failing(GOOD, 0.02)).to.have.length(1);
    expect(failing(GOOD, 0.02)[0]).to.match(/1\/1024/);
  });

  it("are not told by a run that cannot judge them", () => {
    const { "supply.mined.year7": _, ...shorter } = GOOD;
    expect(claimsOf(numbersOf(shorter)).some(({ claim }) => claim.includes("7 years"))).to.equal(false);
  });
});
