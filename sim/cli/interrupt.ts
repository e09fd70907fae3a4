/** Ctrl-C ends work in an orderly way. */
import { EXIT } from "../run/problem.ts";

/**
 * One Ctrl-C may come twice, from the terminal and from whoever started this process and passes it on; so does the SIGTERM
 * of `timeout` or of a service manager. What comes within this many milliseconds is the same one.
 */
const ECHO_MILLISECONDS = 500;

/** Runs `work` with a signal that Ctrl-C sets; a second Ctrl-C ends the process at once. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let first = 0;
  const interrupt = () => {
    if (!controller.signal.aborted) first = performance.now();
    else if (performance.now() - first > ECHO_MILLISECONDS) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
