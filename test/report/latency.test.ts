import { expect } from "chai";
import { latencyFigure, windowOf } from "../../sim/report/figures/latency.ts";

const waits = (counts: readonly number[]) => ({
  edges: [1, 2, 4, 8, 16, 32, 64, 128].slice(0, counts.length + 1),
  counts,
  medianSeconds: 20,
  p95Seconds: 30,
});

describe("the axis of the time to solution", () => {
  it("leaves out a few at either end, and counts them", () => {
    const data = waits([2, 0, 1, 0, 900, 97, 1]);
    expect(windowOf(data)).to.deep.equal({ edges: [16, 32, 64], counts: [900, 97], sooner: 3, later: 1 });
    const words = [...latencyFigure(data).svg.matchAll(/>([^<]+)</g)].map(([, text]) => text).join(" ");
    expect(words).to.include("(logarithmic); beyond it: 3 sooner than 16 s, 1 later than 1 min 4 s");
  });

  it("holds all where no end is thin", () => {
    const data = waits([30, 300, 40]);
    expect(windowOf(data)).to.deep.equal({ edges: [1, 2, 4, 8], counts: [30, 300, 40], sooner: 0, later: 0 });
    expect(latencyFigure(data).svg).not.to.include("beyond");
  });

  it("never leaves out everything", () => {
    expect(windowOf(waits([1])).counts).to.deep.equal([1]);
  });
});
