/** What somebody who watches a run is told. Watching changes nothing. */
import type { Seconds } from "../base/types.ts";
import type { LedgerReader, LedgerRecord } from "../ledger/records.ts";

export type RunPhase = "check" | "compile" | "deploy" | "setup" | "run" | "report";

export interface RunProgress {
  /** Simulated time, between `start` and `end`. */
  readonly time: Seconds;
  readonly start: Seconds;
  readonly end: Seconds;
  /** Blocks and actions of the run, its set-up not counted. */
  readonly blocks: number;
  readonly actions: number;
}

export interface RunObserver {
  phase(name: RunPhase, detail?: string): void;
  progress(progress: RunProgress): void;
  /** Nothing more will come. */
  done(): void;
}

/** Tells nobody. */
export const SILENT: RunObserver = { phase() {}, progress() {}, done() {} };

/** Reads the ledger's records as they come and tells the observer where the run stands. */
export class ProgressReader implements LedgerReader {
  readonly #observer: RunObserver;
  #start = 0;
  #end = 0;
  #blocks = 0;
  #actions = 0;
  #phase: "setup" | "run" | undefined;

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  get blocks(): number {
    return this.#blocks;
  }

  get actions(): number {
    return this.#actions;
  }

  read(record: LedgerRecord): void {
    if (record.type === "genesis") [this.#start, this.#end] = [record.start, record.end];
    if (record.type !== "block") return;
    this.#enter(record.phase);
    if (record.phase === "setup") return;
    this.#blocks += 1;
    this.#actions += record.steps.length;
    this.#observer.progress({
      time: record.timestamp,
      start: this.#start,
      end: this.#end,
      blocks: this.#blocks,
      actions: this.#actions,
    });
  }

  #enter(phase: "setup" | "run"): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#observer.phase(phase);
  }
}
