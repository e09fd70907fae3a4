/** How values are spread: the quantiles that fan charts and tables of profit show. */
import { quantile } from "./quantile.ts";

export interface Band {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export const bandOf = (values: readonly number[]): Band => ({
  p5: quantile(values, 0.05),
  p25: quantile(values, 0.25),
  p50: quantile(values, 0.5),
  p75: quantile(values, 0.75),
  p95: quantile(values, 0.95),
});
