/**
 * The one deployment of the protocol: the whitepaper's million to the wei, everything owned by the timelock, no key left
 * over. One block at the plan's timestamp holds it all. Source: protocol section 7.
 */
import { keccak256 } from "../../base/keccak.ts";
import type { Address, Hex, Seconds } from "../../base/types.ts";
import { CREATION_ORDER, DEPLOYER } from "../addresses.ts";
import { genesis } from "../genesis.ts";
import type { Deployment, DeploymentPlan } from "../port.ts";
import { artifact } from "./artifacts.ts";
import { errorAbi } from "./contracts.ts";
import { creationCode, deploymentSteps, type Step } from "./steps.ts";

/** A JSON-RPC call on a node of Hardhat's, method and parameters apart. */
export type Request = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** Arbitrum Nova, where contracts ask a precompile for the block number. Source: protocol sections 1 and 8. */
const NOVA_CHAIN_ID = 42170;
const ARB_SYS: Address = "0x0000000000000000000000000000000000000064";

/** Gas that each transaction may use: the largest creation takes some five million. */
const GAS_LIMIT = 10_000_000;

const quantity = (value: number): Hex => `0x${value.toString(16)}`;

/**
 * Puts the protocol on the chain behind `request`, on which the deployer has sent nothing yet. Throws an Error that
 * names the step when one fails, and when the chain's head is later than the plan.
 */
export async function deployProtocol(request: Request, plan: DeploymentPlan): Promise<Deployment> {
  const chainId = Number(await request("eth_chainId", []));
  await requireNotLater(request, plan.timestamp);
  if (chainId === NOVA_CHAIN_ID) await request("hardhat_setCode", [ARB_SYS, artifact("ArbSys").deployedBytecode]);
  await mineAsDeployer(request, plan.timestamp, deploymentSteps(plan));
  return {
    chainId,
    ...genesis(plan),
    bytecodeHash: bytecodeHash(plan),
  };
}

/** keccak256 over the creation bytecode of all contracts of the plan's deployment, as they are compiled. */
export const bytecodeHash = (plan: Pick<DeploymentPlan, "engine"> = {}): Hex =>
  keccak256(`0x${CREATION_ORDER.map((name) => creationCode(name, plan).slice(2)).join("")}`);

async function requireNotLater(request: Request, timestamp: Seconds): Promise<void> {
  const head = (await request("eth_getBlockByNumber", ["latest", false])) as { timestamp: Hex };
  if (Number(head.timestamp) <= timestamp) return;
  throw new Error(`deployment: ${timestamp} is before the chain's head: choose ${Number(head.timestamp)} or later`);
}

/** Mines the steps, in order, as one block at `timestamp`; leaves the chain's mining mode as it was. */
async function mineAsDeployer(request: Request, timestamp: Seconds, steps: readonly Step[]): Promise<void> {
  const automine = await request("hardhat_getAutomine", []);
  await request("evm_setAutomine", [false]);
  await request("hardhat_impersonateAccount", [DEPLOYER]);
  await request("hardhat_setNextBlockBaseFeePerGas", ["0x0"]);
  const hashes: unknown[] = [];
  for (const [nonce, step] of steps.entries())
    hashes.push(await request("eth_sendTransaction", [envelope(step, nonce)]));
  await request("evm_setNextBlockTimestamp", [timestamp]);
  await request("evm_mine", []);
  await request("hardhat_stopImpersonatingAccount", [DEPLOYER]);
  await request("evm_setAutomine", [automine]);
  for (const [index, step] of steps.entries()) await requireSuccess(request, step, hashes[index]);
}

/** Free of charge: the deployer owns nothing, before and after. The nonce spares the node a pending block. */
const envelope = ({ to, data }: Step, nonce: number) => ({
  from: DEPLOYER,
  ...(to && { to }),
  data,
  nonce: quantity(nonce),
  gas: quantity(GAS_LIMIT),
  gasPrice: "0x0",
});

async function requireSuccess(request: Request, { label }: Step, hash: unknown): Promise<void> {
  const receipt = (await request("eth_getTransactionReceipt", [hash])) as { status: Hex } | null;
  if (receipt === null) throw new Error(`deployment: "${label}" was not mined: the block's gas limit is too low`);
  if (receipt.status !== "0x1") throw new Error(`deployment: "${label}" ${await explain(request, hash)}`);
}

async function explain(request: Request, hash: unknown): Promise<string> {
  const tracer = { tracer: "callTracer", tracerConfig: { onlyTopCall: true } };
  const { output } = (await request("debug_traceTransaction", [hash, tracer])) as { output?: Hex };
  const { error, args } = errorAbi().decode(output ?? "0x");
  return `reverted with ${error}(${args.join(", ")})`;
}
