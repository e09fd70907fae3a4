/**
 * Makes a bare clone runnable. Runs on whatever Node the machine has (20 or later) and therefore uses nothing that
 * is not built into Node 20. The testbed itself runs on the Node 24 that `npm ci` installs as a dependency.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const stamp = join(modules, ".testbed-install");
/** The pinned runtime; on Windows npm puts a .cmd beside it, the binary itself lies in the package. */
const pinnedNode =
  process.platform === "win32" ? join(modules, "node", "bin", "node.exe") : join(modules, ".bin", "node");
const oldestNode = 20;
/** First Node that runs TypeScript as it is and that Hardhat accepts. */
const oldestRuntime = [22, 18];

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

const runs = (binary) => spawnSync(binary, ["--version"], { stdio: "ignore" }).status === 0;

/** npm under Node 20 leaves out the EVM's binary without a word, so its presence is asked for by name. */
const hasEvm = () =>
  spawnSync(runtime(), ["-e", "require('@nomicfoundation/edr')"], { cwd: root, stdio: "ignore" }).status === 0;

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash() && existsSync(pinnedNode);
}

/** The Node that runs the testbed: the pinned one, else this one if it is new enough. */
export function runtime() {
  if (existsSync(pinnedNode) && runs(pinnedNode)) return pinnedNode;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestRuntime[0] || (major === oldestRuntime[0] && minor >= oldestRuntime[1])) return process.execPath;
  fail(
    "node_modules: the Node 24 that the testbed brings did not install (its install script may be blocked).",
    "Run `npm approve-scripts node && npm rebuild node`, or use Node 22.18 or later.",
  );
}

function fail(what, remedy) {
  process.stderr.write(`testbed: ${what}\n         ${remedy}\n`);
  process.exit(2);
}

/** Installs the locked dependencies unless they are there, telling on stderr that it does and for how long. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < oldestNode) fail(`Node ${process.versions.node} is too old.`, `Install Node ${oldestNode} or later.`);
  if (isInstalled()) return;
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  process.stderr.write("testbed: installing dependencies, once (about half a minute)\n");
  const ticker = setInterval(() => process.stderr.write(`         … ${seconds()} s\n`), 10_000);
  // npm itself has to run under a Node that the EVM's package accepts, or npm leaves its binary out.
  const [command, args] =
    majorOnPath() >= 22
      ? ["npm", ["ci", "--no-audit", "--no-fund"]]
      : ["npx", ["--yes", "-p", "node@24", "-c", "npm ci --no-audit --no-fund"]];
  const { code, output } = await collect(command, args);
  clearInterval(ticker);
  if (code !== 0) {
    const reason = output.split("\n").find((line) => /npm (error|ERR!)/.test(line)) ?? `npm ended with code ${code}`;
    fail(
      `installing failed: ${reason.trim()}`,
      "Is the npm registry reachable? Try `npm ci` by hand with Node 22 or later.",
    );
  }
  if (!hasEvm()) {
    fail(
      "npm left out the EVM's binary for this platform (@nomicfoundation/edr-*).",
      "Remove node_modules and run `npx -p node@24 -c 'npm ci'`.",
    );
  }
  writeFileSync(stamp, lockHash());
  process.stderr.write(`testbed: installed in ${seconds()} s\n`);
}

/** Of the Node that runs npm, which need not be the one that runs this. */
const majorOnPath = () =>
  Number(spawnSync("node", ["-p", "process.versions.node.split('.')[0]"], { encoding: "utf8" }).stdout);

function collect(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 1, output: `npm error ${error.message}` }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/**
 * How every program runs. Nearly all that a run makes lives for microseconds: at Node's own size the space for it no longer
 * fits the processor's caches, costs a seventh of a long run's time and 80 MB.
 */
const nodeFlags = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=16"];
const environment = {
  /** What is freed goes back to the system: a long run's records make room for its report. Heard by glibc, no use elsewhere. */
  MALLOC_TRIM_THRESHOLD_: String(4 * 2 ** 20),
  /** Compiled code, for the next program and for worker processes: half of what a start takes. Unwritable, it is done without. */
  NODE_COMPILE_CACHE: join(modules, ".cache", "testbed"),
};

/** Runs a TypeScript program of the testbed on the pinned Node and ends with its exit code. */
export async function runProgram(program, args) {
  await ensureInstalled();
  const child = spawn(runtime(), [...nodeFlags, join(root, program), ...args], {
    stdio: "inherit",
    env: { ...environment, ...process.env },
  });
  // The child decides how to end. A terminal's Ctrl-C reaches it by itself as well, and counts once.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("close", (code, signal) => {
    if (signal !== null && signal !== "SIGINT" && signal !== "SIGTERM")
      process.stderr.write(`testbed: ended by ${signal}, as when memory runs out; a shorter run takes less of it\n`);
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
  });
}
