/** Properties of the whole: ids, the ledger's equations, and that everything owed can be paid out in the end. */
import type { Address, Hex, Seconds, Wei } from "../../sim/base/types.ts";
import { DAY } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import type { Action, Outcome } from "../../sim/chain/port.ts";
import { InvariantViolation } from "../../sim/ledger/invariants.ts";
import { Ledger } from "../../sim/ledger/ledger.ts";
import type { BlockRecord, GenesisRecord } from "../../sim/ledger/records.ts";
import { PEOPLE, PEOPLE_NAMES, PLAN, VALIDATORS } from "./cast.ts";
import type { Moment, Property, Scene } from "./property.ts";
import { eventsOf } from "./votes.ts";

const idsAreUnique: Property = {
  name: "ids-are-unique",
  equation: "no two tasks have one id",
  underOwner: true,
  watch() {
    const seen = new Set<Hex>();
    return {
      after(moment) {
        for (const { args } of eventsOf(moment, "TaskSubmitted")) {
          const id = args["id"] as Hex;
          if (seen.has(id)) return `${id} again`;
          seen.add(id);
        }
        return undefined;
      },
    };
  },
};

/** A reward is bought with a fee: else emission pays for work that nobody asked for. */
const rewardsNeedDemand: Property = {
  name: "rewards-need-demand",
  equation: "a task rewards only a solver who did not submit it",
  underOwner: false,
  watch: () => ({
    after(moment) {
      for (const { args } of eventsOf(moment, "SolutionClaimed")) {
        const task = moment.memory.tasks.find(({ id }) => id === args["task"]);
        if (task?.submitter === args["addr"] && rewardIn(moment) > 0n)
          return `${task?.submitter} is rewarded for its own task`;
      }
      return undefined;
    },
  }),
};

/** The treasury's part of a reward is the last transfer of a claim. */
function rewardIn(moment: Moment): Wei {
  const transfers = [...eventsOf(moment, "Transfer")];
  const treasury = moment.eyes.engine<Address>("treasury");
  return transfers
    .filter(({ args }) => args["to"] === treasury)
    .reduce((sum, { args }) => sum + (args["value"] as Wei), 0n);
}

/** All the ledger's invariants: conservation, solvency, every payment explained (sim/ledger/invariants.ts). */
const ledgerBalances: Property = {
  name: "ledger",
  equation: "every invariant of the ledger",
  underOwner: true,
  watch() {
    let ledger: Ledger | undefined;
    let index = 0;
    return {
      after(moment) {
        ledger ??= openLedger(moment);
        try {
          ledger.read(recordOf(moment, index++));
        } catch (thrown) {
          if (thrown instanceof InvariantViolation) return `${thrown.invariant}: ${thrown.message}`;
          throw thrown;
        }
        return undefined;
      },
    };
  },
};

function openLedger({ eyes }: Scene): Ledger {
  const { deployment, head } = eyes.chain;
  const ledger = new Ledger({ onViolation: "stop" }, []);
  const participants = PEOPLE_NAMES.map((name, index) => ({
    name,
    kind: name.split("-")[0]!,
    address: PEOPLE[index]!,
  }));
  const genesis: GenesisRecord = {
    type: "genesis",
    scenario: "random history",
    seed: 0,
    plan: PLAN,
    deployment,
    participants,
    start: head.timestamp,
    end: head.timestamp + DAY,
  };
  ledger.read(genesis);
  return ledger;
}

function recordOf({ block, result }: Moment, index: number): BlockRecord {
  const steps = block.actions.map((action, at) => ({
    agent: action.from,
    action,
    outcome: result.outcomes[at]!,
    gas: 0,
    gasCost: 0n,
  }));
  return { type: "block", phase: index === 0 ? "setup" : "run", index, timestamp: block.timestamp, steps };
}

/** Everything owed can be paid to whom it is owed, some time after the history ended, whoever holds out on the others. */
const debtsCanBePaid: Property = {
  name: "debts-can-be-paid",
  equation:
    "every open task can be retracted or claimed, every vote settled, every stake withdrawn, the fees taken out",
  underOwner: false,
  watch: () => ({
    end(scene) {
      for (const attempt of [settleVotes, closeTasks, takeFees, withdrawStakes]) {
        const stuck = attempt(scene);
        if (stuck) return stuck;
      }
      return undefined;
    },
  }),
};

const failureOf = (outcome: Outcome | undefined): string =>
  outcome && !outcome.ok ? `${outcome.error}(${outcome.args.join(", ")})` : "";

/** What the action would end with, `wait` seconds from now. */
function later({ eyes }: Scene, wait: Seconds, action: Action): Outcome {
  const timestamp = eyes.chain.head.timestamp + wait;
  return eyes.chain.probe([{ timestamp, actions: [action] }])[0]!.outcomes[0]!;
}

const LONG: Seconds = 30 * DAY;

function settleVotes(scene: Scene): string | undefined {
  for (const task of scene.memory.contested) {
    const { settled } = scene.eyes.contestation(task);
    const voters =
      scene.eyes.voters("contestationVoteYeas", task).length + scene.eyes.voters("contestationVoteNays", task).length;
    if (settled >= BigInt(voters)) continue;
    const outcome = later(scene, LONG, engine.contestationVoteFinish(PEOPLE[0]!, task, 100n));
    if (!outcome.ok) return `contestation: ${failureOf(outcome)}`;
  }
  return undefined;
}

function closeTasks(scene: Scene): string | undefined {
  const { eyes, memory } = scene;
  for (const { id, owner } of memory.tasks) {
    const solution = eyes.solution(id);
    if (!eyes.task(id).exists || solution.claimed || eyes.contestation(id).exists) continue;
    const action = solution.exists ? engine.claimSolution(PEOPLE[0]!, id) : engine.retractTask(owner, id);
    const outcome = later(scene, LONG, action);
    if (!outcome.ok) return `${action.method}: ${failureOf(outcome)}`;
  }
  return undefined;
}

function takeFees(scene: Scene): string | undefined {
  const outcome = later(scene, LONG, engine.withdrawAccruedFees(PEOPLE[0]!));
  return outcome.ok ? undefined : `fees: ${failureOf(outcome)}`;
}

/** All stakes at once: that each alone could be paid is not enough. */
function withdrawStakes({ eyes }: Scene): string | undefined {
  const now = eyes.chain.head.timestamp;
  const free = VALIDATORS.map((validator) => {
    const { staked, pending } = eyes.validator(validator);
    return { validator, amount: staked > pending ? staked - pending : 0n };
  });
  const ask = free.map(({ validator, amount }) => engine.initiateValidatorWithdraw(validator, amount));
  const counts = VALIDATORS.map(
    (validator) => eyes.engine<bigint>("pendingValidatorWithdrawRequestsCount", validator) + 1n,
  );
  const take = VALIDATORS.map((validator, index) => engine.validatorWithdraw(validator, counts[index]!, validator));
  const results = eyes.chain.probe([
    { timestamp: now, actions: ask },
    { timestamp: now + LONG, actions: take },
  ]);
  const failed = results.flatMap(({ outcomes }) => outcomes).find(({ ok }) => !ok);
  return failed && `stake: ${failureOf(failed)}`;
}

export const BOOKS: readonly Property[] = [idsAreUnique, rewardsNeedDemand, ledgerBalances, debtsCanBePaid];
