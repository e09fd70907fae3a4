/** Both backends in lockstep: every block on both, then a comparison of all that it may have changed. */

import { type EvmChain, openEvmChain, type Snapshot } from "../evm/chain.ts";
import type { BlockRequest, BlockResult, Chain, DeploymentPlan } from "../port.ts";
import { CallReverted } from "../port.ts";
import { compareBlocks, compareViews, type Difference } from "./difference.ts";
import { type Answer, Lens } from "./lens.ts";
import { type View, Watch } from "./views.ts";

/** Blocks between two comparisons of everything that was ever touched. */
const FULL_COMPARISON_EVERY = 100;

/** Opens the chain that is compared with the EVM: the model, or in a test one with a fault. */
export type OpenModel = (plan: DeploymentPlan) => Promise<Chain>;

/** An EVM that is deployed once and gone back to for every pair. */
export class EvmStage {
  readonly chain: EvmChain;
  readonly lens: Lens;
  readonly #start: Snapshot;

  private constructor(chain: EvmChain, lens: Lens, start: Snapshot) {
    this.chain = chain;
    this.lens = lens;
    this.#start = start;
  }

  static async open(plan: DeploymentPlan, onProgress?: (message: string) => void): Promise<EvmStage> {
    const chain = await openEvmChain({ plan, onProgress });
    const lens = await Lens.on(chain);
    return new EvmStage(chain, lens, await chain.snapshot());
  }

  /** As after the deployment. */
  async reset(): Promise<void> {
    await this.chain.restore(this.#start);
  }
}

/** What became of a block on the EVM, and where the model disagreed. */
export interface PairResult {
  readonly result: BlockResult;
  readonly difference: Difference | undefined;
}

export class Pair {
  readonly #stage: EvmStage;
  readonly #model: Chain;
  readonly #watch: Watch;
  #blocks = 0;

  constructor(stage: EvmStage, model: Chain) {
    this.#stage = stage;
    this.#model = model;
    this.#watch = new Watch(stage.chain.deployment.addresses.engine);
  }

  /** Where the deployments differ, if they do. */
  async compareDeployments(): Promise<Difference | undefined> {
    const { balances } = this.#stage.chain.deployment;
    const views = [
      ...this.#watch.everything(),
      ...balances.map(([account]) => ({ to: "token", method: "balanceOf", args: [account] }) as const),
    ];
    return this.#compareState(views);
  }

  async mine(block: BlockRequest): Promise<PairResult> {
    // The EVM refuses a malformed action before either chain has changed.
    const result = await this.#stage.chain.mine(block);
    const modelled = await this.#model.mine(block);
    this.#blocks++;
    const touched = this.#watch.touched(block.actions, result.outcomes);
    const views = this.#blocks % FULL_COMPARISON_EVERY === 0 ? this.#watch.everything() : touched;
    const difference = compareBlocks(block.actions, result, modelled) ?? (await this.#compareState(views));
    return { result, difference };
  }

  /** Where any state differs that any block has touched. */
  compareEverything(): Promise<Difference | undefined> {
    return this.#compareState(this.#watch.everything());
  }

  async #compareState(views: readonly View[]): Promise<Difference | undefined> {
    const ofEvm = await this.#stage.lens.read(views);
    const ofModel = await Promise.all(views.map((view) => this.#askModel(view)));
    return compareViews(views, ofEvm, ofModel);
  }

  async #askModel({ to, method, args }: View): Promise<Answer> {
    try {
      return { values: await this.#model.call(to, method, args) };
    } catch (thrown) {
      if (thrown instanceof CallReverted) return { error: thrown.error, values: thrown.args };
      throw thrown;
    }
  }
}
