import type { EngineParameters } from "./port.ts";

/** What the engine's parameters are until its owner changes them. Source: protocol section 1. */
export const INITIAL_PARAMETERS: Readonly<EngineParameters> = {
  validatorMinimumPercentage: 800_000_000_000_000n,
  slashAmountPercentage: 100_000_000_000_000n,
  solutionFeePercentage: 100_000_000_000_000_000n,
  retractionFeePercentage: 100_000_000_000_000_000n,
  treasuryRewardPercentage: 100_000_000_000_000_000n,
  minClaimSolutionTime: 2000n,
  minRetractionWaitTime: 10_000n,
  minContestationVotePeriodTime: 4000n,
  maxContestationValidatorStakeSince: 120n,
  exitValidatorMinUnlockTime: 86_400n,
};
