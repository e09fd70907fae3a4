/** What somebody who watches a run is told. Watching changes nothing. */
import type { Seconds } from "../base/types.ts";
import type { LedgerReader, LedgerRecord } from "../ledger/records.ts";
import type { Progress } from "../world/simulate.ts";

export type RunPhase = "compile" | "deploy" | "setup" | "run" | "report";

export interface RunObserver {
  phase(name: RunPhase, detail?: string): void;
  progress(progress: Progress): void;
  /** Nothing more will come. */
  done(): void;
}

/** Tells nobody. */
export const SILENT: RunObserver = { phase() {}, progress() {}, done() {} };

/** Notes when the run began and how far it came, and tells the observer when the set-up is over. */
export class Span implements LedgerReader {
  readonly #observer: RunObserver;
  #phase: "setup" | "run" | undefined;
  start: Seconds = 0;
  /** Time of the newest record. */
  now: Seconds = 0;

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  read(record: LedgerRecord): void {
    if (record.type === "genesis") this.start = record.start;
    else this.now = Math.max(record.timestamp, this.start);
    if (record.type !== "block" || record.phase === this.#phase) return;
    this.#phase = record.phase;
    this.#observer.phase(record.phase);
  }
}
