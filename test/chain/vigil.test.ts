import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { Vigil } from "../../sim/chain/evm/vigil.ts";

/** Answers that a vigil has waited for when it decides anew. */
const ROUND = 64;
/** Turns of the event loop that nobody takes who sleeps through a few timers. */
const MANY = 100;

async function turnsDuring(wait: Promise<unknown>): Promise<number> {
  const before = performance.nodeTiming.uvMetricsInfo.loopCount;
  await wait;
  return performance.nodeTiming.uvMetricsInfo.loopCount - before;
}

describe("vigil: waiting for the EVM's thread", () => {
  it("settles as the answer does", async () => {
    const vigil = new Vigil(2);
    expect(await vigil.wait(Promise.resolve(7))).to.equal(7);
    const refused = new Error("no");
    const error = await vigil.wait(Promise.reject(refused)).catch((reason: unknown) => reason);
    expect(error).to.equal(refused);
  });

  it("keeps the event loop turning while it is awake, and lets others have their turn", async () => {
    expect(await turnsDuring(new Vigil(2, () => 0).wait(pause(30)))).to.be.greaterThan(MANY);
    expect(await turnsDuring(new Vigil(1, () => 0).wait(pause(30)))).to.be.lessThan(MANY);
  });

  it("goes to sleep when others want the processor, and wakes when they are gone", async () => {
    let preemptions = 0;
    const vigil = new Vigil(2, () => preemptions);
    const round = async (perAnswer: number) => {
      for (let answer = 0; answer < ROUND; answer++) {
        preemptions += perAnswer;
        await vigil.wait(Promise.resolve());
      }
      return vigil.awake;
    };
    expect(await round(0.2)).to.equal(true);
    expect(await round(1.5)).to.equal(false);
    expect(await round(3)).to.equal(false);
    expect(await round(0.2)).to.equal(true);
  });

  it("falls asleep over an answer that takes long", async () => {
    const answer = new Vigil(2, () => 0).wait(pause(120));
    await pause(60);
    expect(await turnsDuring(answer)).to.be.lessThan(MANY);
  });
});
