import { expect } from "chai";
import type { Wei } from "../../sim/base/types.ts";
import { reward } from "../../sim/chain/model/Emission.ts";
import type { ChainEvent } from "../../sim/chain/port.ts";
import { INVARIANTS, type InvariantName, InvariantViolation } from "../../sim/ledger/invariants.ts";
import { Ledger } from "../../sim/ledger/ledger.ts";
import type { BlockRecord, LedgerRecord, Step } from "../../sim/ledger/records.ts";
import type { Scene } from "../../sim/ledger/scene.ts";
import { aius, ONE_YEAR_IN, START, type WrittenRun } from "../support/records.ts";
import { claimRun, contestableRun, contestedRun, SETTLED_AT, TASK } from "./scenarios.ts";

/** Reads until something stops it; gives what did. */
const stopOf = (records: readonly LedgerRecord[], meddle?: (scene: Scene, record: LedgerRecord) => void): unknown => {
  const ledger = new Ledger({ onViolation: "stop", rewardFormula: reward }, []);
  try {
    for (const record of records) {
      if (meddle && ledger.journeys) meddle(ledger.journeys.scene, record);
      ledger.read(record);
    }
  } catch (error) {
    return error;
  }
  return undefined;
};

type Change = (events: readonly ChainEvent[]) => readonly ChainEvent[];

/** The run with the logs of its first step of `method` changed; and that step's block. */
const withFault = (run: WrittenRun, method: string, change: Change): { records: LedgerRecord[]; block: number } => {
  let block = -1;
  const faulty = (step: Step): Step => {
    if (step.action.method !== method || !step.outcome.ok) return step;
    return { ...step, outcome: { ok: true, events: change(step.outcome.events) } };
  };
  const records = run.records.map((record): LedgerRecord => {
    if (block >= 0 || record.type !== "block" || !record.steps.some(({ action }) => action.method === method))
      return record;
    block = record.index;
    return { ...record, steps: record.steps.map(faulty) };
  });
  return { records, block };
};

const twice =
  (at: number): Change =>
  (events) => [...events.slice(0, at + 1), ...events.slice(at)];
const drop =
  (at: number): Change =>
  (events) =>
    events.filter((_, i) => i !== at);
/** The transfer at `at` moves less. */
const lose =
  (at: number, wei: Wei): Change =>
  (events) =>
    events.map((event, i) =>
      i === at ? { ...event, args: { ...event.args, value: (event.args["value"] as Wei) - wei } } : event,
    );
const loseWei = (at: number): Change => lose(at, 1n);
/** Ten wei less of the reward, nine of them the solver's: divided as it should be. */
const loseReward: Change = (events) => lose(4, 1n)(lose(3, 9n)(events));

const settledRun = (): WrittenRun => {
  const run = contestedRun(3, 1);
  run.block(
    SETTLED_AT,
    run.finish(
      "user-1",
      TASK,
      [0, 3],
      ["honest-1", aius("15")],
      ["honest-2", aius("7.5")],
      ["honest-3", aius("7.5")],
      ["user-1", aius("1")],
    ),
  );
  return run;
};

const retractedRun = (): WrittenRun => {
  const run = claimRun();
  run.records.splice(4);
  run.block(START + 60, run.submit("user-1", TASK, "art", aius("1")));
  run.block(START + 10_061, run.retract("user-1", TASK, aius("0.9")));
  return run;
};

const withdrawnRun = (): WrittenRun => {
  const run = claimRun();
  run.records.splice(4);
  const request = { addr: run.address("honest-1"), count: 1n, amount: aius("40") };
  const initiated = run.log("ValidatorWithdrawInitiated", { ...request, unlockTime: 0n });
  run.block(START, run.step("honest-1", "engine", "initiateValidatorWithdraw", [aius("40")], [initiated]));
  const done = run.log("ValidatorWithdraw", { ...request, to: run.address("honest-1") });
  const payment = run.pays("engine", "honest-1", aius("40"));
  run.block(START + 90_000, run.step("honest-1", "engine", "validatorWithdraw", [1n], [payment, done]));
  return run;
};

interface Fault {
  readonly what: string;
  readonly name: InvariantName;
  readonly run: () => WrittenRun;
  readonly method: string;
  readonly change: Change;
}

