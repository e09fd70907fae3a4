/**
 * The run as comma-separated lines, in the order in which it happened. The same run gives the same bytes on every machine
 * and backend: nothing of what a backend measured (gas used, bytecode, chain id) is written.
 */
import type { Value } from "../base/types.ts";
import type { ChainEvent } from "../chain/port.ts";
import { Bytes } from "./bytes.ts";
import { csvField } from "./csv.ts";
import type { FlowKind } from "./flow.ts";
import type {
  BlockRecord,
  ComputeRecord,
  CostRecord,
  EndRecord,
  GenesisRecord,
  PriceRecord,
  Step,
  TruthRecord,
} from "./records.ts";

/** Column -> what it holds. Empty where a row has no such thing. */
export const EVENT_COLUMNS = {
  record:
    "genesis, contract, model, participant, opening; event (a log), failed (a revert), silent (a call without logs); compute, truth, cost, price; end",
  block: "the run's own count of blocks, from 0",
  timestamp: "simulated time, Unix seconds",
  action: "counts the actions of the run from 0; the logs of one action share it",
  agent: "participant that acted or paid; genesis for the set-up",
  contract: "contract that logged, or was called",
  name: "event; method that failed or was silent; purpose, reason; name of what was set up",
  details:
    "name=value, separated by semicolons: arguments in ABI order, integers in wei or seconds, prices in 10^-9 USD",
  journey: "of a token transfer: the rule that moved it",
  gas: "charged for the action, on its first row, from the gas table",
  cost: "10^-9 USD: gas on an action's first row, computations, capital, standing",
} as const;

/** Where the rows of a run go. Each piece ends with a whole row, and is valid until `write` returns. */
export interface EventSink {
  write(rows: Uint8Array): void;
  close(): void;
}

const HEADER = Object.keys(EVENT_COLUMNS).join(",");

/** Integers, booleans and hexadecimal need no quotes; any other text is written as JSON writes it. */
const isPlain = (value: Value): boolean =>
  typeof value === "string" ? value.startsWith("0x") : typeof value !== "object";

const valueText = (value: Value): string => {
  if (typeof value === "string") return value.startsWith("0x") ? value : JSON.stringify(value);
  return Array.isArray(value) ? `[${value.map(valueText).join(" ")}]` : String(value);
};

const quotedDetails = (args: Readonly<Record<string, Value>>): string =>
  csvField(
    Object.entries(args)
      .map(([name, value]) => `${name}=${valueText(value)}`)
      .join(";"),
  );

export class EventRows {
  readonly #write: (rows: Uint8Array) => void;
  readonly #bytes = new Bytes();
  #actions = 0;

  /** @param write takes whole rows, in chunks. */
  constructor(write: (rows: Uint8Array) => void) {
    this.#write = write;
    this.#row(HEADER);
  }

  genesis({ scenario, seed, start, end, deployment, participants }: GenesisRecord): void {
    const at = deployment.timestamp;
    this.#row(`genesis,,${at},,,,${csvField(scenario)},seed=${seed};start=${start};end=${end},,,`);
    for (const [name, address] of Object.entries(deployment.addresses)) {
      this.#row(`contract,,${at},,,${name},,address=${address},,,`);
    }
    for (const [name, id] of Object.entries(deployment.models)) {
      this.#row(`model,,${at},,,,${csvField(name)},id=${id},,,`);
    }
    for (const { name, kind, address } of participants) {
      this.#row(`participant,,${at},,${csvField(name)},,,${csvField(`kind=${kind};address=${address}`)},,,`);
    }
    for (const [holder, amount] of deployment.balances) {
      this.#row(`opening,,${at},,,token,,holder=${holder};amount=${amount},,,`);
    }
  }

  /** The rows of one action: one per log, or one alone when it failed or logged nothing. */
  step({ index, timestamp }: BlockRecord, step: Step, kinds: readonly (FlowKind | undefined)[]): void {
    const { agent, action, outcome, gas, gasCost } = step;
    const place = `${index},${timestamp},${this.#actions++},${csvField(agent)},`;
    const charge = `,${gas},${gasCost}`;
    if (!outcome.ok) {
      const details = csvField(`error=${outcome.error};args=${valueText(outcome.args)}`);
      this.#row(`failed,${place}${action.to},${action.method},${details},${charge}`);
    } else if (outcome.events.length === 0) {
      this.#row(`silent,${place}${action.to},${action.method},,${charge}`);
    } else {
      const { events } = outcome;
      for (let i = 0; i < events.length; i++) this.#event(place, events[i]!, kinds[i] ?? "", i === 0 ? charge : ",,");
    }
  }

  #event(place: string, { contract, name, args }: ChainEvent, journey: string, charge: string): void {
    const bytes = this.#bytes;
    bytes.text("event,");
    bytes.text(place);
    bytes.text(contract);
    bytes.text(",");
    bytes.text(name);
    bytes.text(",");
    this.#details(args);
    bytes.text(",");
    bytes.text(journey);
    this.#row(charge);
  }

  /** Values that need quotes are rare: the plain form is written first, and taken back when it will not do. */
  #details(args: Readonly<Record<string, Value>>): void {
    const bytes = this.#bytes;
    const before = bytes.length;
    let separator = "";
    for (const name in args) {
      const value = args[name]!;
      if (!isPlain(value)) {
        bytes.truncate(before);
        bytes.text(quotedDetails(args));
        return;
      }
      bytes.text(separator);
      bytes.text(name);
      bytes.text("=");
      bytes.text(String(value));
      separator = ";";
    }
  }

  compute({ timestamp, agent, task, purpose, milliseconds, joules, cost }: ComputeRecord): void {
    const bytes = this.#bytes;
    bytes.text("compute,,");
    bytes.integer(timestamp);
    bytes.text(",,");
    bytes.text(csvField(agent));
    bytes.text(",,");
    bytes.text(purpose);
    bytes.text(",task=");
    bytes.text(task);
    bytes.text(";milliseconds=");
    bytes.integer(milliseconds);
    bytes.text(";joules=");
    bytes.integer(joules);
    bytes.text(",,,");
    bytes.text(String(cost));
    this.#row("");
  }

  truth({ timestamp, task, solver, truthful }: TruthRecord): void {
    this.#row(`truth,,${timestamp},,${csvField(solver)},,,task=${task};truthful=${truthful},,,`);
  }

  cost({ timestamp, agent, reason, cost }: CostRecord): void {
    this.#row(`cost,,${timestamp},,${csvField(agent)},,${reason},,,,${cost}`);
  }

  price({ timestamp, aius, eth }: PriceRecord): void {
    this.#row(`price,,${timestamp},,,,,aius=${aius};eth=${eth},,,`);
  }

  end({ timestamp, reason, supply }: EndRecord): void {
    const details = `engineMeasure=${supply.engineMeasure};engineBalance=${supply.engineBalance}`;
    this.#row(`end,,${timestamp},,,,${reason},${details},,,`);
  }

  /** Hands on what is buffered. */
  flush(): void {
    const rows = this.#bytes.take();
    if (rows.length > 0) this.#write(rows);
  }

  /** Ends a row with `rest`. */
  #row(rest: string): void {
    this.#bytes.text(rest);
    this.#bytes.text("\n");
    if (this.#bytes.full) this.flush();
  }
}
