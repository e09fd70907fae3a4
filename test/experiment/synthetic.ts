/** A lab whose runs are formulas: what experiments make of runs is tested without running any. */
import type { Executor, RunRecord, RunSpec, RunStore } from "../../sim/experiment/experiment.ts";
import type { Lab } from "../../sim/experiment/trials.ts";
import { canonicalJson, sha256 } from "../../sim/run/canonical.ts";
import { scenarios } from "../../sim/scenarios/index.ts";
import type { Scenario } from "../../sim/scenarios/schema.ts";

export type Formula = (scenario: Scenario, seed: number) => number;

export const METRIC = "synthetic";

const idOf = (spec: RunSpec): string => sha256(canonicalJson(spec)).slice(0, 16);

/** The model's and the contracts' runs agree unless `disagree`. */
export function syntheticLab(formula: Formula, disagree = false): Lab & { readonly runs: RunSpec[] } {
  const runs: RunSpec[] = [];
  const done = new Map<string, RunRecord>();
  const recordOf = (spec: RunSpec): RunRecord => ({
    format: 1,
    id: idOf(spec),
    scenario: spec.scenario.name,
    seed: spec.seed,
    backend: spec.backend,
    code: "c0de",
    bytecodeHash: "0x",
    ledgerHash: `0x${sha256(canonicalJson([spec.scenario, spec.seed, disagree ? spec.backend : ""]))}`,
    reason: "horizon",
    metrics: { [METRIC]: { value: formula(spec.scenario, spec.seed), unit: "USD" } },
  });
  const executor: Executor = {
    async *execute(specs) {
      for await (const spec of specs) {
        const record = recordOf(spec);
        runs.push(spec);
        done.set(record.id, record);
        yield { spec, record };
      }
    },
    close: async () => {},
  };
  return { executor, store: { idOf, read: (id) => done.get(id) } as RunStore, backend: "model", runs };
}

/** The default scenario; the price of AIUS is what formulas read and experiments vary. */
export const market: Scenario = {
  ...scenarios["market"]!,
  horizonDays: 30,
  prices: {
    aius: { usd: "3", dailyVolatility: 0.04, source: "test" },
    eth: { usd: "2500", dailyVolatility: 0, source: "test" },
  },
};
export const priceOf = ({ prices }: Scenario): number => Number(prices.aius.usd);
export const volatilityOf = ({ prices }: Scenario): number => prices.aius.dailyVolatility;
