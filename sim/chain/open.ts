/** Choosing a backend. Loads only what the chosen one needs: the model never loads Hardhat. */
import type { Chain, DeploymentPlan } from "./port.ts";

export interface OpenOptions {
  readonly backend: Chain["backend"];
  readonly plan: DeploymentPlan;
  /** Deploy on top of this chain, at this block or its newest. */
  readonly fork?: { readonly url: string; readonly block?: number };
  /** Told what takes long, while it takes long. */
  readonly onProgress?: (message: string) => void;
}

/** Opens a chain with the protocol deployed as planned. Throws when the backend is not there or cannot fork. */
export async function openChain({ backend, ...options }: OpenOptions): Promise<Chain> {
  if (backend === "evm") return (await import("./evm/chain.ts")).openEvmChain(options);
  if (options.fork) throw new Error(`the backend ${backend} cannot continue another chain: use evm`);
  if (backend === "model") return (await import("./model/index.ts")).openModelChain(options);
  return (await import("./twin.ts")).openTwinChain(options);
}
