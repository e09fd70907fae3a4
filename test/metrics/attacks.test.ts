/** What the attacks' metrics say must follow from the run's own records, added up another way. */
import { expect } from "chai";
import { openModelChain } from "../../sim/chain/model/index.ts";
import type { LedgerRecord } from "../../sim/ledger/records.ts";
import { createLedger, type RunSummary } from "../../sim/metrics/summary.ts";
import bribery from "../../sim/scenarios/bribery.ts";
import farming from "../../sim/scenarios/farming.ts";
import griefing from "../../sim/scenarios/griefing.ts";
import market from "../../sim/scenarios/market.ts";
import type { Scenario } from "../../sim/scenarios/schema.ts";
import withholding from "../../sim/scenarios/withholding.ts";
import { ofType, runOn, stepsOf } from "../world/runs.ts";

const model = {
  name: "model" as const,
  open: (plan?: Parameters<typeof openModelChain>[0]["plan"]) => openModelChain({ plan: plan! }),
};

interface Played {
  readonly summary: RunSummary;
  readonly records: readonly LedgerRecord[];
  readonly value: (name: string) => bigint;
}

async function play(original: Scenario, change: (scenario: Scenario) => void = () => {}): Promise<Played> {
  const scenario = structuredClone(original);
  scenario.horizonDays = 1;
  change(scenario);
  const ledger = createLedger({ onViolation: "stop" });
  const { records } = await runOn(model, scenario, { readers: [ledger] });
  const summary = ledger.summary();
  const value = (name: string) => summary.metrics.find((metric) => metric.name === name)!.value;
  return { summary, records, value };
}

const kindOf = (agent: string) => agent.replace(/-\d+$/, "");

/** Tokens that the set-up gave an address, what it staked of them included. */
const openingOf = (records: readonly LedgerRecord[], address: string): bigint => {
  const given = ofType(records, "block")
    .filter(({ phase }) => phase === "setup")
    .flatMap(({ steps }) => steps.map(({ action }) => action))
    .filter(({ method, args }) => method === "transfer" && args[0] === address);
  return given.reduce((sum, { args }) => sum + (args[1] as bigint), 0n);
};

describe("metrics of attacks", () => {
  it("say nothing of a run in which nobody attacks", async () => {
    const { summary } = await play(market, (scenario) => {
      scenario.horizonDays = 0.05;
    });
    const names = summary.metrics.map(({ name }) => name);
    expect(names.filter((name) => /^(copycat|farming|griefing|bribery|withholding)\./.test(name))).to.deep.equal([]);
  });

  it("farming: rewards of farmers are those of their accounts, and their share is of all", async () => {
    const { summary, value } = await play(farming);
    const own = summary.agents
      .filter(({ kind }) => kind === "farmer")
      .reduce((sum, { rewards }) => sum + rewards.aius, 0n);
    // A farmer solves no other tasks than its own.
    expect(value("farming.reward.aius")).to.equal(own);
    expect(value("farming.reward.share")).to.equal((own * 1_000_000n) / value("reward.to_solvers"));
    expect(value("farming.tasks") > 50n).to.equal(true);
  });

  it("griefing: what others lost and won is what their accounts say, and the harm is the difference and the computations", async () => {
    const { summary, records, value } = await play(griefing, (scenario) => {
      for (const population of scenario.populations) if (population.kind === "griefer") population.count = 12;
    });
    const others = summary.agents.filter(({ kind }) => kind !== "griefer");
    const [lost, won] = (["slashed", "slashesWon"] as const).map((of) =>
      others.reduce((sum, account) => sum + account[of].aius, 0n),
    );
    expect(value("griefing.lost.aius")).to.equal(lost);
    expect(value("griefing.won.aius")).to.equal(won);
    expect(value("griefing.overturned") > 0n).to.equal(true);
    const computed = ofType(records, "compute").filter(({ purpose }) => purpose === "vote");
    expect(value("griefing.computed.usd")).to.equal(computed.reduce((sum, { cost }) => sum + cost, 0n));
    const dollars = Number(lost! - won!) * 3e-18 + Number(value("griefing.computed.usd")) * 1e-9;
    expect(Number(value("griefing.harm.usd")) * 1e-9).to.be.closeTo(dollars, 1e-6);
    expect(value("griefing.cost.usd")).to.equal(-value("profit.griefer.usd"));
  });

  it("bribery: every bribe is a loss of the briber's and an income of a voter's, and nobody's profit comes from nowhere", async () => {
    const { summary, records, value } = await play(bribery, (scenario) => {
      for (const population of scenario.populations) if (population.kind === "briber") population.bribeAius = "50";
    });
    const paid = stepsOf(records).filter(({ action, outcome }) => action.method === "transfer" && outcome.ok);
    expect(paid.length).to.be.greaterThan(0);
    const sum = paid.reduce((total, { action: { args } }) => total + (args[1] as bigint), 0n);
    expect(value("bribery.paid.aius")).to.equal(sum);
    expect(value("bribery.bribes")).to.equal(BigInt(paid.length));
    const of = (what: "bribesPaid" | "bribesTaken") =>
      summary.agents.reduce((total, account) => total + account[what].aius, 0n);
    expect([of("bribesPaid"), of("bribesTaken")]).to.deep.equal([sum, sum]);
    for (const { name, address, wallet, staked, lockedSlashes, ...account } of summary.agents) {
      const growth = wallet + staked + lockedSlashes - openingOf(records, address);
      const { revenue, bribesPaid, spent, slashed } = account;
      expect(growth, name).to.equal(revenue.aius - bribesPaid.aius - spent.aius - slashed.aius);
    }
  });

  it("withholding: every solution of a withholder's counts, and the fees are those of the paid ones", async () => {
    const { records, value } = await play(withholding);
    const steps = stepsOf(records).filter(({ outcome }) => outcome.ok);
    const withheld = steps.filter(
      ({ action, agent }) => action.method === "submitSolution" && kindOf(agent) === "withholder",
    );
    expect(value("withholding.solutions")).to.equal(BigInt(withheld.length));
    const claimed = new Set(
      steps.filter(({ action }) => action.method === "claimSolution").map(({ action }) => action.args[0]),
    );
    const paid = withheld.map(({ action }) => action.args[0]!).filter((task) => claimed.has(task));
    expect(value("withholding.paid")).to.equal(BigInt(paid.length));
    const fees = new Map<unknown, bigint>();
    for (const { outcome } of steps) {
      if (!outcome.ok) continue;
      for (const { name, args } of outcome.events) {
        if (name === "TaskSubmitted") fees.set(args["id"], args["fee"] as bigint);
      }
    }
    expect(value("withholding.fees.aius")).to.equal(paid.reduce<bigint>((sum, task) => sum + fees.get(task)!, 0n));
  });
});
