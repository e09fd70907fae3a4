/** Who wins a vote: a mixed electorate, a committee with less than a third of attackers, and what a sure majority costs. */
import { tInterval } from "../experiment/statistics/interval.ts";
import { atLeastExactly, type Fraction, log2, toNumber } from "./binomial.ts";
import { CONFIDENCE, type Comparison, exactly, frequency, interval, within } from "./comparison.ts";
import { type Attack, elect, type Verdict } from "./elections.ts";
import { committeeFigure, type MajorityPoint, majorityFigure } from "./figures/majority.ts";
import { replicates, type TheoryOptions, type TheoryResult, type TheoryRun, type TheorySection } from "./section.ts";
import { sureMajorities } from "./sure-majority.ts";

/** Published: attackers' share -> chance that the attack wins, by votes. "~0" is below half a digit of the others. */
const PUBLISHED: readonly (readonly [share: number, readonly number[]])[] = [
  [0.1, [0.028, 0.00856, 0.000296, 0, 0, 0]],
  [0.2, [0.104, 0.05792, 0.011654, 8.8e-5, 0, 0]],
  [0.3, [0.216, 0.16308, 0.078225, 0.00954, 1.3e-5, 0]],
  [0.4, [0.352, 0.31744, 0.246502, 0.128382, 0.020897, 2e-6]],
  [0.51, [0.514998, 0.518745, 0.527052, 0.544695, 0.579852, 0.6745]],
  [0.6, [0.648, 0.68256, 0.753498, 0.871618, 0.979103, 0.999998]],
];
/** Votes -> contestations simulated for each share. */
const COUNTS: readonly (readonly [votes: number, contestations: number])[] = [
  [3, 4000],
  [5, 4000],
  [11, 2500],
  [31, 1500],
  [101, 600],
  [511, 200],
];
const LAST_DIGIT = 5.1e-7;
/** Numbers of votes at which a tie is possible, and what it decides. */
const EVEN = [2, 4, 10] as const;
const EVEN_SHARE = 0.4;
const EVEN_CONTESTATIONS = 1500;

const COMMITTEE = 892;
const THIRD: Fraction = { numerator: 1n, denominator: 3n };
const BOUND = -80;
/** Contestations of the committee: drawn with attackers in half of the seats, and weighed. */
const COMMITTEE_CONTESTATIONS = 400;

const fractionOf = (share: number): Fraction => ({ numerator: BigInt(Math.round(share * 100)), denominator: 100n });

/** Attackers among `votes` that an attack needs: more than half to slash the truth, half to defend a falsehood, where a tie is enough. */
export const needed = (attack: Attack, votes: number): number =>
  attack === "slash the truth" ? Math.floor(votes / 2) + 1 : Math.ceil(votes / 2);

/** The chance that the attack wins when so many votes are cast at random, exact. */
export const chanceOf = (attack: Attack, votes: number, share: Fraction): Fraction =>
  atLeastExactly(needed(attack, votes), votes, share);

const wins = (verdicts: readonly Verdict[]): number => verdicts.filter(({ attackWon }) => attackWon).length;

interface Piece {
  readonly comparisons: readonly Comparison[];
  readonly points?: readonly MajorityPoint[];
  readonly runs: readonly TheoryRun[];
}

/** The published table, cell by cell. */
async function electorates(options: TheoryOptions, onDone: (votes: number) => void): Promise<Piece> {
  const [comparisons, points, runs]: [Comparison[], MajorityPoint[], TheoryRun[]] = [[], [], []];
  for (const [votes, full] of COUNTS) {
    for (const [share] of PUBLISHED) {
      const contestations = replicates(full, options);
      const { verdicts, run } = await elect({ votes, share, contestations }, options);
      const predicted = toNumber(chanceOf("slash the truth", votes, fractionOf(share)));
      const comparison = frequency({ what: `p = ${share}, M = ${votes}`, predicted }, wins(verdicts), contestations);
      comparisons.push(comparison);
      const { simulated, low, high } = comparison;
      points.push({ votes, share, simulated, low, high });
      runs.push(run);
      onDone(votes * contestations);
    }
  }
  return { comparisons, points, runs };
}

/** Even numbers of votes: a tie fails, which defends a falsehood and does not slash the truth. */
async function ties(options: TheoryOptions): Promise<Piece> {
  const [comparisons, runs]: [Comparison[], TheoryRun[]] = [[], []];
  for (const votes of EVEN) {
    const contestations = replicates(EVEN_CONTESTATIONS, options) * 2;
    const { verdicts, run } = await elect({ votes, share: EVEN_SHARE, contestations }, options);
    runs.push(run);
    for (const attack of ["slash the truth", "defend a falsehood"] as const) {
      const own = verdicts.filter((verdict) => verdict.attack === attack);
      const predicted = toNumber(chanceOf(attack, votes, fractionOf(EVEN_SHARE)));
      comparisons.push(
        frequency({ what: `p = ${EVEN_SHARE}, M = ${votes}, ${attack}`, predicted }, wins(own), own.length),
      );
    }
  }
  return { comparisons, runs };
}

