/** Runs of the model once more on the contracts: the two must end with the same ledger, byte for byte. */
import { Rng } from "../base/random.ts";
import type { RunRecord, RunSpec } from "./experiment.ts";
import { type Lab, runSpecs } from "./trials.ts";

export interface Confirmation {
  readonly model: RunRecord;
  readonly evm: RunRecord;
}

export const agree = ({ model, evm }: Confirmation): boolean => model.ledgerHash === evm.ledgerHash;

/**
 * A random share of the items, at least one unless the share is 0. The choice rests on `name` alone, so that the same
 * experiment always has the same sample.
 */
export function sampleOf<T>(items: readonly T[], share: number, name: string): readonly T[] {
  const count = share === 0 ? 0 : Math.min(items.length, Math.max(1, Math.round(share * items.length)));
  return new Rng(0, name).shuffled(items).slice(0, count);
}

/** Runs the specs of these records on the contracts. Throws `Interrupted` when the lab's signal ends it early. */
export async function confirmOnEvm(
  chosen: readonly { readonly spec: RunSpec; readonly model: RunRecord }[],
  lab: Omit<Lab, "backend">,
): Promise<readonly Confirmation[]> {
  const specs = chosen.map(({ spec }): RunSpec => ({ ...spec, backend: "evm" }));
  const evm = await runSpecs(specs, lab);
  return chosen.map(({ model }, i) => ({ model, evm: evm[i]! }));
}
