/** How far the gas that the EVM uses is from what the table charges. */
import type { Hex } from "../../base/types.ts";
import type { EvmChain } from "../evm/chain.ts";
import table from "../gas-table.json" with { type: "json" };
import type { Action, BlockResult } from "../port.ts";

const TABLE: Readonly<Record<string, number>> = table.gas;
/** Receipts are read of every so-many-th block: each costs a request. */
const SAMPLE_EVERY = 20;

export interface GasDrift {
  /** As in the gas table: "engine.submitTask"; "reverted" for what failed. */
  readonly verb: string;
  readonly samples: number;
  /** Gas used on average, rounded to the nearest unit. */
  readonly mean: number;
  /** The table's, absent when it has none. */
  readonly charged: number | undefined;
}

export class GasSampler {
  readonly #chain: EvmChain;
  readonly #sums = new Map<string, { count: number; sum: number }>();
  #blocks = 0;

  constructor(chain: EvmChain) {
    this.#chain = chain;
  }

  /** Reads the newest block's receipts, if it is one of the sample. */
  async sample(actions: readonly Action[], { number, outcomes }: BlockResult): Promise<void> {
    if (this.#blocks++ % SAMPLE_EVERY !== 0 || actions.length === 0) return;
    const block = (await this.#chain.request("eth_getBlockByNumber", `0x${number.toString(16)}`, false)) as {
      transactions: Hex[];
    };
    for (const [index, hash] of block.transactions.entries()) {
      const { gasUsed } = (await this.#chain.request("eth_getTransactionReceipt", hash)) as { gasUsed: Hex };
      const { to, method } = actions[index]!;
      this.#add(outcomes[index]!.ok ? `${to}.${method}` : "reverted", Number(gasUsed));
    }
  }

  drift(): readonly GasDrift[] {
    return [...this.#sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([verb, { count, sum }]) => ({ verb, samples: count, mean: Math.round(sum / count), charged: TABLE[verb] }));
  }

  #add(verb: string, gas: number): void {
    const entry = this.#sums.get(verb) ?? { count: 0, sum: 0 };
    this.#sums.set(verb, { count: entry.count + 1, sum: entry.sum + gas });
  }
}
