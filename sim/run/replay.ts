/** Makes a run again from its manifest and tells whether the same happened, or where not. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OpenOptions } from "../chain/open.ts";
import type { LedgerReader } from "../ledger/records.ts";
import { checkScenario, locateBy } from "./check.ts";
import { codeVersion } from "./code.ts";
import { closesFrom, type Difference, fileHash, firstDifference, lastTimestamp } from "./difference.ts";
import { runId } from "./id.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import type { RunObserver } from "./observer.ts";
import { mendable, UserProblem } from "./problem.ts";
import { runScenario } from "./runScenario.ts";

export interface ReplayRequest {
  /** Path of the run's manifest.json; its events.csv lies beside it. */
  readonly manifest: string;
  /** Where the run's fork was; manifests keep no URL. */
  readonly forkUrl?: string;
  /** Compare although code or bytecode differ. */
  readonly force?: boolean;
  readonly observer?: RunObserver;
  readonly signal?: AbortSignal;
}

export interface Replay {
  readonly manifest: Manifest;
  readonly ledgerHash: string;
  /** Absent when everything is the same, byte for byte. */
  readonly difference?: Difference;
  /** The old run was interrupted: it is compared as far as it went. */
  readonly partial: boolean;
  /** The replay itself was: nothing is compared. */
  readonly interrupted: boolean;
}

const SHOWN_DIGITS = 12;
const short = (hash: string): string => hash.replace(/^0x/, "").slice(0, SHOWN_DIGITS);

/** Replays the run. Throws `UserProblem` when the code or the contracts are not those of the run, unless forced. */
export async function replay(request: ReplayRequest): Promise<Replay> {
  const manifest = await readManifest(request.manifest);
  checkScenario(manifest.scenario, (path) => locateBy(request.manifest)(["scenario", ...path]));
  refuseOtherCode(manifest, request);
  refuseOtherInputs(manifest, request);
  const scratch = mkdtempSync(join(tmpdir(), "testbed-replay-"));
  const stop = new AbortController();
  try {
    const again = await runScenario({
      ...manifest,
      fork: forkOf(manifest, request),
      out: join(scratch, "run"),
      observer: request.observer,
      readers: manifest.reason === "interrupted" ? [await pastEnd(request, stop)] : [],
      signal: request.signal === undefined ? stop.signal : AbortSignal.any([request.signal, stop.signal]),
      onDeployed: ({ bytecodeHash }) => refuseOtherContracts(manifest, bytecodeHash, request),
    });
    if (request.signal?.aborted && again.manifest.reason === "interrupted")
      return { manifest, ledgerHash: again.manifest.ledgerHash, partial: false, interrupted: true };
    return await compare(manifest, again.manifest, dirname(request.manifest), again.folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Stops the replay of an interrupted run once it has passed the moment at which that ended. */
async function pastEnd({ manifest }: ReplayRequest, stop: AbortController): Promise<LedgerReader> {
  const moment = await lastTimestamp(join(dirname(manifest), "events.csv"));
  return {
    read: (record) => {
      if (record.type !== "genesis" && record.timestamp > moment) stop.abort();
    },
  };
}

function refuseOtherCode({ code }: Manifest, { manifest, force }: ReplayRequest): void {
  if (force || code === codeVersion()) return;
  throw new UserProblem(
    `${manifest}: the run was made by other code (${short(code)}, this is ${short(codeVersion())}); check out the version that made it, or compare all the same with --force`,
  );
}

/** The id holds scenario, seed and the calibration's content. */
function refuseOtherInputs(manifest: Manifest, { manifest: path, force }: ReplayRequest): void {
  const { scenario, seed, backend, fork, code, bytecodeHash, id } = manifest;
  if (force || code !== codeVersion() || runId({ scenario, seed, backend, fork, code, bytecodeHash }) === id) return;
  throw new UserProblem(
    `${path}: the run's id does not fit its content: the manifest was edited, or the calibration ${scenario.calibration} has changed since; compare all the same with --force`,
  );
}

function refuseOtherContracts({ bytecodeHash }: Manifest, now: string, { manifest, force }: ReplayRequest): void {
  if (force || bytecodeHash === now) return;
  throw new UserProblem(
    `${manifest}: the run was made with other contracts (bytecode ${short(bytecodeHash)}, now ${short(now)}); check out the version that made it, or compare all the same with --force`,
  );
}

function forkOf({ fork }: Manifest, { manifest, forkUrl }: ReplayRequest): OpenOptions["fork"] {
  if (fork === undefined) return undefined;
  if (forkUrl === undefined)
    throw new UserProblem(
      `${manifest}: the run was on a fork of chain ${fork.chainId} at block ${fork.block}; say where that chain is with --fork URL or NOVA_RPC_URL`,
    );
  return { url: forkUrl, block: fork.block };
}

/** A manifest may have come alone; where its events lie beside it, they must be those that it speaks of. */
async function compare(before: Manifest, now: Manifest, folder: string, again: string): Promise<Replay> {
  const partial = before.reason === "interrupted";
  const found = { manifest: before, ledgerHash: now.ledgerHash, partial, interrupted: false };
  const events = join(folder, "events.csv");
  const alike = before.ledgerHash === now.ledgerHash;
  if (alike && !existsSync(events)) return found;
  try {
    const written = await fileHash(events);
    if (alike && written === now.ledgerHash) return found;
    const difference = await firstDifference(events, join(again, "events.csv"));
    if (partial && difference !== undefined && (await closesFrom(events, difference.line))) return found;
    return {
      ...found,
      difference: difference ?? { line: 0, before: alike ? written : before.ledgerHash, now: now.ledgerHash },
    };
  } catch (error) {
    throw mendable(error, events);
  }
}
