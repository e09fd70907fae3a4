/** The search on the twin: histories that the model finds interesting or random are played on both backends. */
import { EvmStage } from "../../sim/chain/twin/pair.ts";
import { TwinChain, TwinDifference } from "../../sim/chain/twin.ts";
import { AGES, opening, PLAN } from "../../test/properties/cast.ts";
import { play } from "../../test/properties/play.ts";
import type { History } from "../../test/properties/steps.ts";
import { sampleOf } from "./hunt.ts";
import { Reached } from "./reached.ts";
import type { Report } from "./worker.ts";

/** The EVM's memory grows with every transaction: a fresh one after so many. */
const ACTIONS_PER_STAGE = 15_000;

interface Comparison {
  readonly seed: number;
  /** Whether to go on after so many actions. */
  readonly goOn: (actions: number) => boolean;
  readonly corpus: readonly History[];
}

export async function compareOnTwin({ seed, goOn, corpus }: Comparison): Promise<Report> {
  const reached = new Reached();
  const fresh: History[] = [];
  let [runs, actions, onStage] = [0, 0, 0];
  let broken: string | undefined;
  let stage = await EvmStage.open(PLAN);
  for (const history of endless(seed, corpus)) {
    if (!goOn(actions) || broken !== undefined) break;
    if (onStage > ACTIONS_PER_STAGE) {
      await stage.chain.close();
      [stage, onStage] = [await EvmStage.open(PLAN), 0];
    }
    const played = play(history, []);
    if (reached.note(played, history.age) > 0) fresh.push(history);
    broken = await differenceOn(stage, history);
    const count = played.played.reduce((sum, { block }) => sum + block.actions.length, 0);
    [runs, actions, onStage] = [runs + 1, actions + count, onStage + count];
  }
  await stage.chain.close();
  return { runs, actions, outcomes: reached.outcomes(), corpus: fresh, broken };
}

/** The corpus first, then one sample after the other. */
function* endless(seed: number, corpus: readonly History[]): Generator<History> {
  yield* corpus;
  for (let next = seed; ; next++) yield* sampleOf(next);
}

/** Plays on the twin what the history means on the model. Resolves to what differs. */
async function differenceOn(stage: EvmStage, history: History): Promise<string | undefined> {
  const age = AGES[history.age]!;
  try {
    const twin = await TwinChain.on(stage, { plan: PLAN });
    await twin.mine({ timestamp: PLAN.timestamp + age.elapsed, actions: opening(age) });
    for (const { block } of play(history, []).played) await twin.mine(block);
    await twin.compareEverything();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof TwinDifference) return thrown.message;
    throw thrown;
  }
}
