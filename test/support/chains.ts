/**
 * Fresh chains for tests, cheaply: each plan is deployed once, and every `open` goes back to the state after the
 * deployment. One suite runs on every backend there is:
 *
 *     forEachBackend("submitTask", (backend) => {
 *       it("stores the fee", async () => {
 *         const chain = await backend.open();
 */
import { addressOf } from "../../sim/base/identity.ts";
import { WAD } from "../../sim/base/types.ts";
import { type EvmChain, openEvmChain, type Snapshot } from "../../sim/chain/evm/chain.ts";
import { openModelChain } from "../../sim/chain/model/index.ts";
import type { Chain, DeploymentPlan } from "../../sim/chain/port.ts";

/** The deployment that tests get unless they ask for another: one model of each kind, the protocol's own parameters. */
export const TEST_PLAN: DeploymentPlan = {
  timestamp: 1_707_876_523, // when the first engine started on Nova: protocol section 8
  parameters: {},
  models: [
    { name: "plain", addr: addressOf("modelOwner"), fee: 0n, rate: WAD, template: "0x7b7d" },
    { name: "paid", addr: addressOf("modelOwner"), fee: WAD / 2n, rate: WAD, template: "0x7b2270616964227d" },
    { name: "unrewarded", addr: addressOf("modelOwner"), fee: 0n, rate: 0n, template: "0x7b2266726565227d" },
  ],
};

/** A backend under test. */
export interface Backend {
  readonly name: Chain["backend"];
  /** A chain as after the deployment. It replaces the chain that an earlier call with an equal plan gave. */
  open(plan?: DeploymentPlan): Promise<Chain>;
}

/** Names of all errors that any test has made the contracts throw so far, Solidity's own included. */
export const errorsSeen = new Set<string>();

interface Deployed {
  readonly chain: EvmChain;
  readonly snapshot: Snapshot;
}

const deployed = new Map<string, Promise<Deployed>>();

async function deploy(plan: DeploymentPlan): Promise<Deployed> {
  const chain = await openEvmChain({ plan, onRevert: (error) => errorsSeen.add(error) });
  return { chain, snapshot: await chain.snapshot() };
}

/** The EVM as after the deployment, with what only it can do beside the port's methods. */
export async function openEvm(plan: DeploymentPlan = TEST_PLAN): Promise<EvmChain> {
  const key = JSON.stringify(plan, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
  const pending = deployed.get(key) ?? deploy(plan);
  deployed.set(key, pending);
  const { chain, snapshot } = await pending;
  await chain.restore(snapshot);
  return chain;
}

/** Closes every chain and forgets it: what is opened next is deployed anew, with whatever bytecode there is by then. */
export async function closeChains(): Promise<void> {
  const open = [...deployed.values()];
  deployed.clear();
  // What was not deployed has nothing to close.
  for (const result of await Promise.allSettled(open))
    if (result.status === "fulfilled") await result.value.chain.close();
}

const openModel = (plan: DeploymentPlan = TEST_PLAN): Promise<Chain> => openModelChain({ plan });

const BACKENDS: readonly Backend[] = [
  { name: "evm", open: openEvm },
  { name: "model", open: openModel },
];

/** Runs the suite once per backend. */
export function forEachBackend(title: string, suite: (backend: Backend) => void): void {
  for (const backend of BACKENDS) describe(`${title} on ${backend.name}`, () => suite(backend));
}
