/** Supply against its target. What was mined and what the engine measures are two things: deposits lower the measure. */
import type { Seconds } from "../base/types.ts";
import { reward, targetTs } from "../chain/model/Emission.ts";
import { measuredSupply } from "../ledger/books.ts";
import type { BlockRecord, EndRecord } from "../ledger/records.ts";
import type { Scene } from "../ledger/scene.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { aius, ratio, shareOf } from "./units.ts";

const ACCOUNTS = "the ledger's own accounts";
const TRANSFERS = "token transfers out of and into the engine";

export class SupplyFold implements MetricFold {
  readonly #measure = new Line("supply.measure", "AIUS", 18);
  readonly #target = new Line("supply.target", "AIUS", 18);
  readonly #mined = new Line("supply.mined", "AIUS", 18);
  readonly #reward = new Line("reward.offered", "AIUS", 18);
  readonly lines = [this.#measure, this.#target, this.#mined, this.#reward];
  readonly #scene: () => Scene | undefined;
  #end: Seconds = 0;
  #minedAtStart: bigint | undefined;

  constructor(scene: () => Scene | undefined) {
    this.#scene = scene;
  }

  block({ phase }: BlockRecord): void {
    if (phase === "setup") this.#minedAtStart = this.#scene()!.books.mined;
  }

  end({ timestamp }: EndRecord): void {
    this.#end = timestamp;
  }

  sample(time: Seconds): void {
    const { books, startedAt } = this.#scene()!;
    const measure = measuredSupply(books.engineBalance);
    this.#measure.push(measure);
    this.#target.push(targetTs(BigInt(time - startedAt)));
    this.#mined.push(books.mined);
    this.#reward.push(time > startedAt ? reward(BigInt(time - startedAt), measure) : 0n);
  }

  metrics(): readonly Metric[] {
    const scene = this.#scene();
    if (!scene) return [];
    const { books, startedAt } = scene;
    const end = this.#end || scene.now;
    const target = targetTs(BigInt(end - startedAt));
    const measure = measuredSupply(books.engineBalance);
    const before = this.#minedAtStart ?? 0n;
    return [
      aius("supply.measure", measure, "The engine's own measure of supply at the end.", TRANSFERS),
      aius("supply.target", target, "What the schedule wants mined at the end.", "protocol section 5, targetTs"),
      ratio("supply.measure_to_target", shareOf(measure, target), "Measure over target at the end.", TRANSFERS),
      aius("supply.mined", books.mined, "Mined since the protocol's beginning.", TRANSFERS),
      aius("supply.mined_before", before, "Mined before the run began.", "set-up transfers out of the engine"),
      aius("supply.emitted", books.mined - before, "Mined during the run.", "rewards to solvers and treasury"),
      aius("supply.held", books.liabilities, "In the engine and owed: stakes, slashes, fees.", ACCOUNTS),
      aius("held.stakes", books.staked, "Staked at the end, pending withdrawals included.", ACCOUNTS),
      aius("held.slashes", books.locked, "Slashes of votes that are not settled at the end.", ACCOUNTS),
      aius("held.fees", books.openFees, "Fees of tasks that are neither paid nor returned at the end.", ACCOUNTS),
      aius("held.accrued", books.accrued, "Fees that wait for the treasury at the end.", ACCOUNTS),
      aius("supply.unowned", books.unowned, "In the engine and nobody's: donations and dust.", ACCOUNTS),
    ];
  }
}
