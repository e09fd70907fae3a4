/** The worker's side of the conversation. */
import type { RunObserver } from "../../run/observer.ts";
import { mendable } from "../../run/problem.ts";
import type { Order } from "../pooled.ts";
import { runSpec } from "../runSpec.ts";
import type { Report } from "./messages.ts";

/** Progress is told at most this often. */
const TELL_MILLISECONDS = 250;

const tell = (report: Report): void => {
  process.send?.(report);
};

const observer = (): RunObserver => {
  let told = performance.now();
  return {
    phase() {},
    progress({ now, start, end }) {
      const at = performance.now();
      if (at - told < TELL_MILLISECONDS) return;
      told = at;
      tell({ type: "progress", share: Math.min(1, (now - start) / (end - start)) });
    },
    done() {},
  };
};

async function obey({ id, spec }: Order): Promise<void> {
  try {
    tell({ type: "done", id, record: await runSpec(spec, observer()) });
  } catch (thrown) {
    const error = mendable(thrown) as Error;
    tell({
      type: "failed",
      id,
      name: error.name,
      message: error.name === "UserProblem" ? error.message : (error.stack ?? error.message),
    });
  }
}

/** Answers orders until the leader disconnects or dies. Ctrl-C is the leader's to answer. */
export function serve(afterFirst: () => void): void {
  let work: Promise<void> | undefined;
  process.on("SIGINT", () => {});
  process.on("disconnect", () => process.exit());
  process.on("message", (order: Order) => {
    work = work?.then(() => obey(order)) ?? obey(order).then(afterFirst);
  });
  tell({ type: "ready" });
}
