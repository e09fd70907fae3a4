import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { sha256 } from "../../sim/base/keccak.ts";
import { DAY, type Hex, MINING_ALLOCATION, WAD, type Wei } from "../../sim/base/types.ts";
import { InvariantViolation } from "../../sim/ledger/invariants.ts";
import { Ledger } from "../../sim/ledger/ledger.ts";
import type { LedgerRecord } from "../../sim/ledger/records.ts";
import { ScenarioError } from "../../sim/world/machines.ts";
import { type Oracle, oracleOf } from "../../sim/world/results.ts";
import { forEachBackend } from "../support/chains.ts";
import { busyMarket, ofType, type Run, runBlocks, runOn, stepsOf, textOf } from "./runs.ts";

/** What somebody else's results would be: other answers, of the same length. */
const otherResults = (seed: number): Oracle => {
  const own = oracleOf(seed);
  return (question) => {
    const { cid, length } = own(question);
    return { cid: `0x1220${sha256(cid).slice(2)}` as Hex, length };
  };
};

/** A run's decisions without the answers themselves: CIDs and commitments to them are left out. */
const decisionsOf = ({ records }: Run) => [
  ...stepsOf(records).map(({ agent, action: { method, args }, timestamp }) => [
    timestamp,
    agent,
    method,
    ...(method === "signalCommitment" ? [] : method === "submitSolution" ? [args[0]] : args),
  ]),
  ...ofType(records, "compute"),
];

