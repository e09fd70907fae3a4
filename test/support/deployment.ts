/** A deployed protocol under test: on the real contracts, or on any backend. */
import type { Address } from "../../sim/base/types.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import type { Chain, ContractName } from "../../sim/chain/port.ts";
import { type Backend, openEvm, TEST_PLAN } from "./chains.ts";

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

/** Gives each test of the enclosing suite a fresh deployment on the backend. Call the result inside a test. */
export function useBackend(backend: Backend): () => Chain {
  let chain: Chain;
  beforeEach(async () => {
    chain = await backend.open();
  });
  return () => chain;
}

/** The address of a contract of the deployment. */
export const addressIn = (chain: Chain, name: ContractName): Address => chain.deployment.addresses[name]!;
