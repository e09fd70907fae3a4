import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { calibrationFrom } from "../../../bench/cog/calibrate.ts";
import { compareResults, ratioOfMeans } from "../../../bench/cog/compare.ts";
import { doubt } from "../../../bench/cog/evidence.ts";
import { type BenchResult, benchSchema } from "../../../bench/cog/result.ts";
import { readBench, sealed, writeJson } from "../../../bench/cog/resultFile.ts";
import { statisticsOf } from "../../../bench/cog/statistics.ts";
import { calibrationHash, trustedCalibration } from "../../../sim/run/calibrations.ts";
import { calibrationSchema } from "../../../sim/scenarios/calibration.ts";
import { scenarios } from "../../../sim/scenarios/index.ts";
import { planOf } from "../../../sim/world/machines.ts";
import { resultOnA100 } from "./fixture.ts";

const REQUEST = {
  name: "a100",
  model: "kandinsky2",
  title: "Kandinsky",
  priceSource: "a list",
  testbed: "0.1.0",
  prices: [{ device: undefined, tariff: "rental", usdPerHour: 1.71 }],
};

describe("what samples amount to", () => {
  it("gives a percentile only where a sample is expected beyond it", () => {
    const names = (n: number) => Object.keys(statisticsOf(Array.from({ length: n }, (_, i) => i + 1))!.percentiles);
    expect(names(3)).to.deep.equal([]);
    expect(names(10)).to.deep.equal(["p25", "p75", "p90"]);
    expect(names(20)).to.deep.equal(["p5", "p25", "p75", "p90", "p95"]);
    expect(names(99)).to.not.include("p99");
    expect(names(100)).to.include("p99");
  });

  it("has no interval for one sample, and one around the mean for more", () => {
    expect(statisticsOf([5])).to.include({ n: 1, mean: 5, low: null, high: null, logSd: null });
    const { low, mean, high } = statisticsOf([1, 2, 3, 4, 8])!;
    expect(low!).to.be.below(mean);
    expect(high!).to.be.above(mean);
    expect(statisticsOf([])).to.equal(undefined);
  });

  it("takes energy per prediction from all blocks, above idle by the idle power of the same process", () => {
    const [summary] = resultOnA100().summary;
    expect(summary!.joules).to.be.closeTo(300 * 7, 1e-9);
    expect(summary!.joulesAboveIdle).to.be.closeTo(240 * 7, 1e-9);
    expect(summary!.energyMethod).to.equal("nvml-counter");
    const mixed = resultOnA100(({ processes }) => {
      processes[0]!.blocks[0]!.counterJoules = null;
    });
    expect(mixed.summary[0]!.joules).to.equal(null); // half a measurement is none
  });

  it("tells outputs that differ within a process from those that differ across restarts", () => {
    const other = `0x1220${"cd".repeat(32)}`;
    const across = resultOnA100(({ processes }) => {
      for (const sample of processes[1]!.samples) sample.cid = other;
    }).summary[0]!.outputs;
    expect([across.withinProcess, across.acrossRestarts]).to.deep.equal(["identical", "different"]);
    const within = resultOnA100(({ processes }) => {
      processes[1]!.samples[0]!.cid = other;
    });
    expect(within.summary[0]!.outputs.withinProcess).to.equal("different");
    expect(within.determinism!.outputs).to.deep.equal({ cat: null });
  });
});

describe("result files", () => {
  const folder = mkdtempSync(join(tmpdir(), "testbed-results-"));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "a.json");
  const write = (edit: (text: string) => string) => {
    writeJson(path, resultOnA100());
    writeFileSync(path, edit(readFileSync(path, "utf8")));
  };

  it("are read as they were written", () => {
    write((text) => text);
    expect(readBench(path)).to.deep.equal(resultOnA100());
    expect(benchSchema.parse(resultOnA100())).to.deep.equal(resultOnA100());
  });

  for (const [name, edit, message] of [
    ["edited", (text: string) => text.replace('"wallSeconds": 6', '"wallSeconds": 5'), /does not match its digest/],
    ["cut short", (text: string) => text.slice(0, text.length / 2), /not JSON, or cut short/],
    [
      "of another version",
      (text: string) => text.replace('"format": 1', '"format": 2'),
      /format 2, from another version/,
    ],
    [
      "with a number that is none",
      (text: string) => text.replace('"wallSeconds": 6', '"wallSeconds": -6'),
      /wallSeconds.*changed by hand or is damaged/,
    ],
    ["something else", () => '{"kind": "manifest"}', /no bench file/],
  ] as const)
    it(`are refused when they are ${name}`, () => {
      write(edit);
      expect(() => readBench(path))
        .to.throw(message)
        .with.property("name", "UserProblem");
    });
});

describe("bench compare", () => {
  it("finds a result equal to itself, and slower outputs slower by their ratio", () => {
    const a = resultOnA100();
    const [same] = compareResults(a, a).cases;
    expect(same).to.deep.include({ case: "cat", joules: 1, outputs: "same" });
    expect(same!.wall!.value).to.equal(1);
    const { value, low, high } = ratioOfMeans([1, 1.1, 0.9, 1], [2, 2.2, 1.8, 2])!;
    expect(value).to.be.closeTo(2, 1e-12);
    expect(low! < 2 && 2 < high!).to.equal(true);
  });

  it("warns of what makes the comparison doubtful, and refuses results without a common case", () => {
    const other = resultOnA100(({ target }) => {
      target!.image!.digest = "model@sha256:3";
    });
    expect(compareResults(resultOnA100(), other).cautions).to.deep.equal([
      "image: model@sha256:2 against model@sha256:3",
    ]);
    const foreign = resultOnA100(({ cases }) => {
      cases[0]!.input = { prompt: "dog" };
    });
    expect(() => compareResults(resultOnA100(), foreign)).to.throw("no case in common");
  });
});