/**
 * An event of chance 2^-80 by importance sampling: contestations in which half of the committee's seats are attackers', each
 * verdict weighed by how much likelier its number of attackers is there than at a third.
 */
async function committee(options: TheoryOptions): Promise<Piece> {
  const contestations = replicates(COMMITTEE_CONTESTATIONS, options);
  const attack = "defend a falsehood";
  const { verdicts, run } = await elect({ votes: COMMITTEE, share: 0.5, contestations, attack: () => attack }, options);
  // (1/3)^k (2/3)^(n - k) 2^n, over 2^-80 so that the numbers stay near one.
  const weight = (k: number) => 2 ** (2 * COMMITTEE - k - COMMITTEE * Math.log2(3) - BOUND);
  const weights = verdicts.map(({ attackWon, attackers }) => (attackWon ? weight(attackers) : 0));
  const { mean, low, high } = tInterval(weights, CONFIDENCE);
  const exact = log2(chanceOf(attack, COMMITTEE, THIRD));
  const strict = log2(chanceOf("slash the truth", COMMITTEE, THIRD));
  const smaller = log2(chanceOf(attack, COMMITTEE - 2, THIRD));
  const bound = (what: string, value: number, below: boolean) =>
    exactly({ what, predicted: BOUND, unit: "bits" }, value, below ? value < BOUND : value >= BOUND);
  const unit = "2^-80";
  return {
    comparisons: [
      bound("892 seats, half are attackers' or more (a tie defends): below the bound", exact, true),
      bound("892 seats, more than half are attackers': below the bound", strict, true),
      bound("890 seats, half or more: not below it, so that 892 is the least even committee", smaller, false),
      interval(
        { what: "892 seats, half or more: chance by importance sampling", predicted: 2 ** (exact - BOUND), unit },
        { mean, low, high },
        contestations,
      ),
    ],
    runs: [run],
  };
}

/** Our exact arithmetic against the published table. */
const published = (): readonly Comparison[] =>
  PUBLISHED.flatMap(([share, chances]) =>
    chances.map((predicted, i) => {
      const votes = COUNTS[i]![0];
      const own = toNumber(chanceOf("slash the truth", votes, fractionOf(share)));
      // Below a millionth the table says "~0"; 0.6745 has four digits.
      const tolerance =
        predicted === 0.6745 ? 5.1e-5 : predicted === 0.00856 || predicted === 0.00954 ? 5.1e-6 : LAST_DIGIT;
      return within({ what: `p = ${share}, M = ${votes}`, predicted }, own, tolerance);
    }),
  );

async function run(options: TheoryOptions): Promise<TheoryResult> {
  const work = COUNTS.reduce((sum, [votes, count]) => sum + votes * count * PUBLISHED.length, 0);
  const total = (work + COMMITTEE * COMMITTEE_CONTESTATIONS) * options.effort;
  let done = 0;
  const table = await electorates(options, (votes) => {
    done += votes;
    options.onProgress?.(done / total);
  });
  const even = await ties(options);
  const sure = await sureMajorities(options);
  const seats = await committee(options);
  return {
    tables: [
      { title: "M random votes, attackers' share p", comparisons: table.comparisons },
      { title: "Even numbers of votes: a tie goes to the solver", comparisons: even.comparisons },
      { title: "A committee of 892 with attackers in a third of the seats", comparisons: seats.comparisons },
      { title: "What a sure majority costs", comparisons: sure.comparisons },
      { title: "Published numbers against our own arithmetic (no runs)", comparisons: published() },
    ],
    figures: [majorityFigure(table.points!), committeeFigure(BOUND)],
    runs: [...table.runs, ...even.runs, sure.run, ...seats.runs],
    notes: [
      "A majority of those who vote is enough, whatever they have staked beyond the minimum: against H honest votes an attacker needs H + 1 stakes of the minimum to slash the truth and H to defend a falsehood, and gets all but the slashes of a lost vote back.",
    ],
  };
}

export const majority: TheorySection = {
  id: "majority",
  title: "Who wins a vote",
  claim:
    "When M votes are cast at random by an electorate of which a share p are attackers, the attack wins with the probability that more than half of M are attackers; a tie goes to the solver.",
  method:
    "Every contestation is a real one. The contester's yea and the solver's nay, which the engine casts itself, cancel out, so an odd number M of further votes decides. " +
    "M validators vote on each; which of them are attackers is drawn anew for each contestation, as from an electorate so large that drawing does not change it. Half of the attacks slash a true solution (attackers vote yea), half defend a false one (nay). " +
    "The chance of 2^-80 cannot be waited for: there the committee is drawn with attackers in half of its seats, and each verdict weighed by the ratio of the two probabilities of its number of attackers.",
  run,
};
