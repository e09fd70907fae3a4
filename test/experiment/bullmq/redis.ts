/** A Redis of the test's own, on loopback, without a disk; and workers as processes, as they are on other machines. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";

const CLI = fileURLToPath(new URL("../../../sim/cli.ts", import.meta.url));

/** Skips the whole suite, and says so, where there is no redis-server. */
export function needRedis(suite: Mocha.Context): void {
  if (spawnSync("redis-server", ["--version"]).status === 0) return;
  console.log(
    "    SKIPPED: experiments over Redis (BullMQ). There is no redis-server here; get it with: apt-get install redis-server",
  );
  suite.skip();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class RedisServer {
  readonly port: number;
  #process: ChildProcess | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.begin();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, empty, and waits until it answers. */
  async begin(): Promise<void> {
    const flags = ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    this.#process = spawn("redis-server", flags, { stdio: "ignore" });
    const visitor = new Redis(this.url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    visitor.on("error", () => {});
    await visitor.ping();
    visitor.disconnect();
  }

  /** Ends it at once; what it held is gone. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#process!.once("exit", resolve));
    this.#process!.kill("SIGKILL");
    await gone;
  }

  /** Everything that it holds, as text. */
  async contents(): Promise<string> {
    const visitor = new Redis(this.url);
    const keys = await visitor.keys("*");
    const dumps = await Promise.all(keys.map((key) => visitor.dumpBuffer(key)));
    visitor.disconnect();
    return [...keys, ...dumps.map((dump) => dump?.toString("latin1") ?? "")].join("\n");
  }
}

/** A `testbed worker` as a process. */
export class WorkerUnderTest {
  readonly process: ChildProcess;
  output = "";

  constructor(redis: string, folder: string, more: readonly string[] = []) {
    const args = ["worker", "--redis", redis, "--workers", "1", "--patience", "2", ...more];
    this.process = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", CLI, ...args], { cwd: folder });
    this.process.stderr!.on("data", (chunk) => {
      this.output += chunk;
    });
  }

  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output)) {
      if (this.process.exitCode !== null) throw new Error(`the worker ended: ${this.output}`);
      await sleep(20);
    }
  }

  /** Resolves to its exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const gone = this.ended();
    this.process.kill(signal);
    return gone;
  }

  ended(): Promise<number | null> {
    const { process: child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
    return new Promise((resolve) => child.once("close", (code) => resolve(code)));
  }
}
