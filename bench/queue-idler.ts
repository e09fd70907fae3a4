/** A run that only takes its time, and returns as much as a real record holds. */
import { setTimeout as sleep } from "node:timers/promises";

const METRICS = 170;
const record = {
  metrics: Object.fromEntries(
    Array.from({ length: METRICS }, (_, i) => [`metric.number.${i}`, { value: i / 7, unit: "USD" }]),
  ),
};

export default async function idle(): Promise<unknown> {
  const from = performance.now();
  await sleep(Number(process.env["TESTBED_BENCH_SECONDS"]) * 1_000);
  return { ...record, seconds: (performance.now() - from) / 1_000 };
}
