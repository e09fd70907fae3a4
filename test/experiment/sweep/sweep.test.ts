import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parquetReadObjects } from "hyparquet";
import { Rng } from "../../../sim/base/random.ts";
import { halfWidth, meanInterval } from "../../../sim/experiment/statistics/interval.ts";
import { loadExperiment } from "../../../sim/experiment/sweep/load.ts";
import { pointsOf } from "../../../sim/experiment/sweep/points.ts";
import { runSweep } from "../../../sim/experiment/sweep/run.ts";
import { type Experiment, type ExperimentInput, experimentSchema } from "../../../sim/experiment/sweep/schema.ts";
import { writeSweep } from "../../../sim/experiment/sweep/write.ts";
import { RunFolder } from "../../../sim/run/folder.ts";
import { METRIC, market, priceOf, syntheticLab } from "../synthetic.ts";

const price = { name: "price", path: "prices.aius.usd", label: "AIUS in USD" };
const rate = { name: "rate", path: "costs.capitalRatePerYear", label: "capital rate" };

const experiment = (change: Partial<ExperimentInput> = {}): Experiment =>
  experimentSchema.parse({
    name: "test",
    title: "A test",
    question: "Does it sweep?",
    scenario: "market",
    parameters: [{ ...price, values: ["1", "2", "4"] }],
    design: { kind: "grid" },
    replicates: { min: 4 },
    metrics: [METRIC],
    ...change,
  } satisfies ExperimentInput);

const noise = (seed: number): number => new Rng(seed, "sweep/noise").normal();

describe("sweep: points", () => {
  it("grid: every combination; a range in steps, linear or logarithmic", () => {
    const parameters = [
      { ...price, values: ["1", "2"] },
      { ...rate, from: 0.01, to: 1, scale: "log" as const, steps: 3 },
    ];
    expect(pointsOf(experiment({ parameters }))).to.deep.equal([
      ["1", 0.01],
      ["1", 0.1],
      ["1", 1],
      ["2", 0.01],
      ["2", 0.1],
      ["2", 1],
    ]);
    expect(pointsOf(experiment({ parameters: [{ ...rate, from: 0, to: 1, steps: 5 }] }))).to.deep.equal(
      [0, 0.25, 0.5, 0.75, 1].map((value) => [value]),
    );
  });

  it("zip, Latin hypercube and Sobol; whole numbers where asked", () => {
    const parameters = [
      { ...price, values: ["1", "2"] },
      { ...rate, values: [0.1, 0.2] },
    ];
    expect(pointsOf(experiment({ parameters, design: { kind: "zip" } }))).to.deep.equal([
      ["1", 0.1],
      ["2", 0.2],
    ]);
    const ranges = [
      { ...price, from: 1, to: 5 },
      { name: "users", path: "populations.0.count", label: "users", from: 1, to: 9, whole: true },
    ];
    for (const kind of ["latin-hypercube", "sobol"] as const) {
      const points = pointsOf(experiment({ parameters: ranges, design: { kind, points: 16 } }));
      expect(points).to.have.length(16);
      for (const [first, second] of points) {
        expect(first).to.be.within(1, 5);
        expect(second).to.satisfy(Number.isInteger);
      }
    }
  });

  it("tells what is wrong in a file, by line", async () => {
    const folder = mkdtempSync(join(tmpdir(), "testbed-sweep-"));
    const problem = async (text: string) => {
      const path = join(folder, "e.yaml");
      writeFileSync(path, text);
      return loadExperiment(path).then(
        () => "none",
        (error: Error) => error.message,
      );
    };
    const head = "name: e\ntitle: t\nquestion: q\nscenario: market\nreplicates: { min: 2 }\nmetrics: [a]\n";
    const parameter = "parameters: [{ name: p, path: prices.aius.usd, label: l, values: ['1', '2'] }]\n";
    expect(await problem(`${head}${parameter}design: { kind: gird }\n`)).to.match(
      /e\.yaml:8: design\.kind: there is no kind "gird"; did you mean grid\?/,
    );
    expect(await problem(`${head}${parameter}design: { kind: grid }\nfoo: 1\n`)).to.match(
      /e\.yaml:1:.*unknown key "foo"/,
    );
    expect(await problem(`${head}${parameter.replace("usd", "eur")}design: { kind: grid }\n`)).to.match(
      /^parameter prices\.aius\.eur: prices\.aius has no "eur"; known: usd/,
    );
    expect(await problem(`${head}${parameter.replace("'2'", "'-2'")}design: { kind: grid }\n`)).to.match(
      /market with prices\.aius\.usd=-2/,
    );
    expect(await problem(`${head}${parameter}design: { kind: grid }\n`)).to.equal("none");
    rmSync(folder, { recursive: true });
  });
});

