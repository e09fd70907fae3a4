/**
 * The run as comma-separated lines, in the order in which it happened. The same run gives the same bytes on every machine
 * and backend: nothing of what a backend measured (gas used, bytecode, chain id) is written.
 */
import type { Value } from "../base/types.ts";
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

/** Where the rows of a run go. Each text ends with a whole row. */
export interface EventSink {
  write(text: string): void;
  close(): void;
}

const HEADER = `${Object.keys(EVENT_COLUMNS).join(",")}\n`;

/** Text handed on at a time, in UTF-16 units. */
const CHUNK = 1 << 16;

const valueText = (value: Value): string => {
  if (typeof value === "string") return value.startsWith("0x") ? value : JSON.stringify(value);
  return Array.isArray(value) ? `[${value.map(valueText).join(" ")}]` : String(value);
};

const detailsText = (args: Readonly<Record<string, Value>>): string => {
  let text = "";
  for (const name in args) text += `${text && ";"}${name}=${valueText(args[name]!)}`;
  return csvField(text);
};

export class EventRows {
  readonly #write: (text: string) => void;
  #buffer = HEADER;
  #actions = 0;

  /** @param write takes whole rows, in chunks. */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  genesis({ scenario, seed, start, end, deployment, participants }: GenesisRecord): void {
    const at = deployment.timestamp;
    this.#row(`genesis,,${at},,,,${csvField(scenario)},seed=${seed};start=${start};end=${end},,,`);
    for (const [name, address] of Object.entries(deployment.addresses)) {
      this.#row(`contract,,${at},,,${name},,address=${address},,,`);
    }
    for (const [name, id] of Object.entries(deployment.models))
      this.#row(`model,,${at},,,,${csvField(name)},id=${id},,,`);
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
    const place = `${index},${timestamp},${this.#actions++},${csvField(agent)}`;
    let charge = `${gas},${gasCost}`;
    if (!outcome.ok) {
      const details = csvField(`error=${outcome.error};args=${valueText(outcome.args)}`);
      this.#row(`failed,${place},${action.to},${action.method},${details},,${charge}`);
    } else if (outcome.events.length === 0) {
      this.#row(`silent,${place},${action.to},${action.method},,,${charge}`);
    } else {
      outcome.events.forEach(({ contract, name, args }, i) => {
        this.#row(`event,${place},${contract},${name},${detailsText(args)},${kinds[i] ?? ""},${charge}`);
        charge = ",";
      });
    }
  }

  compute({ timestamp, agent, task, purpose, milliseconds, joules, cost }: ComputeRecord): void {
    const details = `task=${task};milliseconds=${milliseconds};joules=${joules}`;
    this.#row(`compute,,${timestamp},,${csvField(agent)},,${purpose},${details},,,${cost}`);
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
    if (this.#buffer.length > 0) this.#write(this.#buffer);
    this.#buffer = "";
  }

  #row(line: string): void {
    this.#buffer += line;
    this.#buffer += "\n";
    if (this.#buffer.length >= CHUNK) this.flush();
  }
}
