/**
 * Hardhat's network `nova`, reached with the least overhead that Hardhat allows: many JSON-RPC requests travel to its EVM
 * in one call.
 */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { NetworkConnection } from "hardhat/types/network";
import type { JsonRpcRequest } from "hardhat/types/providers";
import type { Seconds } from "../../base/types.ts";
import { type ForkPoint, whileAlive } from "./fork.ts";
import { Vigil } from "./vigil.ts";

/** A JSON-RPC method with its parameters. */
export type RpcCall = readonly [method: string, ...params: readonly unknown[]];

/** A JSON-RPC connection. Rejects when the node answers with an error. */
export interface Rpc {
  request(method: string, ...params: readonly unknown[]): Promise<unknown>;
  /** Sends all in one message; they are handled in order. Resolves to their results. Rejects with the first error. */
  batch(calls: readonly RpcCall[]): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Not a method of any node: the hook below turns it into a JSON-RPC batch on its way to the EVM. */
const BATCH = "testbed_batch";

/** Hardhat's runtime environment for this project, from whichever directory it is asked for. */
export async function loadHardhat() {
  growInLargePages();
  process.env["HARDHAT_CONFIG"] ??= fileURLToPath(new URL("../../../hardhat.config.ts", import.meta.url));
  const { default: hre } = await import("hardhat");
  return hre;
}

/**
 * A chain grows by some 40 KiB per transaction. In pages of the usual size the kernel is asked some ten times for that, which
 * took a quarter of the time on a virtual machine. The EVM's allocator reads this when it is loaded: it asks for large pages,
 * and keeps what it has. 5 000 transactions hold 5 % more memory for it.
 */
function growInLargePages(): void {
  process.env["MIMALLOC_ALLOW_LARGE_OS_PAGES"] ??= "1";
  process.env["MIMALLOC_PURGE_DELAY"] ??= "-1";
}

export type Hardhat = Awaited<ReturnType<typeof loadHardhat>>;

const withBatches = new WeakSet<Hardhat>();

/** Makes every network of `hre` understand `BATCH`. */
function enableBatches(hre: Hardhat): void {
  if (withBatches.has(hre)) return;
  withBatches.add(hre);
  hre.hooks.registerHandlers("network", {
    onRequest: (context, connection, request, next) =>
      // Hardhat types one request, and passes on whatever it is given.
      next(context, connection, request.method === BATCH ? (request.params as unknown as JsonRpcRequest) : request),
  });
}

/** Starts a chain whose first block has this timestamp, or that continues the forked one; Nova's id unless told another. */
export async function openNetwork(hre: Hardhat, timestamp: Seconds, fork?: ForkPoint, chainId?: number): Promise<Rpc> {
  enableBatches(hre);
  const forking = fork && { enabled: true, url: fork.url, blockNumber: fork.block };
  const initialDate = new Date(timestamp * 1000);
  const connection = await hre.network.create({
    network: "nova",
    override: { initialDate, accounts: [], ...(forking && { forking }), ...(chainId && { chainId }) },
  });
  const rpc = rpcOf(connection);
  return fork ? watched(rpc, fork) : rpc;
}

function rpcOf(connection: NetworkConnection<string>): Rpc {
  const { provider } = connection;
  const vigil = new Vigil(availableParallelism());
  return {
    request: (method, ...params) => vigil.wait(provider.request({ method, params })),
    batch: (calls) =>
      vigil.wait(provider.request({ method: BATCH, params: calls.map(toRequest) })) as Promise<unknown[]>,
    close: () => connection.close(),
  };
}

/** As `rpc`, but rejects with `ForkError` soon after the forked node has died. */
function watched(rpc: Rpc, fork: ForkPoint): Rpc {
  return {
    request: (...call) => whileAlive(rpc.request(...call), fork),
    batch: (calls) => whileAlive(rpc.batch(calls), fork),
    close: rpc.close,
  };
}

function toRequest([method, ...params]: RpcCall, id: number) {
  return { jsonrpc: "2.0", id, method, params };
}
