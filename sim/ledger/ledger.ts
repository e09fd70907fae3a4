/** The ledger as one reader: rows and hash, journeys, invariants. Metrics listen to what it makes of the records. */
import type { Hex } from "../base/types.ts";
import { EventRows, type EventSink } from "./event-rows.ts";
import type { Finding } from "./findings.ts";
import { type Hasher, pureSha256 } from "./hash.ts";
import { Auditor, type InvariantViolation, type OnViolation } from "./invariants.ts";
import { Journeys } from "./journeys.ts";
import type { BlockRecord, GenesisRecord, LedgerReader, LedgerRecord } from "./records.ts";
import type { Listener, RewardFormula } from "./scene.ts";

export interface LedgerOptions {
  /** "stop" throws `InvariantViolation` out of `read`; "record" keeps it and goes on. */
  readonly onViolation: OnViolation;
  /** Takes the rows of the event file; nothing is written without one. */
  readonly eventSink?: EventSink;
  /** Default: sha256 in plain TypeScript. */
  readonly hasher?: Hasher;
  /** The reward to the wei, judged beside the ledger's own schedule. Without it the schedule's bounds alone judge. */
  readonly rewardFormula?: RewardFormula;
}

export class Ledger implements LedgerReader {
  readonly #audit: Auditor;
  readonly #listeners: readonly Listener[];
  readonly #hasher: Hasher;
  readonly #rows: EventRows;
  readonly #rewardFormula: RewardFormula | undefined;
  #journeys: Journeys | undefined;
  #hash: Hex | undefined;

  constructor(options: LedgerOptions, listeners: readonly Listener[]) {
    this.#audit = new Auditor(options.onViolation);
    this.#listeners = listeners;
    this.#rewardFormula = options.rewardFormula;
    const hasher = options.hasher ?? pureSha256();
    this.#hasher = hasher;
    this.#rows = new EventRows((rows) => {
      hasher.update(rows);
      options.eventSink?.write(rows);
    });
  }

  /** Undefined before the genesis record. */
  get journeys(): Journeys | undefined {
    return this.#journeys;
  }

  /** Reads the run's next record. Throws `InvariantViolation` when an equation fails and the run shall stop. */
  read(record: LedgerRecord) {
    switch (record.type) {
      case "genesis":
        return this.#genesis(record);
      case "block":
        return this.#block(record);
      case "truth":
        this.#rows.truth(record);
        return this.#started.truth(record);
      case "end":
        this.#rows.end(record);
        return this.#started.end(record);
      case "compute":
        return this.#rows.compute(record);
      case "cost":
        return this.#rows.cost(record);
      case "price":
        return this.#rows.price(record);
    }
  }

  /** sha256 over the bytes of the event file so far; nothing can be read afterwards. */
  hash(): Hex {
    this.#rows.flush();
    this.#hash ??= this.#hasher.digest();
    return this.#hash;
  }

  findings(): readonly Finding[] {
    return this.#audit.findings();
  }

  /** Violations that were recorded, the first hundred of them. */
  get violations(): readonly InvariantViolation[] {
    return this.#audit.violations;
  }

  get violationCount(): number {
    return this.#audit.violationCount;
  }

  get #started(): Journeys {
    if (!this.#journeys) throw new Error("the ledger's first record must be genesis");
    return this.#journeys;
  }

  #genesis(record: GenesisRecord): void {
    this.#rows.genesis(record);
    this.#journeys = new Journeys(record, this.#audit, this.#listeners, this.#rewardFormula);
  }

  #block(block: BlockRecord): void {
    const journeys = this.#started;
    journeys.enterBlock(block);
    for (const step of block.steps) {
      try {
        journeys.step(step);
      } finally {
        this.#rows.step(block, step, journeys.scene.kinds);
      }
    }
    journeys.leaveBlock();
  }
}
