/** Where an experiment does and keeps its runs, and what is shown meanwhile. */
import type { Executor, RunSpec } from "../experiment/experiment.ts";
import { type FolderStore, openStore } from "../experiment/store/folder-store.ts";
import { Interrupted, type Lab } from "../experiment/trials.ts";
import { executorOf } from "./executor.ts";
import { interruptible } from "./interrupt.ts";
import type { LabOptions } from "./lab-options.ts";
import type { Streams } from "./program.ts";
import { runsProgressOn } from "./runs-progress.ts";

/** Opens store and executor for the work and closes both after it, whatever happens; a given executor stays open. */
export async function withLab<T>(
  options: LabOptions,
  { stderr }: Streams,
  backends: readonly RunSpec["backend"][],
  work: (lab: Lab & { readonly store: FolderStore }) => Promise<T>,
  given?: Executor,
): Promise<T | undefined> {
  const store = await openStore(options.store, [...new Set(backends)]);
  const progress = runsProgressOn(stderr);
  const onStage = (text: string) => progress.say(text);
  const executor = given ?? (await executorOf(options, onStage));
  try {
    return await interruptible((signal) =>
      work({ executor, store, backend: backends[0]!, signal, onProgress: (seen) => progress.show(seen), onStage }),
    );
  } catch (error) {
    progress.end();
    if (!(error instanceof Interrupted)) throw error;
    stderr.write(`\nInterrupted. The runs done are kept in ${store.folder}; the same command goes on from there.\n`);
    return undefined;
  } finally {
    progress.end();
    if (given === undefined) await executor.close();
    store.close();
  }
}
