/** Stakes of validators. Source: protocol section 5, "Stake". */
import { type Address, type Value, WAD, type Wei } from "../../base/types.ts";
import type { Scene } from "../scene.ts";

type Arguments = Readonly<Record<string, Value>>;

/** Supply below which the minimum stake is 0. Source: protocol section 1. */
const MINIMUM_FROM: Wei = 1000n * WAD;

const minimumStake = (scene: Scene): Wei => {
  const supply = scene.supply;
  if (supply < MINIMUM_FROM) return 0n;
  return supply - (supply * (WAD - scene.parameters.validatorMinimumPercentage)) / WAD;
};

export const deposited = (scene: Scene, args: Arguments): void => {
  const from = args["addr"] as Address;
  const to = args["validator"] as Address;
  const amount = args["amount"] as Wei;
  scene.take("stakeDeposit", "stake-paid-in", { from, to: scene.engine, amount }, { validator: to });
  const validator = scene.validator(to);
  const minimum = minimumStake(scene);
  if (validator.staked <= minimum && validator.staked + amount >= minimum) {
    if (from !== to && validator.since > 0 && validator.since < scene.now)
      scene.audit.find("since-reset-by-other", amount);
    validator.since = scene.now;
  }
  scene.stake(to, amount);
};

export const withdrawalInitiated = (scene: Scene, args: Arguments): void => {
  const validator = scene.validator(args["addr"] as Address);
  validator.requests.set(args["count"] as bigint, args["amount"] as Wei);
  validator.pending += args["amount"] as Wei;
};

/** Forgets a request and gives its amount; a violation and 0 when there is none. */
const endRequest = (scene: Scene, address: Address, count: bigint): Wei => {
  const validator = scene.validator(address);
  const amount = validator.requests.get(count);
  if (amount === undefined) {
    scene.audit.violate("known-subject", 0n, 1n, `no withdrawal request ${count} of ${address}`);
    return 0n;
  }
  validator.requests.delete(count);
  validator.pending -= amount;
  return amount;
};

export const withdrawalCancelled = (scene: Scene, args: Arguments): void => {
  endRequest(scene, args["addr"] as Address, args["count"] as bigint);
};

export const withdrawn = (scene: Scene, args: Arguments): void => {
  const validator = args["addr"] as Address;
  const requested = endRequest(scene, validator, args["count"] as bigint);
  scene.audit.equal("stake-paid-out", args["amount"] as Wei, requested);
  scene.stake(validator, -requested);
  scene.take(
    "stakeWithdrawal",
    "stake-paid-out",
    { from: scene.engine, to: args["to"] as Address, amount: requested },
    { validator },
  );
};