/** One change of the logs of one step; the run stops in that step's block. */
const FAULTS: readonly Fault[] = [
  {
    what: "the reward's last transfer is logged twice",
    name: "payout-explained",
    run: claimRun,
    method: "claimSolution",
    change: twice(4),
  },
  {
    what: "the model's share is paid twice",
    name: "claim-pays-exactly",
    run: claimRun,
    method: "claimSolution",
    change: twice(1),
  },
  {
    what: "the solver's share loses a wei",
    name: "claim-pays-exactly",
    run: claimRun,
    method: "claimSolution",
    change: loseWei(2),
  },
  {
    what: "the treasury's part of the reward is dropped",
    name: "claim-pays-exactly",
    run: claimRun,
    method: "claimSolution",
    change: drop(4),
  },
  {
    what: "no reward is paid",
    name: "reward-on-schedule",
    run: claimRun,
    method: "claimSolution",
    change: (events) => events.slice(0, 3),
  },
  {
    what: "the reward loses ten wei",
    name: "reward-exact",
    run: claimRun,
    method: "claimSolution",
    change: loseReward,
  },
  {
    what: "the claim's event is dropped",
    name: "payout-explained",
    run: claimRun,
    method: "claimSolution",
    change: drop(0),
  },
  {
    what: "a claim pays two times over",
    name: "claim-pays-once",
    run: claimRun,
    method: "claimSolution",
    change: (events) => [...events, ...events],
  },
  {
    what: "the accrued fees lose a wei",
    name: "accrued-exact",
    run: claimRun,
    method: "withdrawAccruedFees",
    change: loseWei(0),
  },
  {
    what: "the accrued fees leave twice",
    name: "accrued-exact",
    run: claimRun,
    method: "withdrawAccruedFees",
    change: twice(0),
  },
  { what: "a fee loses a wei", name: "fee-paid-in", run: claimRun, method: "submitTask", change: loseWei(1) },
  { what: "a fee is not paid", name: "fee-paid-in", run: claimRun, method: "submitTask", change: drop(1) },
  {
    what: "the task's event is dropped",
    name: "payin-explained",
    run: claimRun,
    method: "submitTask",
    change: drop(0),
  },
  {
    what: "the deposit's event is dropped",
    name: "payin-explained",
    run: claimRun,
    method: "validatorDeposit",
    change: drop(1),
  },
  {
    what: "a deposit loses a wei",
    name: "stake-paid-in",
    run: claimRun,
    method: "validatorDeposit",
    change: loseWei(0),
  },
  {
    what: "a withdrawal loses a wei",
    name: "stake-paid-out",
    run: withdrawnRun,
    method: "validatorWithdraw",
    change: loseWei(0),
  },
  {
    what: "a withdrawal is paid twice",
    name: "payout-explained",
    run: withdrawnRun,
    method: "validatorWithdraw",
    change: twice(0),
  },
  {
    what: "a withdrawal is logged twice",
    name: "known-subject",
    run: withdrawnRun,
    method: "validatorWithdraw",
    change: twice(1),
  },
  {
    what: "a retraction's refund loses a wei",
    name: "refund-exact",
    run: retractedRun,
    method: "retractTask",
    change: loseWei(0),
  },
  {
    what: "the refund of a rejected solution loses a wei",
    name: "refund-exact",
    run: settledRun,
    method: "contestationVoteFinish",
    change: loseWei(3),
  },
  {
    what: "a winner gets a wei less",
    name: "winnings-exact",
    run: settledRun,
    method: "contestationVoteFinish",
    change: loseWei(1),
  },
  {
    what: "a winner is dropped",
    name: "winnings-exact",
    run: settledRun,
    method: "contestationVoteFinish",
    change: drop(2),
  },
  {
    what: "the solver's own vote is dropped",
    name: "votes-cast",
    run: settledRun,
    method: "submitContestation",
    change: drop(2),
  },
  { what: "a vote is logged twice", name: "one-vote", run: settledRun, method: "voteOnContestation", change: twice(0) },
  {
    what: "the contestation's event is dropped",
    name: "known-subject",
    run: settledRun,
    method: "submitContestation",
    change: drop(0),
  },
];

/** Adds a block with one step that should not be. */
const withBlock = (run: WrittenRun, step: (run: WrittenRun) => Step): { records: LedgerRecord[]; block: number } => {
  const { index }: BlockRecord = run.block(ONE_YEAR_IN + 100, step(run));
  return { records: run.records.filter(({ type }) => type !== "end"), block: index };
};

const minted = (run: WrittenRun, from: `0x${string}`, to: `0x${string}`, value: Wei): ChainEvent =>
  ({ ...run.pays("user-1", "user-1", value), args: { from, to, value } }) as ChainEvent;
const NOBODY = `0x${"0".repeat(40)}` as const;

const expectStop = (stop: unknown, name: InvariantName, block: number): void => {
  expect(stop).to.be.instanceOf(InvariantViolation);
  const violation = stop as InvariantViolation;
  expect(violation.message, "the message").to.include(INVARIANTS[name]);
  expect({ name: violation.invariant, block: violation.block }, violation.message).to.deep.equal({ name, block });
};

/** Of `claimRun`. */
const LAST_BLOCK = 5;

