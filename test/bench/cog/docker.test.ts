/** Real containers: what the client does with them, and that it leaves none behind. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type Docker from "dockerode";
import { imageFacts, removeLeftovers } from "../../../bench/cog/docker.ts";
import { dockerHost } from "../../../bench/cog/host.ts";
import { claimsOf } from "../../../bench/cog/labels.ts";
import { noMeter } from "../../../bench/cog/meter.ts";
import type { BenchResult } from "../../../bench/cog/result.ts";
import { readBench } from "../../../bench/cog/resultFile.ts";
import { runBench } from "../../../bench/cog/run.ts";
import { Desk } from "../../cli/program.ts";
import { buildFakeImage, containersOf, dockerHere, FAKE_IMAGE } from "../../support/cog/docker.ts";

const QUIET = { process() {}, ready() {}, attempted() {}, checkpoint() {} };

describe("Cog models in Docker", function () {
  this.timeout(120_000);
  let docker: Docker;
  let desk: Desk;
  before(async function () {
    const found = await dockerHere();
    if (found === undefined) return this.skip();
    docker = found;
    desk = new Desk();
    await buildFakeImage(docker);
  });
  after(async () => {
    desk?.clear();
    await docker
      ?.getImage(FAKE_IMAGE)
      .remove({ force: true })
      .catch(() => {});
  });
  afterEach(async () => {
    if (docker) expect(await containersOf(docker)).to.deep.equal([]);
  });

  const host = (environment: readonly string[] = [], memoryGiB?: number) =>
    dockerHost(docker, { image: FAKE_IMAGE, gpu: undefined, memoryGiB, environment });

  async function bench(input: object, options: { environment?: string[]; memoryGiB?: number; restarts?: number } = {}) {
    const { environment, memoryGiB, restarts = 0 } = options;
    const cases = [{ name: "case", input: { prompt: "a", ...input }, golden: null }];
    return runBench({
      plan: {
        cases,
        predictions: 2,
        warmups: 1,
        idleSeconds: 0,
        setupTimeoutSeconds: 30,
        timeoutSeconds: 30,
        busySeconds: 1,
      },
      restarts,
      host: host(environment, memoryGiB),
      meter: noMeter,
      gpus: [],
      gpu: undefined,
      image: await imageFacts(docker, FAKE_IMAGE),
      pullSeconds: undefined,
      casesPath: "cases",
      observer: QUIET,
    });
  }

  const failuresOf = ({ processes }: BenchResult) => processes.map(({ failures }) => failures.map(({ kind }) => kind));

  it("reads what the image says of itself before anything starts", async () => {
    const { version, wantsGpu, openapi } = claimsOf(await imageFacts(docker, FAKE_IMAGE));
    expect([version, wantsGpu]).to.deep.equal(["0.16.12", false]);
    expect(openapi).to.have.nested.property("components.schemas.Input.required").deep.equal(["prompt"]);
  });

  it("measures a start in its parts, again after every restart, and finds the outputs identical", async () => {
    const result = await bench({}, { restarts: 1, environment: ["SETUP_SECONDS=0.3"] });
    expect([result.reason, result.processes.length]).to.deep.equal(["done", 2]);
    for (const { start, hostMemoryMiB, samples } of result.processes) {
      for (const part of Object.values(start)) expect(part).to.be.above(0);
      expect(start.setupSeconds).to.be.at.least(0.29);
      expect(hostMemoryMiB).to.be.above(10);
      expect(samples.map(({ warmup }) => warmup)).to.deep.equal([true, false, false]);
    }
    const [{ outputs, wall }] = result.summary as [BenchResult["summary"][number]];
    expect([outputs.withinProcess, outputs.acrossRestarts, wall!.n]).to.deep.equal(["identical", "identical", 4]);
    expect(result.target!.image!.id).to.equal(result.determinism!.image);
  });

  it("tells a container that ran out of memory from one that crashed", async () => {
    const starved = await bench({ misbehave: "oom" }, { memoryGiB: 0.2 });
    expect(failuresOf(starved)).to.deep.equal([["out-of-memory"]]);
    const crashed = await bench({ misbehave: "reset" }, { restarts: 1 });
    expect(failuresOf(crashed)).to.deep.equal([["crashed"]]);
    expect(crashed.processes[0]!.exitCode).to.equal(1);
    expect(crashed.reason).to.equal("lost"); // without one success there is nothing to restart for
  });

  it("tells a setup that ends the process", async () => {
    const result = await bench({}, { environment: ["SETUP=exit"] });
    expect([result.reason, result.processes[0]!.exitCode, result.target]).to.deep.equal(["lost", 255, null]);
    expect(result.processes[0]!.failures[0]!.detail).to.match(/exited with code 255/);
  });

  it("stops where Docker has no GPU to hand out, instead of computing on the CPU", async () => {
    const start = dockerHost(docker, { image: FAKE_IMAGE, gpu: "all", memoryGiB: undefined, environment: [] }).start();
    const message = await start.then(
      ({ stop }) => stop().then(() => "started"),
      (error: Error) => `${error.name}: ${error.message}`,
    );
    // On a machine with GPUs it may start.
    expect(message).to.match(/^started$|^UserProblem: --gpu: Docker cannot hand out a GPU/);
  });

  it("keeps what was measured and removes the container on Ctrl-C", async () => {
    const cases = {
      cases: [
        { name: "quick", input: { prompt: "a" } },
        { name: "stuck", input: { prompt: "a", misbehave: "hang" } },
      ],
    };
    writeFileSync(join(desk.folder, "cases.json"), JSON.stringify(cases));
    const args = [
      "bench",
      "run",
      "--image",
      FAKE_IMAGE,
      "--cases",
      "cases.json",
      "-n",
      "2",
      "--warmups",
      "0",
      "--out",
      "a.json",
    ];
    const { code, stderr } = await desk.testbed(args, {
      when: /quick: prediction 2/,
      during: (child) => child.kill("SIGINT"),
    });
    expect(code, stderr).to.equal(130);
    const { reason, processes } = readBench(join(desk.folder, "a.json"));
    expect([reason, processes[0]!.samples.length]).to.deep.equal(["interrupted", 2]);
  });

  it("removes what a killed run left behind, and nothing of a run that lives", async () => {
    writeFileSync(
      join(desk.folder, "stuck.json"),
      JSON.stringify({ cases: [{ name: "a", input: { prompt: "a", misbehave: "hang" } }] }),
    );
    const args = [
      "bench",
      "run",
      "--image",
      FAKE_IMAGE,
      "--cases",
      "stuck.json",
      "-n",
      "1",
      "--warmups",
      "0",
      "--out",
      "b.json",
    ];
    await desk.testbed(args, { when: /ready/, during: (child) => child.kill("SIGKILL") });
    expect(desk.files.filter((name) => name.endsWith(".part"))).to.deep.equal([]);
    const { stop } = await host().start();
    expect(await containersOf(docker)).to.have.length(2);
    expect(await removeLeftovers(docker)).to.equal(1);
    expect(await containersOf(docker)).to.have.length(1);
    await stop();
  });
});
