import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { StudyJson } from "../../sim/profit/json.ts";
import { Desk } from "./program.ts";

describe("testbed profit", () => {
  const desk = new Desk();
  const ask = ["profit", "--days", "0.2", "--seeds", "2", "--json"];
  after(() => desk.clear());

  it("answers with and without the newcomer, confirms a run on the contracts, and keeps its runs", async () => {
    const { code, stdout, stderr } = await desk.testbed([...ask, "--confirm", "1", "--out", "first"]);
    expect(stderr).to.match(/4 of 4 runs/);
    expect(code, stderr).to.equal(0);
    const answer = JSON.parse(stdout) as StudyJson;
    expect(answer.runs).to.have.length(2);
    expect(answer.runs.every(({ computations, standing }) => computations > 0 && standing > 0)).to.equal(true);
    const sum = answer.account.reduce((total, { usd }) => total + usd, 0);
    expect(sum).to.be.closeTo(answer.month.mean.mean, 1e-6);
    expect(answer.confirmed.map(({ seed, same }) => [seed, same])).to.deep.equal([[1, true]]);
    expect(readdirSync(join(desk.folder, "first")).sort()).to.deep.equal([
      "experiment.json",
      "figures",
      "profit.csv",
      "profit.json",
      "profit.parquet",
      "report.html",
    ]);
    const again = await desk.testbed([...ask, "--confirm", "0", "--price-impact", "50"]);
    expect(again.stderr).to.match(/4 of 4 runs, 4 of them from the store/);
    const thinner = JSON.parse(again.stdout) as StudyJson;
    expect(thinner.runs.map(({ run }) => run)).to.deep.equal(answer.runs.map(({ run }) => run));
    const losses = (of: StudyJson) => of.runs.map(({ saleLoss }) => saleLoss);
    expect(losses(thinner).every((loss, i) => loss >= losses(answer)[i]!)).to.equal(true);
  }).timeout(120_000);

  it("says in one line what is wrong with an offer", async () => {
    for (const [args, message] of [
      [["--device", "t400"], /^testbed: --device t400: not in calibration .* it has a100-80gb/m],
      [["--tariff", "gold"], /^testbed: --tariff gold: a100-80gb has serving, rental; or give --electricity/m],
    ] as const) {
      const { code, stderr } = await desk.testbed([...ask, ...args]);
      expect([code, stderr.trim().split("\n").length], stderr).to.deep.equal([2, 1]);
      expect(stderr).to.match(message);
    }
  }).timeout(60_000);
});
