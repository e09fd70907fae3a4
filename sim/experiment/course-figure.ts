/** The picture of a quantity over time, spread over runs. */
import { courseFanFigure } from "../report/figures/courseFan.ts";
import { plural } from "../report/format.ts";
import type { Figure } from "../report/frame.ts";
import { courseFan, shownOverTime } from "./course.ts";
import type { RunRecord } from "./experiment.ts";

/** The units that are no word of their own in a sentence. */
const UNIT_WORDS: Readonly<Record<string, string>> = { USD: "US dollars", "1": "number", ratio: "ratio", AIUS: "AIUS" };

/**
 * What says most about the metric, over time; none where too few runs have it. @param where which runs these are, in words.
 * @param suffix tells apart the pictures of one report.
 */
export function courseFigures(
  records: readonly RunRecord[],
  metric: string,
  where: string,
  suffix = "",
): readonly Figure[] {
  const fan = courseFan(records, shownOverTime(metric));
  if (fan === undefined) return [];
  const { name, unit, runs, moments } = fan;
  return [
    courseFanFigure({
      id: `course-${name.replaceAll(/[^a-z0-9]+/g, "-")}${suffix}`,
      title: `${name} over time`,
      subtitle: `${UNIT_WORDS[unit] ?? unit} by day of the run; ${plural(runs, "run")}, ${where}`,
      runs,
      unit,
      days: moments,
    }),
  ];
}
