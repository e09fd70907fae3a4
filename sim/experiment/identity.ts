/** The id of a run before it is done: what a store is asked by. Equal to the id in the manifest of `testbed run`. */
import { codeVersion } from "../run/code.ts";
import { runId } from "../run/id.ts";
import type { RunSpec } from "./experiment.ts";

/** The bytecode that runs a spec: it depends on the backend and on the engine that the scenario asks for. */
type BytecodeOf = (spec: RunSpec) => string;

export class RunIdentity {
  readonly code: string;
  readonly #bytecodeOf: BytecodeOf;

  constructor(code: string, bytecodeOf: BytecodeOf) {
    this.code = code;
    this.#bytecodeOf = bytecodeOf;
  }

  of(spec: RunSpec): string {
    const { scenario, seed, backend } = spec;
    return runId({ scenario, seed, backend, fork: undefined, code: this.code, bytecodeHash: this.#bytecodeOf(spec) });
  }
}

/** What the model's runs say in the place of a bytecode. */
const NO_BYTECODE = "0x";

/** Ids under the code as it is now; on the EVM the contracts are compiled first where they have changed. */
export async function loadIdentity(
  backends: readonly RunSpec["backend"][],
  onProgress?: (message: string) => void,
): Promise<RunIdentity> {
  const evm = backends.includes("evm") ? await compiledBytecode(onProgress) : undefined;
  return new RunIdentity(codeVersion(), (spec) => {
    if (spec.backend === "model") return NO_BYTECODE;
    if (evm === undefined) throw new Error("this identity was loaded without the contracts");
    return evm(spec);
  });
}

async function compiledBytecode(onProgress?: (message: string) => void): Promise<BytecodeOf> {
  await (await import("../chain/evm/compile.ts")).ensureCompiled(onProgress);
  const { bytecodeHash } = await import("../chain/evm/deploy.ts");
  const known = new Map<RunSpec["scenario"]["engine"], string>();
  return ({ scenario: { engine } }) => {
    const hash = known.get(engine) ?? bytecodeHash(engine === undefined ? {} : { engine });
    known.set(engine, hash);
    return hash;
  };
}
