import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { Rng } from "../../sim/base/random.ts";
import { openModelChain } from "../../sim/chain/model/index.ts";
import type { LedgerRecord } from "../../sim/ledger/records.ts";
import { createLedger } from "../../sim/metrics/summary.ts";
import { calibrationOf } from "../../sim/scenarios/calibration.ts";
import { type Scenario, scenarioSchema } from "../../sim/scenarios/schema.ts";
import { honest, users, village } from "../../sim/scenarios/village.ts";
import { classOracleOf } from "../../sim/world/classes.ts";
import { Machine, planOf } from "../../sim/world/machines.ts";
import { Outages } from "../../sim/world/outages.ts";
import { Price } from "../../sim/world/prices.ts";
import { oracleOf } from "../../sim/world/results.ts";
import { deploymentPlanOf, simulate } from "../../sim/world/simulate.ts";
import { word } from "../agents/fakes.ts";
import { ofType, runBlocks } from "./runs.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A small network that is busy: three solvers, a task every few minutes. */
const small = (parts: Partial<Scenario> = {}): Scenario =>
  scenarioSchema.parse(
    village({
      name: "small",
      title: "Small",
      question: "Does it hold?",
      horizonDays: 0.5,
      populations: [users(2, 100, "0.1"), honest(3, { verifyShare: 0.1 })],
      inquiry: undefined,
      ...parts,
    }),
  );

async function recordsOf(scenario: Scenario): Promise<readonly LedgerRecord[]> {
  const chain = await openModelChain({ plan: deploymentPlanOf(scenario) });
  const records: LedgerRecord[] = [];
  await simulate({ scenario, seed: 1, chain, readers: [{ read: (record) => void records.push(record) }] });
  return records;
}

const network = (outages: NonNullable<Scenario["network"]["outages"]>) => ({ ...small().network, outages });

describe("outages", () => {
  it("cover their hours, again and again where they repeat, and chain where they touch", () => {
    const outages = new Outages(
      network([
        { afterDays: 1, hours: 1, everyDays: 2 },
        { afterDays: 1 + 1 / 24, hours: 2 },
      ]),
      0,
    );
    const at = (hours: number) => hours * HOUR * 1000;
    expect(outages.over(at(23))).to.equal(at(23));
    expect(outages.over(at(24))).to.equal(at(27));
    expect(outages.over(at(27))).to.equal(at(27));
    expect(outages.over(at(72.5))).to.equal(at(73));
    expect(outages.over(at(73))).to.equal(at(73));
  });

  it("let no block be made, lose nothing, and let what was sent arrive in its order once the sequencer is back", async () => {
    const scenario = small({ network: network([{ afterDays: 0.1, hours: 2 }]) });
    const records = await recordsOf(scenario);
    const { start } = ofType(records, "genesis")[0]!;
    const [from, to] = [start + 0.1 * DAY, start + 0.1 * DAY + 2 * HOUR];
    const blocks = runBlocks(records);
    expect(blocks.filter(({ timestamp }) => timestamp >= from && timestamp < to)).to.have.length(0);
    const back = blocks.find(({ timestamp }) => timestamp >= to)!;
    expect(back.timestamp).to.equal(to);
    const asked = back.steps.filter(({ action }) => action.method === "submitTask");
    expect(asked.length).to.be.above(5);
    const plain = runBlocks(await recordsOf(small()));
    const inputs = (all: typeof blocks) =>
      all.flatMap(({ steps }) =>
        steps.filter(({ action }) => action.method === "submitTask").map(({ action }) => action.args[4]),
      );
    expect(inputs(blocks)).to.deep.equal(inputs(plain));
  });
});

describe("shocks", () => {
  it("multiply a price from their moment on, and the walk goes on from there", () => {
    const [plain, shocked] = [1, 1].map(() => new Price(3_000_000_000n, 0.04, new Rng(1, "price")));
    plain!.step();
    shocked!.step();
    shocked!.shock(0.5);
    plain!.step();
    shocked!.step();
    expect(Number(shocked!.now) / Number(plain!.now)).to.be.closeTo(0.5, 1e-6);
  });

  it("of AIUS and of tariffs reach the ledger at their time: prices and the bills of computations", async () => {
    const { prices, costs } = small();
    const scenario = small({
      prices: { ...prices, aius: { ...prices.aius, shocks: [{ afterDays: 0.2, factor: 0.5 }] } },
      costs: { ...costs, tariffShocks: [{ afterDays: 0.3, factor: 2 }] },
    });
    const records = await recordsOf(scenario);
    const { start } = ofType(records, "genesis")[0]!;
    expect(ofType(records, "price").map(({ timestamp, aius }) => [timestamp - start, aius])).to.deep.equal([
      [0, 3_000_000_000n],
      [0.2 * DAY, 1_500_000_000n],
    ]);
    const second = (late: boolean) =>
      ofType(records, "compute")
        .filter(({ agent, timestamp }) => agent === "honest-1" && timestamp > start + 0.32 * DAY === late)
        .filter(({ timestamp }) => late || timestamp < start + 0.3 * DAY)
        .map(({ cost, milliseconds }) => Number(cost) / milliseconds);
    const [early, late] = [second(false), second(true)];
    expect(Math.min(...early)).to.be.closeTo(Math.max(...early), 0.1);
    expect(late[0]! / early[0]!).to.be.closeTo(2, 1e-3);
  });

  it("of tariffs change what the owner expects to pay", () => {
    const scenario = small();
    const machine = new Machine(
      scenario.populations[1] as never,
      planOf(scenario, 1, calibrationOf("priors.json")),
      new Rng(1, "machine"),
    );
    const before = machine.facts("kandinsky2").cost;
    machine.reprice(3);
    expect(machine.facts("kandinsky2").cost / before).to.be.closeTo(3, 1e-4);
  });
});

