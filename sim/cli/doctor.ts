/** `testbed doctor`: what this machine has, what it lacks, and how to get it. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { createRequire } from "node:module";
import { freemem, totalmem } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { ROOT } from "../run/code.ts";

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** Only what a run cannot do without fails the doctor. */
  readonly needed: boolean;
  readonly found: string;
  readonly remedy: string;
}

const GIB = 2 ** 30;
const OLDEST_NODE = [22, 18] as const;
const LEAST_DISK_GIB = 1;
const LEAST_MEMORY_GIB = 2;

const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

function nodeCheck(): Check {
  const [major, minor] = process.versions.node.split(".").map(Number) as [number, number];
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    name: "Node",
    ok,
    needed: true,
    found: `${process.versions.node} at ${process.execPath}`,
    remedy: "run through npm (npm start, npx testbed), which brings Node 24",
  };
}

function packageCheck(name: string, module: string, what: string): Check {
  const remedy = "remove node_modules and run: npx -p node@24 -c 'npm ci'";
  try {
    createRequire(join(ROOT, "package.json"))(module);
    return { name, ok: true, needed: true, found: what, remedy };
  } catch (error) {
    return {
      name,
      ok: false,
      needed: true,
      found: `does not load: ${String((error as Error).message).split("\n")[0]}`,
      remedy,
    };
  }
}

function compilerCheck(): Check {
  const path = join(ROOT, "node_modules", "solc", "soljson.js");
  const ok = existsSync(path);
  return {
    name: "Solidity compiler",
    ok,
    needed: true,
    found: ok ? "solc from npm" : `no ${path}`,
    remedy: "run: npm ci",
  };
}

function writeCheck(): Check {
  const folder = existsSync(resolve("runs")) ? resolve("runs") : process.cwd();
  const remedy = "choose a folder you may write to with --out, or run from one";
  try {
    accessSync(folder, constants.W_OK);
    return { name: "write permission", ok: true, needed: true, found: folder, remedy };
  } catch {
    return { name: "write permission", ok: false, needed: true, found: `${folder} is not writable`, remedy };
  }
}

function diskCheck(): Check {
  const { bavail, bsize } = statfsSync(process.cwd());
  const free = bavail * bsize;
  return {
    name: "disk space",
    ok: free >= LEAST_DISK_GIB * GIB,
    needed: true,
    found: `${gib(free)} free`,
    remedy: `free at least ${LEAST_DISK_GIB} GiB: a month of the market writes some 20 MB, the compiler's cache more`,
  };
}

function memoryCheck(): Check {
  return {
    name: "memory",
    ok: totalmem() >= LEAST_MEMORY_GIB * GIB,
    needed: true,
    found: `${gib(totalmem())} in all, ${gib(freemem())} free`,
    remedy: `the EVM wants ${LEAST_MEMORY_GIB} GiB; --backend model needs a quarter of it`,
  };
}

function onPath(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function optional(name: string, programs: readonly string[], remedy: string): Check {
  const found = programs.map(onPath).find((path) => path !== undefined);
  return { name, ok: found !== undefined, needed: false, found: found ?? "not found", remedy };
}

const DOCKER_ANSWER_MILLISECONDS = 5_000;

/** The client alone measures nothing: its engine has to answer. */
function dockerCheck(): Check {
  const check = optional("Docker", ["docker"], "to calibrate with Cog images: https://docs.docker.com/engine/install");
  if (!check.ok) return check;
  const { status, stdout } = spawnSync(check.found, ["version", "--format", "{{.Server.Version}}"], {
    encoding: "utf8",
    timeout: DOCKER_ANSWER_MILLISECONDS,
  });
  if (status === 0) return { ...check, found: `${check.found}, engine ${stdout.trim()}` };
  return {
    ...check,
    ok: false,
    found: `${check.found}, but no engine answers`,
    remedy: "to calibrate with Cog images: start the engine, or set DOCKER_HOST",
  };
}

/** All checks, what is needed first. */
export function examine(): readonly Check[] {
  return [
    nodeCheck(),
    packageCheck("EVM (EDR)", "@nomicfoundation/edr", `for ${process.platform} ${process.arch}`),
    packageCheck("picture renderer (resvg)", "@resvg/resvg-js", `for ${process.platform} ${process.arch}`),
    compilerCheck(),
    writeCheck(),
    diskCheck(),
    memoryCheck(),
    dockerCheck(),
    optional("NVIDIA driver", ["nvidia-smi"], "to measure energy and run times on a GPU: install NVIDIA's driver"),
    optional("Redis", ["redis-server"], "to spread sweeps over machines: apt-get install redis-server"),
    optional(
      "Chromium",
      ["chromium", "chromium-browser", "google-chrome"],
      "to look at reports without a desktop: apt-get install chromium",
    ),
  ];
}

/** One line per check, the remedy below where something is missing. */
export function diagnosis(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.map(({ name, ok, needed, found, remedy }) => {
    const mark = ok ? "ok      " : needed ? "MISSING " : "optional";
    return `${mark}  ${name.padEnd(width)}  ${found}${ok ? "" : `\n${" ".repeat(width + 12)}${remedy}`}`;
  });
  const missing = checks.filter(({ ok, needed }) => needed && !ok).length;
  const verdict =
    missing === 0
      ? "Everything that a run needs is here."
      : `${missing} of the things that a run needs ${missing === 1 ? "is" : "are"} missing.`;
  return `${lines.join("\n")}\n\n${verdict}\n`;
}
