import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const LAUNCHER = fileURLToPath(new URL("../../bin/testbed.js", import.meta.url));
const LONG = ["run", "--backend", "model", "--days", "30", "--out", "run"];
const RUNNING = /running\n(.*\n)? *\d+ %/;

/** The program as it is installed: a launcher, and the process that does the work. */
describe("a run whose launcher is told to end", function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "testbed-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts it, calls `during` with the launcher and the worker's process id once it runs, and waits for its end. */
  function launched(args: readonly string[], during: (launcher: ChildProcess, worker: number) => void) {
    const launcher = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd: folder,
      env: { ...process.env, NOVA_RPC_URL: "" },
    });
    let [stderr, told] = ["", false];
    launcher.stdout.resume();
    launcher.stderr.on("data", (chunk) => {
      stderr += chunk;
      if (told || !RUNNING.test(stderr)) return;
      told = true;
      during(launcher, childOf(launcher.pid!));
    });
    return new Promise<{ code: number | null; stderr: string }>((resolve) =>
      launcher.on("close", (code) => resolve({ code, stderr })),
    );
  }

  const childOf = (pid: number): number =>
    existsSync("/proc") ? Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim()) : 0;

  const reason = () => JSON.parse(readFileSync(join(folder, "run", "manifest.json"), "utf8")).reason;

  it("keeps the partial run, though only the launcher heard of it", async () => {
    const { code, stderr } = await launched(LONG, (launcher) => launcher.kill("SIGINT"));
    expect(code, stderr).to.equal(130);
    expect(reason()).to.equal("interrupted");
  });

  it("keeps the partial run when both are told, as `timeout` does", async function () {
    if (!existsSync("/proc")) this.skip();
    const { code, stderr } = await launched(LONG, (launcher, worker) => {
      process.kill(worker, "SIGTERM");
      launcher.kill("SIGTERM");
    });
    expect(code, stderr).to.equal(130);
    expect(reason()).to.equal("interrupted");
    expect(readdirSync(folder)).to.deep.equal(["run"]);
  });

  it("says so when the process that does the work was killed", async function () {
    if (!existsSync("/proc")) this.skip();
    const { code, stderr } = await launched(LONG, (_, worker) => process.kill(worker, "SIGKILL"));
    expect(code).to.equal(137);
    expect(stderr).to.match(/\ntestbed: ended by SIGKILL, as when memory runs out[^\n]*\n$/);
  });

  it("goes on when nobody takes its progress", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = openSync("/dev/full", "w");
    const args = ["run", "--backend", "model", "--days", "0.02", "--out", "run"];
    const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd: folder, stdio: ["ignore", "ignore", full] });
    const code = await new Promise((resolve) => child.on("close", resolve));
    closeSync(full);
    expect([code, reason()]).to.deep.equal([0, "horizon"]);
  });
});
