/** What the world reads from the chain for everyone: parameters once, measures hourly, a stake when it changed. */
import type { ProtocolFacts } from "../agents/view.ts";
import type { Wei } from "../base/types.ts";
import type { Chain, EngineParameters, EngineVariant } from "../chain/port.ts";
import type { Public } from "./eyes.ts";
import type { PublicRecord, Shares } from "./public-record.ts";

const read = async (chain: Chain, method: string): Promise<bigint> => (await chain.call("engine", method))[0] as bigint;

/** The engine's times and shares as they are on the chain, and what its code says of commitments. */
export async function readProtocol(
  chain: Chain,
  variant?: EngineVariant,
): Promise<{ facts: ProtocolFacts; shares: Shares }> {
  const seconds = async (name: keyof EngineParameters) => Number(await read(chain, name));
  return {
    facts: {
      minClaimSolutionTime: await seconds("minClaimSolutionTime"),
      minRetractionWaitTime: await seconds("minRetractionWaitTime"),
      minContestationVotePeriodTime: await seconds("minContestationVotePeriodTime"),
      maxContestationValidatorStakeSince: await seconds("maxContestationValidatorStakeSince"),
      exitValidatorMinUnlockTime: await seconds("exitValidatorMinUnlockTime"),
      commitments: variant !== "without-commitments",
    },
    shares: {
      solutionFeePercentage: await read(chain, "solutionFeePercentage"),
      treasuryRewardPercentage: await read(chain, "treasuryRewardPercentage"),
    },
  };
}

/** Reward, minimum stake and slash at the chain's head. */
export async function refreshMeasures(chain: Chain, all: Public): Promise<void> {
  const [reward, minimumStake, slash] = await Promise.all([
    read(chain, "getReward"),
    read(chain, "getValidatorMinimum"),
    read(chain, "getSlashAmount"),
  ]);
  all.market.setReward(reward);
  all.minimumStake = minimumStake;
  all.slash = slash;
}

/** Slashes of new contestations and stakes that a block may have changed. */
export async function refreshStakes(chain: Chain, market: PublicRecord): Promise<void> {
  for (const task of market.newContestations) {
    const contestation = await chain.call("engine", "contestations", [task]);
    market.setSlash(task, contestation[3] as Wei);
  }
  for (const address of market.changedStakes) {
    const [validator, [pending]] = await Promise.all([
      chain.call("engine", "validators", [address]),
      chain.call("engine", "validatorWithdrawPendingAmount", [address]),
    ]);
    const [staked, since] = validator as readonly [Wei, bigint];
    market.setStake(address, { staked, pending: pending as Wei, since: Number(since) });
  }
  market.newContestations.clear();
  market.changedStakes.clear();
}
