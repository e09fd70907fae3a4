/** Starts the fake server as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Not below test/: Hardhat loads every module there as a test, and this one would listen. */
export const FAKE_SERVER = fileURLToPath(new URL("../../../bench/cog/fakeServer.mts", import.meta.url));

export interface FakeServer {
  readonly url: URL;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** @param env DIALECT, SETUP, SETUP_SECONDS: see the server. */
export async function startFake(env: Readonly<Record<string, string>> = {}): Promise<FakeServer> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", FAKE_SERVER], {
    env: { ...process.env, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const port = /listening on (\d+)/.exec(line.toString())![1]!;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    process: child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
