/** The ways to drive the protocol's contracts that the benchmark compares, each as its users would write it. */
import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import type { Contract } from "ethers";
import type { Address, Hex } from "../../sim/base/types.ts";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { openEvmChain } from "../../sim/chain/evm/chain.ts";
import { abiOf } from "../../sim/chain/evm/contracts.ts";
import { deployProtocol, type Request } from "../../sim/chain/evm/deploy.ts";
import { openModelChain } from "../../sim/chain/model/index.ts";
import type { Action, BlockRequest, Chain, ContractName, Deployment } from "../../sim/chain/port.ts";
import { startAnvil } from "./anvil.ts";
import { PLAN } from "./workload.ts";

/** One way. It is up when it has been opened; the protocol is deployed. */
export interface Contender {
  /** Executes the actions of a moment, in order. Returns how many succeeded. */
  execute(block: BlockRequest): Promise<number>;
  view(contract: ContractName, method: string): Promise<unknown>;
  /** Resident memory of whatever holds the chain, in bytes. */
  memory(): number;
  close(): Promise<void>;
}

export const CONTENDERS = {
  ethers: openEthers,
  provider: openProvider,
  anvil: openAnvil,
  port: async () => throughPort(await openEvmChain({ plan: PLAN })),
  model: async () => throughPort(await openModelChain({ plan: PLAN })),
} as const satisfies Record<string, () => Promise<Contender>>;

export type ContenderName = keyof typeof CONTENDERS;

const GAS_LIMIT = "0x1e84800";
const GAS_MONEY = "0xffffffffffffffffffffffff";
const quantity = (value: number): Hex => `0x${value.toString(16)}`;
const ownMemory = () => process.memoryUsage.rss();

/** Hardhat's network as configured for Nova, with the protocol: Hardhat as anyone would load it. */
async function openNova() {
  const { default: hre } = await import("hardhat");
  const connection = await hre.network.create({
    network: "nova",
    override: { initialDate: new Date(PLAN.timestamp * 1000) },
  });
  const request: Request = (method, params) => connection.provider.request({ method, params: [...params] });
  return { connection, request, deployment: await deployProtocol(request, PLAN) };
}

/** (a) Plain ethers: a contract call, then `wait()`; the library finds nonce and gas. */
async function openEthers(): Promise<Contender> {
  const { connection, request, deployment } = await openNova();
  const { ethers } = connection as typeof connection & { ethers: HardhatEthers };
  const contracts = new Map<string, Contract>();
  const contractOf = async (name: ContractName, from: Address) => {
    const key = `${name} ${from}`;
    const known = contracts.get(key);
    if (known) return known;
    await request("hardhat_setBalance", [from, GAS_MONEY]);
    const { abi } = artifact(name === "engine" ? "Engine" : "Token");
    const contract = new ethers.Contract(deployment.addresses[name]!, abi, await ethers.getImpersonatedSigner(from));
    contracts.set(key, contract);
    return contract;
  };
  return {
    execute: async ({ timestamp, actions }) => {
      let succeeded = 0;
      await request("evm_setNextBlockTimestamp", [timestamp]);
      for (const { from, to, method, args } of actions) {
        const contract = await contractOf(to, from);
        const response = await contract.getFunction(method)(...args);
        if ((await response.wait()).status === 1) succeeded++;
      }
      return succeeded;
    },
    ...viewer(request, deployment),
    memory: ownMemory,
    close: () => connection.close(),
  };
}

/** (b) A plain loop over the provider: send with an explicit nonce, then fetch the receipt. */
async function openProvider(): Promise<Contender> {
  const { connection, request, deployment } = await openNova();
  const send = sender(request, deployment);
  return {
    execute: executor(request, async (action) => {
      const hash = await request("eth_sendTransaction", [await send(action)]);
      return (await request("eth_getTransactionReceipt", [hash])) as { status: Hex };
    }),
    ...viewer(request, deployment),
    memory: ownMemory,
    close: () => connection.close(),
  };
}

/** (c) Anvil over HTTP, which answers with the receipt at once. */
async function openAnvil(): Promise<Contender> {
  const { request, memory, close } = await startAnvil(PLAN.timestamp - 1);
  const deployment = await deployProtocol(request, PLAN);
  const send = sender(request, deployment);
  return {
    execute: executor(
      request,
      async (action) => (await request("eth_sendTransactionSync", [await send(action)])) as { status: Hex },
    ),
    ...viewer(request, deployment),
    memory,
    close,
  };
}

/** (d) and (e) The chain port, on either backend. */
function throughPort(chain: Chain): Contender {
  return {
    execute: async (block) => (await chain.mine(block)).outcomes.filter(({ ok }) => ok).length,
    view: async (contract, method) => (await chain.call(contract, method))[0],
    memory: ownMemory,
    close: () => chain.close(),
  };
}

/** Sends a moment's actions one after another, each in a block of its own. */
function executor(request: Request, send: (action: Action) => Promise<{ status: Hex }>): Contender["execute"] {
  return async ({ timestamp, actions }) => {
    let succeeded = 0;
    await request("evm_setNextBlockTimestamp", [timestamp]);
    for (const action of actions) if ((await send(action)).status === "0x1") succeeded++;
    return succeeded;
  };
}

/** Makes transactions with explicit nonces; lets new senders send. */
function sender(request: Request, { addresses }: Deployment): (action: Action) => Promise<unknown> {
  const nonces = new Map<Address, number>();
  return async ({ from, to, method, args }) => {
    const nonce = nonces.get(from) ?? 0;
    nonces.set(from, nonce + 1);
    if (nonce === 0) {
      await request("hardhat_impersonateAccount", [from]);
      await request("hardhat_setBalance", [from, GAS_MONEY]);
    }
    const data = abiOf(to).encodeCall(method, args);
    return { from, to: addresses[to], data, nonce: quantity(nonce), gas: GAS_LIMIT, gasPrice: "0x989680" };
  };
}

function viewer(request: Request, { addresses }: Deployment): Pick<Contender, "view"> {
  return {
    view: async (contract, method) => {
      const call = { to: addresses[contract], data: abiOf(contract).encodeCall(method, []) };
      const data = (await request("eth_call", [call, "latest"])) as Hex;
      return abiOf(contract).decodeResult(method, 0, data)[0];
    },
  };
}