describe("classes of machines", () => {
  const models = [
    { ...small().models[0]!, name: "even" },
    { ...small().models[0]!, name: "odd", mismatchShare: 0.3 },
  ];
  const oracle = classOracleOf(oracleOf(1), 1, models);
  const question = (n: number) => ({ id: word(n), model: word(900), input: "0x01" as const });

  it("yield results of their own on the set share of the tasks, alike within a class, plain without a class", () => {
    let differing = 0;
    for (let n = 0; n < 1000; n++) {
      const [a, again, b, plain] = ["a", "a", "b", undefined].map((name) => oracle(question(n), "odd", name));
      expect(a!.cid).to.equal(again!.cid);
      expect(plain!.cid).to.equal(oracleOf(1)(question(n)).cid);
      expect(a!.cid === b!.cid).to.equal(a!.cid === plain!.cid);
      if (a!.cid !== b!.cid) differing++;
    }
    expect(differing).to.be.within(250, 350);
  });

  it("agree on models without mismatch, and never differ in how long a task is", () => {
    for (let n = 0; n < 50; n++) {
      expect(oracle(question(n), "even", "a")).to.deep.equal(oracle(question(n), "even", "b"));
      expect(oracle(question(n), "odd", "a").length).to.equal(oracle(question(n), "odd", "b").length);
    }
  });

  it("make the rarer class lose votes over results that are true on its machines", async () => {
    const base = small();
    const scenario = small({
      models: [{ ...base.models[0]!, mismatchShare: 0.5 }],
      populations: [
        users(2, 100, "0.1"),
        honest(4, { name: "common", machineClass: "common", verifyShare: 1 }),
        honest(1, { name: "rare", machineClass: "rare", reactionSeconds: { median: 1, sigma: 0 } }),
      ],
    });
    const chain = await openModelChain({ plan: deploymentPlanOf(scenario) });
    const ledger = createLedger({ onViolation: "stop" });
    await simulate({ scenario, seed: 1, chain, readers: [ledger] });
    const { metrics, agents } = ledger.summary();
    const value = (name: string) => Number(metrics.find((metric) => metric.name === name)!.value);
    expect(value("false.submitted")).to.equal(0);
    expect(value("true.rejected")).to.be.above(0);
    expect(agents.find(({ address }) => address === addressOf("rare-1"))!.slashed.aius > 0n).to.equal(true);
  });
});

describe("demand and delays of their own", () => {
  it("asks from its first day to its last alone", async () => {
    const [usersOnly] = [users(2, 100, "0.1")];
    const demand = [{ ...usersOnly!.demand[0]!, fromDays: 0.1, untilDays: 0.3 }];
    const records = await recordsOf(small({ populations: [{ ...usersOnly!, demand }, honest(3)] }));
    const { start } = ofType(records, "genesis")[0]!;
    const times = runBlocks(records)
      .filter(({ steps }) => steps.some(({ action }) => action.method === "submitTask"))
      .map(({ timestamp }) => (timestamp - start) / DAY);
    expect(Math.min(...times)).to.be.within(0.1, 0.15);
    expect(Math.max(...times)).to.be.within(0.25, 0.3001);
  });

  it("a population farther away than the network's rule arrives later", async () => {
    const populations = [
      users(2, 100, "0.1"),
      honest(1, { name: "near", reactionSeconds: { median: 5, sigma: 0 } }),
      honest(1, {
        name: "far",
        reactionSeconds: { median: 5, sigma: 0 },
        latencyMilliseconds: { median: 9000, sigma: 0 },
      }),
    ];
    const records = await recordsOf(small({ populations }));
    const ready = new Map<string, number>();
    const delays: Record<string, number[]> = { "near-1": [], "far-1": [] };
    for (const record of records) {
      if (record.type === "compute") ready.set(record.agent, record.timestamp);
      if (record.type !== "block" || record.phase !== "run") continue;
      for (const { agent, action } of record.steps)
        if (action.method === "signalCommitment") delays[agent]!.push(record.timestamp - ready.get(agent)!);
    }
    expect(Math.max(...delays["near-1"]!)).to.be.at.most(1);
    expect(Math.min(...delays["far-1"]!)).to.be.at.least(9);
  });
});
