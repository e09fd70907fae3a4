/** What a vote pays: votes of all sizes through the chain port, to the wei. */
import { expect } from "chai";
import { type Division, divide, type Paid, type Pair, paidAsDivided, payVotes } from "../../sim/theory/vote-payouts.ts";

const OPTIONS = { seed: 1, effort: 1 };
const UP_TO = 6;
const PAIRS: readonly Pair[] = [
  ...Array.from({ length: UP_TO }, (_, y) => Array.from({ length: UP_TO + 1 }, (_, n): Pair => [y + 1, n])).flat(),
  [13, 31],
  [31, 13],
  [255, 256],
  [511, 0],
];

describe("what a vote pays", () => {
  let paid: readonly Paid[];
  before(async () => {
    ({ paid } = await payVotes(PAIRS, OPTIONS));
  });

  it("pays every winner its share to the wei and nobody else, dust below a wei for each vote", () => {
    const wrong = paid.filter((vote) => !paidAsDivided(vote, divide(vote.pair, vote.slash)));
    expect(wrong.map(({ pair }) => pair)).to.deep.equal([]);
  });

  it("has a slash of an odd number of wei, so that halves are rounded", () => {
    expect(paid[0]!.slash % 2n).to.equal(1n);
  });

  it("leaves dust somewhere, so that its bound is looked at", () => {
    expect(paid.some(({ purse }) => purse.sums.slashDust > 0n)).to.equal(true);
  });

  /** What theory might say by mistake; each differs from the protocol in one thing. */
  const mistakes: readonly (readonly [string, (pair: Pair, slash: bigint) => Division])[] = [
    [
      "the odd wei to the other side",
      ([yeas, nays], slash) => {
        const right = divide([yeas, nays], slash);
        const pot = yeas > nays ? BigInt(nays) * slash : BigInt(yeas) * slash;
        return pot % 2n === 0n || Math.max(yeas, nays) === 1 ? right : { ...right, first: pot - right.first };
      },
    ],
    ["a tie to the contester", ([yeas, nays], slash) => divide(yeas === nays ? [yeas + 1, nays] : [yeas, nays], slash)],
    [
      "a lone nay gets half",
      ([yeas, nays], slash) =>
        nays === 1 && yeas === 1 ? { first: slash / 2n, other: 0n } : divide([yeas, nays], slash),
    ],
  ];
  for (const [mistake, formula] of mistakes) {
    it(`notices if theory said: ${mistake}`, () => {
      expect(paid.some((vote) => !paidAsDivided(vote, formula(vote.pair, vote.slash)))).to.equal(true);
    });
  }
});
