import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parquetReadObjects } from "hyparquet";
import { Desk, type Finished } from "./program.ts";

const SCENARIO = `
extends: market
name: price
title: Price
question: At which price do honest solvers earn?
horizonDays: 0.1
inquiry:
  metric: profit.honest.usd
  threshold: 1
  above: Honest solvers earn
  below: Honest solvers lose
  parameter: prices.aius.usd
  label: price of AIUS in USD
  from: 0.1
  to: 50
  scale: log
  seeds: 3
`;

describe("testbed ask, end to end", function () {
  this.timeout(180_000);
  const desk = new Desk();
  let asked: Finished;

  before(async () => {
    writeFileSync(join(desk.folder, "price.yaml"), SCENARIO);
    asked = await desk.testbed(["ask", "price.yaml", "--confirm", "1%", "--out", "answer", "--json"]);
  });
  after(() => desk.clear());

  it("answers as JSON, confirmed by a run on the contracts", () => {
    expect(asked.code, asked.stderr).to.equal(0);
    const answer = JSON.parse(asked.stdout);
    expect(answer.own).to.include({ own: true, value: 1.5 });
    expect(answer.answer).to.match(/^(Honest solvers|Too close)/);
    expect(answer.confirmed.length).to.be.greaterThan(0);
    for (const { same } of answer.confirmed) expect(same).to.equal(true);
    expect(answer.flips.length).to.be.greaterThan(0);
  });

  it("leaves a folder with the answer first, the picture and the runs as CSV and Parquet", async () => {
    const read = (name: string) => readFileSync(join(desk.folder, "answer", name));
    const report = read("report.html").toString();
    expect(report).to.match(/<p class="lead">(Honest solvers|Too close)/);
    expect(report).not.to.match(/(src|href)="https?:|NaN|undefined|\[object/);
    expect(readdirSync(join(desk.folder, "answer", "figures"))).to.have.members(["inquiry.svg", "inquiry.png"]);
    const lines = read("answer.csv").toString().trim().split("\n");
    const { buffer, byteOffset, byteLength } = read("answer.parquet");
    const rows = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer });
    expect(rows).to.have.length(lines.length - 1);
    expect(rows[0]).to.include({ seed: 1, backend: "model", ended: "horizon" });
  });

  it("names runs that the given commands make again, under the same id", async () => {
    const { flips } = JSON.parse(asked.stdout);
    const [{ command, run }] = flips[0].sides;
    const again = await desk.testbed([...command.split(" ").slice(2), "--json"]);
    expect(again.code, again.stderr).to.equal(0);
    expect(JSON.parse(again.stdout).id).to.equal(run);
  });

  it("does nothing twice", async () => {
    const { stderr, stdout } = await desk.testbed([
      "ask",
      "price.yaml",
      "--confirm",
      "1%",
      "--out",
      "answer",
      "--json",
    ]);
    expect(JSON.parse(stdout)).to.deep.equal(JSON.parse(asked.stdout));
    expect(stderr).to.match(/3 of 3 runs, 3 of them from the store/);
  });

  for (const [args, pattern] of [
    [["ask", "market"], /^testbed: market: has no inquiry/],
    [["ask", "price.yaml", "--seeds", "1"], /^testbed: --seeds: one run has no interval/],
    [["ask", "price.yaml", "--confirm", "2"], /write a share from 0 to 1/],
    [["ask", "price.yaml", "--executor", "bullmq"], /^testbed: --executor bullmq: give --redis URL too/],
    [["worker", "--redis", "localhost"], /^testbed: --redis localhost: no address of a Redis/],
    [["search", "market", "--vary", "prices.aius.usd=1:2"], /^testbed: say what is looked for/],
    [
      ["sensitivity", "market", "--metric", "blocks", "--vary", "prices.aius.usd=2"],
      /^testbed: --vary .*write path=from:to/,
    ],
  ] as const)
    it(`tells in one line what is wrong with: ${args.join(" ")}`, async () => {
      const { code, stderr } = await desk.testbed(args);
      expect(code).to.equal(2);
      expect(stderr).to.match(pattern);
      expect(stderr.trim().split("\n")).to.have.length(1);
    });
});
