/** What a vote pays: every division of slashes between so many yeas and nays, to the wei. */
import type { Address, Wei } from "../base/types.ts";
import { type Comparison, exactly } from "./comparison.ts";
import { votesFigure } from "./figures/votes.ts";
import type { TheoryOptions, TheoryResult, TheorySection } from "./section.ts";
import { DRAINS, divide, type Paid, type Pair, paidAsDivided, payVotes } from "./vote-payouts.ts";

/** Published examples, in slashes: the first winner's share and every other winner's. */
const NAMED: readonly (readonly [Pair, first: number, other: number | undefined])[] = [
  [[1, 1], 1, undefined],
  [[2, 1], 0.5, 0.5],
  [[1, 2], 0.5, 0.5],
  [[3, 1], 0.5, 0.25],
  [[1, 0], 0, undefined],
];
const SMALL = 6;
const LARGE: readonly Pair[] = [
  [7, 3],
  [9, 10],
  [13, 31],
  [31, 13],
  [101, 102],
  [1, 511],
  [256, 255],
  [255, 256],
  [511, 0],
  [511, 510],
];

const inSlashes = (amount: Wei, slash: Wei): number => Number(amount) / Number(slash);

function comparisonOf(paid: Paid): Comparison {
  const { pair, slash, purse, winners } = paid;
  const division = divide(pair, slash);
  const who = pair[0] > pair[1] ? "contester" : "solver";
  return exactly(
    {
      what: `(${pair.join(", ")}): ${who} first of ${winners.length}`,
      predicted: inSlashes(division.first, slash),
      unit: "slashes",
    },
    inSlashes(purse.won.get(winners[0]!) ?? 0n, slash),
    paidAsDivided(paid, division),
    winners.length,
  );
}

/** The published examples, in slashes: exact within the odd wei. */
function named(all: readonly Paid[]): readonly Comparison[] {
  return NAMED.flatMap(([pair, first, other]) => {
    const { purse, slash, winners } = all.find(({ pair: [yeas, nays] }) => yeas === pair[0] && nays === pair[1])!;
    const label = `(${pair.join(", ")})`;
    const judged = (what: string, predicted: number, winner: Address) => {
      const got = purse.won.get(winner) ?? 0n;
      const off = 4n * got - BigInt(4 * predicted) * slash;
      return exactly(
        { what: `${label} ${what}`, predicted, unit: "slashes" },
        inSlashes(got, slash),
        off >= -4n && off <= 4n,
      );
    };
    const firstName = pair[0] > pair[1] ? "contester" : "solver";
    return [
      judged(firstName, first, winners[0]!),
      ...(other === undefined ? [] : [judged("each other", other, winners[1]!)]),
    ];
  });
}

export const ALL_PAIRS: readonly Pair[] = [
  ...Array.from({ length: SMALL }, (_, y) => Array.from({ length: SMALL + 1 }, (_, n): Pair => [y + 1, n])).flat(),
  ...LARGE,
];

async function run(options: TheoryOptions): Promise<TheoryResult> {
  const { paid, run } = await payVotes(ALL_PAIRS, options);
  const dust = paid.map(({ purse }) => Number(purse.sums.slashDust));
  return {
    tables: [
      { title: "Published examples", comparisons: named(paid) },
      { title: "Every payout to the wei", comparisons: paid.map(comparisonOf) },
    ],
    figures: [
      votesFigure(
        paid.map(({ pair, slash, purse, winners }) => ({
          pair,
          first: inSlashes(purse.won.get(winners[0]!) ?? 0n, slash),
          other: inSlashes(purse.won.get(winners[1]!) ?? 0n, slash),
          upheld: pair[0] > pair[1],
        })),
        SMALL,
      ),
    ],
    runs: [run],
    notes: [
      `The slash is ${paid[0]!.slash} wei, ${paid[0]!.slash % 2n === 1n ? "an odd number, so that halves are rounded" : "an even number"}. In all ${paid.length} votes what went in equals what came out and the dust, ` +
        `which was ${Math.max(...dust)} wei at most and never as much as one for each vote.`,
    ],
  };
}

export const votes: TheorySection = {
  id: "votes",
  title: "What a vote pays",
  claim:
    "The losers' slashes are divided: half to the contester, or to the solver when it wins, the rest evenly to the other winners; all to a lone winner. What goes in equals what comes out plus dust below one wei for each vote.",
  method:
    "One contestation for each number of yeas and nays, all in one run, with as many validators voting as it takes: up to 1,021 votes on one. The contester's yea and the solver's nay are cast by the engine. " +
    `A vote without nays needs a solver whose stake no longer covers a slash: it is spent by ${DRAINS} contestations before. A row agrees when every winner got back its slash and its share to the wei, and nobody else anything.`,
  run,
};
