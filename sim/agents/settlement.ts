/** What every solver does when it is due: claim its solutions, settle the contestations that it has won. */
import type { Address, Hex, Seconds } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { type Intent, NOTHING, type Note, send, wake } from "./agent.ts";
import type { Contestation, SolvedTask, View } from "./view.ts";

/** How long the next winner waits for the one before it to settle. */
const PATIENCE: Seconds = 30;

/** A reminder to claim as soon as the protocol allows. */
export const remindClaim = (solution: SolvedTask, view: View): Intent =>
  wake(solution.solvedAt + view.protocol.minClaimSolutionTime + 1, "claim", solution.id);

/** A reminder to settle as soon as the vote is over. */
export const remindSettle = (contestation: Contestation, view: View): Intent =>
  wake(contestation.submittedAt + view.protocol.minContestationVotePeriodTime, "settle", contestation.task.id);

/** Claims a solution of its own unless it is contested or final; settles a vote that it has won and nobody has settled. */
export function settlement(note: Note, self: Address, view: View): readonly Intent[] {
  if (note.matter === "claim") return claim(note.about!, self, view);
  if (note.matter === "settle") return settle(note.about!, self, view);
  return NOTHING;
}

function claim(task: Hex, self: Address, view: View): readonly Intent[] {
  const solution = view.market.solution(task);
  if (solution === undefined || solution.solver !== self || view.market.contestation(task) !== undefined)
    return NOTHING;
  return [send(engine.claimSolution(self, task))];
}

function settle(task: Hex, self: Address, view: View): readonly Intent[] {
  const contestation = view.market.contestation(task);
  if (contestation === undefined) return NOTHING;
  const winners = winnersOf(contestation);
  const rank = winners.indexOf(self);
  if (rank < 0) return NOTHING;
  const due = contestation.submittedAt + view.protocol.minContestationVotePeriodTime + rank * PATIENCE;
  if (view.now < due) return [wake(due, "settle", task)];
  return [send(engine.contestationVoteFinish(self, task, BigInt(winners.length)))];
}

/** The side that wins as it stands; a tie favours the solver. Source: protocol section 5. */
export const winnersOf = ({ yeas, nays }: Contestation): readonly Address[] =>
  yeas.length > nays.length ? yeas : nays;
