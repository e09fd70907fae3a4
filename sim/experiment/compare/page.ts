/** The report of a comparison: the differences as a picture, the table behind it, every metric, how to make it again. */
import { differencesFigure } from "../../report/figures/differences.ts";
import { amount, enumerate, escapeText, plainNumber, plural, signed } from "../../report/format.ts";
import type { Figure } from "../../report/frame.ts";
import { type Column, definitionList, figureHtml, htmlTable, paragraph, section } from "../../report/markup.ts";
import { page } from "../../report/page.ts";
import { assumptionsSection } from "../../report/sections.ts";
import { calibrationOf } from "../../scenarios/calibration.ts";
import type { Scenario } from "../../scenarios/schema.ts";
import { intervalWords } from "../statistics/words.ts";
import { differencesOf } from "./changes.ts";
import type { ComparedMetric, Comparison } from "./compare.ts";

export interface ComparisonReport {
  readonly html: string;
  readonly figures: readonly Figure[];
}

/** Whether the seeds tell the two apart. */
const isSure = ({ difference: { low, high } }: ComparedMetric): boolean => low > 0 || high < 0;

/** Two names that differ even where the scenarios' do not. */
export const namesOf = ({ a, b }: Pick<Comparison, "a" | "b">): readonly [string, string] =>
  a.name === b.name ? [`${a.name} (A)`, `${b.name} (B)`] : [a.name, b.name];

/** `shown` are the metrics of the picture. Pure. */
export function comparisonReport(
  comparison: Comparison,
  shown: readonly ComparedMetric[],
  command: string,
): ComparisonReport {
  const [first, second] = namesOf(comparison);
  const figure = differencesFigure({
    first,
    second,
    metrics: shown.map(({ name, unit, a, b, difference: { mean, low, high } }) => ({
      metric: name,
      unit,
      differences: a.map((value, i) => b[i]! - value),
      mean,
      low: Math.max(low, -Number.MAX_VALUE),
      high: Math.min(high, Number.MAX_VALUE),
    })),
  });
  const title = `${second} against ${first}`;
  const { a, seeds } = comparison;
  const eyebrow = `Arbius testbed · ${plural(seeds.length, "seed")} · ${plural(a.horizonDays, "day")} · ${comparison.records.a[0]!.backend}`;
  const others = comparison.metrics.filter((metric) => !shown.includes(metric));
  const body = [
    `<header>${paragraph(eyebrow, "eyebrow")}<h1>${escapeText(title)}</h1>${paragraph(a.question, "question")}</header>`,
    paragraph(leadOf(comparison, shown), "lead"),
    section("What differs", figureHtml(figure) + metricTable(comparison, shown)),
    changesSection(comparison),
    section(
      "All metrics",
      `<details><summary>${plural(others.length, "further metric")}</summary>${metricTable(comparison, others)}</details>`,
    ),
    assumptionsSection({ scenario: a, calibration: calibrationOf(a.calibration) }),
    howSection(comparison, command),
  ];
  return { html: page(title, body.join("\n")), figures: [figure] };
}

/** What the seeds say about the metrics shown, in a sentence or two. */
export function leadOf(comparison: Comparison, shown: readonly ComparedMetric[]): string {
  const [first, second] = namesOf(comparison);
  if (comparison.metrics.every(({ difference: { mean, low, high } }) => mean === 0 && low === 0 && high === 0))
    return `${second} and ${first} come to the same in every metric on every seed, exactly.`;
  const sure = shown.filter(isSure);
  const told = sure.map(
    ({ name, unit, difference }) => `${name} by ${signed(difference.mean, (value) => amount(value, unit))}`,
  );
  const n = plural(comparison.seeds.length, "seed");
  if (told.length === 0) return `Over ${n}, none of the metrics shown tells ${second} from ${first}.`;
  return `Over ${n}, ${second} differs from ${first} in ${enumerate(told)} a run (means of the paired differences).`;
}

function metricTable(comparison: Comparison, metrics: readonly ComparedMetric[]): string {
  const [first, second] = namesOf(comparison);
  const columns: Column[] = [
    { title: "metric", as: "text" },
    ...[first, second, "difference", "95 % from", "to"].map((title) => ({ title })),
  ];
  const rows = metrics.map(({ name, unit, meanA, meanB, difference: { mean, low, high } }) => {
    const show = (value: number) => escapeText(Number.isFinite(value) ? amount(value, unit) : "");
    return [escapeText(name), ...[meanA.mean, meanB.mean, mean, low, high].map(show)];
  });
  return htmlTable(columns, rows);
}

function changesSection({ a, b }: { readonly a: Scenario; readonly b: Scenario }): string {
  const changes = differencesOf(a, b);
  if (changes.length === 0) return section("What was changed", paragraph("Nothing: both are the same scenario."));
  const columns: Column[] = ["value", "first", "second"].map((title) => ({ title, as: "wide" as const }));
  const rows = changes.map(({ path, before, after }) => [path, before, after].map(escapeText));
  return section("What was changed", htmlTable(columns, rows));
}

function howSection({ seeds, records }: Comparison, command: string): string {
  const how = `Both ran with seeds 1 to ${plainNumber(seeds.length)}. Every agent draws from streams of chance of its own, so that a seed does the same to both; a difference is taken seed by seed. ${intervalWords("the mean difference", seeds.length)}`;
  return section(
    "How it was made",
    `${paragraph(how)}<pre>${escapeText(command)}</pre>${definitionList([["code", records.a[0]!.code]])}`,
  );
}
