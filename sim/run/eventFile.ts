/**
 * events.csv: everything that happened, one row per action, per event and per record beside the chain, in order.
 * Written as the run goes, so that a long run costs no memory. Two runs of one scenario and seed have the same bytes,
 * on any backend.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import type { Value } from "../base/types.ts";
import type { BlockRecord, LedgerReader, LedgerRecord, Step } from "../ledger/records.ts";

export const EVENT_COLUMNS = [
  "record",
  "timestamp",
  "block",
  "phase",
  "agent",
  "contract",
  "name",
  "arguments",
  "result",
  "gas",
  "cost_nanousd",
] as const;

type Column = (typeof EVENT_COLUMNS)[number];
type Row = Partial<Record<Column, string | number | bigint>>;

/** Rows kept before they are formatted and written together. */
const BATCH_ROWS = 2_000;

export class EventFile implements LedgerReader {
  readonly #file: number;
  #rows: Row[] = [];
  #written = 0;

  constructor(path: string) {
    this.#file = openSync(path, "wx");
    writeSync(this.#file, `${EVENT_COLUMNS.join(",")}\n`);
  }

  /** Rows so far, the header not counted. */
  get rows(): number {
    return this.#written + this.#rows.length;
  }

  read(record: LedgerRecord): void {
    for (const row of rowsOf(record)) this.#rows.push(row);
    if (this.#rows.length >= BATCH_ROWS) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    const text = stringify(this.#rows.map((row) => EVENT_COLUMNS.map((column) => row[column])));
    writeSync(this.#file, text);
    this.#written += this.#rows.length;
    this.#rows = [];
  }
}

/** Values as JSON with integers as decimal strings: 256-bit numbers lose digits as JSON numbers. */
const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));

function rowsOf(record: LedgerRecord): readonly Row[] {
  switch (record.type) {
    case "block":
      return record.steps.flatMap((step) => stepRows(record, step));
    case "genesis":
      return [
        {
          record: "genesis",
          timestamp: record.start,
          name: record.scenario,
          arguments: asJson({ seed: record.seed, end: record.end, participants: record.participants.length }),
        },
      ];
    case "compute":
      return [
        {
          record: "compute",
          timestamp: record.timestamp,
          agent: record.agent,
          name: record.purpose,
          arguments: asJson({ task: record.task, milliseconds: record.milliseconds, joules: record.joules }),
          cost_nanousd: record.cost,
        },
      ];
    case "truth":
      return [
        {
          record: "truth",
          timestamp: record.timestamp,
          agent: record.solver,
          arguments: asJson({ task: record.task }),
          result: record.truthful ? "true" : "false",
        },
      ];
    case "cost":
      return [
        {
          record: "cost",
          timestamp: record.timestamp,
          agent: record.agent,
          name: record.reason,
          cost_nanousd: record.cost,
        },
      ];
    case "price":
      return [
        { record: "price", timestamp: record.timestamp, arguments: asJson({ aius: record.aius, eth: record.eth }) },
      ];
    case "end":
      return [{ record: "end", timestamp: record.timestamp, name: record.reason, arguments: asJson(record.supply) }];
  }
}

function stepRows(block: BlockRecord, { agent, action, outcome, gas, gasCost }: Step): readonly Row[] {
  const place = { timestamp: block.timestamp, block: block.index, phase: block.phase, agent };
  const called: Row = {
    ...place,
    record: "action",
    contract: action.to,
    name: action.method,
    arguments: asJson(action.args),
    result: outcome.ok ? "ok" : failure(outcome.error, outcome.args),
    gas,
    cost_nanousd: gasCost,
  };
  const logs = outcome.ok ? outcome.events : [];
  return [
    called,
    ...logs.map((log) => ({
      ...place,
      record: "event",
      contract: log.contract,
      name: log.name,
      arguments: asJson(log.args),
    })),
  ];
}

const failure = (error: string, args: readonly Value[]): string =>
  args.length === 0 ? error : `${error}${asJson(args)}`;
