import { expect } from "chai";
import { courseFan, courseOf, type RunCourse, shownOverTime } from "../../sim/experiment/course.ts";
import { courseFigures } from "../../sim/experiment/course-figure.ts";
import type { RunRecord } from "../../sim/experiment/experiment.ts";
import { runSpec } from "../../sim/experiment/runSpec.ts";
import { isSame } from "../../sim/experiment/verify.ts";
import type { Series } from "../../sim/metrics/metric.ts";
import { market } from "./synthetic.ts";

const DAY = 86_400;
const NAME = "profit.honest.usd";

const series = (name: string, values: readonly bigint[]): Series => ({
  name,
  unit: "USD",
  decimals: 3,
  times: values.map((_, i) => 1_000 + i * DAY),
  values,
});

const recordOf = (seed: number, course?: RunCourse): RunRecord => ({
  format: 1,
  id: `run${seed}`,
  scenario: "test",
  seed,
  backend: "model",
  code: "c0de",
  bytecodeHash: "0x",
  ledgerHash: "0x",
  reason: "horizon",
  metrics: {},
  ...(course && { course }),
});

const rising = (by: number, days = 3): RunCourse => ({
  days: Array.from({ length: days }, (_, day) => day),
  series: { [NAME]: { unit: "USD", values: Array.from({ length: days }, (_, day) => by * day) } },
});

describe("a run's course", function () {
  this.timeout(30_000);

  it("keeps few moments, the first and the last among them, with four digits", () => {
    const { days, series: kept } = courseOf([
      series(
        NAME,
        [...Array(241).keys()].map((i) => BigInt(i * 12_341)),
      ),
    ]);
    expect(days).to.have.length(25);
    expect([days[0], days.at(-1)]).to.deep.equal([0, 240]);
    expect(kept[NAME]!.values.slice(0, 2)).to.deep.equal([0, 123.4]);
    expect(kept[NAME]!.values.at(-1)).to.equal(2962);
  });

  it("leaves out what stays 0 and what no experiment shows", () => {
    const { series: kept } = courseOf([series(NAME, [0n, 0n]), series("tasks.open", [0n, 5n])]);
    expect(kept).to.deep.equal({});
  });

  it("lies in the record of a real run, which it makes little larger", async () => {
    const record = await runSpec({ scenario: { ...market, horizonDays: 0.2 }, seed: 1, backend: "model" });
    const { course, ...rest } = record;
    expect(Object.keys(course!.series)).to.include.members(["supply.target.ratio", "tasks.solved", NAME]);
    expect(course!.series["tasks.solved"]!.values.at(-1)).to.equal(record.metrics["tasks.solved"]!.value);
    expect(JSON.stringify(record).length).to.be.below(1.3 * JSON.stringify(rest).length);
  });

  it("does not make runs differ that were stored before there was one", () => {
    const [before, after] = [recordOf(1), recordOf(1, rising(1))];
    expect(isSame(before, after)).to.equal(true);
    expect(isSame(after, recordOf(1, rising(2)))).to.equal(false);
    expect(isSame(before, { ...after, ledgerHash: "0x1" })).to.equal(false);
  });
});

describe("courses of many runs", () => {
  const records = [10, 20, 30, 40, 50].map((by, i) => recordOf(i + 1, rising(by)));

  it("spread from moment to moment", () => {
    const { runs, moments } = courseFan(records, NAME)!;
    expect(runs).to.equal(5);
    expect(moments.map(({ day, p50 }) => [day, p50])).to.deep.equal([
      [0, 0],
      [1, 30],
      [2, 60],
    ]);
    const { p5, p25, p75, p95 } = moments[2]!;
    expect([p5, p25, p75, p95].map(Math.round)).to.deep.equal([24, 40, 80, 96]);
  });

  it("a run that ended early counts as long as it went", () => {
    const { moments } = courseFan([...records, recordOf(6, rising(1_000, 2))], NAME)!;
    expect(moments.map(({ p50 }) => p50)).to.deep.equal([0, 35, 60]);
  });

  it("have no picture where too few runs have one", () => {
    expect(courseFigures(records.slice(1), NAME, "")).to.deep.equal([]);
    expect(courseFigures([...records.slice(1), recordOf(9)], NAME, "")).to.deep.equal([]);
  });

  it("are drawn with what they are of", () => {
    const [figure] = courseFigures(records, NAME, "as it stands");
    expect(figure!.id).to.equal("course-profit-honest-usd");
    expect(figure!.svg).to.include("US dollars by day of the run; 5 runs, as it stands");
    expect(figure!.caption).to.equal(
      "After 2 days the run in the middle of 5 stands at $60.00, nine in ten between $24.00 and $96.00.",
    );
  });

  it("stand in for metrics that have none", () => {
    expect(
      ["false.paid", "profit.lazy.aius", "supply.mined.year1", "cheat.balance.aius", "blocks"].map(shownOverTime),
    ).to.deep.equal(["false.paid", "profit.lazy.usd", "supply.target.ratio", "profit.lazy.usd", NAME]);
  });
});
