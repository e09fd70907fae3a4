/** The numbers of summary.json. */
import type { Metric } from "../metrics/metric.ts";

/** A fixed-point integer as a decimal text without trailing zeros: 1500n with 3 decimals is "1.5". */
export function decimalText(value: bigint, decimals: number): string {
  if (decimals === 0) return value.toString();
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, -decimals);
  const rest = digits.slice(-decimals).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${whole}${rest === "" ? "" : `.${rest}`}`;
}

/** Metrics by name, values as JSON numbers. */
export const metricTable = (metrics: readonly Metric[]): Record<string, { value: number; unit: string }> =>
  Object.fromEntries(
    metrics.map(({ name, value, decimals, unit }) => [name, { value: Number(decimalText(value, decimals)), unit }]),
  );
