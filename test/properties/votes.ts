/** Properties of contestations and their votes. */
import type { Address, Hex, Wei } from "../../sim/base/types.ts";
import type { ChainEvent } from "../../sim/chain/port.ts";
import type { Moment, Property, Watcher } from "./property.ts";

/** All events of a block of one name, with who acted. */
export function* eventsOf({ block, result }: Moment, name: string): Generator<ChainEvent & { readonly from: Address }> {
  for (const [index, outcome] of result.outcomes.entries()) {
    if (!outcome.ok) continue;
    for (const event of outcome.events) if (event.name === name) yield { ...event, from: block.actions[index]!.from };
  }
}

const property = (name: string, equation: string, watch: () => Watcher): Property => ({
  name,
  equation,
  underOwner: false,
  watch,
});

const oneVote = property("one-vote", "votes(x, contestation) <= 1", () => {
  const seen = new Set<string>();
  return {
    after(moment) {
      for (const { args } of eventsOf(moment, "ContestationVote")) {
        const key = `${args["addr"]} on ${args["task"]}`;
        if (seen.has(key)) return `${key} votes again`;
        seen.add(key);
      }
      return undefined;
    },
  };
});

const contestedByOthers = property(
  "contested-by-others",
  "contester(solution) != solver(solution): nobody shields its own solution from others' contestation",
  () => ({
    after(moment) {
      for (const { args, from } of eventsOf(moment, "ContestationSubmitted"))
        if (moment.eyes.solution(args["task"] as Hex).validator === from) return `${from} contests its own solution`;
      return undefined;
    },
  }),
);

const solutionIsDefended = property(
  "solution-is-defended",
  "a contestation begins with one vote for it and one against it",
  () => ({
    after(moment) {
      for (const { args } of eventsOf(moment, "ContestationSubmitted")) {
        const nays = moment.eyes.voters("contestationVoteNays", args["task"] as Hex);
        if (nays.length === 0) return `${args["task"]} has nobody's nay`;
      }
      return undefined;
    },
  }),
);

const votesAreAtRisk = property(
  "votes-are-at-risk",
  "slash(contestation) > 0: who decides on others' money risks its own",
  () => ({
    after(moment) {
      for (const { args } of eventsOf(moment, "ContestationVote"))
        if (moment.eyes.contestation(args["task"] as Hex).slash === 0n) return `${args["addr"]} votes for free`;
      return undefined;
    },
  }),
);

const actorsHaveStake = property("actors-have-stake", "staked(x) > 0 when x solves, contests or votes", () => {
  let without = new Set<Address>();
  return {
    before({ eyes }, { actions }) {
      without = new Set(actions.map(({ from }) => from).filter((from) => eyes.validator(from).staked === 0n));
    },
    after(moment) {
      for (const name of ["SolutionSubmitted", "ContestationSubmitted", "ContestationVote"])
        for (const { args, from } of eventsOf(moment, name))
          if (args["addr"] === from && without.has(from)) return `${from} acts without a stake`;
      return undefined;
    },
  };
});

const settledStaysSettled = property(
  "settled-stays-settled",
  "after the first page of a settlement no vote is added",
  () => {
    const settled = new Set<Hex>();
    return {
      after(moment) {
        for (const outcome of moment.result.outcomes) {
          if (!outcome.ok) continue;
          for (const { name, args } of outcome.events) {
            if (name === "ContestationVote" && settled.has(args["task"] as Hex))
              return `${args["addr"]} votes on ${args["task"]}`;
            if (name === "ContestationVoteFinish") settled.add(args["id"] as Hex);
          }
        }
        return undefined;
      },
    };
  },
);

/** Per contestation: what its votes took, less what its settlement gave back to stakes and paid as winnings. */
const votePaysWhatItTook = property(
  "vote-pays-what-it-took",
  "slashes returned + winnings paid <= slashes taken, for every contestation",
  () => {
    const kept = new Map<Hex, Wei>();
    const stakes = new Map<Address, Wei>();
    return {
      before({ eyes }, { actions }) {
        stakes.clear();
        for (const { method, args } of actions) {
          if (method !== "contestationVoteFinish") continue;
          const task = args[0] as Hex;
          const voters = [...eyes.voters("contestationVoteYeas", task), ...eyes.voters("contestationVoteNays", task)];
          for (const voter of voters) stakes.set(voter, eyes.validator(voter).staked);
        }
      },
      after(moment) {
        const { eyes } = moment;
        for (const { args } of eventsOf(moment, "ContestationVote")) {
          const task = args["task"] as Hex;
          kept.set(task, (kept.get(task) ?? 0n) + eyes.contestation(task).slash);
        }
        for (const { args } of eventsOf(moment, "ContestationVoteFinish")) {
          const task = args["id"] as Hex;
          const returned = [...stakes].reduce(
            (sum, [voter, staked]) => sum + eyes.validator(voter).staked - staked,
            0n,
          );
          const left =
            (kept.get(task) ?? 0n) -
            returned -
            winnings(moment, args["start_idx"] as bigint, args["end_idx"] as bigint, task);
          if (left < 0n) return `${task} has paid ${-left} wei more than it took`;
          kept.set(task, left);
        }
        return undefined;
      },
    };
  },
);

/** The winners' transfers of one page: those before the refund or the payment. */
function winnings({ eyes, result }: Moment, start: bigint, end: bigint, task: Hex): Wei {
  const yeas = eyes.voters("contestationVoteYeas", task).length;
  const nays = eyes.voters("contestationVoteNays", task).length;
  const winners = BigInt(Math.max(yeas, nays));
  const count = Number((end < winners ? end : winners) - (start < winners ? start : winners));
  for (const outcome of result.outcomes) {
    if (
      !outcome.ok ||
      !outcome.events.some(({ name, args }) => name === "ContestationVoteFinish" && args["id"] === task)
    )
      continue;
    const transfers = outcome.events.filter(({ name }) => name === "Transfer").slice(0, count);
    return transfers.reduce((sum, { args }) => sum + (args["value"] as Wei), 0n);
  }
  return 0n;
}

export const VOTES: readonly Property[] = [
  oneVote,
  contestedByOthers,
  solutionIsDefended,
  votesAreAtRisk,
  actorsHaveStake,
  settledStaysSettled,
  votePaysWhatItTook,
];
