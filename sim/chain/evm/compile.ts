/** Building the contracts when that is needed, through Hardhat. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Hardhat, loadHardhat } from "./network.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const CONTRACTS = join(ROOT, "contracts");
const BUILDS = join(ROOT, "artifacts", "build-info");
/** Says which sources the artifacts were built from. */
const STAMP = join(ROOT, "artifacts", "sources.sha256");
/** What decides the bytecode beside the sources: settings, and the versions of compiler and libraries. */
const SETTINGS = ["hardhat.config.ts", "package-lock.json"];

/** Contracts that do not compile, or compile with warnings of their own. The message holds the compiler's. */
export class CompileError extends Error {
  constructor(messages: readonly string[]) {
    super(`the contracts do not build cleanly:\n${messages.join("\n")}`);
    this.name = "CompileError";
  }
}

/** Whether the artifacts were built from the sources as they are now. */
export function isCompiled(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === fingerprint();
}

/** Builds the contracts unless the artifacts are up to date. Throws `CompileError`. */
export async function ensureCompiled(onProgress: (message: string) => void = () => {}): Promise<void> {
  const hre = await loadHardhat();
  // Hardhat has built instrumented contracts for its coverage, and only it can.
  if (hre.globalOptions.coverage || isCompiled()) return;
  onProgress("compiling the contracts");
  await compile(hre);
}

/**
 * Builds what has changed. Throws `CompileError` on errors, and on warnings whose source lies under contracts/ (Hardhat has
 * no switch that makes warnings errors).
 */
async function compile(hre: Hardhat): Promise<void> {
  const roots = await hre.solidity.getRootFilePaths();
  const build = () => hre.solidity.build(roots, { quiet: true, cleanupArtifacts: true });
  const results = await offStdout(build).catch((error: Error) => {
    throw telling(error);
  });
  if (!(results instanceof Map)) throw new CompileError([results.formattedReason]);
  const errors = [...results.values()].flatMap((result) => ("errors" in result ? result.errors : []));
  if (errors.length > 0) throw new CompileError(errors.map(messageOf));
  const warnings = (await readComplaints(hre)).filter(isOwn);
  if (warnings.length > 0) throw new CompileError(warnings.map(messageOf));
  writeFileSync(STAMP, fingerprint());
}

/** What a person can mend, as a `CompileError`: a folder that cannot be written, a compiler that cannot be fetched. */
export function telling(error: Error): Error {
  if (error.name === "HardhatError") return new CompileError([error.message]);
  if (error.name !== "FileSystemAccessError") return error;
  return new CompileError([`${error.message}; the project's artifacts and cache have to be writable`]);
}

/**
 * Standard output is the caller's, who may write JSON to it; what is logged meanwhile goes to standard error. Hardhat tells
 * there of compilers that it downloads, and sets off warnings by an empty line, however quiet it is asked to be.
 */
export async function offStdout<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = (...said: unknown[]) => {
    if (said.length > 0) console.error(...said);
  };
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

/** What solc says about a source. */
export interface Complaint {
  readonly message: string;
  readonly formattedMessage?: string;
  readonly sourceLocation?: { readonly file: string };
}

/** All that the compiler said about the contracts as they stand, also in builds that were cached. */
async function readComplaints(hre: Hardhat): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  for (const id of await hre.artifacts.getAllBuildInfoIds()) {
    const path = await hre.artifacts.getBuildInfoOutputPath(id);
    if (path) complaints.push(...(JSON.parse(readFileSync(path, "utf8")).output.errors ?? []));
  }
  return complaints;
}

/** Whether a warning is this project's to mend. In builds, its sources are called project/..., those of packages npm/... */
export function isOwn(warning: Complaint): boolean {
  return warning.sourceLocation?.file.startsWith("project/contracts/") ?? false;
}

function messageOf({ formattedMessage, message }: Complaint): string {
  return (formattedMessage ?? message).trim();
}

/** Sources and builds: other builds than the stamped ones (coverage's, say) are not the contracts as they are. */
function fingerprint(): string {
  const builds = existsSync(BUILDS) ? readdirSync(BUILDS).sort() : [];
  return [hashSources(), ...builds].join("\n");
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const file of [...SETTINGS.map((name) => join(ROOT, name)), ...solidityFiles()]) {
    hash
      .update(`${relative(ROOT, file).split(sep).join("/")}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function solidityFiles(): string[] {
  return readdirSync(CONTRACTS, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sol"))
    .sort()
    .map((name) => join(CONTRACTS, name));
}
