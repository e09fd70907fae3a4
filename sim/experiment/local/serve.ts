/** The worker's side of the conversation. */
import type { Order } from "../pooled.ts";
import { runSpec } from "../runSpec.ts";
import { failureOf, shareObserver } from "../telling.ts";
import type { Report } from "./messages.ts";

/** Progress is told at most this often. */
const TELL_MILLISECONDS = 250;

const tell = (report: Report): void => {
  process.send?.(report);
};

const tellShare = (share: number): void => tell({ type: "progress", share });

async function obey({ id, spec }: Order): Promise<void> {
  try {
    tell({ type: "done", id, record: await runSpec(spec, shareObserver(TELL_MILLISECONDS, tellShare)) });
  } catch (thrown) {
    tell({ type: "failed", id, ...failureOf(thrown) });
  }
}

/** Answers orders until the leader disconnects or dies. Ctrl-C, and a SIGTERM to all of them, are the leader's to answer. */
export function serve(afterFirst: () => void): void {
  let work: Promise<void> | undefined;
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  process.on("disconnect", () => process.exit());
  process.on("message", (order: Order) => {
    work = work?.then(() => obey(order)) ?? obey(order).then(afterFirst);
  });
  tell({ type: "ready" });
}
