/** The id of a run before it is done: what a store is asked by. Equal to the id in the manifest of `testbed run`. */
import { codeVersion } from "../run/code.ts";
import { runId } from "../run/id.ts";
import type { RunSpec } from "./experiment.ts";

/** What the model's runs say in the place of a bytecode. */
const NO_BYTECODE = "0x";

/** The bytecode under each backend that may be asked for. */
type Bytecodes = { readonly [Backend in RunSpec["backend"]]?: string };

export class RunIdentity {
  readonly code: string;
  readonly #bytecodes: Bytecodes;

  constructor(code: string, bytecodes: Bytecodes) {
    this.code = code;
    this.#bytecodes = bytecodes;
  }

  /** Throws an Error for a backend that the identity was not made for. */
  of({ scenario, seed, backend }: RunSpec): string {
    const bytecodeHash = this.#bytecodes[backend];
    if (bytecodeHash === undefined) throw new Error(`this identity knows no bytecode of the backend ${backend}`);
    return runId({ scenario, seed, backend, fork: undefined, code: this.code, bytecodeHash });
  }
}

/** Ids under the code as it is now; on the EVM the contracts are compiled first where they have changed. */
export async function loadIdentity(
  backends: readonly RunSpec["backend"][],
  onProgress?: (message: string) => void,
): Promise<RunIdentity> {
  if (!backends.includes("evm")) return new RunIdentity(codeVersion(), { model: NO_BYTECODE });
  await (await import("../chain/evm/compile.ts")).ensureCompiled(onProgress);
  const { bytecodeHash } = await import("../chain/evm/deploy.ts");
  return new RunIdentity(codeVersion(), { model: NO_BYTECODE, evm: bytecodeHash() });
}
