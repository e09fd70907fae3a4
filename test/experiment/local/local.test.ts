import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { ExecutionProgress, RunRecord, RunSpec } from "../../../sim/experiment/experiment.ts";
import { LocalExecutor } from "../../../sim/experiment/local/executor.ts";
import { runSpec } from "../../../sim/experiment/runSpec.ts";
import { type FolderStore, openStore } from "../../../sim/experiment/store/folder-store.ts";
import { UserProblem } from "../../../sim/run/problem.ts";
import { runScenario } from "../../../sim/run/runScenario.ts";
import market from "../../../sim/scenarios/market.ts";
import type { Scenario } from "../../../sim/scenarios/schema.ts";

const short: Scenario = { ...market, horizonDays: 0.1 };
const specOf = (seed: number, scenario = short): RunSpec => ({ scenario, seed, backend: "model" });

describe("a run without files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "testbed-local-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const backend of ["model", "evm"] as const)
    it(`is the run of testbed run: same id, ledger and numbers (${backend})`, async function () {
      this.timeout(120_000);
      const scenario: Scenario = { ...market, horizonDays: backend === "evm" ? 0.01 : 0.1 };
      const request = { scenario, seed: 5, backend };
      const { manifest, folder: out } = await runScenario({ ...request, out: join(folder, "run") });
      const record = await runSpec(request);
      const { id, ledgerHash, code, bytecodeHash } = manifest;
      expect(record).to.include({ id, ledgerHash, code, bytecodeHash, reason: "horizon", seed: 5 });
      const summary = (await import(`file://${out}/summary.json`, { with: { type: "json" } })).default;
      expect(record.metrics).to.deep.equal(summary.metrics);
      expect((await openStore(join(folder, "store"), [backend])).idOf(request)).to.equal(id);
    });
});

describe("local workers", function () {
  this.timeout(120_000);
  let folder: string;
  let store: FolderStore;
  let executor: LocalExecutor;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "testbed-local-"));
    store = await openStore(folder);
    executor = new LocalExecutor({ workers: 2 });
  });
  after(async () => {
    await executor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function done(specs: Iterable<RunSpec>, options: Parameters<LocalExecutor["execute"]>[2] = {}) {
    const records: RunRecord[] = [];
    for await (const { record } of executor.execute(specs, store, options)) records.push(record);
    return records;
  }

  it("do what one process does, each run once, equal ones yielded once each", async () => {
    const progress: string[] = [];
    const records = await done(
      [1, 2, 3, 1].map((seed) => specOf(seed)),
      {
        onProgress: ({ done: count, reused }) => progress.push(`${count}/${reused}`),
      },
    );
    expect(records.map(({ seed }) => seed).sort()).to.deep.equal([1, 1, 2, 3]);
    expect(records.find(({ seed }) => seed === 2)).to.deep.equal(await runSpec(specOf(2)));
    expect(store.size).to.equal(3);
    expect(progress.at(-1)).to.equal("4/1");
  });

  it("tell which run each is at, and how far", async () => {
    const told = new Set<string>();
    const shares: number[] = [];
    const onProgress = ({ workers }: ExecutionProgress) => {
      for (const { run, name, share } of workers) {
        told.add(`${name}: ${run}`);
        shares.push(share);
      }
    };
    const specs = [11, 12, 13, 14, 15, 16].map((seed) => specOf(seed));
    await done(specs, { onProgress });
    for (const words of told)
      expect(specs.map((spec) => `market, seed ${spec.seed}, model: ${store.idOf(spec)}`)).to.include(words);
    expect(told.size).to.be.greaterThan(0);
    for (const share of shares) expect(share).to.be.within(0, 1);
  });

  it("do nothing that the store has", async () => {
    const seen: number[] = [];
    const records = await done([specOf(1), specOf(3)], { onProgress: ({ reused }) => seen.push(reused) });
    expect(records.map(({ seed }) => seed)).to.deep.equal([1, 3]);
    expect(seen.at(-1)).to.equal(2);
  });

  it("pull no more than they can do, and stop where an abort says so", async () => {
    const controller = new AbortController();
    let pulled = 0;
    function* endless(): Generator<RunSpec> {
      for (let seed = 100; ; seed++) {
        pulled++;
        yield specOf(seed);
      }
    }
    let count = 0;
    for await (const { record } of executor.execute(endless(), store, { signal: controller.signal })) {
      expect(store.has(record.id)).to.equal(true);
      if (++count === 3) controller.abort();
    }
    expect(count).to.be.within(3, 8);
    expect(pulled).to.be.at.most(count + 6);
    expect(await done([specOf(1)])).to.have.length(1);
  });

  it("tell what a run throws", async () => {
    const lost: Scenario = { ...short, calibration: "nowhere.json" };
    const failure = await executor
      .execute([specOf(1, lost)], store)
      [Symbol.asyncIterator]()
      .next()
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(String(failure)).to.match(/no file "nowhere\.json"/);
  });

  it("that die are replaced, twice per run at most", async () => {
    // A worker whose memory ends dies like one that the system kills.
    const pids = () => workerPids();
    const records: RunRecord[] = [];
    const long = specOf(7, { ...short, horizonDays: 1.5 });
    let killed = 0;
    const timer = setInterval(() => {
      if (killed === 0 && pids().length > 0) {
        killed = pids()[0]!;
        process.kill(killed, "SIGKILL");
      }
    }, 20);
    for await (const { record } of executor.execute([long], store)) records.push(record);
    clearInterval(timer);
    expect(killed).to.be.greaterThan(0);
    expect(records.map(({ seed }) => seed)).to.deep.equal([7]);
    const stubborn = specOf(8, { ...short, horizonDays: 5 });
    const killer = setInterval(() => {
      for (const pid of pids()) process.kill(pid, "SIGKILL");
    }, 20);
    const failure = await done([stubborn]).then(
      () => undefined,
      (error: unknown) => error,
    );
    clearInterval(killer);
    expect(failure).to.be.instanceOf(UserProblem);
    expect(String(failure)).to.match(/market, seed 8, model: its worker ended twice \(SIGKILL\)/);
  });
});

/** This process's own workers. */
function workerPids(): number[] {
  return (process as unknown as { _getActiveHandles(): { pid?: number; spawnfile?: string }[] })
    ._getActiveHandles()
    .flatMap(({ pid, spawnfile }) => (pid !== undefined && spawnfile === process.execPath ? [pid] : []));
}
