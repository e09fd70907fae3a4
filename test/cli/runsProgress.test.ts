import { expect } from "chai";
import { runsProgressOn } from "../../sim/cli/runs-progress.ts";
import type { ExecutionProgress } from "../../sim/experiment/experiment.ts";

/** A stream that keeps what it is given, and a clock that is set by hand. */
function stage(isTTY: boolean, columns = 120) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  const clock = { now: 0 };
  return { progress: runsProgressOn(stream, () => clock.now), written, clock };
}

const seen = (done: number, asked: number, shares: readonly number[] = [], reused = 0): ExecutionProgress => ({
  asked,
  done,
  reused,
  workers: shares.map((share, i) => ({ run: `run${i}`, name: `market, seed ${i + 1}, model`, share })),
});

const ERASED_THREE = "\r\x1b[2A\x1b[J";

describe("progress of many runs", () => {
  it("has a bar for each worker on a terminal, with its run and how far that is", () => {
    const { progress, written } = stage(true);
    progress.show(seen(3, 10, [0.5, 0.259], 1));
    expect(written.join("").split("\n")).to.deep.equal([
      "  3 of 10 runs, 1 of them from the store",
      `  ${"━".repeat(14)}${"─".repeat(14)}  50 %  market, seed 1, model`,
      `  ${"━".repeat(7)}${"─".repeat(21)}  25 %  market, seed 2, model`,
    ]);
  });

  it("writes bars over and leaves one line of what was done", () => {
    const { progress, written, clock } = stage(true);
    progress.show(seen(0, 4, [0.1, 0.1]));
    clock.now = 50;
    progress.show(seen(1, 4, [0.2, 0.2]));
    expect(written, "not more often than the eye sees").to.have.length(1);
    clock.now = 200;
    progress.show(seen(1, 4, [0.6, 0.1]));
    expect(written[1]).to.equal(ERASED_THREE);
    progress.show(seen(4, 4));
    progress.show(seen(4, 4));
    expect(written.slice(3)).to.deep.equal([ERASED_THREE, "  4 of 4 runs\n"]);
  });

  it("makes room for what is said, and leaves nothing when it ends early", () => {
    const { progress, written } = stage(true);
    progress.show(seen(0, 4, [0.1, 0.1]));
    progress.say("next");
    expect(written.slice(1)).to.deep.equal([ERASED_THREE, "next\n"]);
    progress.end();
    expect(written).to.have.length(3);
  });

  it("tells many workers as a number and keeps to the terminal's width", () => {
    const { progress, written } = stage(true, 30);
    progress.show(
      seen(
        0,
        100,
        Array.from({ length: 20 }, () => 0),
      ),
    );
    const lines = written.join("").split("\n");
    expect(lines).to.have.length(10);
    expect(lines[9]).to.equal("  … and 12 more at work");
    for (const line of lines) expect(line.length).to.be.below(30);
  });

  it("tells the time left from what was computed, not from what was stored", () => {
    const { progress, written, clock } = stage(false);
    progress.show(seen(5, 25, [0], 5));
    clock.now = 10_000;
    progress.show(seen(9, 25, [1], 5));
    expect(written).to.deep.equal([
      "  5 of 25 runs, 5 of them from the store\n",
      "  9 of 25 runs, 5 of them from the store, about 30 s left\n",
    ]);
  });

  it("begins to count anew with the next runs", () => {
    const { progress, written, clock } = stage(false);
    progress.show(seen(0, 2, [0, 0]));
    clock.now = 1_000_000;
    progress.show(seen(2, 2));
    progress.show(seen(0, 8, [0.5, 0.5]));
    clock.now = 1_010_000;
    progress.show(seen(4, 8, [0.5, 0.5]));
    expect(written).to.deep.equal(["  0 of 2 runs\n", "  2 of 2 runs\n", "  4 of 8 runs, about 8 s left\n"]);
  });

  it("writes few lines where there is no terminal: a tenth of many runs, a half of eight, or half a minute of slow ones", () => {
    const linesOf = (runs: number, milliseconds: number): number => {
      const { progress, written, clock } = stage(false);
      for (let done = 0; done <= runs; done++) {
        progress.show(seen(done, runs));
        clock.now += milliseconds;
        progress.show(seen(done, runs));
      }
      expect(written.at(-1)).to.equal(`  ${runs} of ${runs} runs\n`);
      return written.length;
    };
    expect([linesOf(900, 10), linesOf(8, 10), linesOf(8, 40_000)]).to.deep.equal([11, 3, 9]);
  });
});
