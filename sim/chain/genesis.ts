/** What a deployment amounts to, computed without a chain: every backend begins with it. */
import { generateIPFSCID, hashModel } from "../base/ids.ts";
import { type Address, type Hex, MINING_ALLOCATION, type Wei } from "../base/types.ts";
import { addressOfContract, DEPLOYER, deploymentAddresses, LIQUIDITY_HOLDER } from "./addresses.ts";
import { LIQUIDITY_ALLOCATION, VESTING_ALLOCATIONS } from "./allocation.ts";
import type { Deployment, DeploymentPlan, ModelPlan } from "./port.ts";

/** The part of a `Deployment` that does not depend on the backend. */
export type Genesis = Pick<Deployment, "timestamp" | "addresses" | "models" | "balances">;

/** Addresses, model ids and balances right after the deployment of `plan`. */
export const genesis = ({ timestamp, models }: DeploymentPlan): Genesis => ({
  timestamp,
  addresses: deploymentAddresses(),
  models: Object.fromEntries(models.map((model) => [model.name, idOfModel(model)])),
  balances: initialBalances(),
});

/** The id of a model of the plan, whose registrant is the deployer. */
export const idOfModel = ({ addr, fee, template }: ModelPlan): Hex =>
  hashModel({ addr, fee, cid: generateIPFSCID(template) }, DEPLOYER);

/** Who holds the million after the deployment: the engine, the vesting wallets, the liquidity's holder. */
function initialBalances(): readonly (readonly [Address, Wei])[] {
  return [
    [addressOfContract("engine"), MINING_ALLOCATION],
    ...VESTING_ALLOCATIONS.map(({ name, amount }) => [addressOfContract(`vesting.${name}`), amount] as const),
    [LIQUIDITY_HOLDER, LIQUIDITY_ALLOCATION.amount],
  ];
}
