/** Metrics that decide the questions of scenarios, folded from a few happenings and flows made by hand. */
import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { DAY, WAD } from "../../sim/base/types.ts";
import type { Flow, FlowKind } from "../../sim/ledger/flow.ts";
import type { HappeningKind } from "../../sim/ledger/happening.ts";
import type { ContestationState, TaskState } from "../../sim/ledger/state.ts";
import { CheatingFold } from "../../sim/metrics/cheating.ts";
import { CheckingFold } from "../../sim/metrics/checking.ts";
import { ClearingFold } from "../../sim/metrics/clearing.ts";
import { CoffersFold } from "../../sim/metrics/coffers.ts";
import type { Metric, MetricFold } from "../../sim/metrics/metric.ts";
import { ModelsFold } from "../../sim/metrics/models.ts";
import { PopulationsFold } from "../../sim/metrics/populations.ts";
import { word } from "../agents/fakes.ts";

const [LIAR, HELPER, CHECKER, STRANGER] = ["liar", "helper", "checker", "stranger"].map(addressOf);
const START = 1_700_000_000;

const valuesOf = (metrics: readonly Metric[]) =>
  Object.fromEntries(metrics.map(({ name, value, decimals }) => [name, Number(value) / 10 ** decimals]));

function task(fields: Partial<TaskState> = {}): TaskState {
  return {
    id: word(1),
    model: word(900),
    fee: WAD,
    sender: addressOf("user"),
    owner: addressOf("user"),
    submittedAt: START,
    solver: LIAR,
    solvedAt: START + 100,
    truthful: false,
    contestation: undefined,
    closed: false,
    ...fields,
  };
}

const contestation = (verdict: "upheld" | "rejected", yeas = [CHECKER!], nays = [LIAR!]): ContestationState => ({
  contester: yeas[0]!,
  submittedAt: START + 200,
  slash: 30n * WAD,
  period: 4000,
  yeas,
  nays,
  locked: 0n,
  verdict,
  settled: true,
  disturbed: false,
});

const happen = (fold: MetricFold, kind: HappeningKind, about: TaskState, time = START + 5000) =>
  fold.happening!({ kind, time, by: STRANGER!, task: about, yea: false });

const move = (fold: MetricFold, kind: FlowKind, fields: Partial<Flow>) =>
  fold.flow!({
    kind,
    from: STRANGER!,
    to: STRANGER!,
    amount: WAD,
    time: START,
    setup: false,
    task: undefined,
    ...fields,
  });

const genesis = (fields: object = {}) => ({ type: "genesis", start: START, end: START + 10 * DAY, ...fields }) as never;
const end = (timestamp: number) => ({ type: "end", timestamp }) as never;

describe("cheating", () => {
  it("lives from the first false result to the first conviction; who is never convicted counts with its days", () => {
    const fold = new CheatingFold();
    fold.genesis(genesis());
    happen(fold, "claimed", task({ solvedAt: START }), START + 2001);
    happen(fold, "judged", task({ solvedAt: START + DAY, contestation: contestation("upheld") }), START + 2 * DAY);
    happen(fold, "judged", task({ solvedAt: START + DAY, contestation: contestation("upheld") }), START + 3 * DAY);
    happen(fold, "claimed", task({ solver: HELPER, solvedAt: START + 4 * DAY }), START + 5 * DAY);
    happen(fold, "claimed", task({ solver: STRANGER, truthful: true }));
    fold.end(end(START + 10 * DAY));
    const values = valuesOf(fold.metrics());
    expect(values["cheat.count"]).to.equal(2);
    expect(values["cheat.convicted"]).to.equal(1);
    expect(values["cheat.lifetime.days"]).to.equal(2 + 6);
  });

  it("is paid by users and emission, fined by slashes, and balances the three", () => {
    const fold = new CheatingFold();
    move(fold, "solverFee", { amount: 2n * WAD, task: task() });
    move(fold, "rewardSolver", { amount: 5n * WAD, task: task() });
    move(fold, "solverFee", { amount: 100n * WAD, task: task({ truthful: true }) });
    move(fold, "slashLost", { from: LIAR, amount: 30n * WAD, task: task({ contestation: contestation("upheld") }) });
    const values = valuesOf(fold.metrics());
    expect(values["cheat.fees.aius"]).to.equal(2);
    expect(values["cheat.rewards.aius"]).to.equal(5);
    expect(values["cheat.fined.aius"]).to.equal(30);
    expect(values["cheat.balance.aius"]).to.equal(-23);
  });

  it("tells verdicts against the truth, and losers who were right from those who were wrong", () => {
    const fold = new CheatingFold();
    happen(fold, "judged", task({ contestation: contestation("upheld") }));
    happen(fold, "judged", task({ contestation: contestation("rejected") }));
    happen(fold, "judged", task({ truthful: true, contestation: contestation("upheld") }));
    const right = task({ contestation: contestation("rejected", [CHECKER!], [LIAR!, HELPER!]) });
    move(fold, "slashLost", { from: CHECKER, amount: 30n * WAD, task: right });
    const framed = task({ truthful: true, contestation: contestation("upheld", [LIAR!], [CHECKER!]) });
    move(fold, "slashLost", { from: CHECKER, amount: 20n * WAD, task: framed });
    const liars = task({ contestation: contestation("upheld", [CHECKER!], [LIAR!, HELPER!]) });
    move(fold, "slashLost", { from: HELPER, amount: 7n * WAD, task: liars });
    const values = valuesOf(fold.metrics());
    expect([values["verdicts"], values["verdicts.wrong"]]).to.deep.equal([3, 2]);
    expect(values["slashes.lost.right"]).to.equal(50);
    expect(values["slashes.lost.wrong"]).to.equal(7);
    expect(values["cheat.fined.aius"]).to.equal(0);
  });
});

