import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { joulesBetween, type PowerSample } from "../../../bench/cog/energy.ts";
import { doubt } from "../../../bench/cog/evidence.ts";
import { chosenGpus, gpusOf, sampleOf } from "../../../bench/cog/gpu.ts";
import { urlHost } from "../../../bench/cog/host.ts";
import { gpuMeter } from "../../../bench/cog/meter.ts";
import { EnergyCounter } from "../../../bench/cog/nvml.ts";
import { runBench } from "../../../bench/cog/run.ts";
import { startFake } from "../../support/cog/fake.ts";

const FAKE_SMI = {
  command: fileURLToPath(new URL("../../support/cog/fake-nvidia-smi.sh", import.meta.url)),
  isInjected: true,
};

const samples = (...pairs: readonly (readonly [number, number | undefined])[]): PowerSample[] =>
  pairs.map(([at, watts]) => ({ at, watts, memoryMiB: 0, utilisation: 0 }));

describe("energy from power samples", () => {
  const ramp = samples([0, 100], [1, 200], [2, 200], [3, 100]);

  it("is the area under straight lines between them, cut at the window", () => {
    expect(joulesBetween(ramp, 0, 3, 1)).to.equal(150 + 200 + 150);
    expect(joulesBetween(ramp, 0.5, 1, 1)).to.be.closeTo((150 + 200) / 4, 1e-12);
    expect(joulesBetween(ramp, 1.25, 1.75, 1)).to.be.closeTo(100, 1e-12);
  });

  it("is nothing where samples do not enclose the window, leave a hole or have no power", () => {
    expect(joulesBetween(ramp, -1, 2, 1)).to.equal(undefined);
    expect(joulesBetween(ramp, 1, 4, 1)).to.equal(undefined);
    expect(joulesBetween(samples([0, 1], [1, undefined], [2, 1]), 0, 2, 1)).to.equal(undefined);
    expect(joulesBetween(samples([0, 1], [30, 1]), 0, 30, 0.1)).to.equal(undefined);
    expect(joulesBetween([], 0, 1, 1)).to.equal(undefined);
  });
});

describe("nvidia-smi", () => {
  it("is read line by line; what is not supported is no number", () => {
    const line = "2026/11/29 09:21:03.250, GPU-1a, 71.53, 1024, 37, 1410";
    const at = Date.UTC(2026, 10, 29, 9, 21, 3, 250) / 1000;
    expect(sampleOf(line)).to.deep.equal({ at, uuid: "GPU-1a", watts: 71.53, memoryMiB: 1024, utilisation: 37 });
    expect(sampleOf(line.replace("71.53", "[N/A]"))!.watts).to.equal(undefined);
    expect(sampleOf("Unable to determine the device handle for GPU")).to.equal(undefined);
  });

  it("that is missing or lists nothing is told with the remedy", async () => {
    const failure = (command: string) =>
      gpusOf({ command, isInjected: true }).then(String, (error: Error) => error.message);
    expect(await failure("no-such-program")).to.match(
      /--gpu: no-such-program does not answer.*install NVIDIA's driver/,
    );
    expect(await failure("true")).to.match(/lists no GPU/);
  });

  it("knows the GPUs that are asked for, and names one that is not there", async () => {
    const gpus = await gpusOf(FAKE_SMI);
    expect(gpus[0]).to.include({ name: "NVIDIA A100-SXM4-80GB", driver: "550.54.15", powerLimitWatts: 400 });
    expect(chosenGpus(gpus, "all")).to.deep.equal(gpus);
    expect(() => chosenGpus(gpus, "0,3")).to.throw("there is no GPU 3");
    expect(() => chosenGpus(gpus, "first")).to.throw("indexes such as 0");
  });

  it("is sampled while something runs: power above idle, peak memory, utilisation", async () => {
    const folder = mkdtempSync(join(tmpdir(), "testbed-gpu-"));
    process.env["FAKE_GPU_BUSY"] = join(folder, "busy");
    const meter = await gpuMeter(FAKE_SMI, await gpusOf(FAKE_SMI));
    try {
      const idle = await meter.idle(0.5);
      expect(idle!.watts).to.be.closeTo(100, 1e-6);
      writeFileSync(process.env["FAKE_GPU_BUSY"], "");
      while ((await meter.memoryMiB()) !== 5000) await sleep(20);
      const { span } = await meter.during(() => sleep(500));
      expect(span.sampledJoules! / span.seconds).to.be.closeTo(300, 1e-6);
      expect([span.peakMemoryMiB, span.meanUtilisation, span.counterJoules]).to.deep.equal([5000, 90, null]);
      expect(meter.description).to.include({ source: "injected", counter: false });
    } finally {
      meter.close();
      delete process.env["FAKE_GPU_BUSY"];
      rmSync(folder, { recursive: true });
    }
  });
});

describe("NVML's energy counter", () => {
  const GPUS = [{ index: 0, uuid: "GPU-a", name: "", driver: "", memoryMiB: 0, powerLimitWatts: undefined }];

  it("is read in joules, and given up where it is not there", async () => {
    const program = "echo ready; n=5000; while read -r _; do echo GPU-a $n; n=$((n + 1500)); done";
    const counter = await EnergyCounter.open(GPUS, ["sh", "-c", program]);
    const [first, second] = [await counter!.read(), await counter!.read()];
    expect([first!.get("GPU-a"), second!.get("GPU-a")]).to.deep.equal([5, 6.5]);
    counter!.close();
    expect(await EnergyCounter.open(GPUS, ["sh", "-c", "exit 1"])).to.equal(undefined);
    expect(await EnergyCounter.open(GPUS, ["no-such-program"])).to.equal(undefined);
  });
});

describe("a benchmark with a GPU", () => {
  it("has power, energy and memory in its result, which a stand-in's can never make a calibration", async () => {
    const fake = await startFake();
    const gpus = await gpusOf(FAKE_SMI);
    const meter = await gpuMeter(FAKE_SMI, gpus);
    try {
      const result = await runBench({
        plan: {
          cases: [{ name: "cat", input: { prompt: "cat", sleep: 0.2 }, golden: null }],
          predictions: 2,
          warmups: 1,
          idleSeconds: 0.3,
          setupTimeoutSeconds: 20,
          timeoutSeconds: 20,
          busySeconds: 1,
        },
        restarts: 0,
        host: urlHost(fake.url),
        meter,
        gpus,
        gpu: "all",
        image: undefined,
        pullSeconds: undefined,
        casesPath: "cases",
        observer: { process() {}, ready() {}, attempted() {}, checkpoint() {} },
      });
      const [summary] = result.summary;
      expect(summary).to.include({ energyMethod: "power-samples" });
      expect(summary!.joules! / (result.processes[0]!.blocks[0]!.seconds / 2)).to.be.closeTo(100, 1e-6);
      expect(summary!.joulesAboveIdle).to.be.closeTo(0, 1e-6);
      expect(result.determinism!.gpus).to.deep.equal(["NVIDIA A100-SXM4-80GB"]);
      expect(doubt(result)).to.match(/fake server/);
      expect(doubt({ ...result, target: { ...result.target!, claims: null } })).to.match(/stand-in for nvidia-smi/);
    } finally {
      meter.close();
      await fake.stop();
    }
  });
});