describe("bench calibrate", () => {
  const REFUSED: readonly (readonly [string, RegExp, (result: BenchResult) => void])[] = [
    ["interrupted", /incomplete/, (r) => Object.assign(r, { complete: false, reason: "interrupted" })],
    [
      "on a fake server",
      /fake server/,
      ({ target }) => {
        target!.claims = { fake: true, model: "m", device: "cuda", synthetic: true };
      },
    ],
    [
      "on a server that computes on the CPU",
      /which is no GPU/,
      ({ target }) => {
        target!.claims = { fake: false, model: "m", device: "cpu", synthetic: true };
      },
    ],
    [
      "without a GPU",
      /without --gpu/,
      ({ machine }) => {
        machine.gpus = [];
        machine.sampler = null;
      },
    ],
    [
      "with a stand-in for nvidia-smi",
      /stand-in/,
      ({ machine }) => {
        machine.sampler!.source = "injected";
      },
    ],
    [
      "where the kernel has no such driver",
      /the kernel has none/,
      ({ machine }) => {
        machine.sampler!.kernelDriver = null;
      },
    ],
    [
      "while the GPU was idle",
      /GPU was idle/,
      ({ processes }) => {
        for (const { blocks } of processes) blocks[0]!.meanUtilisation = 0;
      },
    ],
    [
      "without energy",
      /energy was not measured/,
      ({ processes }) => {
        for (const { blocks } of processes) blocks[0]!.counterJoules = null;
      },
    ],
    [
      "without a success",
      /no successful prediction/,
      ({ processes }) => {
        for (const process of processes) process.samples = [];
      },
    ],
  ];
  for (const [name, why, change] of REFUSED)
    it(`refuses a result ${name}`, () => expect(doubt(resultOnA100(change))).to.match(why));

  it("makes what simulations read, every number measured and with its source", () => {
    expect(doubt(resultOnA100())).to.equal(undefined);
    const calibration = calibrationFrom({ ...REQUEST, results: [resultOnA100()] });
    const device = calibration.devices["a100-80gb"]!;
    const [run] = calibration.models["kandinsky2"]!.runs;
    expect([device.watts.value, device.watts.label, device.tariffs[0]!.usdPerSecond]).to.deep.equal([
      300,
      "measured",
      "0.000475",
    ]);
    expect([run!.seconds.median, run!.seconds.samples!.n, run!.loadSeconds.value]).to.deep.equal([7, 6, 20]);
    expect(run!.joules!.gross.mean).to.be.closeTo(2100, 1e-9);
    expect(calibration.models["kandinsky2"]!.determinism![0]!.device).to.equal("a100-80gb");
    expect(calibrationSchema.parse(calibration)).to.deep.equal(calibration);
    const market = structuredClone(scenarios["market"]!);
    const at = market.populations.findIndex(({ kind }) => kind === "honest");
    Object.assign(market.populations[at]!, { models: ["kandinsky2"], tariff: "rental" });
    const plan = planOf(market, at, calibration);
    expect([plan.watts, plan.runs[0]!.median, plan.price]).to.deep.equal([300, 7, 475_000n]);
  });

  it("refuses results of different models, and a device without a price", () => {
    const other = resultOnA100(({ target }) => {
      target!.image!.digest = "other@sha256:9";
    });
    expect(() => calibrationFrom({ ...REQUEST, results: [resultOnA100(), other] })).to.throw("different models");
    const prices = [{ device: "h100", tariff: "rental", usdPerHour: 1 }];
    expect(() => calibrationFrom({ ...REQUEST, prices, results: [resultOnA100()] })).to.throw(
      "--price: none for NVIDIA A100",
    );
  });

  it("cannot be edited afterwards: a measured number needs the digest of the file that it stands in", () => {
    const calibration = calibrationFrom({ ...REQUEST, results: [resultOnA100()] });
    const text = JSON.stringify(calibration);
    expect(trustedCalibration(text, "a.json")).to.deep.equal(JSON.parse(text));
    for (const forged of [
      text.replace('"median":7', '"median":6'),
      text.replace(/,"digest":"[^"]*"/, ""),
      text.slice(0, -1),
    ])
      expect(() => trustedCalibration(forged, "a.json")).to.throw(RangeError, "a.json");
    const { digest: _, ...assumed } = JSON.parse(text.replaceAll('"label":"measured"', '"label":"assumed"'));
    expect(trustedCalibration(JSON.stringify(assumed), "a.json")).to.deep.equal(assumed);
    expect(sealed(assumed).digest).to.not.equal(calibration.digest);
  });

  it("is part of a run's id by its content", () => {
    expect(calibrationHash("priors.json")).to.match(/^[0-9a-f]{64}$/);
    expect(() => calibrationHash("../priors.json")).to.throw(RangeError, "priors.json");
  });
});
