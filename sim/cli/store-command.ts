/** What `testbed store` and `testbed verify` do. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Executor } from "../experiment/experiment.ts";
import { DEFAULT_STORE, openStore } from "../experiment/store/folder-store.ts";
import { groupsOf, mergeInto, repair } from "../experiment/store/upkeep.ts";
import { verify } from "../experiment/verify.ts";
import { plainNumber, plural } from "../report/format.ts";
import { codeVersion } from "../run/code.ts";
import { EXIT, UserProblem } from "../run/problem.ts";
import { withLab } from "./lab.ts";
import type { Streams } from "./program.ts";
import type { VerifyOptions } from "./store.ts";
import { textTable } from "./table.ts";

const SHOWN_DIGITS = 12;

/** A store that must be there already. */
function existing(folder: string): string {
  if (existsSync(join(folder, "store.json"))) return folder;
  throw new UserProblem(`${folder}: no run store; name the folder that holds store.json`);
}

export async function listCommand(
  folder: string = DEFAULT_STORE,
  json: boolean,
  stdout: NodeJS.WriteStream,
): Promise<number> {
  const groups = groupsOf(await openStore(existing(folder)));
  if (json) stdout.write(`${JSON.stringify(groups, null, 2)}\n`);
  else {
    const right = (title: string) => ({ title, align: "right" }) as const;
    const left = (title: string) => ({ title, align: "left" }) as const;
    const rows = groups.map(({ scenario, backend, code, runs, violations }) => [
      scenario,
      backend,
      plainNumber(runs),
      plainNumber(violations),
      `${code.slice(0, SHOWN_DIGITS)}${code === codeVersion() ? " (this one)" : ""}`,
    ]);
    stdout.write(
      `${textTable([left("scenario"), left("backend"), right("runs"), right("violations"), left("code")], rows)}\n`,
    );
  }
  return EXIT.done;
}

export async function mergeCommand(into: string, from: readonly string[], stdout: NodeJS.WriteStream): Promise<number> {
  const sources = from.map(existing);
  const target = await openStore(into);
  for (const folder of sources) {
    const { taken, known } = mergeInto(target, await openStore(folder));
    stdout.write(`${folder}: ${plural(taken, "run")} copied, ${plainNumber(known)} known\n`);
  }
  target.close();
  return EXIT.done;
}

export async function repairCommand(folder: string = DEFAULT_STORE, stdout: NodeJS.WriteStream): Promise<number> {
  const dropped = repair(existing(folder));
  stdout.write(`${plural(dropped, "damaged record")} dropped, ${plural((await openStore(folder)).size, "run")} kept\n`);
  return EXIT.done;
}

/** A store's folder, or an experiment's: its runs, and the store that `--store` names. */
function chosen(runs: string, store: string | undefined): { folder: string; ids: readonly string[] | undefined } {
  if (existsSync(join(runs, "store.json"))) return { folder: runs, ids: undefined };
  const path = join(runs, "experiment.json");
  if (!existsSync(path)) throw new UserProblem(`${runs}: neither a run store nor an experiment's folder`);
  const ids = idsOf(path);
  if (ids.length === 0) throw new UserProblem(`${path}: names no runs`);
  return { folder: existing(store ?? DEFAULT_STORE), ids };
}

function idsOf(path: string): readonly string[] {
  try {
    return idsIn(Object(JSON.parse(readFileSync(path, "utf8"))));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw new UserProblem(`${path}: no experiment's file, or cut short; run the experiment again`);
  }
}

interface ExperimentFile {
  readonly points?: readonly { readonly ids?: readonly (string | null)[] }[];
  readonly a?: { readonly runs: readonly string[] };
  readonly b?: { readonly runs: readonly string[] };
}

function idsIn({ points = [], a, b }: ExperimentFile): readonly string[] {
  const ids = [...points.flatMap(({ ids: own = [] }) => own), ...(a?.runs ?? []), ...(b?.runs ?? [])];
  return [...new Set(ids.filter((id) => id !== null))];
}

export async function verifyCommand(
  runs: string,
  options: VerifyOptions,
  streams: Streams,
  executor: Executor,
): Promise<number> {
  const { backend, share, json } = options;
  if (backend !== undefined && backend !== "evm")
    throw new UserProblem(`--backend ${backend}: runs are verified where they ran, or on evm`);
  if (share === 0) throw new UserProblem("--share 0: nothing would be compared; write a share such as 5%");
  const { folder, ids } = chosen(runs, options.store);
  const needsEvm = backend === "evm" || groupsOf(await openStore(folder)).some((group) => group.backend === "evm");
  const found = await withLab(
    { ...options, store: folder },
    streams,
    ["model", ...(needsEvm ? (["evm"] as const) : [])],
    (lab) => verify({ ids, share, backend }, lab),
    executor,
  );
  if (found === undefined) return EXIT.interrupted;
  const wrong = found.filter(({ same }) => !same);
  if (json)
    streams.stdout.write(`${JSON.stringify({ verified: found.length, differ: wrong.map(({ id }) => id) }, null, 2)}\n`);
  else
    streams.stdout.write(
      `${plural(found.length, "run")} again: ${wrong.length === 0 ? "all the same, byte for byte" : `${wrong.length} differ`}\n`,
    );
  for (const { id, stored, again } of wrong)
    streams.stderr.write(
      `testbed: run ${id} (${stored.scenario}, seed ${stored.seed}): stored ledger ${stored.ledgerHash}, now ${again.ledgerHash}\n`,
    );
  return wrong.length === 0 ? EXIT.done : EXIT.differs;
}
