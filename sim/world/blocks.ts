/** The run's blocks: mines them, charges for the gas, and makes the ledger's records of them. */
import type { NanoUsd, Seconds } from "../base/types.ts";
import type { Action, BlockResult, Chain } from "../chain/port.ts";
import type { BlockRecord, Step } from "../ledger/records.ts";
import { gasCost, gasOf } from "./gas.ts";
import type { Price } from "./prices.ts";
import { after } from "./waiting.ts";

/** An action with who pays for its gas, and what beyond the gas price, in wei per unit. */
export interface Sent {
  readonly name: string;
  readonly action: Action;
  readonly tip: bigint;
}

export class Blocks {
  readonly #chain: Chain;
  readonly #gasPrice: bigint;
  readonly #ether: Price;
  #setup = 0;
  /** Of the run, without its set-up. */
  mined = 0;
  actions = 0;

  /** @param gasPrice in wei per unit. */
  constructor(chain: Chain, gasPrice: bigint, ether: Price) {
    this.#chain = chain;
    this.#gasPrice = gasPrice;
    this.#ether = ether;
  }

  mine(phase: BlockRecord["phase"], timestamp: Seconds, sent: readonly Sent[]): BlockRecord | Promise<BlockRecord> {
    const request = { timestamp, actions: sent.map(({ action }) => action) };
    const result = this.#chain.mineNow?.(request) ?? this.#chain.mine(request);
    return after(result, (block) => this.#record(phase, sent, block));
  }

  #record(phase: BlockRecord["phase"], sent: readonly Sent[], { timestamp, outcomes }: BlockResult): BlockRecord {
    const ether = this.#ether.now;
    const steps = sent.map((one, index) => this.#step(one, outcomes[index]!, ether));
    const index = this.#setup + this.mined;
    if (phase === "setup") this.#setup += 1;
    else {
      this.mined += 1;
      this.actions += steps.length;
    }
    return { type: "block", phase, index, timestamp, steps };
  }

  #step({ name, action, tip }: Sent, outcome: Step["outcome"], ether: NanoUsd): Step {
    const gas = gasOf(action, outcome.ok);
    return { agent: name, action, outcome, gas, gasCost: gasCost(gas, this.#gasPrice + tip, ether) };
  }
}
