/** Where an experiment does and keeps its runs, and what is shown meanwhile. */
import type { ExecutionProgress, Executor, RunSpec } from "../experiment/experiment.ts";
import { type FolderStore, openStore } from "../experiment/store/folder-store.ts";
import { Interrupted, type Lab } from "../experiment/trials.ts";
import { plainNumber } from "../report/format.ts";
import { executorOf } from "./executor.ts";
import { interruptible } from "./interrupt.ts";
import type { LabOptions } from "./lab-options.ts";
import type { Streams } from "./program.ts";

const PLAIN_STEP = 0.1;

/** One line that is rewritten on a terminal, a line every tenth elsewhere. */
function progressOn(stream: NodeJS.WriteStream): (progress: ExecutionProgress) => void {
  let shown = -1;
  return ({ asked, done, reused, workers }) => {
    const kept = reused === 0 ? "" : `, ${plainNumber(reused)} of them from the store`;
    const text = `  ${plainNumber(done)} of ${plainNumber(asked)} runs${kept}`;
    if (stream.isTTY) stream.write(`\r\x1b[K${text}${done < asked ? `, ${workers.length} at work` : "\n"}`);
    else if (done === asked || done < shown || done - shown >= PLAIN_STEP * asked) {
      if (done === shown) return;
      shown = done;
      stream.write(`${text}\n`);
    }
  };
}

/** Opens store and executor for the work and closes both after it, whatever happens; a given executor stays open. */
export async function withLab<T>(
  options: LabOptions,
  { stderr }: Streams,
  backends: readonly RunSpec["backend"][],
  work: (lab: Lab & { readonly store: FolderStore }) => Promise<T>,
  given?: Executor,
): Promise<T | undefined> {
  const store = await openStore(options.store, [...new Set(backends)]);
  const onStage = (text: string) => stderr.write(`${text}\n`);
  const executor = given ?? (await executorOf(options, onStage));
  try {
    return await interruptible((signal) =>
      work({ executor, store, backend: backends[0]!, signal, onProgress: progressOn(stderr), onStage }),
    );
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    stderr.write(`\nInterrupted. The runs done are kept in ${store.folder}; the same command goes on from there.\n`);
    return undefined;
  } finally {
    if (given === undefined) await executor.close();
    store.close();
  }
}
