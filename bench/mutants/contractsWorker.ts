/** Tries mutants of the contracts, one after another: compiles each, puts its code in the artifacts' place, runs the tests. */
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { closeChains, errorsSeen } from "../../test/support/chains.ts";
import { CONTRACT_TESTS, type Codes, OTHER_BACKENDS } from "./contracts.ts";
import { loadTests, runUntilFailure } from "./run.ts";
import { compile, SolcError } from "./solc.ts";
import { serve, type Trial, type Verdict, verdictOf } from "./trial.ts";

const tests = await loadTests(CONTRACT_TESTS.names, OTHER_BACKENDS);
let baseline: Codes = new Map();

const isChanged = (codes: Codes): boolean =>
  [...codes].some(([name, { bytecode }]) => baseline.get(name)?.bytecode !== bytecode);

async function attempt({ changed, selection, order }: Trial): Promise<Verdict> {
  const mutated = Object.keys(changed).length > 0;
  const codes = mutated ? (compile(selection, changed) as Codes) : baseline;
  if (mutated && !isChanged(codes)) return { outcome: "identical" };
  for (const [name, code] of [...baseline, ...codes]) Object.assign(artifact(name), code);
  const failure = await runUntilFailure(tests, order);
  await closeChains();
  errorsSeen.clear();
  return verdictOf(failure);
}

serve(async (message) => {
  if (!("order" in message)) {
    baseline = new Map(message);
    return undefined;
  }
  try {
    return await attempt(message);
  } catch (error) {
    if (error instanceof SolcError) return { outcome: "invalid", message: error.message };
    throw error;
  }
});
