/** What a run comes to: the input of summary.json, metrics.csv and the report. */
import type { Finding } from "../ledger/findings.ts";
import type { AgentAccount } from "./account.ts";
import type { Metric, Series } from "./metric.ts";

export interface RunSummary {
  /** Unique names, always in the same order for the same scenario. */
  readonly metrics: readonly Metric[];
  readonly series: readonly Series[];
  /** In the order of the genesis record's participants. */
  readonly agents: readonly AgentAccount[];
  readonly findings: readonly Finding[];
}