describe("checking", () => {
  it("wins others' slashes at the day's price, loses its own, and costs what was computed to check", () => {
    const fold = new CheckingFold();
    fold.genesis(genesis({ participants: [{ name: "checker-1", kind: "honest", address: CHECKER }] }));
    fold.price({ aius: 3_000_000_000n } as never);
    move(fold, "slashWon", { to: CHECKER, amount: 10n * WAD });
    move(fold, "slashWon", { to: LIAR, amount: 100n * WAD });
    fold.price({ aius: 1_000_000_000n } as never);
    move(fold, "slashLost", { from: CHECKER, amount: 4n * WAD });
    fold.compute({ purpose: "solve", cost: 9_000_000_000n } as never);
    fold.compute({ purpose: "verify", cost: 500_000_000n } as never);
    fold.compute({ purpose: "vote", cost: 250_000_000n } as never);
    for (let n = 0; n < 4; n++) happen(fold, "solved", task());
    const values = valuesOf(fold.metrics());
    expect(values["check.rate"]).to.equal(0.25);
    expect(values["check.won.usd"]).to.equal(30);
    expect(values["check.lost.usd"]).to.equal(4);
    expect(values["check.cost.usd"]).to.equal(0.75);
    expect(values["check.profit.usd"]).to.equal(25.25);
  });
});

describe("the fee that clears the market", () => {
  const offer = (fold: ClearingFold, fee: bigint, ends: "solved" | "retracted", wait = 60) => {
    happen(fold, "submitted", task({ fee }), START);
    happen(fold, ends, task({ fee }), START + wait);
  };

  it("is the lowest from which on, fee by fee upwards, 95 % of what was offered is solved", () => {
    const fold = new ClearingFold();
    for (let n = 0; n < 20; n++) offer(fold, WAD, "solved", 10);
    for (let n = 0; n < 19; n++) offer(fold, WAD / 4n, "solved", 100);
    offer(fold, WAD / 4n, "retracted");
    for (let n = 0; n < 10; n++) offer(fold, WAD / 16n, "retracted");
    const values = valuesOf(fold.metrics());
    expect(values["fees.clearing"]).to.be.within(0.2, 0.25);
    expect(values["fees.dearest.wait"]).to.equal(10);
    expect(values["fees.cheapest.solved_share"]).to.equal(0);
  });

  it("is not told where even the highest offers stay unsolved", () => {
    const fold = new ClearingFold();
    for (let n = 0; n < 10; n++) offer(fold, WAD, "retracted");
    for (let n = 0; n < 10; n++) offer(fold, WAD / 4n, "solved");
    expect(valuesOf(fold.metrics())).not.to.have.property("fees.clearing");
  });

  it("comes with tasks and waits by fee, edges around every bin", () => {
    const fold = new ClearingFold();
    offer(fold, WAD, "solved", 30);
    offer(fold, 2n * WAD, "retracted");
    const [submitted, solved, waited] = fold.distributions();
    expect(submitted!.edges).to.have.length(submitted!.counts.length + 1);
    expect(submitted!.edges[0]! <= WAD && submitted!.edges[1]! > WAD).to.equal(true);
    expect([submitted!.counts[0], solved!.counts[0], waited!.counts[0]]).to.deep.equal([1, 1, 30]);
    expect([submitted!.counts.at(-1), solved!.counts.at(-1)]).to.deep.equal([1, 0]);
  });
});

