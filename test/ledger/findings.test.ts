import { expect } from "chai";
import { YEAR } from "../../sim/base/types.ts";
import { reward } from "../../sim/chain/model/Emission.ts";
import type { FindingName } from "../../sim/ledger/findings.ts";
import { FINDINGS } from "../../sim/ledger/findings.ts";
import { Ledger } from "../../sim/ledger/ledger.ts";
import { aius, ONE_YEAR_IN, START, taskId, WrittenRun } from "../support/records.ts";
import { contestableRun, contestedRun, names, SETTLED_AT, TASK } from "./scenarios.ts";

/** Findings of a run in which every equation holds: name -> cost. */
const findingsOf = (run: WrittenRun): Partial<Record<FindingName, bigint>> => {
  const ledger = new Ledger({ onViolation: "stop" }, []);
  for (const record of run.records) ledger.read(record);
  return Object.fromEntries(ledger.findings().map(({ name, cost }) => [name, cost]));
};

/** A protocol so young that the measure is below 2 000 AIUS. */
const youngRun = (): WrittenRun => {
  const run = new WrittenRun({ agents: ["user-1", "griefer-1", "honest-1"], models: [free] });
  run.setup(run.mined("user-1", aius("1500")), run.mined("honest-1", aius("2")), run.mined("griefer-1", aius("2")));
  run.setup(run.deposit("honest-1", aius("2")), run.deposit("griefer-1", aius("2")));
  return run;
};
const free = { name: "free", addr: new WrittenRun({ agents: [] }).address("m"), fee: 0n, rate: 0n };

