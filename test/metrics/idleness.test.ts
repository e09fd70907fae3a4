import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { MINING_ALLOCATION, WAD } from "../../sim/base/types.ts";
import type { Scene } from "../../sim/ledger/scene.ts";
import { Idleness } from "../../sim/metrics/idleness.ts";

const SELF = addressOf("self");

/** A validator with that free stake at a supply of 300 000, where the minimum is 240. */
function sceneWith(staked: bigint, pending = 0n): Scene {
  return {
    books: { engineBalance: MINING_ALLOCATION - 300_000n * WAD },
    parameters: { validatorMinimumPercentage: 800_000_000_000_000n },
    validators: new Map([[SELF, { staked: staked * WAD, pending: pending * WAD }]]),
  } as unknown as Scene;
}

describe("idleness", () => {
  it("lasts from the block that pushed a validator below the minimum to the one that lifted it again", () => {
    const idleness = new Idleness();
    idleness.touch(SELF);
    idleness.look(sceneWith(239n), 1000);
    idleness.look(sceneWith(239n), 2000);
    expect(idleness.seconds).to.equal(0);
    idleness.look(sceneWith(240n), 5000);
    expect(idleness.seconds).to.equal(4000);
    idleness.look(sceneWith(100n), 6000);
    idleness.look(sceneWith(300n), 7000);
    expect(idleness.seconds).to.equal(4000);
  });

  it("counts nobody who keeps the minimum, and pending stake does not", () => {
    const idleness = new Idleness();
    idleness.touch(SELF);
    idleness.look(sceneWith(240n), 1000);
    idleness.close(2000);
    expect(idleness.seconds).to.equal(0);
    idleness.touch(SELF);
    idleness.look(sceneWith(300n, 61n), 3000);
    idleness.close(3500);
    expect(idleness.seconds).to.equal(500);
  });
});
