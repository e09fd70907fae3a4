/** The statistics themselves: indices, intervals, ruin and common random numbers, each against what is known of it. */
import { commonNumbers } from "./common-numbers.ts";
import { coverageComparisons, morrisComparisons, sobolComparisons } from "./estimators.ts";
import { coverageFigure, pairsFigure, ruinFigure } from "./figures/statistics.ts";
import { ruinFormula, ruins } from "./ruin.ts";
import type { TheoryOptions, TheoryResult, TheorySection } from "./section.ts";

async function run(options: TheoryOptions): Promise<TheoryResult> {
  const coverage = coverageComparisons(options);
  const ruined = await ruins(options, (share) => options.onProgress?.(0.6 * share));
  const common = await commonNumbers(options, (share) => options.onProgress?.(0.6 + 0.4 * share));
  return {
    tables: [
      { title: "Gambler's ruin", comparisons: ruined.comparisons },
      { title: "Common random numbers", comparisons: common.comparisons },
      { title: "Intervals of lognormal samples (no runs)", comparisons: coverage.comparisons },
      {
        title: "Sensitivity indices of known functions (no runs)",
        comparisons: [...sobolComparisons(), ...morrisComparisons(options)],
      },
    ],
    figures: [ruinFigure(ruined.points, ruinFormula), coverageFigure(coverage.points), pairsFigure(common.points)],
    runs: [...ruined.runs, ...common.runs],
    notes: [common.note],
  };
}

export const statistics: TheorySection = {
  id: "statistics",
  title: "The statistics themselves",
  claim:
    "A bankroll of B unit bets that are each won with probability p > 1/2 is ever lost with probability ((1 - p) / p)^B. A scenario compared with itself differs by nothing on every seed. Intervals cover what they say, and sensitivity indices are those of models that are known.",
  method:
    "A solver's stake above the minimum is its bankroll and a slash its unit: a contestation by a lone accuser wins one for it, a contestation with a second yea costs it one, and it is ruined when the engine refuses its next solution. A gambler ten bets ahead retires; the prediction takes that into account, and the number for a game without end stands beside it. " +
    "The market's first half day is run twice on each seed, and once with another share of the fees for the treasury. Intervals and indices are asked about samples and functions, since they know nothing of the protocol.",
  run,
};
