/** What a worker tells of a run, whichever way its words take. */
import type { RunObserver } from "../run/observer.ts";
import { mendable } from "../run/problem.ts";

/** Tells which share of the run is done, not more often than every so many milliseconds. */
export function shareObserver(milliseconds: number, tell: (share: number) => void): RunObserver {
  let told = performance.now();
  return {
    phase() {},
    progress({ now, start, end }) {
      const at = performance.now();
      if (at - told < milliseconds) return;
      told = at;
      tell(Math.min(1, (now - start) / (end - start)));
    },
    done() {},
  };
}

/** An error as text that crosses to another process: a person's problem as its one line, a bug with its stack. */
export function failureOf(thrown: unknown): { readonly name: string; readonly message: string } {
  const { name, message, stack } = mendable(thrown) as Error;
  return { name, message: name === "UserProblem" ? message : (stack ?? message) };
}
