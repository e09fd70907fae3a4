/** Finding out, before anything else is started and while it runs, whether a node can be forked from. */
import type { Hex } from "../../base/types.ts";

/** Arbitrum Nova's chain id. Source: protocol section 1. */
export const NOVA_CHAIN_ID = 42170;

/** How long a node may take to answer, in milliseconds. */
const PATIENCE_MS = 5_000;

/** How often somebody looks whether the node lives, while the EVM waits for it, in milliseconds. */
const ROUND_MS = 3_000;

/** Where to fork from: the newest block when none is given. */
export interface ForkRequest {
  readonly url: string;
  readonly block?: number;
}

/** A block that was there when it was asked for. */
export interface ForkPoint {
  readonly url: string;
  readonly block: number;
  /** Unix seconds. */
  readonly timestamp: number;
}

/** A node that cannot be forked from; the message names the place and the remedy. */
export class ForkError extends Error {
  constructor(url: string, reason: string, remedy: string) {
    super(`cannot fork from ${withoutSecrets(url)}: ${reason}; ${remedy}`);
    this.name = "ForkError";
  }
}

/** Asks the node for its chain id and the block. Throws `ForkError` within seconds when either is not as it must be. */
export async function findForkPoint({ url, block }: ForkRequest, patienceMs = PATIENCE_MS): Promise<ForkPoint> {
  requireHttp(url);
  const ask = (method: string, params: readonly unknown[]) => askNode(url, method, params, patienceMs);
  const chainId = Number(await ask("eth_chainId", []));
  if (chainId !== NOVA_CHAIN_ID) {
    throw new ForkError(
      url,
      `it is chain ${chainId}, not Arbitrum Nova (${NOVA_CHAIN_ID})`,
      "give the URL of a Nova node",
    );
  }
  const tag = block === undefined ? "latest" : `0x${block.toString(16)}`;
  const found = (await ask("eth_getBlockByNumber", [tag, false])) as { number: Hex; timestamp: Hex } | null;
  if (!found) throw new ForkError(url, `it has no block ${block}`, "give a block that exists, or none for the newest");
  const point = { url, block: Number(found.number), timestamp: Number(found.timestamp) };
  if (!Number.isSafeInteger(point.block) || !Number.isSafeInteger(point.timestamp))
    throw new ForkError(url, "it answers with something else than a block", "give the URL of a Nova node");
  return point;
}

/**
 * The answer of the EVM, which fetches from the node what it lacks. A slow node is waited for, a dead one rejects with
 * `ForkError` (the EVM itself would try again for a minute and a half).
 */
export async function whileAlive<T>(answer: Promise<T>, { url }: ForkPoint, roundMs = ROUND_MS): Promise<T> {
  let watch: NodeJS.Timeout | undefined;
  const death = new Promise<never>((_, reject) => {
    watch = setInterval(() => askNode(url, "eth_chainId", [], PATIENCE_MS).catch(reject), roundMs);
  });
  try {
    return await Promise.race([answer, death]);
  } finally {
    clearInterval(watch);
  }
}

function requireHttp(url: string): void {
  const { protocol, username } = URL.canParse(url) ? new URL(url) : { protocol: "", username: "" };
  if (/^https?:$/.test(protocol) && username === "") return;
  throw new ForkError(url, "it is no http URL without user and password", "give one, as in http://localhost:8547");
}

async function askNode(url: string, method: string, params: readonly unknown[], patienceMs: number): Promise<unknown> {
  const answer = await post(url, { jsonrpc: "2.0", id: 1, method, params }, patienceMs);
  if (answer.error)
    throw new ForkError(url, `it refuses ${method} (${answer.error.message})`, "give a node that serves this block");
  return answer.result;
}

interface RpcAnswer {
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

async function post(url: string, body: unknown, patienceMs: number): Promise<RpcAnswer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    return Object(await response.json()) as RpcAnswer;
  } catch (error) {
    throw new ForkError(url, reasonOf(error as Error, patienceMs), "check the URL and that the node runs");
  }
}

function reasonOf(error: Error, patienceMs: number): string {
  if (error.name === "TimeoutError") return `no answer within ${patienceMs / 1000} s`;
  if (error.name === "SyntaxError") return "its answer is no JSON-RPC";
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code;
  return `no answer (${code ?? error.name})`;
}

/** The URL's origin: providers put their access keys into path, query and user. */
export function withoutSecrets(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
