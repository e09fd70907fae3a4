/** Gambler's ruin on the engine: a solver whose bankroll is its stake, bet after bet, a slash at a time. */

import { generateCommitment } from "../base/ids.ts";
import { Rng } from "../base/random.ts";
import type { Wei } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { type Comparison, frequency } from "./comparison.ts";
import { replicates, type TheoryOptions, type TheoryRun } from "./section.ts";
import { aius, Stage, TRUE_CID, VOTE_PERIOD } from "./stage.ts";

/** At this supply a validator needs 19.2 AIUS and a slash is 2.4. */
const SUPPLY: Wei = aius(24_000);
const [MINIMUM, SLASH] = [aius(19.2), aius(2.4)];
const CHANCES = [0.6, 0.75, 0.9] as const;
const BANKROLLS = [1, 2, 4] as const;
const GAMBLERS = 600;
/** A gambler that is so many bets ahead of its start retires: what is left of its risk is in the prediction. */
const AHEAD = 10;
/** Bets after which everyone has retired or is ruined, but for a chance below 1e-9. */
const MOST_BETS = 600;

/** Chance of ever losing all of B units: ((1 - p) / p)^B. */
export const ruinFormula = (p: number, bankroll: number): number => ((1 - p) / p) ** bankroll;

/** The same when one retires on reaching `top` units. Source: Feller, An Introduction to Probability Theory, vol. 1, XIV.2. */
export function ruinBefore(p: number, bankroll: number, top: number): number {
  const ratio = (1 - p) / p;
  return (ratio ** bankroll - ratio ** top) / (1 - ratio ** top);
}

export interface RuinPoint {
  readonly p: number;
  readonly bankroll: number;
  readonly simulated: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Gamblers side by side. A bet is a solution that is contested: with chance p by a lone accuser, who ties with the solver's nay
 * and loses a slash to it, else with a second yea, which costs the solver one. Winnings are staked again at once. A gambler is
 * ruined when the engine refuses its next solution, because its stake is below the minimum.
 */
export async function gamble(
  p: number,
  bankroll: number,
  options: TheoryOptions,
): Promise<{ ruined: number; gamblers: number; run: TheoryRun }> {
  const name = `gamblers with ${bankroll} bets, winning with ${p}`;
  const count = replicates(GAMBLERS, options);
  const gamblers = Array.from({ length: count }, (_, i) => `gambler-${i + 1}`);
  const deep = aius(50_000);
  const stage = await Stage.open({
    name,
    seed: options.seed,
    age: 22 * 86_400,
    supply: SUPPLY,
    rate: 0n,
    cast: [
      { name: "user", stake: 0n },
      // B losses in a row leave it one slash short of the minimum.
      ...gamblers.map((gambler) => ({ name: gambler, stake: MINIMUM + BigInt(bankroll - 1) * SLASH })),
      { name: "accuser", stake: deep },
      { name: "second", stake: deep },
    ],
    parameters: options.parameters,
  });
  const rng = new Rng(options.seed, `theory/${name}`);
  const top = MINIMUM + BigInt(bankroll - 1 + AHEAD) * SLASH;
  const stakeOf = (gambler: string) => stage.scene.validators.get(stage.address(gambler))!.staked;
  let [playing, ruined] = [gamblers, 0];
  for (let bet = 0; playing.length > 0; bet++) {
    if (bet > MOST_BETS) throw new Error(`${name}: ${playing.length} still play after ${MOST_BETS} bets`);
    const still = await betOnce(stage, playing, () => !rng.bernoulli(p));
    ruined += playing.length - still.length;
    playing = still.filter((gambler) => stakeOf(gambler) < top);
  }
  return { ruined, gamblers: count, run: { name, ledger: await stage.close(), actions: stage.actions } };
}

/** One bet of each gambler. Resolves to those whose solution the engine took. */
async function betOnce(stage: Stage, gamblers: readonly string[], loses: () => boolean): Promise<readonly string[]> {
  const tasks = await stage.submitTasks("user", gamblers.length);
  const who = gamblers.map((gambler) => stage.address(gambler));
  await stage.mine(
    tasks.map((task, i) => engine.signalCommitment(who[i]!, generateCommitment(who[i]!, task, TRUE_CID))),
  );
  const outcomes = await stage.attempt(tasks.map((task, i) => engine.submitSolution(who[i]!, task, TRUE_CID)));
  for (const outcome of outcomes)
    if (!outcome.ok && outcome.error !== "StakeBelowMinimum") throw new Error(`a solution failed: ${outcome.error}`);
  const taken = tasks.filter((_, i) => outcomes[i]!.ok);
  const still = gamblers.filter((_, i) => outcomes[i]!.ok);
  const lost = taken.filter(loses);
  stage.now += 60;
  await stage.contest(taken, () => "accuser");
  await stage.mine(lost.map((task) => engine.voteOnContestation(stage.address("second"), task, true)));
  stage.now += VOTE_PERIOD;
  await stage.finish(taken);
  await stakeWinnings(stage, [...still, "accuser", "second"]);
  return still;
}

/** What was won goes from the wallets to the stakes, so that the engine holds what it held and the slash stays what it is. */
async function stakeWinnings(stage: Stage, names: readonly string[]): Promise<void> {
  const deposits = names.flatMap((name) => {
    const who = stage.address(name);
    const won = stage.scene.books.balanceOf(who);
    return won > 0n ? [engine.validatorDeposit(who, who, won)] : [];
  });
  await stage.mine(deposits);
}

export async function ruins(options: TheoryOptions, onDone: (share: number) => void) {
  const [comparisons, points, runs]: [Comparison[], RuinPoint[], TheoryRun[]] = [[], [], []];
  for (const p of CHANCES) {
    for (const bankroll of BANKROLLS) {
      const { ruined, gamblers, run } = await gamble(p, bankroll, options);
      const predicted = ruinBefore(p, bankroll, bankroll + AHEAD);
      const what = `p = ${p}, B = ${bankroll} (for ever: ${ruinFormula(p, bankroll).toPrecision(4)})`;
      const comparison = frequency({ what, predicted }, ruined, gamblers);
      comparisons.push(comparison);
      const { simulated, low, high } = comparison;
      points.push({ p, bankroll, simulated, low, high });
      runs.push(run);
      onDone(runs.length / (CHANCES.length * BANKROLLS.length));
    }
  }
  return { comparisons, points, runs };
}
