/**
 * The chain port on both backends at once: each block goes to the EVM and to the model, and all that it may have changed is
 * compared. At the first difference it stops, finds a short history that still differs, and prints that as a test.
 */
import type { Value } from "../base/types.ts";
import { openModelChain } from "./model/index.ts";
import type { BlockRequest, BlockResult, Chain, ContractName, Deployment, DeploymentPlan } from "./port.ts";
import type { Difference } from "./twin/difference.ts";
import { type GasDrift, GasSampler } from "./twin/gas.ts";
import { EvmStage, type OpenModel, Pair } from "./twin/pair.ts";
import { printTest } from "./twin/print.ts";
import { blocksOf, type Item, itemsOf } from "./twin/relabel.ts";
import { shrink } from "./twin/shrink.ts";

export interface TwinOptions {
  readonly plan: DeploymentPlan;
  readonly onProgress?: (message: string) => void;
  /** What is compared with the EVM; the model unless a test brings one with a fault. */
  readonly openModel?: OpenModel;
  /** Tries at most to find a shorter history that differs. 0 leaves it as it is. */
  readonly shrinkTries?: number;
}

const SHRINK_TRIES = 400;

/** The backends differ. The message holds the difference and a test that shows it. */
export class TwinDifference extends Error {
  readonly difference: Difference;
  /** A short history that ends in a difference of the same kind. */
  readonly blocks: readonly BlockRequest[];
  constructor(difference: Difference, blocks: readonly BlockRequest[]) {
    const { what, evm, model } = difference;
    const actions = blocks.reduce((sum, block) => sum + block.actions.length, 0);
    super(
      `the backends differ in ${what}\n  evm:   ${evm}\n  model: ${model}\n` +
        `shown by ${actions} actions:\n\n${printTest(`both backends agree on ${difference.kind}`, blocks)}`,
    );
    this.name = "TwinDifference";
    this.difference = difference;
    this.blocks = blocks;
  }
}

/** Opens both backends with the protocol deployed as planned. Throws `TwinDifference` when even the deployments differ. */
export async function openTwinChain(options: TwinOptions): Promise<TwinChain> {
  const stage = await EvmStage.open(options.plan, options.onProgress);
  return TwinChain.on(stage, options);
}

export class TwinChain implements Chain {
  readonly backend = "twin";
  readonly #stage: EvmStage;
  readonly #options: TwinOptions;
  readonly #pair: Pair;
  readonly #gas: GasSampler;
  readonly #history: Item[] = [];
  #blocks = 0;

  private constructor(stage: EvmStage, pair: Pair, options: TwinOptions) {
    this.#stage = stage;
    this.#pair = pair;
    this.#options = options;
    this.#gas = new GasSampler(stage.chain);
  }

  /** On an EVM that is there already and has the plan deployed: it is gone back to the deployment. */
  static async on(stage: EvmStage, options: TwinOptions): Promise<TwinChain> {
    const pair = await openPair(stage, options);
    const difference = await pair.compareDeployments();
    if (difference) throw new TwinDifference(difference, []);
    return new TwinChain(stage, pair, options);
  }

  get deployment(): Deployment {
    return this.#stage.chain.deployment;
  }

  get head(): Chain["head"] {
    return this.#stage.chain.head;
  }

  async mine(block: BlockRequest): Promise<BlockResult> {
    const { result, difference } = await this.#pair.mine(block);
    this.#history.push(...itemsOf(this.#blocks++, block, result));
    if (difference) throw await this.#explain(difference);
    await this.#gas.sample(block.actions, result);
    return result;
  }

  call(to: ContractName, method: string, args: readonly Value[] = []): Promise<readonly Value[]> {
    return this.#stage.chain.call(to, method, args);
  }

  /** Compares all state that was ever touched. Throws `TwinDifference`. */
  async compareEverything(): Promise<void> {
    const difference = await this.#pair.compareEverything();
    if (difference) throw await this.#explain(difference);
  }

  /** Gas used against gas charged, by verb, over a sample of the blocks. */
  gasDrift(): readonly GasDrift[] {
    return this.#gas.drift();
  }

  close(): Promise<void> {
    return this.#stage.chain.close();
  }

  async #explain(difference: Difference): Promise<TwinDifference> {
    const { onProgress, shrinkTries = SHRINK_TRIES } = this.#options;
    const history = this.#history;
    onProgress?.(`the backends differ in ${difference.what}; looking for a short history that shows it`);
    let last = difference;
    const fails = async (items: readonly Item[]): Promise<boolean> => {
      const found = await this.#replay(blocksOf(items, history));
      if (found?.kind !== difference.kind) return false;
      last = found;
      return true;
    };
    const items = await shrink(history, fails, { tries: shrinkTries });
    return new TwinDifference(last, blocksOf(items, history));
  }

  /** The first difference that the blocks lead to on fresh chains; also one that only a comparison of everything finds. */
  async #replay(blocks: readonly BlockRequest[]): Promise<Difference | undefined> {
    const pair = await openPair(this.#stage, this.#options);
    for (const block of blocks) {
      const { difference } = await pair.mine(block);
      if (difference) return difference;
    }
    return pair.compareEverything();
  }
}

async function openPair(stage: EvmStage, { plan, openModel }: TwinOptions): Promise<Pair> {
  await stage.reset();
  return new Pair(stage, await (openModel ?? ((planned) => openModelChain({ plan: planned })))(plan));
}
