/** Hand-computed runs that several tests read. On the second ONE_YEAR_IN, at a measure of 300 000 AIUS, a reward is 0.5 AIUS. */
import { DAY } from "../../sim/base/types.ts";
import { aius, ONE_YEAR_IN, START, taskId, WrittenRun } from "../support/records.ts";

const MODELS = [
  { name: "art", addr: new WrittenRun({ agents: [] }).address("modeler-1"), fee: aius("0.5"), rate: aius("1") },
];
const FREE = [{ ...MODELS[0]!, name: "free", fee: 0n, rate: 0n }];
export const TASK = taskId(1);

/** One task with fee 1, of which 0.5 is the model's, claimed when the measure is 300 000: then the accrued fees leave. */
export const claimRun = (): WrittenRun => {
  const run = new WrittenRun({ agents: ["user-1", "honest-1", "modeler-1"], models: MODELS });
  run.setup(run.mined("user-1", aius("10")), run.mined("honest-1", aius("300230.05")));
  run.setup(run.deposit("honest-1", aius("240")));
  run.block(START + 60, run.submit("user-1", TASK, "art", aius("1")));
  run.block(START + 120, run.solve("honest-1", TASK));
  run.truth(START + 120, TASK, "honest-1", true);
  run.block(
    ONE_YEAR_IN,
    run.claim(
      "user-1",
      TASK,
      "honest-1",
      ["modeler-1", aius("0.5")],
      ["honest-1", aius("0.45")],
      ["honest-1", aius("0.45")],
      ["treasury", aius("0.05")],
    ),
  );
  run.block(ONE_YEAR_IN + 60, run.withdrawAccrued("user-1", aius("0.05")));
  // 600000 - 300230.05 - 10 (mined) + 240 (stake) + 1 - 0.5 - 0.45 - 0.05 (fee) - 0.5 (reward)
  run.end(ONE_YEAR_IN + DAY, aius("299999.45"));
  return run;
};

/** Names of `count` agents of a kind. */
export const names = (kind: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${kind}-${i + 1}`);

/**
 * `liar-1` has solved TASK (fee 1, no model fee) falsely; everyone staked 240; the measure is 300 000, so a slash is 30.
 * Not contested yet. @param liars, honest how many of each.
 */
export const contestableRun = (honest: number, liars: number, owner = "user-1"): WrittenRun => {
  const agents = ["user-1", ...names("honest", honest), ...names("liar", liars)];
  const run = new WrittenRun({ agents, models: FREE });
  const stakers = agents.slice(1);
  run.setup(run.mined("user-1", aius("300001")), ...stakers.map((name) => run.mined(name, aius("240"))));
  run.setup(...stakers.map((name) => run.deposit(name, aius("240"))));
  run.block(START + 60, run.submit("user-1", TASK, "free", aius("1"), owner));
  run.block(START + 120, run.solve("liar-1", TASK));
  run.truth(START + 120, TASK, "liar-1", false);
  return run;
};

/** The contestation of `contestableRun`, with every other agent's vote: honest ones yea, liars nay. */
export const contestedRun = (honest: number, liars: number): WrittenRun => {
  const run = contestableRun(honest, liars);
  run.block(START + 600, run.contest("honest-1", TASK, "liar-1"));
  run.block(
    START + 700,
    ...names("honest", honest)
      .slice(1)
      .map((name) => run.vote(name, TASK, true)),
    ...names("liar", liars)
      .slice(1)
      .map((name) => run.vote(name, TASK, false)),
  );
  return run;
};

/** First second at which the contestation of `contestedRun` may be settled. */
export const SETTLED_AT = START + 600 + 4000;