describe("ledger/findings", () => {
  const seen = new Set<FindingName>();
  /** Declares a test of one finding: its cost, and that there is no other. */
  const finds = (name: FindingName, what: string, cost: bigint, make: () => WrittenRun, others: FindingName[] = []) => {
    seen.add(name);
    it(`${name}: ${what}`, () => {
      const found = findingsOf(make());
      expect(found[name]).to.equal(cost);
      expect(Object.keys(found).sort()).to.deep.equal([name, ...others].sort());
    });
  };

  finds(
    "undefended-contestation",
    "a solver with less stake than the slash loses nothing",
    aius("30"),
    () => {
      const run = contestableRun(1, 1);
      run.block(START + 300, ...withdrawal(run, "liar-1", aius("220")));
      run.block(START + 600, run.contest("honest-1", TASK));
      run.block(SETTLED_AT, run.finish("honest-1", TASK, [0, 1], ["honest-1", 0n], ["user-1", aius("1")]));
      return run;
    },
    ["task-spoiled"],
  );

  finds("free-contestation", "nothing is at stake below 2 000 AIUS", aius("1"), () => {
    const run = youngRun();
    run.block(START, run.submit("user-1", TASK, "free", aius("1")));
    run.block(START + 1, run.solve("honest-1", TASK));
    run.block(START + 2, run.contest("griefer-1", TASK, "honest-1"));
    return run;
  });

  finds(
    "self-contestation",
    "a liar shields its solution from others",
    aius("1"),
    () => {
      const run = contestableRun(1, 1);
      run.block(START + 600, run.contest("liar-1", TASK, "liar-1"));
      run.block(SETTLED_AT, run.finish("liar-1", TASK, [0, 1], ["liar-1", aius("30")], ["liar-1", aius("0.9")]));
      return run;
    },
    ["wrong-verdict"],
  );

  finds(
    "solver-share-to-other",
    "an accomplice votes in the place of a solver without stake",
    aius("30"),
    () => {
      const run = contestableRun(1, 2);
      run.block(START + 300, ...withdrawal(run, "liar-1", aius("220")));
      run.block(START + 600, run.contest("honest-1", TASK));
      run.block(START + 700, run.vote("liar-2", TASK, false));
      run.block(SETTLED_AT, run.finish("liar-2", TASK, [0, 1], ["liar-2", aius("30")], ["liar-1", aius("0.9")]));
      return run;
    },
    ["wrong-verdict"],
  );

  finds("late-stake-votes", "a stake of the same minute votes", aius("30"), () => {
    const run = contestableRun(2, 1);
    run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
    run.block(START + 700, run.deposit("user-1", aius("1000")));
    run.block(START + 800, run.vote("user-1", TASK, true));
    return run;
  });

  finds(
    "vote-after-settlement",
    "a vote in the second of the settlement is lost",
    aius("30"),
    () => {
      const run = contestableRun(2, 1);
      run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
      run.block(
        SETTLED_AT,
        run.finish("liar-1", TASK, [0, 100], ["liar-1", aius("30")], ["liar-1", aius("0.9")]),
        run.vote("honest-2", TASK, false),
      );
      return run;
    },
    ["wrong-verdict"],
  );

  const flipped = (): WrittenRun => {
    const run = contestableRun(3, 1);
    run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
    run.block(
      SETTLED_AT,
      run.finish("liar-1", TASK, [0, 1], ["liar-1", aius("30")], ["liar-1", aius("0.9")]),
      run.vote("honest-2", TASK, true),
      run.vote("honest-3", TASK, true),
    );
    // y = 3, n = 1: total 30, the contester would have had 15, the two others 7.5 each; the page begins at the second.
    run.block(SETTLED_AT, run.finish("honest-2", TASK, [1, 3], ["honest-2", aius("7.5")], ["honest-3", aius("7.5")]));
    return run;
  };
  finds("verdict-flipped", "after the solver was paid, the contesters win the second page", aius("15"), flipped, [
    "slashes-overpaid",
    "vote-after-settlement",
    "wrong-verdict",
  ]);
  // Locked: 2 * 30 - (30 + 30) + 2 * 30; paid: 2 * (30 + 7.5).
  finds("slashes-overpaid", "and the pool pays", aius("15"), flipped, [
    "verdict-flipped",
    "vote-after-settlement",
    "wrong-verdict",
  ]);

  finds(
    "slashes-stranded",
    "a page past the end leaves a late vote's slash behind",
    aius("30"),
    () => {
      const run = contestableRun(2, 1);
      run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
      run.block(
        SETTLED_AT,
        run.finish("liar-1", TASK, [0, 100], ["liar-1", aius("30")], ["liar-1", aius("0.9")]),
        run.vote("honest-2", TASK, false),
        run.finish("honest-2", TASK, [100, 200]),
      );
      return run;
    },
    ["vote-after-settlement", "wrong-verdict"],
  );

  finds(
    "slash-dust",
    "a wei remains of 15 AIUS among seven",
    1n,
    () => {
      const run = contestedRun(8, 1);
      const share = (aius("15") - 1n) / 7n;
      const others = names("honest", 8)
        .slice(1)
        .map((name) => [name, share] as const);
      run.block(
        SETTLED_AT,
        run.finish("user-1", TASK, [0, 8], ["honest-1", aius("15")], ...others, ["user-1", aius("1")]),
      );
      return run;
    },
    ["task-spoiled"],
  );

  finds(
    "vote-period-shortened",
    "the owner ends a vote that is going on",
    aius("60"),
    () => {
      const run = contestableRun(1, 1);
      run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
      const changed = run.log("MinContestationVotePeriodTimeChanged", { amount: 0n });
      run.block(START + 601, run.step("user-1", "timelock", "execute", [], [changed]));
      run.block(START + 602, run.finish("liar-1", TASK, [0, 1], ["liar-1", aius("30")], ["liar-1", aius("0.9")]));
      return run;
    },
    ["wrong-verdict"],
  );

  finds("falsehood-paid", "nobody looked in time", aius("0.9"), () => {
    const run = contestableRun(1, 1);
    run.block(START + 2121, run.claim("liar-1", TASK, "liar-1", ["liar-1", aius("0.9")]));
    return run;
  });

  finds("task-spoiled", "the lie is punished, the task stays unsolved", aius("1"), () => {
    const run = contestedRun(2, 1);
    run.block(
      SETTLED_AT,
      run.finish("user-1", TASK, [0, 2], ["honest-1", aius("15")], ["honest-2", aius("15")], ["user-1", aius("1")]),
    );
    return run;
  });

  finds("settlement-blocked", "nobody can be refunded, so nobody gets its slash back", aius("61"), () => {
    const run = contestableRun(1, 1, "nobody");
    run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
    run.block(
      SETTLED_AT,
      run.failed("honest-1", "engine", "contestationVoteFinish", [TASK, 1n], "ERC20InvalidReceiver"),
    );
    return run;
  });

  finds("wrong-verdict", "a false solution is paid after a vote", aius("31"), () => {
    const run = contestedRun(1, 1);
    run.block(SETTLED_AT, run.finish("liar-1", TASK, [0, 1], ["liar-1", aius("30")], ["liar-1", aius("0.9")]));
    return run;
  });

  const rewarded = (fee: bigint): WrittenRun => {
    const model = { ...free, rate: aius("1") };
    const run = new WrittenRun({ agents: ["farmer-1"], models: [model] });
    run.setup(run.mined("farmer-1", aius("300240")));
    run.setup(run.deposit("farmer-1", aius("240")));
    run.block(START, run.submit("farmer-1", TASK, "free", fee));
    run.block(START + 1, run.solve("farmer-1", TASK));
    return run;
  };
  finds("self-solved-task", "half an AIUS for a task that nobody wanted", aius("0.5"), () => {
    const run = rewarded(0n);
    run.block(
      ONE_YEAR_IN,
      run.claim("farmer-1", TASK, "farmer-1", ["farmer-1", aius("0.45")], ["treasury", aius("0.05")]),
    );
    return run;
  });

  finds("withdrawal-blocked", "a slash leaves less than is pending", aius("30"), () => {
    const run = contestableRun(1, 1);
    const initiated = run.log("ValidatorWithdrawInitiated", {
      addr: run.address("liar-1"),
      count: 1n,
      unlockTime: 0n,
      amount: aius("240"),
    });
    run.block(START + 200, run.step("liar-1", "engine", "initiateValidatorWithdraw", [], [initiated]));
    run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
    return run;
  });

  finds("since-reset-by-other", "an empty deposit takes a vote away", 0n, () => {
    const run = new WrittenRun({ agents: ["honest-1", "griefer-1"] });
    // With the deposit the measure is 300 000, and 0.08 % of it is the stake to the wei.
    run.setup(run.mined("honest-1", aius("300240")));
    run.setup(run.deposit("honest-1", aius("240")));
    run.block(START + 60, run.deposit("griefer-1", 0n, "honest-1"));
    return run;
  });

  finds("donation", "tokens are sent to the engine", aius("3"), () => {
    const run = new WrittenRun({ agents: ["user-1"] });
    run.setup(run.mined("user-1", aius("5")));
    run.block(
      START,
      run.step("user-1", "token", "transfer", [run.engine, aius("3")], [run.pays("user-1", "engine", aius("3"))]),
    );
    return run;
  });

  it("rewards-beyond-pool: with the pool empty, a reward comes out of a stake", () => {
    seen.add("rewards-beyond-pool");
    const run = new WrittenRun({ agents: ["whale-1", "farmer-1"], models: [{ ...free, rate: aius("1") }] });
    run.setup(run.mined("whale-1", aius("600000")));
    run.setup(run.deposit("whale-1", aius("1000")));
    run.block(START, run.submit("farmer-1", TASK, "free", 0n));
    run.block(START + 1, run.solve("farmer-1", TASK));
    const total = reward(10n * BigInt(YEAR), aius("599000"));
    const part = (total * 9n) / 10n;
    const claim = run.claim("farmer-1", TASK, "farmer-1", ["farmer-1", part], ["treasury", total - part]);
    run.block(ONE_YEAR_IN + 9 * YEAR, claim);
    // The whale's stake is all that the engine holds, and now it holds less.
    expect(findingsOf(run)["rewards-beyond-pool"]).to.equal(total);
    expect(total > 0n).to.equal(true);
  });

  it("measure-counts-deposits: a whale's deposit raises the reward of others", () => {
    seen.add("measure-counts-deposits");
    const run = rewarded(0n);
    run.setup(run.mined("whale-1", aius("1000")));
    run.block(START + 2);
    run.block(START + 3, run.deposit("whale-1", aius("1000")));
    run.block(
      ONE_YEAR_IN,
      run.claim("farmer-1", TASK, "farmer-1", ["farmer-1", aius("0.45")], ["treasury", aius("0.05")]),
    );
    // With 301 000 the ratio is 1 + 1/300: 0.4983 * 2^(-1/3) = 0.39553...
    const cost = findingsOf(run)["measure-counts-deposits"]!;
    expect(cost > aius("0.1044") && cost < aius("0.1045"), String(cost)).to.equal(true);
  });

  it("are all shown", () => {
    expect([...seen].sort()).to.deep.equal(Object.keys(FINDINGS).sort());
    expect(taskId(1)).to.equal(TASK);
  });
});

/** A validator takes `amount` out of its stake: the engine pays itself, so that the measure does not move. */
function withdrawal(run: WrittenRun, agent: string, amount: bigint) {
  const request = { addr: run.address(agent), count: 1n, amount };
  const initiated = run.log("ValidatorWithdrawInitiated", { ...request, unlockTime: 0n });
  const done = run.log("ValidatorWithdraw", { ...request, to: run.engine });
  return [
    run.step(agent, "engine", "initiateValidatorWithdraw", [], [initiated]),
    run.step(agent, "engine", "validatorWithdraw", [], [run.pays("engine", "engine", amount), done]),
  ];
}
