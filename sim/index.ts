/**
 * The public API: everything that a program, a notebook or a test needs to run scenarios and to read what came of them.
 *
 *     const { summary } = await runScenario({ scenario: scenarios.market, seed: 1, backend: "evm" });
 */
export type { Address, Hex, NanoUsd, Seconds, Value, Wei } from "./base/types.ts";
export { type OpenOptions, openChain } from "./chain/open.ts";
export type {
  Action,
  BlockResult,
  Chain,
  ChainEvent,
  Deployment,
  DeploymentPlan,
  EngineParameters,
  Outcome,
} from "./chain/port.ts";
export type { Finding } from "./ledger/findings.ts";
export { InvariantViolation } from "./ledger/invariants.ts";
export type { LedgerReader, LedgerRecord } from "./ledger/records.ts";
export type { AgentAccount, Money } from "./metrics/account.ts";
export type { Distribution, Metric, Series } from "./metrics/metric.ts";
export { createLedger, type RunLedger, type RunSummary } from "./metrics/summary.ts";
export { type Report, renderReport } from "./report/report.ts";
export { scenarioFrom } from "./run/load.ts";
export { type Manifest, manifestSchema, readManifest } from "./run/manifest.ts";
export type { RunObserver, RunPhase } from "./run/observer.ts";
export { UserProblem } from "./run/problem.ts";
export { type Replay, type ReplayRequest, replay } from "./run/replay.ts";
export { type RunRequest, type RunResult, runScenario } from "./run/runScenario.ts";
export { scenarios } from "./scenarios/index.ts";
export { type Scenario, scenarioJsonSchema, scenarioSchema } from "./scenarios/schema.ts";
export { deploymentPlanOf, type Ending, type Progress, type SimulateOptions, simulate } from "./world/simulate.ts";
