/** What a report is written from. Nothing else is looked at: the same input gives the same bytes. */
import type { RunSummary } from "../metrics/summary.ts";
import type { Calibration } from "../scenarios/calibration.ts";
import type { Scenario } from "../scenarios/schema.ts";

export interface ReportInput {
  readonly scenario: Scenario;
  readonly calibration: Calibration;
  readonly seed: number;
  readonly backend: string;
  readonly fork?: { readonly chainId: number; readonly block: number };
  /** Unix seconds: where the run began and where it really ended. */
  readonly start: number;
  readonly end: number;
  readonly reason: "horizon" | "interrupted" | "violation";
  /** What was violated, when `reason` says so. */
  readonly violation?: string;
  readonly summary: RunSummary;
  readonly id: string;
  readonly ledgerHash: string;
  readonly code: string;
  readonly bytecodeHash: string;
  /** Command that makes the run again and compares. */
  readonly command: string;
}