describe("sweep: runs", () => {
  it("gives all points the same seeds and finds their means", async () => {
    const lab = syntheticLab((scenario, seed) => priceOf(scenario) + seed);
    const sweep = await runSweep(experiment(), market, lab);
    expect(sweep.complete).to.equal(true);
    expect(sweep.points.map(({ values, runs }) => [values[0], runs.length])).to.deep.equal([
      ["1", 4],
      ["2", 4],
      ["4", 4],
    ]);
    const values = sweep.points[2]!.runs.map((id) => lab.store.read(id!)!.metrics[METRIC]!.value);
    expect(values).to.deep.equal([5, 6, 7, 8]);
  });

  it("stops each point when its mean is known well enough, the same way every time", async () => {
    const halfWidthWanted = 0.8;
    const target = { metric: METRIC, halfWidth: halfWidthWanted };
    const noisy = experiment({ replicates: { min: 8, max: 200, target } });
    // The noise grows with the price: dearer points need more seeds.
    const lab = syntheticLab((scenario, seed) => priceOf(scenario) * noise(seed));
    const sweep = await runSweep(noisy, market, lab);
    const runs = sweep.points.map((point) => point.runs.length);
    expect(runs[0]!).to.be.lessThan(runs[1]!);
    expect(runs[1]!).to.be.lessThan(runs[2]!);
    for (const point of sweep.points) {
      const values = point.runs.map((id) => lab.store.read(id!)!.metrics[METRIC]!.value);
      expect(halfWidth(meanInterval(values))).to.be.at.most(halfWidthWanted);
    }
    const again = await runSweep(
      noisy,
      market,
      syntheticLab((scenario, seed) => priceOf(scenario) * noise(seed)),
    );
    expect(again.points).to.deep.equal(sweep.points);
  });

  it("ends at the limit where the target is out of reach", async () => {
    const target = { metric: METRIC, halfWidth: 1e-6 };
    const sweep = await runSweep(
      experiment({ replicates: { min: 4, max: 10, target } }),
      market,
      syntheticLab((_, seed) => noise(seed)),
    );
    expect(sweep.points.map(({ runs }) => runs.length)).to.deep.equal([10, 10, 10]);
  });

  it("writes every run with its metrics as CSV and as Parquet, and what the pictures show", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "testbed-sweep-")), "out");
    const lab = syntheticLab((scenario, seed) => priceOf(scenario) + seed);
    const parameters = [
      { ...price, values: ["1", "2"] },
      { ...rate, values: [0.1, 0.2] },
    ];
    const sweep = await runSweep(experiment({ parameters }), market, lab);
    const folder = RunFolder.open(out);
    const json = writeSweep(folder, { sweep, store: lab.store, confirmations: [], command: "testbed sweep test.yaml" });
    folder.publish("unused");
    const [header, first] = readFileSync(join(out, "results.csv"), "utf8").split("\n");
    expect(header).to.equal(`point,price,rate,seed,backend,run,ledgerHash,reason,${METRIC}`);
    expect(first).to.match(/^0,1,0\.1,1,model,/);
    const file = readFileSync(join(out, "results.parquet"));
    const rows = await parquetReadObjects({ file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length) });
    expect(rows).to.have.length(16);
    expect(rows[15]).to.include({ point: 3, price: 2, rate: 0.2, seed: 4, [METRIC]: 6 });
    expect(json.points[3]!.metrics[METRIC]).to.include({ mean: 4.5, unit: "USD" });
    expect(readFileSync(join(out, "points.csv"), "utf8")).to.match(
      new RegExp(`^3,2,0\\.2,${METRIC},USD,4,4\\.5,`, "m"),
    );
    const html = readFileSync(join(out, "report.html"), "utf8");
    expect(html).to.match(/<figure id="heat-/);
    expect(html).to.not.match(/(src|href)="http/);
    rmSync(join(out, ".."), { recursive: true });
  });
});
