import { readFileSync } from "node:fs";
import { expect } from "chai";
import { MINING_ALLOCATION, WAD, YEAR } from "../../sim/base/types.ts";
import { rewardBounds, scheduledReward, scheduledSupply } from "../../sim/ledger/schedule.ts";

type Row = readonly string[];
const vectors = JSON.parse(readFileSync(new URL("../vectors/emission.json", import.meta.url), "utf8")) as {
  targetTs: Row[];
  reward: Row[];
};

describe("ledger/schedule", () => {
  it("halves what is left every year, to the wei", () => {
    for (let year = 0; year <= 60; year++) {
      expect(scheduledSupply(year * YEAR)).to.equal(MINING_ALLOCATION - (MINING_ALLOCATION >> BigInt(year)));
    }
  });

  it("agrees with the engine's vectors within the engine's own rounding", () => {
    for (const [t, expected] of vectors.targetTs) {
      const difference = scheduledSupply(Number(t)) - BigInt(expected!);
      expect((difference < 0n ? -difference : difference) < 4_000_000n, `targetTs(${t})`).to.equal(true);
    }
  });

  it("multiplies: the halves of a year compose to the year", () => {
    const left = MINING_ALLOCATION - scheduledSupply(YEAR / 2);
    const difference = (left * left) / MINING_ALLOCATION - MINING_ALLOCATION / 2n;
    expect((difference < 0n ? -difference : difference) < 1_000_000n).to.equal(true);
  });

  it("bounds every reward of the vectors, no wider than 1e-14 of it", () => {
    for (const [t, supply, expected] of vectors.reward) {
      const { least, most } = rewardBounds(Number(t), BigInt(supply!));
      const reward = BigInt(expected!);
      expect(reward >= least && reward <= most, `reward(${t}, ${supply}) = ${reward} in [${least}, ${most}]`).to.equal(
        true,
      );
      expect(most - least < reward / 10n ** 14n + 10n).to.equal(true);
    }
  });

  it("is 1 AIUS before anything was mined and 100-fold at most", () => {
    expect(scheduledReward(YEAR, 0n)).to.equal(WAD);
    expect(scheduledReward(YEAR, 1n)).to.equal((100n * WAD * (MINING_ALLOCATION - 1n)) / MINING_ALLOCATION);
  });
});
