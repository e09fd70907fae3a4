import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { BullmqExecutor } from "../../../sim/experiment/bullmq/executor.ts";
import { RedisPool } from "../../../sim/experiment/bullmq/pool.ts";
import { startWorker } from "../../../sim/experiment/bullmq/worker.ts";
import type { RunRecord, RunSpec } from "../../../sim/experiment/experiment.ts";
import { PooledExecutor } from "../../../sim/experiment/pooled.ts";
import { runSpec } from "../../../sim/experiment/runSpec.ts";
import { type FolderStore, openStore } from "../../../sim/experiment/store/folder-store.ts";
import { UserProblem } from "../../../sim/run/problem.ts";
import { scenarios } from "../../../sim/scenarios/index.ts";
import { CLI } from "../../cli/program.ts";
import { needRedis, RedisServer, WorkerUnderTest } from "./redis.ts";

const spec = (seed: number, horizonDays = 0.05): RunSpec => ({
  scenario: { ...scenarios["market"]!, horizonDays },
  seed,
  backend: "model",
});

describe("Experiments over Redis (BullMQ)", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "testbed-redis-"));
  let redis: RedisServer;
  const workers: WorkerUnderTest[] = [];
  const notices: string[] = [];

  before(async function () {
    needRedis(this);
    redis = await RedisServer.start();
  });

  after(async () => {
    await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
    await redis?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const worker = async (): Promise<WorkerUnderTest> => {
    const store = join(folder, `worker-${workers.length}`);
    const started = new WorkerUnderTest(redis.url, folder, ["--store", store]);
    workers.push(started);
    await started.says(/listening/);
    return started;
  };

  /** Asks for the runs; resolves to their records by seed. `during` sees each as it comes. */
  const collect = async (
    specs: readonly RunSpec[],
    store: FolderStore,
    during: (record: RunRecord, done: number) => void | Promise<void> = () => {},
  ): Promise<ReadonlyMap<number, RunRecord>> => {
    const executor = await BullmqExecutor.open(redis.url, (text) => notices.push(text));
    const records = new Map<number, RunRecord>();
    try {
      for await (const { spec: asked, record } of executor.execute(specs, store)) {
        records.set(asked.seed, record);
        await during(record, records.size);
      }
    } finally {
      await executor.close();
    }
    return records;
  };

  it("says in one line that no Redis answers", async () => {
    const problem = await BullmqExecutor.open("redis://127.0.0.1:1", () => {}).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(UserProblem);
    expect((problem as Error).message).to.match(
      /^--redis 127\.0\.0\.1:1: no Redis answers \(.*ECONNREFUSED.*\); start one with redis-server/,
    );
    const missing = await BullmqExecutor.open(`${redis.url}/99`, () => {}).catch((error: unknown) => error);
    expect((missing as Error).message).to.match(/no Redis answers \(ERR DB index is out of range\)/);
  });

  it("refuses to start a worker that could not keep its runs", async () => {
    const settings = { redis: redis.url, concurrency: 1, patienceSeconds: 5, tell: () => {} };
    const problem = await startWorker({ ...settings, store: CLI }).catch((error: unknown) => error);
    expect((problem as Error).message).to.match(/^--store .*cli\.ts: the path is taken by a file/);
  });

  it("gives the records that this machine would, keeps them in the stores and leaves none in Redis", async () => {
    const store = await openStore(join(folder, "leader"));
    await worker();
    const records = await collect(
      [1, 2, 3, 2].map((seed) => spec(seed)),
      store,
    );
    expect([...records.keys()].sort()).to.deep.equal([1, 2, 3]);
    expect(records.get(1)).to.deep.equal(await runSpec(spec(1)));
    for (const { id } of records.values()) expect(store.read(id)).to.deep.equal(records.get(store.read(id)!.seed));
    const left = await redis.contents();
    for (const { id, ledgerHash } of records.values()) expect(left).not.to.include(id).and.not.to.include(ledgerHash);
    store.close();
  });

  it("a worker that did a run before has it for another leader at once", async () => {
    const store = await openStore(join(folder, "another-leader"));
    const records = await collect([spec(1)], store);
    expect(records.size).to.equal(1);
    expect(workers[0]!.output.match(/done {4}/g)).to.have.length(4);
    store.close();
  });

  it("gives the runs of a worker that was killed to another", async () => {
    const store = await openStore(join(folder, "killed"));
    const doomed = await worker();
    const asked = [11, 12, 13, 14].map((seed) => spec(seed, 1));
    let killed: Promise<unknown> | undefined;
    const records = await collect(asked, store, () => {
      killed ??= doomed.end("SIGKILL");
    });
    await killed;
    expect([...records.keys()].sort()).to.deep.equal([11, 12, 13, 14]);
    expect(workers[0]!.output).to.match(/taken over from a worker that went silent/);
    store.close();
  });

  it("goes on after a Redis that was killed and came back empty", async () => {
    const store = await openStore(join(folder, "restarted"));
    const records = await collect(
      [21, 22, 23, 24].map((seed) => spec(seed, 0.5)),
      store,
      async (_, done) => {
        if (done > 1) return;
        await redis.kill();
        await sleep(300);
        await redis.begin();
      },
    );
    expect([...records.keys()].sort()).to.deep.equal([21, 22, 23, 24]);
    expect(notices).to.include.members([
      `Redis at 127.0.0.1:${redis.port} does not answer; waiting for it`,
      `Redis at 127.0.0.1:${redis.port} is back`,
    ]);
    store.close();
  });

  it("tells of a run that fails, once, and with its reason", async () => {
    const store = await openStore(join(folder, "failing"));
    const unknown = { ...spec(1), scenario: { ...scenarios["market"]!, calibration: "nowhere.json" } };
    const problem = await collect([unknown], store).catch((error: unknown) => error);
    expect((problem as Error).message).to.match(/nowhere\.json/);
    store.close();
  });

  it("lets nothing new start after an abort, and takes back what waits", async () => {
    const store = await openStore(join(folder, "aborted"));
    const executor = await BullmqExecutor.open(redis.url, () => {});
    const controller = new AbortController();
    const asked = Array.from({ length: 30 }, (_, i) => spec(100 + i, 0.2));
    let done = 0;
    for await (const _ of executor.execute(asked, store, { signal: controller.signal })) {
      done++;
      controller.abort();
    }
    await executor.close();
    expect(done).to.be.lessThan(30);
    expect([...store.ids()].length)
      .to.be.at.least(1)
      .and.at.most(done + 1);
    // The worker may be at one run and have taken the next.
    const left = new Set((await redis.contents()).match(/run-[0-9a-f]{16}/g));
    expect([...left]).to.have.length.at.most(2);
    store.close();
  });

  it("refuses a worker with other code than every leader's, and tells the leader who is not used", async () => {
    const heard: string[] = [];
    const other = "0".repeat(64);
    const pool = await RedisPool.open(redis.url, (text) => heard.push(text), other);
    const executor = new PooledExecutor(pool);
    const refused = new WorkerUnderTest(redis.url, folder);
    expect(await refused.ended()).to.equal(2);
    expect(refused.output).to.match(
      /^testbed: --redis .*asks for code 0{12}, here it is [0-9a-f]{12}; bring both to the same version/,
    );
    void pool.run({ id: "0123456789abcdef", spec: spec(1) });
    while (heard.length === 0) await sleep(50);
    expect(heard[0]).to.match(
      /no worker with code 0{12} listens .*workers with other code are not used: .*npx testbed worker/,
    );
    await executor.close();
  });

  it("leaves on Ctrl-C when the run under way is done", async () => {
    expect(await workers[0]!.end("SIGINT")).to.equal(0);
    expect(workers[0]!.output).to.match(/leaving once the runs under way are done/);
  });
});