describe("the treasury's account", () => {
  const TREASURY = addressOf("treasury");
  const pay = (ok: boolean, timestamp: number) =>
    ({
      phase: "run",
      timestamp,
      steps: [{ agent: "dao-1", action: { method: "transfer" }, outcome: { ok } }],
    }) as never;

  function account(): CoffersFold {
    const scene = { books: { balanceOf: () => 7n * WAD } };
    const fold = new CoffersFold(() => scene as never);
    const participants = [{ name: "dao-1", kind: "dao", address: TREASURY }];
    fold.genesis(genesis({ deployment: { addresses: { timelock: TREASURY } }, participants, end: START + 800 * DAY }));
    fold.block({ phase: "setup", timestamp: START, steps: [] } as never);
    return fold;
  }

  it("lasts until the first payment that it cannot make", () => {
    const fold = account();
    fold.block(pay(true, START + 10 * DAY));
    fold.block(pay(false, START + 20 * DAY));
    fold.block(pay(true, START + 30 * DAY));
    fold.end(end(START + 800 * DAY));
    const values = valuesOf(fold.metrics());
    expect(values["treasury.lasts.days"]).to.equal(20);
    expect([values["treasury.payments"], values["treasury.payments.refused"]]).to.deep.equal([3, 1]);
  });

  it("lasts for the whole run when every payment is made", () => {
    const fold = account();
    fold.block(pay(true, START + 10 * DAY));
    fold.end(end(START + 800 * DAY));
    expect(valuesOf(fold.metrics())["treasury.lasts.days"]).to.equal(800);
  });

  it("lives from what it earns in the last year over what it spends in it: what vests was given", () => {
    const fold = account();
    const [early, late] = [START + 100 * DAY, START + 700 * DAY];
    move(fold, "transfer", { from: TREASURY, amount: 50n * WAD, time: early });
    move(fold, "rewardTreasury", { to: TREASURY, amount: 80n * WAD, time: early });
    move(fold, "transfer", { from: TREASURY, amount: 40n * WAD, time: late });
    move(fold, "transfer", { from: STRANGER, amount: 900n * WAD, time: late });
    move(fold, "rewardTreasury", { to: TREASURY, amount: 7n * WAD, time: late });
    move(fold, "treasuryFee", { to: TREASURY, amount: 3n * WAD, time: late });
    move(fold, "vestingRelease", { to: TREASURY, amount: 500n * WAD, time: late });
    const values = valuesOf(fold.metrics());
    expect(values["treasury.self_sufficiency"]).to.equal(0.25);
    expect(values["treasury.spent"]).to.equal(90);
    expect(values["treasury.vested"]).to.equal(500);
  });
});

describe("models and populations side by side", () => {
  it("count per model what was submitted, solved, falsely paid and rejected though true", () => {
    const fold = new ModelsFold();
    fold.genesis(genesis({ deployment: { models: { big: word(900), niche: word(901) } } }));
    happen(fold, "submitted", task());
    happen(fold, "solved", task());
    happen(fold, "claimed", task());
    happen(fold, "judged", task({ contestation: contestation("rejected") }));
    happen(fold, "judged", task({ model: word(901), truthful: true, contestation: contestation("upheld") }));
    const values = valuesOf(fold.metrics());
    expect(values["model.big.false_paid"]).to.equal(2);
    expect(values["model.big.true_rejected"]).to.equal(0);
    expect(values["model.niche.true_rejected"]).to.equal(1);
    expect(values["model.niche.submitted"]).to.equal(0);
  });

  it("tell populations apart where several are of one kind, and leave out those that are all of theirs", () => {
    const account = (name: string, kind: string, solved: number, computed: number, usd: bigint) =>
      ({ name, kind, solutionsSubmitted: solved, computations: computed, profit: { usd, aius: 0n } }) as never;
    const fold = new PopulationsFold(() => [
      account("near-1", "honest", 6, 10, 4_000_000_000n),
      account("near-2", "honest", 2, 10, 2_000_000_000n),
      account("far-1", "honest", 2, 10, -1_000_000_000n),
      account("lazy-1", "lazy", 10, 0, 0n),
    ]);
    const values = valuesOf(fold.metrics());
    expect(values["population.near.profit.usd.mean"]).to.equal(3);
    expect(values["population.near.solved_share"]).to.equal(0.4);
    expect(values["population.near.wins"]).to.equal(0.4);
    expect(values["population.far.profit.usd"]).to.equal(-1);
    expect(Object.keys(values).some((name) => name.includes("lazy"))).to.equal(false);
  });
});
