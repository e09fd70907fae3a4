/** Sampling: how often solutions must be checked so that cheating does not pay, and how soon a cheat is found. */

import { Rng } from "../base/random.ts";
import type { Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { Happening } from "../ledger/happening.ts";
import type { Listener } from "../ledger/scene.ts";
import { armOf } from "./arm.ts";
import { type Comparison, frequency, twoValued, within } from "./comparison.ts";
import type { PayoffPoint } from "./figures/inspection.ts";
import { type DetectionPoint, detectionFigure, deterrenceFigure } from "./figures/sampling.ts";
import { GAME, playRounds, type Round } from "./rounds.ts";
import { replicates, type TheoryOptions, type TheoryResult, type TheoryRun, type TheorySection } from "./section.ts";
import { aius, Stage, VOTE_PERIOD } from "./stage.ts";

/** The attacker never computes: it gains fee and reward, or loses a slash. */
const [gain, loss] = [GAME.fee + GAME.reward, GAME.penalty];
/** The least share of checks that deters. */
export const DETERRENCE = gain / (gain + loss);
/** Shares of it at which an attacker's payoff is measured. */
const FACTORS = [0.5, 1, 1.5] as const;
const ROUNDS = 6000;

/** A sequence of cheats, each of them sampled. */
const SEQUENCE = { q: 0.25, k: 16, published: 0.98998 } as const;
const CHEATERS = 3000;
/** Numbers of cheats after which the share of the caught is compared. */
const AFTER = [1, 2, 4, 8, 16] as const;

async function deterrence(options: TheoryOptions, onDone: (share: number) => void) {
  const [comparisons, points, runs]: [Comparison[], PayoffPoint[], TheoryRun[]] = [[], [], []];
  for (const factor of FACTORS) {
    const q = factor * DETERRENCE;
    const name = `attacker, sampled with q = ${q.toFixed(3)}`;
    const rng = new Rng(options.seed, `theory/${name}`);
    const count = replicates(ROUNDS, options);
    const rounds = Array.from(
      { length: count },
      (): Round => ({ truthful: false, checks: rng.bernoulli(q) ? [0] : [] }),
    );
    const { payoffs, runs: own } = await playRounds(name, rounds, options);
    const arm = armOf(payoffs, ({ solver }) => solver, { hit: -loss, miss: gain });
    const comparison = twoValued(
      { what: `q = ${q.toFixed(3)}: a cheat's mean payoff`, predicted: (1 - q) * gain - q * loss, unit: "AIUS" },
      arm,
    );
    comparisons.push(comparison);
    points.push({ share: q, simulated: comparison.simulated, low: comparison.low, high: comparison.high });
    runs.push(...own);
    onDone(comparisons.length / (FACTORS.length + 1));
  }
  return { comparisons, points, runs };
}

/** Counts the contestations of each cheater, by the tasks that are its own. */
class Caught implements Listener {
  readonly flowKinds = [];
  readonly tasks = new Set<string>();
  happening({ kind, task }: Happening): void {
    if (kind === "judged" && task.contestation!.verdict === "upheld") this.tasks.add(task.id);
  }
}

/** Cheaters that go on until they are caught, or have cheated `k` times. Resolves to the number of cheats each got to, 0 for those never caught. */
async function sequences(options: TheoryOptions): Promise<{ caughtAfter: readonly number[]; run: TheoryRun }> {
  const name = `cheats in sequence, sampled with q = ${SEQUENCE.q}`;
  const count = replicates(CHEATERS, options);
  const heard = new Caught();
  const stake = aius(19.3 + 2.41);
  const cheaters = Array.from({ length: count }, (_, i) => `cheater-${i + 1}`);
  const stage = await Stage.open({
    name,
    seed: options.seed,
    age: 22 * 86_400,
    supply: aius(24_000),
    rate: 0n,
    cast: [
      { name: "user", stake: 0n },
      ...cheaters.map((cheater) => ({ name: cheater, stake })),
      { name: "sampler", stake: aius(5000) },
      { name: "second", stake: aius(5000) },
    ],
    listeners: [heard],
    parameters: options.parameters,
  });
  const rng = new Rng(options.seed, `theory/${name}`);
  const caughtAfter = cheaters.map(() => 0);
  let free = [...cheaters.keys()];
  for (let k = 1; k <= SEQUENCE.k && free.length > 0; k++) {
    const going = free;
    const tasks: readonly Hex[] = await stage.submitTasks("user", going.length);
    await stage.solve(
      tasks,
      (i) => cheaters[going[i]!]!,
      () => false,
    );
    const seen = tasks.filter(() => rng.bernoulli(SEQUENCE.q));
    stage.now += 60;
    await stage.contest(seen, () => "sampler");
    await stage.mine(seen.map((task) => engine.voteOnContestation(stage.address("second"), task, true)));
    stage.now += VOTE_PERIOD;
    await stage.finish(seen);
    await stage.setSupply(aius(24_000));
    for (const [i, task] of tasks.entries()) if (heard.tasks.has(task)) caughtAfter[going[i]!] = k;
    free = going.filter((cheater) => caughtAfter[cheater] === 0);
  }
  return { caughtAfter, run: { name, ledger: await stage.close(), actions: stage.actions } };
}

const detectedWithin = (k: number): number => 1 - (1 - SEQUENCE.q) ** k;

async function detection(options: TheoryOptions) {
  const { caughtAfter, run } = await sequences(options);
  const caughtBy = (k: number) => caughtAfter.filter((at) => at > 0 && at <= k).length;
  const compare = (k: number) =>
    frequency(
      { what: `caught within ${k} cheat${k === 1 ? "" : "s"}`, predicted: detectedWithin(k) },
      caughtBy(k),
      caughtAfter.length,
    );
  const all = Array.from({ length: SEQUENCE.k }, (_, i) => compare(i + 1));
  const points = all.map(
    ({ predicted, simulated, low, high }, i): DetectionPoint => ({ cheats: i + 1, predicted, simulated, low, high }),
  );
  return { comparisons: AFTER.map((k) => all[k - 1]!), points, run };
}

async function run(options: TheoryOptions): Promise<TheoryResult> {
  const deterred = await deterrence(options, (share) => options.onProgress?.(share));
  const found = await detection(options);
  options.onProgress?.(1);
  return {
    tables: [
      { title: "What a cheat pays", comparisons: deterred.comparisons },
      { title: "How soon a cheat is found", comparisons: found.comparisons },
      {
        title: "Published numbers against our own arithmetic (no runs)",
        comparisons: [
          within(
            { what: `q = ${SEQUENCE.q}, k = ${SEQUENCE.k}`, predicted: SEQUENCE.published },
            detectedWithin(SEQUENCE.k),
            5.1e-6,
          ),
        ],
      },
    ],
    figures: [deterrenceFigure(deterred.points, gain, loss), detectionFigure(found.points)],
    runs: [...deterred.runs, found.run],
    notes: [],
  };
}

export const sampling: TheorySection = {
  id: "sampling",
  title: "Sampling",
  claim:
    "A checker that samples each solution with probability q deters a cheat of gain g and loss L when q is g / (g + L) or more. Of those who cheat k times in a row, 1 - (1 - q)^k are caught.",
  method:
    `The attacker never computes: it gains fee and reward (${gain} AIUS) of a task that nobody samples, and loses a slash (${loss} AIUS) when a sampler contests it and a second validator confirms. At the threshold of ${DETERRENCE} its mean payoff must be nought, on either side of it have the predicted sign and size. ` +
    "For the sequences every cheater is a validator of its own that goes on until it is caught, sixteen times at most.",
  run,
};
