/** What only some may see, and what it costs to come first. */
import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { Rng } from "../../sim/base/random.ts";
import { WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { openModelChain } from "../../sim/chain/model/index.ts";
import frontrun from "../../sim/scenarios/frontrun.ts";
import frontrunBare from "../../sim/scenarios/frontrun-bare.ts";
import type { Scenario } from "../../sim/scenarios/schema.ts";
import withholding from "../../sim/scenarios/withholding.ts";
import { gasCost, gasOf } from "../../sim/world/gas.ts";
import { PublicRecord } from "../../sim/world/public-record.ts";
import { Sequencer } from "../../sim/world/sequencer.ts";
import { runOn, stepsOf } from "./runs.ts";

const model = {
  name: "model" as const,
  open: (plan?: Parameters<typeof openModelChain>[0]["plan"]) => openModelChain({ plan: plan! }),
};

const short = (scenario: Scenario, change: Partial<Scenario> = {}): Scenario => ({
  ...structuredClone(scenario),
  horizonDays: 0.5,
  ...change,
});

const solvers = (run: Awaited<ReturnType<typeof runOn>>) =>
  stepsOf(run.records).filter(({ action, outcome }) => action.method === "submitSolution" && outcome.ok);

const kindOf = (agent: string) => agent.replace(/-\d+$/, "");

describe("a sequencer that orders by tip", () => {
  it("takes the highest first, and of equal ones who came first", () => {
    const network = { blockMilliseconds: 250, latencyMilliseconds: { median: 1, sigma: 0 } };
    const sequencer = new Sequencer({ ...network, ordering: "priority" }, new Rng(1, "order"));
    for (const [n, tip] of [0n, 2n, 0n, 3n, 2n].entries()) sequencer.take(n, { action: n, tip } as never);
    expect(sequencer.seal().map(({ action }) => Number(action))).to.deep.equal([3, 1, 4, 0, 2]);
  });
});

describe("copycats in the world", () => {
  it("copy nothing where solutions need a commitment, almost everything where they do not and tips decide", async () => {
    const [bare, faithful] = [await runOn(model, short(frontrunBare)), await runOn(model, short(frontrun))];
    expect(solvers(faithful).filter(({ agent }) => kindOf(agent) === "copycat")).to.have.length(0);
    const [all, copied] = [solvers(bare), solvers(bare).filter(({ agent }) => kindOf(agent) === "copycat")];
    expect(copied.length / all.length).to.be.greaterThan(0.8);
  });

  it("copy nothing where the first come is the first served, commitments or not", async () => {
    const network = { ...frontrunBare.network, ordering: "arrival" as const };
    const run = await runOn(model, short(frontrunBare, { network }));
    expect(solvers(run).length).to.be.greaterThan(20);
    expect(solvers(run).filter(({ agent }) => kindOf(agent) === "copycat")).to.have.length(0);
  });

  it("pay their tips", async () => {
    const run = await runOn(model, short(frontrunBare));
    const costs = (kind: string) =>
      new Set(
        solvers(run)
          .filter(({ agent }) => kindOf(agent) === kind)
          .map(({ gasCost: cost }) => cost),
      );
    const charged = (price: bigint) =>
      gasCost(gasOf(engine.submitSolution(addressOf("a"), "0x", "0x")), price, 2_500_000_000_000n);
    expect([...costs("honest")]).to.deep.equal([charged(10_000_000n)]);
    expect([...costs("copycat")]).to.deep.equal([charged(20_000_000n)]);
  });
});

describe("solvers on an engine without commitments", () => {
  it("signal none", async () => {
    const methods = (steps: ReturnType<typeof stepsOf>) => new Set(steps.map(({ action }) => action.method));
    const run = await runOn(model, short(frontrunBare));
    expect(methods(stepsOf(run.records)).has("signalCommitment")).to.equal(false);
  });
});

describe("content that is withheld", () => {
  it("is missed by who looks for it, and by nobody else's task", async () => {
    const scenario = short(withholding);
    for (const population of scenario.populations) {
      if (population.kind === "steward") [population.count, population.fetchShare] = [4, 1];
    }
    const run = await runOn(model, scenario);
    const solverOf = new Map(solvers(run).map(({ action, agent }) => [action.args[0], kindOf(agent)]));
    const contested = stepsOf(run.records).filter(({ action, outcome }) => {
      return action.method === "submitContestation" && outcome.ok;
    });
    expect(contested.length).to.be.greaterThan(3);
    expect(new Set(contested.map(({ action }) => solverOf.get(action.args[0])))).to.deep.equal(new Set(["withholder"]));
  });
});

describe("the public record of transfers", () => {
  it("adds up what one has sent another itself, and not what the engine moved for them", () => {
    const [from, to] = [addressOf("from"), addressOf("to")];
    const shares = { solutionFeePercentage: 0n, treasuryRewardPercentage: 0n };
    const record = new PublicRecord([], shares, () => 0);
    const transfer = { contract: "token", name: "Transfer", args: { from, to, value: 3n * WAD } } as const;
    record.fold(token.transfer(from, to, 3n * WAD), [transfer], 0);
    record.fold(token.transfer(from, to, 3n * WAD), [transfer], 0);
    record.fold(engine.withdrawAccruedFees(from), [transfer], 0);
    expect(record.transferred(from, to)).to.equal(6n * WAD);
    expect(record.transferred(to, from)).to.equal(0n);
    expect(record.wallet(to)).to.equal(9n * WAD);
  });
});
