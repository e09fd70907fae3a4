import { expect } from "chai";
import fc from "fast-check";
import { swarmOffsets } from "../../sim/report/swarm.ts";

const STEP = 10;

describe("swarm", () => {
  it("keeps dots in the middle where there is room", () => {
    expect(swarmOffsets([0, 10, 25], STEP)).to.deep.equal([0, 0, 0]);
  });

  it("stacks equal positions around the middle", () => {
    expect(swarmOffsets([5, 5, 5], STEP)).to.deep.equal([0, 1, -1]);
  });

  it("never lets one dot cover another", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 40 }), (positions) => {
        const offsets = swarmOffsets(positions, STEP);
        for (let i = 0; i < positions.length; i++)
          for (let j = 0; j < i; j++) {
            const distance = Math.hypot(positions[i]! - positions[j]!, (offsets[i]! - offsets[j]!) * STEP);
            expect(distance).to.be.at.least(STEP - 1e-6);
          }
      }),
    );
  });
});
