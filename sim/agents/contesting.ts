/** When the chain takes a contestation. Source: protocol section 5, `submitContestation`. */
import { free } from "./staking.ts";
import type { SolvedTask, View } from "./view.ts";

/** Seconds that an action needs to arrive in time. */
export const MARGIN = 5;

/** Whether a contestation that is sent now arrives before the solution can be claimed. */
const inTime = ({ solvedAt }: SolvedTask, view: View): boolean =>
  view.now + MARGIN < solvedAt + view.protocol.minClaimSolutionTime;

/** Whether one's stake and the time left allow to contest the solution. */
export const mayContest = (solution: SolvedTask, view: View): boolean =>
  inTime(solution, view) && free(view) >= view.minimumStake && view.own.staked >= view.slash;

/** Whether a solution, which may be final by now, is contested by nobody and young enough. */
export const isContestable = (solution: SolvedTask, view: View): boolean =>
  view.market.solution(solution.id) !== undefined &&
  view.market.contestation(solution.id) === undefined &&
  inTime(solution, view);