describe("ledger/invariants", () => {
  const seen = new Set<InvariantName>();

  it("hold in the runs that the faults are injected into", () => {
    for (const run of [claimRun(), settledRun(), retractedRun(), withdrawnRun()]) {
      expect(stopOf(run.records)).to.equal(undefined);
    }
  });

  for (const { what, name, run, method, change } of FAULTS) {
    it(`${name}: ${what}`, () => {
      seen.add(name);
      const { records, block } = withFault(run(), method, change);
      expectStop(stopOf(records), name, block);
    });
  }

  it("supply-cap: a wei is created", () => {
    seen.add("supply-cap");
    const { records, block } = withBlock(claimRun(), (run) =>
      run.step("user-1", "token", "bridgeMint", [], [minted(run, NOBODY, run.address("user-1"), 1n)]),
    );
    expectStop(stopOf(records), "supply-cap", block);
  });

  it("conservation: a wei is destroyed", () => {
    seen.add("conservation");
    const { records, block } = withBlock(claimRun(), (run) =>
      run.step("user-1", "token", "bridgeBurn", [], [minted(run, run.address("user-1"), NOBODY, 1n)]),
    );
    expectStop(stopOf(records), "conservation", block);
  });

  it("conservation: the deployment is short of a wei", () => {
    const run = claimRun();
    const [first, ...rest] = run.genesis.deployment.balances;
    const balances = [[first![0], first![1] - 1n] as const, ...rest];
    const records = [{ ...run.genesis, deployment: { ...run.genesis.deployment, balances } }, ...run.records.slice(1)];
    expectStop(stopOf(records), "conservation", -1);
  });

  it("balances-positive: a wallet spends what it has not", () => {
    seen.add("balances-positive");
    const { records, block } = withBlock(claimRun(), (run) =>
      run.step("user-1", "token", "transfer", [], [run.pays("user-1", "honest-1", aius("11"))]),
    );
    expectStop(stopOf(records), "balances-positive", block);
  });

  it("liabilities-positive: someone without a stake votes", () => {
    seen.add("liabilities-positive");
    const { records, block } = withBlock(contestedRun(2, 1), (run) => run.vote("user-1", TASK, true));
    expectStop(stopOf(records), "liabilities-positive", block);
  });

  it("engine-solvency: the set-up mines other people's stakes", () => {
    seen.add("engine-solvency");
    const run = claimRun();
    run.records.splice(4);
    const { index } = run.setup(run.mined("user-1", aius("299760")));
    expectStop(stopOf(run.records), "engine-solvency", index);
  });

  it("emission-cap: more is mined than there ever was, while a donation hides it", () => {
    seen.add("emission-cap");
    const run = claimRun();
    run.records.splice(4);
    const gift = run.pays("honest-1", "engine", aius("1"));
    run.setup(run.step("honest-1", "token", "transfer", [], [gift]));
    const { index } = run.setup(run.mined("user-1", aius("299760.95")));
    expectStop(stopOf(run.records), "emission-cap", index);
  });

  const corruptions: readonly [InvariantName, string, (scene: Scene) => void][] = [
    ["engine-accounts", "a stake is credited twice in the books", creditStake],
    ["slashes-sum", "a locked slash loses a wei in the books", loseLockedWei],
  ];
  for (const [name, what, corrupt] of corruptions) {
    it(`${name}: ${what}`, () => {
      seen.add(name);
      const run = settledRun();
      const last = run.records.at(-1) as BlockRecord;
      const stop = stopOf(run.records, (scene, record) => record === last && corrupt(scene));
      expectStop(stop, name, last.index);
    });
  }

  it("accounts-recount: one validator's stake is not in the sum", () => {
    seen.add("accounts-recount");
    const run = claimRun();
    const stop = stopOf(run.records, (scene, { type }) => {
      if (type === "end") scene.validator(run.address("user-1")).staked += 1n;
    });
    expectStop(stop, "accounts-recount", LAST_BLOCK);
  });

  it("chain-agrees: the chain ends with a wei more", () => {
    seen.add("chain-agrees");
    const run = claimRun();
    run.records.pop();
    run.end(ONE_YEAR_IN + 100, aius("299999.45") + 1n);
    expectStop(stopOf(run.records), "chain-agrees", LAST_BLOCK);
  });

  it("were all made to fail", () => {
    expect([...seen].sort()).to.deep.equal(Object.keys(INVARIANTS).sort());
  });

  it("tells the actions that led there, the guilty one last", () => {
    const { records } = withFault(claimRun(), "claimSolution", loseWei(2));
    const { trail, step, left, right } = stopOf(records) as InvariantViolation;
    expect(trail.map(({ step }) => step.action.method)).to.deep.equal([
      "transfer",
      "transfer",
      "validatorDeposit",
      "submitTask",
      "submitSolution",
      "claimSolution",
    ]);
    expect(trail.at(-1)!.step).to.equal(step);
    expect([left, right]).to.deep.equal([aius("0.45") - 1n, aius("0.45")]);
  });

  it("are recorded instead, when asked, and the run goes on", () => {
    const { records } = withFault(claimRun(), "claimSolution", twice(4));
    const ledger = new Ledger({ onViolation: "record" }, []);
    for (const record of records) ledger.read(record);
    expect(ledger.violations[0]!.invariant).to.equal("payout-explained");
    expect(ledger.violationCount).to.be.greaterThan(0);
  });

  it("leave an honest contestation alone", () => {
    expect(stopOf(contestableRun(2, 2).records)).to.equal(undefined);
  });
});

function creditStake({ books }: Scene): void {
  books.staked += 1n;
}

function loseLockedWei({ tasks, books }: Scene): void {
  tasks.get(TASK)!.contestation!.locked -= 1n;
  books.locked -= 1n;
  books.unowned += 1n;
}
