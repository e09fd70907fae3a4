/** When the chain counts a vote. */
import type { Address } from "../base/types.ts";
import type { Contestation, View } from "./view.ts";

/**
 * Whether `self` may vote now: it has not, the vote is open, its stake is old and large enough.
 * Source: protocol section 5, `validatorCanVote`, and section 3, V.
 */
export function mayVote(contestation: Contestation, self: Address, view: View): boolean {
  const { since, staked, pending } = view.own;
  const { maxContestationValidatorStakeSince: maxSince, minContestationVotePeriodTime: period } = view.protocol;
  if (contestation.yeas.includes(self) || contestation.nays.includes(self)) return false;
  if (view.now > contestation.submittedAt + period) return false;
  if (since === 0 || since < maxSince || since - maxSince > contestation.submittedAt) return false;
  return staked - pending >= view.minimumStake && staked >= contestation.slash;
}
