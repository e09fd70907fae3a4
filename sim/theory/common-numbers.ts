/** Common random numbers: what differs between two scenarios on the same seed is what was changed, and nothing else. */
import type { Interval } from "../experiment/statistics/interval.ts";
import { variance } from "../experiment/statistics/moments.ts";
import { pairedDifference } from "../experiment/statistics/paired.ts";
import { metricTable } from "../run/metricTable.ts";
import { play } from "../run/play.ts";
import { scenarios } from "../scenarios/index.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { type Comparison, exactly } from "./comparison.ts";
import { replicates, type TheoryOptions, type TheoryRun } from "./section.ts";

const SEEDS = 8;
const HORIZON_DAYS = 0.5;
/** What the other scenario changes: a fifth of the fees goes to the treasury instead of a tenth. */
const CHANGED = { solutionFeePercentage: "0.2" };
const METRIC = "fees.to_solvers";

const market: Scenario = { ...scenarios["market"]!, horizonDays: HORIZON_DAYS };
const taxed: Scenario = { ...market, protocol: { ...market.protocol, ...CHANGED } };

interface Run {
  readonly values: Readonly<Record<string, number>>;
  readonly run: TheoryRun;
}

async function playMarket(scenario: Scenario, seed: number, label: string): Promise<Run> {
  const { summary, ledgerHash } = await play({ scenario, seed, backend: "model" });
  const metrics = metricTable(summary.metrics);
  const values = Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]));
  const { value: actions = 0 } = metrics["transactions"] ?? {};
  return { values, run: { name: `market, ${label}, seed ${seed}`, ledger: ledgerHash, actions } };
}

/** How many metrics differ between two runs, and the largest difference. */
function differences(a: Run, b: Run): { readonly count: number; readonly largest: number } {
  const names = [...new Set([...Object.keys(a.values), ...Object.keys(b.values)])];
  const gaps = names.map((name) => Math.abs((a.values[name] ?? Number.NaN) - (b.values[name] ?? Number.NaN)));
  return { count: gaps.filter((gap) => gap !== 0).length, largest: Math.max(...gaps) };
}

export interface PairPoint {
  readonly kind: "with itself" | "same seed" | "other seed";
  /** Of what solvers got of the fees, in AIUS. */
  readonly difference: number;
}

/** Each seed's run against itself, against the changed scenario on the same seed, and on another one. */
export async function commonNumbers(options: TheoryOptions, onDone: (share: number) => void) {
  const count = replicates(SEEDS, options) + 1;
  const seeds = Array.from({ length: count }, (_, i) => options.seed + i);
  const comparisons: Comparison[] = [];
  const [before, after]: [Run[], Run[]] = [[], []];
  const selves: number[] = [];
  let changed = 0;
  for (const seed of seeds) {
    const a = await playMarket(market, seed, "as it is");
    const again = await playMarket(market, seed, "again");
    const b = await playMarket(taxed, seed, "fees shared otherwise");
    const { count: differing, largest } = differences(a, again);
    const same = differing === 0 && a.run.ledger === again.run.ledger;
    comparisons.push(exactly({ what: `seed ${seed}: largest difference of any metric`, predicted: 0 }, largest, same));
    if (differences(a, b).count > 0) changed++;
    selves.push(again.values[METRIC]! - a.values[METRIC]!);
    before.push(a);
    after.push(b);
    onDone(before.length / count);
  }
  comparisons.push(
    exactly(
      { what: "seeds on which another share of fees changes metrics", predicted: count },
      changed,
      changed === count,
    ),
  );
  const received = ({ values }: Run) => values[METRIC]!;
  const paired = after.map((b, i) => received(b) - received(before[i]!));
  const unpaired = after.map((b, i) => received(b) - received(before[(i + 1) % count]!));
  const points: readonly PairPoint[] = [
    ...selves.map((difference): PairPoint => ({ kind: "with itself", difference })),
    ...paired.map((difference): PairPoint => ({ kind: "same seed", difference })),
    ...unpaired.map((difference): PairPoint => ({ kind: "other seed", difference })),
  ];
  return {
    comparisons,
    points,
    runs: [...before, ...after].map(({ run }) => run),
    note: pairingNote(pairedDifference(before.map(received), after.map(received)), paired, unpaired),
  };
}

function pairingNote({ mean, low, high }: Interval, paired: readonly number[], unpaired: readonly number[]): string {
  const aius = (value: number) => value.toFixed(3);
  const spread = (values: readonly number[]) => aius(Math.sqrt(variance(values)));
  return (
    `With a fifth of the fees for the treasury instead of a tenth, solvers get ${aius(mean)} AIUS more in half a day of the market (95 %: ${aius(low)} to ${aius(high)}; ${paired.length} seeds). ` +
    `On the same seed that difference has a standard deviation of ${spread(paired)} AIUS, between different seeds of ${spread(unpaired)}.`
  );
}
