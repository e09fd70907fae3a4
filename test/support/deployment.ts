/** A deployed protocol under test, on the real contracts. */
import type { Address } from "../../sim/base/types.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import type { ContractName } from "../../sim/chain/port.ts";
import { openEvm, TEST_PLAN } from "./chains.ts";

/** When the plan that tests get is deployed. */
export const START = TEST_PLAN.timestamp;

/** Gives each test of the enclosing suite `plan` deployed and then `prepare`d. Call the result inside a test. */
export function useDeployment(
  plan = TEST_PLAN,
  prepare: (chain: EvmChain) => Promise<void> = async () => {},
): () => EvmChain {
  let chain: EvmChain;
  beforeEach(async () => {
    chain = await openEvm(plan);
    await prepare(chain);
  });
  return () => chain;
}

/** The address of a contract of the deployment. */
export const addressIn = (chain: EvmChain, name: ContractName): Address => chain.deployment.addresses[name]!;
