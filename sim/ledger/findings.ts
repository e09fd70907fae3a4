/** What the protocol allows as specified and should not: named, counted, costed. The run goes on. */
import type { Seconds, Wei } from "../base/types.ts";

/** Name -> what happens and who bears it, and what the cost counts (in wei). Sources: protocol section 5. */
export const FINDINGS = {
  "undefended-contestation": {
    description:
      "A solver whose stake is below the slash casts no vote for its solution: it loses nothing, and a lone contester wins.",
    costs: "slashes that the solvers did not lose",
  },
  "free-contestation": {
    description:
      "Where the slash is 0 (below 2 000 AIUS of supply, or by the owner's will) contesting and voting risk nothing.",
    costs: "fees of the tasks contested for free",
  },
  "self-contestation": {
    description:
      "A solver contests its own solution and votes on both sides: nobody else can contest it, and a tie pays the solver.",
    costs: "fees of the tasks shielded",
  },
  "solver-share-to-other": {
    description: "The solver's own vote was missing, so the first other nay took the solver's share of the slashes.",
    costs: "slashes won by others in the solver's place",
  },
  "late-stake-votes": {
    description: "A stake made after a contestation was submitted voted on it: votes can be bought to order.",
    costs: "slashes put at stake by such votes",
  },
  "vote-after-settlement": {
    description: "A vote was counted after the first page of its contestation had been settled.",
    costs: "slashes taken by such votes",
  },
  "verdict-flipped": {
    description: "A later page of a contestation was settled for the other side than its first page.",
    costs: "paid to the second winners",
  },
  "slashes-overpaid": {
    description: "A contestation paid out more than was locked for it, at the mining pool's expense.",
    costs: "paid above what was locked",
  },
  "slashes-stranded": {
    description: "Slashes that no page can return or pay out any more stay in the engine.",
    costs: "slashes stranded",
  },
  "slash-dust": {
    description: "What is left of dividing the losers' slashes among the winners stays in the engine for good.",
    costs: "left in the engine",
  },
  "vote-period-shortened": {
    description:
      "A contestation was settled earlier than announced when it was submitted: the owner lowered the period.",
    costs: "slashes locked at that moment",
  },
  "settlement-blocked": {
    description:
      "A task that belongs to the zero address cannot be refunded, so its contestation can never be settled and its slashes stay locked.",
    costs: "slashes locked and the fee, per attempt to settle",
  },
  "wrong-verdict": {
    description: "The vote decided against the truth: one vote per validator, whatever the evidence.",
    costs: "fee and slashes that went to the wrong side",
  },
  "falsehood-paid": {
    description: "A false solution that nobody contested in time was paid: the first solution counts, true or not.",
    costs: "paid to the solvers of such tasks",
  },
  "task-spoiled": {
    description:
      "A rejected solution leaves its task closed: nobody can solve it any more, its owner must submit it again.",
    costs: "fees returned for work that was not done",
  },
  "self-solved-task": {
    description: "A solver was rewarded for a task that it had submitted itself: emission without demand.",
    costs: "rewards paid for such tasks",
  },
  "rewards-beyond-pool": {
    description:
      "Nothing was left to be mined, and rewards were paid from what the engine holds for others: it owes more than it has.",
    costs: "paid from stakes and fees",
  },
  "measure-counts-deposits": {
    description:
      "Stakes and fees in the engine count as not mined, so that a deposit raises every reward until it is withdrawn.",
    costs: "rewards above what each by itself would have been with the deposits of the run's first block",
  },
  "withdrawal-blocked": {
    description: "A slash left a validator less stake than it has pending: it can neither act nor withdraw.",
    costs: "pending above the stake",
  },
  "since-reset-by-other": {
    description:
      "A deposit by someone else restarted a validator's membership and took its vote on open contestations.",
    costs: "deposited for it",
  },
  donation: {
    description:
      "Tokens sent to the engine past its own functions are lost to the sender and lower the measured supply.",
    costs: "sent",
  },
} as const;

export type FindingName = keyof typeof FINDINGS;

/** A property that the protocol as specified does not have, and what its absence cost in this run. */
export interface Finding {
  readonly name: FindingName;
  readonly description: string;
  /** What `cost` counts. */
  readonly costs: string;
  readonly count: number;
  /** Sum over all occurrences, in wei. */
  readonly cost: Wei;
  readonly first: {
    readonly block: number;
    readonly timestamp: Seconds;
    readonly agent: string;
    readonly method: string;
  };
}