forEachBackend("simulate", (backend) => {
  let run: Run;
  before(async () => {
    run = await runOn(backend, busyMarket());
  });

  it("brings every kind of action about", () => {
    const methods = new Set(stepsOf(run.records).map(({ action }) => action.method));
    expect([...methods]).to.include.members([
      "submitTask",
      "signalCommitment",
      "submitSolution",
      "claimSolution",
      "submitContestation",
      "voteOnContestation",
      "contestationVoteFinish",
      "validatorDeposit",
    ]);
    expect(run.ending).to.deep.equal({ reason: "horizon", violation: undefined });
  });

  it("gives the same records for the same seed, and others for another", async () => {
    const [again, other] = [await runOn(backend, busyMarket()), await runOn(backend, busyMarket(), { seed: 2 })];
    expect(textOf(again.records) === textOf(run.records)).to.equal(true);
    expect(textOf(other.records) === textOf(run.records)).to.equal(false);
  });

  it("replacing all results by others changes no decision", async () => {
    const other = await runOn(backend, busyMarket(), { oracle: otherResults(1) });
    expect(decisionsOf(other)).to.deep.equal(decisionsOf(run));
    expect(textOf(other.records) === textOf(run.records)).to.equal(false);
  });

  it("hands a result out to those alone who booked it: a true solution or honest vote has a computation before it", () => {
    const computed = new Set<string>();
    for (const record of run.records) {
      if (record.type === "compute") computed.add(`${record.agent} ${record.task}`);
      if (record.type === "truth" && record.truthful) expect(computed).to.include(`${record.solver} ${record.task}`);
      if (record.type !== "block") continue;
      for (const { agent, action } of record.steps) {
        if (!/^(honest|entrant)/.test(agent)) continue;
        if (!["submitSolution", "submitContestation", "voteOnContestation"].includes(action.method)) continue;
        expect(computed).to.include(`${agent} ${action.args[0]}`);
      }
    }
  });

  it("tells the truth of every accepted solution", () => {
    const accepted = stepsOf(run.records).filter(
      ({ action, outcome }) => action.method === "submitSolution" && outcome.ok,
    );
    const truths = ofType(run.records, "truth");
    expect(truths.map(({ task }) => task)).to.deep.equal(accepted.map(({ action }) => action.args[0]));
    for (const { solver, truthful } of truths) expect(truthful).to.equal(/^(honest|entrant)/.test(solver));
  });

  it("shifts nobody's draws when an agent is added: users ask the same at the same times", async () => {
    const more = await runOn(
      backend,
      busyMarket((scenario) => {
        for (const population of scenario.populations) if (population.kind === "honest") population.count += 2;
      }),
    );
    const demand = ({ records }: Run) =>
      stepsOf(records)
        .filter(({ action }) => action.method === "submitTask")
        .map(({ agent, action, timestamp }) => [agent, timestamp, ...action.args]);
    expect(demand(more)).to.deep.equal(demand(run));
  });

  it("keeps time: blocks do not run backwards, a commitment lies in an earlier block than its solution", () => {
    let last = 0;
    const committed = new Map<string, number>();
    for (const { index, timestamp, steps } of runBlocks(run.records)) {
      expect(timestamp).to.be.at.least(last);
      last = timestamp;
      for (const { agent, action } of steps) {
        if (action.method === "signalCommitment") committed.set(agent, index);
        if (action.method === "submitSolution") expect(committed.get(agent)).to.be.lessThan(index);
      }
    }
    const indexes = ofType(run.records, "block").map(({ index }) => index);
    expect(indexes).to.deep.equal(indexes.map((_, at) => at));
  });

  it("opens to the wei where the scenario wants the supply, after the stakes, with everything that was mined in named hands", () => {
    const setup = ofType(run.records, "block").filter(({ phase }) => phase === "setup");
    const genesis = ofType(run.records, "genesis")[0]!;
    const balances = new Map(genesis.deployment.balances);
    for (const { steps } of setup) {
      for (const { outcome } of steps) {
        if (!outcome.ok) throw new Error("a set-up action failed");
        for (const { name, args } of outcome.events) {
          if (name !== "Transfer") continue;
          balances.set(args["from"] as Hex, balances.get(args["from"] as Hex)! - (args["value"] as Wei));
          balances.set(args["to"] as Hex, (balances.get(args["to"] as Hex) ?? 0n) + (args["value"] as Wei));
        }
      }
    }
    // The market's supplyToTarget, 0.9666, of what the schedule wants after a year.
    const wanted = (300_000n * WAD * 9_666n) / 10_000n;
    const held = [...genesis.participants.map(({ address }) => address), genesis.deployment.addresses.timelock];
    expect(held.reduce((sum, address) => sum + (balances.get(address) ?? 0n), 0n)).to.equal(wanted);
    expect(MINING_ALLOCATION - balances.get(genesis.deployment.addresses.engine)!).to.equal(wanted);
    const [treasury, others] = [genesis.deployment.addresses.timelock, addressOf("holder/earlier-solvers")].map(
      (holder) => balances.get(holder)!,
    );
    const wallets = 12n * 200n + 22n * 60n + 8n * 360n + 5n * 60n + 5n * 120n;
    expect(treasury).to.equal((wanted - wallets * WAD) / 10n);
    expect(others).to.equal(((wanted - wallets * WAD) * 9n) / 10n);
    for (const [name, wallet] of Object.entries({
      user: 200n,
      honest: 60n,
      entrant: 360n,
      lazy: 60n,
      malicious: 120n,
    })) {
      expect(balances.get(addressOf(`${name}-1`))).to.equal(wallet * WAD);
    }
  });

  it("charges what time costs to those who hold a stake, for the whole run", () => {
    const costs = ofType(run.records, "cost");
    const users = costs.filter(({ agent }) => agent.startsWith("user"));
    expect(users).to.deep.equal([]);
    const standing = costs.filter(({ agent, reason }) => agent === "honest-1" && reason === "standing");
    expect(standing.reduce((sum, { cost }) => sum + cost, 0n)).to.equal((1_500_000_000n * 21_600n) / BigInt(DAY));
  });

  it("ends with the chain's own measures", async () => {
    const end = run.records.at(-1)!;
    if (end.type !== "end") throw new Error("the last record is not the end");
    expect(end.supply.engineMeasure).to.equal(MINING_ALLOCATION - end.supply.engineBalance);
    expect(end).to.deep.include({ reason: "horizon", timestamp: ofType(run.records, "genesis")[0]!.end });
  });

  it("passes the ledger's invariants", async () => {
    const ledger = new Ledger({ onViolation: "stop" }, []);
    const { ending } = await runOn(backend, busyMarket(), { readers: [ledger] });
    expect(ending.violation).to.equal(undefined);
  });

  it("stops between blocks when it is told to, and says so", async () => {
    const controller = new AbortController();
    const blocks: LedgerRecord[] = [];
    const stopper = {
      read: (record: LedgerRecord) => {
        if (record.type === "block" && blocks.push(record) === 30) controller.abort();
      },
    };
    const { records, ending } = await runOn(backend, busyMarket(), { readers: [stopper], signal: controller.signal });
    expect(ending.reason).to.equal("interrupted");
    expect(records.at(-1)).to.deep.include({ type: "end", reason: "interrupted" });
    expect(ofType(records, "block")).to.have.length(30);
  });

  it("stops at the block in which a reader finds a violation", async () => {
    let blocks = 0;
    const place = { block: 20, timestamp: 0, step: undefined, trail: [] };
    const reader = {
      read: ({ type }: LedgerRecord) => {
        if (type !== "block") return;
        blocks += 1;
        if (blocks === 20) throw new InvariantViolation("conservation", [1n, 2n], "injected", place);
      },
    };
    const { records, ending } = await runOn(backend, busyMarket(), { readers: [reader] });
    expect(ending.reason).to.equal("violation");
    expect(ending.violation!.invariant).to.equal("conservation");
    expect(ofType(records, "block")).to.have.length(20);
    expect(records.at(-1)).to.deep.include({ type: "end", reason: "violation" });
  });

  it("tells where it stands, up to the horizon", async () => {
    const seen: number[] = [];
    const scenario = busyMarket((short) => {
      short.horizonDays = 0.02;
    });
    const { records } = await runOn(backend, scenario, { onProgress: ({ now }) => seen.push(now) });
    expect(seen.at(-1)).to.equal(ofType(records, "genesis")[0]!.end);
    expect([...seen].sort((a, b) => a - b)).to.deep.equal(seen);
  });

  it("refuses what cannot be run, with the place", async () => {
    const failure = async (change: Parameters<typeof busyMarket>[0]) =>
      runOn(backend, busyMarket(change)).then(
        () => undefined,
        (error: unknown) => error,
      );
    const young = await failure((scenario) => {
      scenario.start.ageDays = 0.01;
    });
    expect(young).to.be.instanceOf(ScenarioError);
    expect((young as ScenarioError).path).to.deep.equal(["start", "ageDays"]);
    const old = await failure((scenario) => {
      scenario.start.ageDays = 3000;
      scenario.start.supplyToTarget = "1";
    });
    expect((old as ScenarioError).message).to.contain("less than the stakes of 9750");
    const device = await failure((scenario) => {
      for (const population of scenario.populations) if (population.kind === "lazy") population.device = "t4";
    });
    expect((device as ScenarioError).message).to.contain("no run of kandinsky2 on t4");
  });
});
