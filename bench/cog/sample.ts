/** One prediction, measured and turned into what a solver would pin. */
import { sha256 } from "../../sim/run/canonical.ts";
import { directoryCid } from "./cid.ts";
import { ModelFailure } from "./failure.ts";
import { type OutputFile, outputFiles } from "./output.ts";
import type { BenchCase, BenchFailure, BenchSample } from "./result.ts";
import type { ModelSchema } from "./schema.ts";
import type { CogServer } from "./server.ts";

export interface Attempt {
  readonly case: BenchCase;
  readonly index: number;
  readonly warmup: boolean;
}

export type Attempted =
  | { readonly ok: true; readonly sample: BenchSample; readonly files: readonly OutputFile[] }
  | { readonly ok: false; readonly failure: BenchFailure };

export interface Patience {
  readonly signal?: AbortSignal;
  readonly timeoutSeconds: number;
  readonly busySeconds: number;
}

const label = ({ case: { name }, index, warmup }: Attempt) => ({ case: name, index, warmup });

/** Only a `ModelFailure` is a result; anything else is thrown. */
export async function attempt(
  server: CogServer,
  which: Attempt,
  { concatenates }: Pick<ModelSchema, "concatenates">,
  patience: Patience,
): Promise<Attempted> {
  try {
    const { output, wallSeconds, predictSeconds = null } = await server.predict(which.case.input, patience);
    const files = outputFiles(output, concatenates);
    const { hex } = await directoryCid(files);
    const told = files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }));
    return { ok: true, files, sample: { ...label(which), wallSeconds, predictSeconds, files: told, cid: hex } };
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return { ok: false, failure: { ...label(which), kind: error.kind, detail: error.message } };
  }
}
