/** What a run comes to: the input of summary.json, metrics.csv and the report. */
import { DAY, type Hex } from "../base/types.ts";
import { reward } from "../chain/model/Emission.ts";
import type { Finding } from "../ledger/findings.ts";
import type { InvariantViolation } from "../ledger/invariants.ts";
import { Ledger, type LedgerOptions } from "../ledger/ledger.ts";
import type { LedgerReader, LedgerRecord } from "../ledger/records.ts";
import type { AgentAccount } from "./account.ts";
import { ActivityFold } from "./activity.ts";
import { AnniversariesFold } from "./anniversaries.ts";
import { BriberyFold } from "./bribery.ts";
import { CheatingFold } from "./cheating.ts";
import { CheckingFold } from "./checking.ts";
import { ClearingFold } from "./clearing.ts";
import { CoffersFold } from "./coffers.ts";
import { ComputeFold } from "./compute.ts";
import { ContestationsFold } from "./contestations.ts";
import { CopyingFold } from "./copying.ts";
import { DemandFold } from "./demand.ts";
import { FarmingFold } from "./farming.ts";
import { FeesFold } from "./fees.ts";
import { FollowedFold } from "./followed.ts";
import { GriefingFold } from "./griefing.ts";
import { MembershipFold } from "./membership.ts";
import type { Distribution, Metric, MetricFold, Series } from "./metric.ts";
import { ModelsFold } from "./models.ts";
import { PopulationsFold } from "./populations.ts";
import { ProfitFold } from "./profit.ts";
import { RewardsFold } from "./rewards.ts";
import { SolvingFold } from "./solving.ts";
import { SupplyFold } from "./supply.ts";
import { TasksFold } from "./tasks.ts";
import { Timeline } from "./timeline.ts";
import { TreasuryFold } from "./treasury.ts";
import { count } from "./units.ts";
import { WithholdingFold } from "./withholding.ts";

export interface RunSummary {
  /** Unique names, always in the same order for the same scenario. */
  readonly metrics: readonly Metric[];
  /** All of one length, sampled at the same times. */
  readonly series: readonly Series[];
  readonly distributions: readonly Distribution[];
  /** In the order of the genesis record's participants. */
  readonly agents: readonly AgentAccount[];
  readonly findings: readonly Finding[];
  /** Empty unless violations are recorded instead of stopping the run; the first hundred. */
  readonly violations: readonly InvariantViolation[];
}

/** Everything downstream of a run: give it every record in order. */
export interface RunLedger extends LedgerReader {
  /** Of what has been read; final after the end record. */
  summary(): RunSummary;
  /** sha256 over the event file's bytes. Nothing can be read afterwards. */
  hash(): Hex;
}

type Handler = (record: LedgerRecord) => void;

const RECORD_TYPES = ["genesis", "block", "compute", "truth", "cost", "price", "end"] as const;

/** Who handles which records. A handler under a type's name takes that type: what the cast says. */
const handlersOf = (folds: readonly MetricFold[]): Readonly<Record<LedgerRecord["type"], readonly Handler[]>> => {
  const of = (type: LedgerRecord["type"]) =>
    folds.filter((fold) => fold[type] !== undefined).map((fold) => (fold[type] as Handler).bind(fold));
  return Object.fromEntries(RECORD_TYPES.map((type) => [type, of(type)])) as Record<LedgerRecord["type"], Handler[]>;
};

/** Reads records into rows, invariants and metrics. Needs no chain and no Node. */
export const createLedger = (options: LedgerOptions): RunLedger => {
  const scene = () => ledger.journeys?.scene;
  const profit = new ProfitFold(scene);
  const folds: readonly MetricFold[] = [
    new SupplyFold(scene),
    new RewardsFold(),
    new FeesFold(),
    new TasksFold(),
    new SolvingFold(),
    new ContestationsFold(),
    profit,
    new TreasuryFold(),
    new ComputeFold(),
    new ActivityFold(),
    new DemandFold(scene),
    new FollowedFold(() => profit.accounts()),
    new AnniversariesFold(scene),
    new ClearingFold(),
    new MembershipFold(scene),
    new PopulationsFold(() => profit.accounts()),
    new ModelsFold(),
    new CheatingFold(),
    new CheckingFold(),
    new CoffersFold(scene),
    new CopyingFold(),
    new FarmingFold(),
    new GriefingFold(scene, () => profit.accounts()),
    new BriberyFold(),
    new WithholdingFold(),
  ];
  const ledger = new Ledger({ rewardFormula: reward, ...options }, folds);
  const handlers = handlersOf(folds);
  const sample = (time: number) => {
    for (const fold of folds) fold.sample?.(time);
  };
  const nextDay = (time: number) => {
    for (const fold of folds) fold.day?.(time);
  };
  let timeline: Timeline | undefined;
  let days: Timeline | undefined;

  const read = (record: LedgerRecord): void => {
    if (record.type === "genesis") {
      timeline = Timeline.ofSeries(record.start, record.end);
      days = new Timeline(record.start, record.end, DAY);
    } else {
      timeline?.advance(record.timestamp, sample);
      days?.advance(record.timestamp, nextDay);
    }
    ledger.read(record);
    for (const handle of handlers[record.type]) handle(record);
    if (record.type !== "end") return;
    timeline?.close(record.timestamp, sample);
    days?.close(record.timestamp, nextDay);
  };

  const metrics = (): readonly Metric[] => [
    ...folds.flatMap((fold) => fold.metrics()),
    count("invariants.violated", ledger.violationCount, "Violations recorded.", "the ledger's equations"),
    count("findings", ledger.findings().length, "Kinds of findings.", "the ledger's equations"),
  ];

  return {
    read,
    hash: () => ledger.hash(),
    summary: () => ({
      metrics: metrics(),
      series: folds.flatMap((fold) => (fold.lines ?? []).map((line) => line.drawn(timeline?.times ?? []))),
      distributions: folds.flatMap((fold) => fold.distributions?.() ?? []),
      agents: profit.accounts(),
      findings: ledger.findings(),
      violations: ledger.violations,
    }),
  };
};
