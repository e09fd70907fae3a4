/** The report of a sweep: what it shows, its pictures, the table behind each, how to make it again. */
import { amount, escapeText, plainNumber, plural } from "../../report/format.ts";
import type { Figure } from "../../report/frame.ts";
import { type Column, definitionList, figureHtml, htmlTable, paragraph, section } from "../../report/markup.ts";
import { page } from "../../report/page.ts";
import { assumptionsSection } from "../../report/sections.ts";
import { calibrationOf } from "../../scenarios/calibration.ts";
import type { Confirmation } from "../confirm.ts";
import { confirmedSection } from "../confirmed.ts";
import { intervalWords } from "../statistics/words.ts";
import { meanText, sweepFigures, valueLabel } from "./figures.ts";
import type { PointEstimates } from "./results.ts";
import type { Sweep } from "./run.ts";
import type { Experiment } from "./schema.ts";

export interface SweepReport {
  readonly html: string;
  readonly figures: readonly Figure[];
}

export interface ReportInput {
  readonly sweep: Sweep;
  readonly points: readonly PointEstimates[];
  readonly units: ReadonlyMap<string, string>;
  readonly confirmations: readonly Confirmation[];
  readonly code: string;
  /** Makes the experiment again. */
  readonly command: string;
  /** The first metric over time, where its mean is lowest and where it is highest. */
  readonly courses: readonly Figure[];
}

/** Rows of a table that a page still shows; the files hold all of them. */
const MOST_ROWS = 200;

const runsOf = (points: readonly PointEstimates[]): number => points.reduce((sum, { runs }) => sum + runs, 0);

/** Pure. */
export function sweepReport(input: ReportInput): SweepReport {
  const { experiment, base } = input.sweep;
  const chapters = experiment.metrics.map((name, i) => {
    const figures = sweepFigures(experiment, input.points, i, unitOf(input, name));
    return { name, figures, html: figures.map(figureHtml).join("\n") + pointTable(input, i) };
  });
  const days = plural(base.horizonDays, "day");
  const eyebrow = `Arbius testbed · ${experiment.name} · ${base.name}, ${days} · ${plural(runsOf(input.points), "run")} · ${experiment.backend}`;
  const body = [
    banner(input),
    `<header>${paragraph(eyebrow, "eyebrow")}<h1>${escapeText(experiment.title)}</h1>${paragraph(experiment.question, "question")}</header>`,
    paragraph(leadOf(input), "lead"),
    ...chapters.map(({ name, html }) => section(name, html)),
    ...(input.courses.length === 0 ? [] : [section("Over time", input.courses.map(figureHtml).join("\n"))]),
    confirmedSection(input.confirmations),
    assumptionsSection({ scenario: base, calibration: calibrationOf(base.calibration) }),
    howSection(input),
  ];
  return {
    html: page(experiment.title, body.join("\n")),
    figures: [...chapters.flatMap(({ figures }) => figures), ...input.courses],
  };
}

const unitOf = ({ units }: ReportInput, name: string): string => units.get(name) ?? "1";

function banner({ sweep, points }: ReportInput): string {
  if (sweep.complete) return "";
  const text = `This experiment was interrupted: ${runsOf(points)} runs are done. The same command goes on from there.`;
  return `<p class="banner"><b>Incomplete.</b> ${escapeText(text)}</p>`;
}

/** The first metric's extremes, in a sentence. */
export function leadOf(input: ReportInput): string {
  const { experiment } = input.sweep;
  const done = input.points.filter(({ runs }) => runs > 0);
  if (done.length === 0) return "No run was done.";
  const [name] = experiment.metrics;
  const told = (point: PointEstimates) =>
    `${meanText(point.estimates[0]!, unitOf(input, name!))} at ${placeOf(experiment, point)}`;
  const [lowest, highest] = extremesOf(done) as [PointEstimates, PointEstimates?];
  if (highest === undefined) return `The mean of ${name} is ${told(lowest)}.`;
  return `Over ${plural(done.length, "point")} and ${plural(runsOf(done), "run")}, the mean of ${name} goes from ${told(lowest)} to ${told(highest)}.`;
}

/** Where a point lies, in words. */
export const placeOf = ({ parameters }: Experiment, { values }: PointEstimates): string =>
  parameters.map(({ label }, i) => `${label} ${valueLabel(values[i]!)}`).join(", ");

/** The points with the lowest and the highest mean of the first metric; one if there is but one, none if none has runs. */
export function extremesOf(points: readonly PointEstimates[]): readonly PointEstimates[] {
  const mean = ({ estimates }: PointEstimates) => estimates[0]!.interval.mean;
  const ranked = points.filter(({ runs }) => runs > 0).sort((a, b) => mean(a) - mean(b));
  return ranked.length > 1 ? [ranked[0]!, ranked.at(-1)!] : ranked;
}

function pointTable(input: ReportInput, metric: number): string {
  const { experiment } = input.sweep;
  const unit = unitOf(input, experiment.metrics[metric]!);
  const show = (value: number) => escapeText(Number.isFinite(value) ? amount(value, unit) : "");
  const columns: Column[] = [
    ...experiment.parameters.map(({ label }) => ({ title: label })),
    ...["runs", "mean", "95 % from", "to", "5 %", "median", "95 %"].map((title) => ({ title })),
  ];
  const rows = input.points.slice(0, MOST_ROWS).map(({ values, runs, estimates }) => {
    const { interval, quantiles } = estimates[metric]!;
    const [lowest, , median, , highest] = quantiles as [number, number, number, number, number];
    return [
      ...values.map((value) => escapeText(valueLabel(value))),
      plainNumber(runs),
      ...[interval.mean, interval.low, interval.high, lowest, median, highest].map(show),
    ];
  });
  const left = input.points.length - rows.length;
  const more = left > 0 ? paragraph(`${plural(left, "more point")} in points.csv.`, "note") : "";
  return `<details><summary>The table behind it</summary>${htmlTable(columns, rows)}${more}</details>`;
}

function howSection({ sweep, points, code, command }: ReportInput): string {
  const { experiment, id } = sweep;
  const fewest = Math.min(...points.map(({ runs }) => runs));
  const stopped = points.reduce((sum, { violations }) => sum + violations, 0);
  const halt = stopped === 0 ? "" : ` ${plural(stopped, "run")} ended early at a violated invariant.`;
  const how = `All points see the same seeds, 1 and up, so that they differ in what was set and not in chance. ${intervalWords("the mean over a point's runs", fewest)}${halt} results.csv and results.parquet hold every run with all its metrics, points.csv and points.parquet what the pictures show.`;
  const entries: [string, string][] = [
    ["experiment", id],
    [
      "design",
      "points" in experiment.design
        ? `${experiment.design.kind}, ${experiment.design.points} points`
        : experiment.design.kind,
    ],
    ...experiment.parameters.map(({ name, path }): [string, string] => [name, [path].flat().join(", ")]),
    ["code", code],
  ];
  return section("How it was made", `${paragraph(how)}<pre>${escapeText(command)}</pre>${definitionList(entries)}`);
}
