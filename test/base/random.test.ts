import { expect } from "chai";
import { exp, ln } from "../../sim/base/elementary.ts";
import { Rng } from "../../sim/base/random.ts";

const DRAWS = 40_000;
const sample = (draw: (rng: Rng) => number, name: string) => {
  const rng = new Rng(1, name);
  return Array.from({ length: DRAWS }, () => draw(rng));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) => mean(values.map((value) => value * value)) - mean(values) ** 2;
/** Four standard errors of the mean of `DRAWS` values. */
const within = (deviation: number) => (4 * deviation) / Math.sqrt(DRAWS);

describe("elementary functions", () => {
  it("agree with the language's within 4 units in the last place", () => {
    for (let k = -300; k <= 300; k += 1) {
      const x = 1.7 ** k * (1 + ((k * k) % 97) / 97);
      expect(Math.abs(ln(x) - Math.log(x))).to.be.lessThan(2e-15 * Math.max(1, Math.abs(Math.log(x))));
      const y = (k * 7) / 3.1;
      expect(Math.abs(exp(y) / Math.exp(y) - 1)).to.be.lessThan(1e-15);
    }
  });

  it("are pinned to the bit", () => {
    expect([ln(10), ln(0.1), ln(1), exp(1), exp(-0.5), exp(0)].map(String)).to.deep.equal([
      "2.302585092994046",
      "-2.3025850929940455",
      "0",
      "2.7182818284590455",
      "0.6065306597126334",
      "1",
    ]);
  });

  it("refuse what they cannot compute", () => {
    for (const x of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => ln(x)).to.throw(RangeError);
    for (const x of [701, -701, Number.NaN]) expect(() => exp(x)).to.throw(RangeError);
  });
});

describe("streams of chance", () => {
  it("are pinned: the same seed and name give the same values on any machine", () => {
    const rng = new Rng(7, "honest-1/reaction");
    expect([rng.bits32(), rng.bits32(), rng.bits32()]).to.deep.equal([1996373305, 3647552831, 895826666]);
  });

  it("give the same samples on any machine, to the bit", () => {
    const rng = new Rng(7, "pins");
    const samples = [
      rng.uniform(),
      rng.below(6),
      rng.below(4_000_000_000),
      rng.belowBig(10n ** 30n),
      rng.exponential(1),
      rng.normal(),
      rng.normal(),
      rng.normal(),
      rng.lognormal(1, 0.5),
      rng.bytes(4),
    ];
    expect(samples.map(String)).to.deep.equal([
      "0.1978669254596892",
      "1",
      "2960930754",
      "99214739128560435798840331986",
      "0.7838832153004968",
      "-1.188148493892734",
      "-0.29055886381111135",
      "-0.9328807229251991",
      "2.2497619122046",
      "0x15539946",
    ]);
  });

  it("differ by seed and by name", () => {
    const first = (seed: number, name: string) => new Rng(seed, name).bits32();
    expect(new Set([first(1, "a"), first(2, "a"), first(1, "b")]).size).to.equal(3);
  });

  it("uniform: mean 1/2, variance 1/12, in [0, 1)", () => {
    const values = sample((rng) => rng.uniform(), "uniform");
    expect(mean(values)).to.be.closeTo(0.5, within(Math.sqrt(1 / 12)));
    expect(variance(values)).to.be.closeTo(1 / 12, 0.003);
    expect(values.every((value) => value >= 0 && value < 1)).to.equal(true);
  });

  it("exponential: mean and deviation are the same, and a share of 1/e exceeds the mean", () => {
    const values = sample((rng) => rng.exponential(5), "exponential");
    expect(mean(values)).to.be.closeTo(5, within(5));
    expect(Math.sqrt(variance(values))).to.be.closeTo(5, 0.2);
    expect(mean(values.map((value) => Number(value > 5)))).to.be.closeTo(Math.exp(-1), within(0.5));
  });

  it("normal: mean 0, variance 1, 2.28 % beyond two deviations", () => {
    const values = sample((rng) => rng.normal(), "normal");
    expect(mean(values)).to.be.closeTo(0, within(1));
    expect(variance(values)).to.be.closeTo(1, within(Math.SQRT2));
    expect(mean(values.map((value) => Number(value > 2)))).to.be.closeTo(0.02275, within(0.15));
  });

  it("lognormal: half lies below the median, the logarithm has the given deviation", () => {
    const values = sample((rng) => rng.lognormal(3, 0.5), "lognormal");
    expect(mean(values.map((value) => Number(value < 3)))).to.be.closeTo(0.5, within(0.5));
    expect(Math.sqrt(variance(values.map(Math.log)))).to.be.closeTo(0.5, 0.01);
    expect(new Rng(1, "constant").lognormal(3, 0)).to.equal(3);
  });

  it("below and belowBig: every value alike, none beyond the bound", () => {
    const counts = new Array(6).fill(0);
    for (const value of sample((rng) => rng.below(6), "below")) counts[value] += 1;
    for (const count of counts) expect(count / DRAWS).to.be.closeTo(1 / 6, within(0.4));
    const bound = 10n ** 30n + 7n;
    const values = sample((rng) => Number((rng.belowBig(bound) * 1000n) / bound) / 1000, "big");
    expect(mean(values)).to.be.closeTo(0.4995, within(0.29));
    expect(values.every((value) => value < 1)).to.equal(true);
    expect(new Rng(1, "one").belowBig(1n)).to.equal(0n);
  });

  it("bernoulli and pick follow their probabilities", () => {
    expect(mean(sample((rng) => Number(rng.bernoulli(0.03)), "bernoulli"))).to.be.closeTo(0.03, within(0.18));
    expect(mean(sample((rng) => rng.pick([0, 1]), "pick"))).to.be.closeTo(0.5, within(0.5));
  });

  it("shuffled: each of the six orders of three items alike, the list itself untouched", () => {
    const orders = new Map<string, number>();
    const rng = new Rng(1, "shuffle");
    const items = ["a", "b", "c"];
    for (let draw = 0; draw < 6000; draw += 1) {
      const order = rng.shuffled(items).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(items).to.deep.equal(["a", "b", "c"]);
    expect(orders.size).to.equal(6);
    for (const count of orders.values()) expect(count).to.be.within(880, 1120);
  });

  it("bytes: as many as asked for", () => {
    expect(new Rng(1, "bytes").bytes(40)).to.match(/^0x[0-9a-f]{80}$/);
  });
});
