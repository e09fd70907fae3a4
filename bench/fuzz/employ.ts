/** Working with the fuzzer's processes. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Catch } from "./hunt.ts";
import type { Order, Report } from "./worker.ts";

/** Runs a worker to its end; tells what it catches as it catches it. Rejects when it ends without a report. */
export function employ(order: Order, onCatch: (caught: Catch) => void = () => {}): Promise<Report> {
  const child = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), { serialization: "advanced" });
  return new Promise((resolve, reject) => {
    child.on("message", (message: { caught: Catch } | { report: Report }) => {
      if ("caught" in message) onCatch(message.caught);
      else resolve(message.report);
    });
    child.on("exit", (code) => reject(new Error(`a worker of the fuzzer ended with ${code}`)));
    child.send(order);
  });
}

/** Prints how much was played, what was reached, and where the backends differ. */
export function summarize(reports: readonly Report[]): void {
  const reached = new Map<string, number>();
  for (const { outcomes } of reports)
    for (const [outcome, count] of outcomes) reached.set(outcome, (reached.get(outcome) ?? 0) + count);
  const sum = (of: (report: Report) => number): number => reports.reduce((total, each) => total + of(each), 0);
  console.log(`${sum(({ runs }) => runs)} histories, ${sum(({ actions }) => actions)} actions; outcomes reached:`);
  for (const [outcome, count] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${String(count).padStart(9)}  ${outcome}`);
  for (const { broken } of reports) if (broken !== undefined) console.error(`\n${broken}`);
}
