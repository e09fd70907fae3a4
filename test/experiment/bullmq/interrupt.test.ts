import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openStore } from "../../../sim/experiment/store/folder-store.ts";
import { Desk } from "../../cli/program.ts";
import { needRedis, RedisServer, WorkerUnderTest } from "./redis.ts";

const EXPERIMENT = `
name: prices
title: Prices
question: What does the price do?
scenario: market
days: 0.2
parameters:
  - { name: price, path: prices.aius.usd, label: price in USD, from: 1, to: 5, steps: 5 }
design: { kind: grid }
replicates: { min: 20 }
metrics: [profit.honest.usd]
`;

describe("A sweep over Redis as a process", function () {
  this.timeout(120_000);
  const desk = new Desk();
  const away = mkdtempSync(join(tmpdir(), "testbed-worker-"));
  let redis: RedisServer;
  let worker: WorkerUnderTest;

  before(async function () {
    needRedis(this);
    redis = await RedisServer.start();
    worker = new WorkerUnderTest(redis.url, away);
    await worker.says(/listening/);
    writeFileSync(join(desk.folder, "prices.yaml"), EXPERIMENT);
  });

  after(async () => {
    await worker?.end("SIGKILL");
    await redis?.kill();
    desk.clear();
    rmSync(away, { recursive: true, force: true });
  });

  it("leaves a valid partial experiment on Ctrl-C, and its runs in the leader's own store", async () => {
    const args = ["sweep", "prices.yaml", "--executor", "bullmq", "--redis", redis.url, "--store", "mine"];
    const { code, stderr } = await desk.testbed(args, {
      when: /1\d of 100 runs/,
      during: (child) => child.kill("SIGINT"),
    });
    expect(code, stderr).to.equal(130);
    const [folder] = readdirSync(join(desk.folder, "runs"));
    expect(folder).to.match(/^prices-[0-9a-f]+-partial$/);
    const experiment = JSON.parse(readFileSync(join(desk.folder, "runs", folder!, "experiment.json"), "utf8"));
    expect(experiment.complete).to.equal(false);
    const ids: string[] = experiment.points.flatMap(({ ids: of }: { ids: (string | null)[] }) => of.filter(Boolean));
    expect(ids.length).to.be.greaterThan(9).and.lessThan(100);
    const store = await openStore(join(desk.folder, "mine"));
    for (const id of ids) expect(store.has(id)).to.equal(true);
    store.close();
    expect(readFileSync(join(desk.folder, "runs", folder!, "report.html"), "utf8")).to.match(/<b>Incomplete\.<\/b>/);
    expect(existsSync(join(away, "runs", "store", "store.json"))).to.equal(true);
  });

  it("ends on Ctrl-C though Redis is gone for good", async () => {
    const mortal = await RedisServer.start();
    const args = ["sweep", "prices.yaml", "--executor", "bullmq", "--redis", mortal.url, "--store", "mortal"];
    const { code, stderr } = await desk.testbed([...args, "--out", "lonely"], {
      when: /of 100 runs/,
      during: (child) => void mortal.kill().then(() => child.kill("SIGINT")),
    });
    expect(code, stderr).to.equal(130);
    expect(JSON.parse(readFileSync(join(desk.folder, "lonely", "experiment.json"), "utf8")).complete).to.equal(false);
  });
});
