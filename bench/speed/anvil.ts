/** Foundry's node as a child process, on the loopback interface alone. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type { Seconds } from "../../sim/base/types.ts";
import type { Request } from "../../sim/chain/evm/deploy.ts";

/** The program itself and not npm's wrapper around it, which would leave it behind when killed. */
const BINARY = fileURLToPath(
  new URL(`../../node_modules/@foundry-rs/anvil-${platformName()}/bin/${executableName()}`, import.meta.url),
);
/** How long it may take to start, in milliseconds. */
const PATIENCE_MS = 20_000;

export interface Anvil {
  readonly url: string;
  readonly request: Request;
  /** Its resident memory in bytes; 0 where the system does not tell. */
  memory(): number;
  /** Kills it. Resolves when it is gone. */
  close(): Promise<void>;
}

/** Starts a chain with Nova's id whose first block has this timestamp. Rejects when it does not answer in time. */
export async function startAnvil(timestamp: Seconds): Promise<Anvil> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const limits = ["--gas-limit", "1000000000", "--base-fee", "0", "--gas-price", "0", "--code-size-limit", "100000"];
  const identity = ["--chain-id", "42170", "--timestamp", String(timestamp), "--port", String(port)];
  const child = spawn(BINARY, [...identity, ...limits, "--accounts", "1", "--silent"], { stdio: "ignore" });
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    process.off("exit", abandon);
    child.kill("SIGKILL");
    await gone;
  };
  const request: Request = (method, params) => post(url, method, params);
  try {
    await untilItAnswers(request);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, request, memory: () => residentMemory(child.pid), close };
}

/** As npm's packages with Foundry's programs are named. */
function platformName(): string {
  return `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
}

function executableName(): string {
  return process.platform === "win32" ? "anvil.exe" : "anvil";
}

async function post(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer = (await response.json()) as { result?: unknown; error?: { message: string } };
  if (answer.error) throw new Error(`anvil: ${method}: ${answer.error.message}`);
  return answer.result;
}

async function untilItAnswers(request: Request): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await request("eth_chainId", []);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw new Error("anvil does not start", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function residentMemory(pid: number | undefined): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(kilobytes?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
