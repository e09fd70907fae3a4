/** The whitepaper's claims on emission (sections 2.1 and 5.3), each judged by what a run did. */
import { amount, plainNumber, share } from "./format.ts";
import type { Numbers } from "./numbers.ts";

export interface Claim {
  /** What the paper says, and where. */
  readonly claim: string;
  readonly expected: string;
  readonly found: string;
  readonly holds: boolean;
}

const ALLOCATION = 600_000;
/** "Approximately" is taken as within this share. */
const ABOUT = 0.03;
/** ... and "approximately 99 %" as within this many hundredths. */
const ABOUT_99 = 0.005;

type Rule = (numbers: Numbers) => Claim | undefined;

/** "After y years approximately n are mined." */
const minedAfter =
  (year: number, words: string, expected: number): Rule =>
  (numbers) => {
    const mined = numbers.find(`supply.mined.year${year}`);
    if (mined === undefined) return undefined;
    return {
      claim: `5.3: after ${words} approximately ${plainNumber(expected)} are mined`,
      expected: `${plainNumber(expected)} AIUS, within ${share(ABOUT)}`,
      found: amount(mined, "AIUS"),
      holds: Math.abs(mined / expected - 1) <= ABOUT,
    };
  };

const nearlyAll: Rule = (numbers) => {
  const mined = numbers.find("supply.mined.year7");
  return mined === undefined
    ? undefined
    : {
        claim: "5.3: after 7 years approximately 99 % are mined",
        expected: `99 %, within ${share(ABOUT_99)}`,
        found: share(mined / ALLOCATION),
        holds: Math.abs(mined / ALLOCATION - 0.99) <= ABOUT_99,
      };
};

const slightlyFaster: Rule = (numbers) => {
  const [mined, target] = [numbers.find("supply.mined"), numbers.find("supply.target")];
  if (mined === undefined || target === undefined || target === 0) return undefined;
  const ahead = mined / target - 1;
  return {
    claim: "5.3: real emission is slightly faster than the target",
    expected: "above the target at the end, by less than 10 %",
    found: `${ahead >= 0 ? "+" : "−"}${share(Math.abs(ahead))} at the end`,
    holds: ahead > 0 && ahead < 0.1,
  };
};

const neverMuchFaster: Rule = (numbers) => {
  const ratios = ["supply.target.ratio.launch.most", "supply.target.ratio.most"].map((name) => numbers.find(name));
  const known = ratios.filter((ratio) => ratio !== undefined);
  if (known.length === 0) return undefined;
  const most = Math.max(...known);
  return {
    claim: "5.3: it is unlikely to be much more than 10 % faster",
    expected: "the measure never above 110 % of its target, from the first day on",
    found: `at most ${share(most)}`,
    holds: most <= 1.1,
  };
};

/** Beyond these ratios the multiplier is its cap or 0. Source: protocol section 5, diffMul. */
const FALLING = { from: 0.9336, to: 1.2 };

/** By how much the reward falls at 10 % above target: from the slope of log2 of the multiplier over the ratio. */
const thousandfold: Rule = (numbers) => {
  const [offered, measure, target] = ["reward.offered", "supply.measure", "supply.target"].map((name) =>
    numbers.line(name),
  );
  if (offered === undefined || measure === undefined || target === undefined) return undefined;
  const points = offered.values.flatMap((reward, i) => {
    const [supply, ratio] = [measure.values[i]!, measure.values[i]! / target.values[i]!];
    if (!(reward > 0 && ratio > FALLING.from && ratio < FALLING.to)) return [];
    return [{ x: ratio, y: Math.log2(reward / (1 - supply / ALLOCATION)) }];
  });
  const slope = slopeOf(points);
  if (slope === undefined) return undefined;
  const factor = 2 ** (-slope / 10);
  return {
    claim: "5.3: 10 % above the target means 1/1024 of the reward",
    expected: "1,024, within 3 %",
    found: `${plainNumber(Math.round(factor))}, fitted to the rewards offered at ${points.length} moments`,
    holds: Math.abs(factor / 1024 - 1) <= ABOUT,
  };
};

/** Least squares. Undefined when the points do not spread. */
function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number | undefined {
  const mean = (of: "x" | "y") => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean("x"), mean("y")];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  if (points.length < 3 || spread === 0) return undefined;
  return points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
}

const neverBeyond: Rule = (numbers) => {
  const mined = numbers.find("supply.mined");
  return mined === undefined
    ? undefined
    : {
        claim: "5: at most 600,000 are mined, at most a million exist",
        expected: "both, in every block",
        found: `${plainNumber(mined)} mined; ${plainNumber(numbers.value("invariants.violated"))} violations of either`,
        holds: mined <= ALLOCATION && numbers.value("invariants.violated") === 0,
      };
};

const treasuryTenth: Rule = (numbers) => {
  const total = numbers.find("reward.total");
  if (total === undefined || total === 0) return undefined;
  const part = numbers.value("reward.to_treasury") / total;
  return {
    claim: "2.1, 5.1: the treasury gets a part of what solvers earn; the engine's is 10 % of every reward",
    expected: "10 %",
    found: share(part),
    holds: Math.abs(part - 0.1) < 1e-6,
  };
};

const RULES: readonly Rule[] = [
  minedAfter(1, "one year", 300_000),
  minedAfter(2, "two years", 450_000),
  nearlyAll,
  slightlyFaster,
  neverMuchFaster,
  thousandfold,
  neverBeyond,
  treasuryTenth,
];

/** The claims that the run can judge, in the order of the table. */
export const claimsOf = (numbers: Numbers): readonly Claim[] =>
  RULES.map((rule) => rule(numbers)).filter((claim) => claim !== undefined);
