/** Plays a run: opens a chain, simulates, folds. Writes nothing; whoever wants files hands in a sink or a reader. */
import type { Hex } from "../base/types.ts";
import { type OpenOptions, openChain } from "../chain/open.ts";
import type { Chain } from "../chain/port.ts";
import type { GasDrift } from "../chain/twin/gas.ts";
import type { TwinChain } from "../chain/twin.ts";
import type { EventSink } from "../ledger/event-rows.ts";
import { nodeSha256 } from "../ledger/files/event-file.ts";
import type { LedgerReader } from "../ledger/records.ts";
import { createLedger, type RunSummary } from "../metrics/summary.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { deploymentPlanOf, type Ending, simulate } from "../world/simulate.ts";
import "./calibrations.ts";
import { type RunObserver, SILENT, Span } from "./observer.ts";

export interface PlayRequest {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly backend: Chain["backend"];
  /** Deploy on top of this chain, at this block or its newest. */
  readonly fork?: OpenOptions["fork"];
  readonly observer?: RunObserver;
  /** Ends the run early; what there is by then counts. */
  readonly signal?: AbortSignal;
  /** Further readers of the run's records. One that throws an `InvariantViolation` ends the run. */
  readonly readers?: readonly LedgerReader[];
  /** Told what stands on the chain before anything happens on it; may refuse by throwing. */
  readonly onDeployed?: (deployment: Chain["deployment"]) => void;
}

/** A run that has ended. */
export interface Played {
  readonly ending: Ending;
  /** Of the twin: gas that the contracts used against gas that was charged, by verb. */
  readonly gasDrift: readonly GasDrift[] | undefined;
  readonly summary: RunSummary;
  readonly ledgerHash: Hex;
  readonly span: Span;
  readonly deployment: Chain["deployment"];
}

/** Plays the run to its end; its events go to the sink, if there is one. Throws what opening and simulating throw. */
export async function play(request: PlayRequest, eventSink?: EventSink): Promise<Played> {
  const { scenario, seed, signal, readers = [], observer = SILENT } = request;
  const chain = await open(request, observer);
  try {
    request.onDeployed?.(chain.deployment);
    const span = new Span(observer);
    const ledger = createLedger({ onViolation: scenario.invariants.onViolation, eventSink, hasher: nodeSha256() });
    const onProgress = observer.progress.bind(observer);
    const ending = await simulate({ scenario, seed, chain, readers: [span, ledger, ...readers], onProgress, signal });
    const gasDrift = await agreed(chain);
    return {
      ending,
      gasDrift,
      summary: ledger.summary(),
      ledgerHash: ledger.hash(),
      span,
      deployment: chain.deployment,
    };
  } finally {
    await chain.close();
  }
}

function open({ scenario, backend, fork }: PlayRequest, observer: RunObserver): Promise<Chain> {
  observer.phase("deploy", fork === undefined ? backend : `${backend}, forking ${new URL(fork.url).host}`);
  const onProgress = () => observer.phase("compile");
  return openChain({ backend, plan: deploymentPlanOf(scenario), fork, onProgress });
}

/** The twin's last word: all state that was ever touched is the same on both backends. Throws `TwinDifference`. */
async function agreed(chain: Chain): Promise<readonly GasDrift[] | undefined> {
  if (chain.backend !== "twin") return undefined;
  const twin = chain as TwinChain;
  await twin.compareEverything();
  return twin.gasDrift();
}
