/** Tries one mutant of the model: the source is changed on its way into this process, before any test is loaded. */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { MODEL_TESTS, OTHER_BACKENDS } from "./model.ts";
import { loadTests, runUntilFailure } from "./run.ts";
import { ROOT } from "./solc.ts";
import { serve, type Trial, type Verdict, verdictOf } from "./trial.ts";

function substitute(changed: Trial["changed"]): void {
  const sources = new Map(Object.entries(changed).map(([file, text]) => [pathToFileURL(`${ROOT}${file}`).href, text]));
  registerHooks({
    load(url, context, nextLoad) {
      const source = sources.get(url);
      if (source === undefined) return nextLoad(url, context);
      return { format: "module-typescript", source, shortCircuit: true };
    },
  });
}

/** A module that cannot even be loaded has been noticed, by whatever uses it. */
async function attempt({ changed, order }: Trial): Promise<Verdict> {
  substitute(changed);
  try {
    return verdictOf(await runUntilFailure(await loadTests(MODEL_TESTS.names, OTHER_BACKENDS), order));
  } catch (error) {
    if (error instanceof SyntaxError) return { outcome: "invalid", message: error.message };
    return verdictOf({ file: "", test: "loading the tests", error: String(error) });
  }
}

serve(async (message) => ("order" in message ? attempt(message) : undefined));
