/** Runs that are in a store, once more: the same must come out, byte for byte. */
import { canonicalJson } from "../run/canonical.ts";
import { UserProblem } from "../run/problem.ts";
import { sampleOf } from "./confirm.ts";
import type { RunRecord, RunSpec, RunStore } from "./experiment.ts";
import type { FolderStore } from "./store/folder-store.ts";
import type { Lab } from "./trials.ts";

export interface Verification {
  readonly id: string;
  readonly stored: RunRecord;
  readonly again: RunRecord;
  readonly same: boolean;
}

export interface VerifyRequest {
  /** Runs to choose from; those of the present code by default. */
  readonly ids?: readonly string[] | undefined;
  readonly share: number;
  /** Where they run this time: where they ran, or on the contracts. */
  readonly backend?: "evm" | undefined;
}

/**
 * Runs a random share again without looking at what is stored. On its own backend a run must give the same record; on the
 * contracts the same ledger. Throws `UserProblem` when there is nothing that this code could repeat.
 */
export async function verify(
  { ids, share, backend }: VerifyRequest,
  {
    executor,
    store,
    signal,
    onProgress,
  }: Pick<Lab, "executor" | "signal" | "onProgress"> & { readonly store: FolderStore },
): Promise<readonly Verification[]> {
  const own = [...(ids ?? store.ids())].filter((id) => codeOf(store, id) === store.identity.code).sort();
  if (own.length === 0)
    throw new UserProblem(
      `${store.folder}: holds no run of this code (${store.identity.code.slice(0, 12)}); check out the version that made its runs, or run the experiment again`,
    );
  const asked = new Map(
    sampleOf(own, share, "verify").map((id) => {
      const spec = store.specOf(id)!;
      const again: RunSpec = backend === undefined ? spec : { ...spec, backend };
      return [store.idOf(again), { id, again }];
    }),
  );
  const found: Verification[] = [];
  const options = {
    ...(signal && { signal }),
    ...(onProgress && {
      onProgress: (progress: Parameters<typeof onProgress>[0]) => onProgress({ ...progress, asked: asked.size }),
    }),
  };
  const specs = [...asked.values()].map(({ again }) => again);
  for await (const { record } of executor.execute(specs, new Forgetful(store), options)) {
    const { id } = asked.get(record.id)!;
    const stored = store.read(id)!;
    found.push({ id, stored, again: record, same: isSame(stored, record) });
  }
  return found;
}

/** A record from before courses were kept is compared without. */
export function isSame(stored: RunRecord, again: RunRecord): boolean {
  const { course, ...rest } = again;
  return stored.backend === again.backend
    ? canonicalJson(stored) === canonicalJson(stored.course === undefined ? rest : again)
    : stored.ledgerHash === again.ledgerHash && stored.reason === again.reason;
}

function codeOf(store: RunStore, id: string): string {
  const record = store.read(id);
  if (record === undefined)
    throw new UserProblem(`run ${id}: is not in the store; name the store that holds it with --store`);
  return record.code;
}

/** Ids of another store, and no memory: whatever is asked for is done. */
class Forgetful implements RunStore {
  readonly #store: RunStore;

  constructor(store: RunStore) {
    this.#store = store;
  }

  idOf(spec: RunSpec): string {
    return this.#store.idOf(spec);
  }

  has(): boolean {
    return false;
  }

  read(): undefined {}

  write(): void {}

  *ids(): Iterable<string> {}
}
