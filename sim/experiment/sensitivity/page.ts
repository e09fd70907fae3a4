/** The report of a sensitivity analysis. */

import { indexFigure, tornadoFigure } from "../../report/figures/tornado.ts";
import { amount, enumerate, escapeText, plainNumber, plural, share } from "../../report/format.ts";
import type { Figure } from "../../report/frame.ts";
import { type Column, definitionList, figureHtml, htmlTable, paragraph, section } from "../../report/markup.ts";
import { page } from "../../report/page.ts";
import { assumptionsSection } from "../../report/sections.ts";
import { calibrationOf } from "../../scenarios/calibration.ts";
import type { Axis } from "../study.ts";
import { indexNumbers, type Sensitivity } from "./sensitivity.ts";

export interface SensitivityReport {
  readonly html: string;
  readonly figures: readonly Figure[];
}

const rangeText = ({ from, to, scale, whole }: Axis): string =>
  `${plainNumber(from)} to ${plainNumber(to)}${scale === "log" ? ", log" : ""}${whole ? ", whole" : ""}`;

/** Pure. */
export function sensitivityReport(found: Sensitivity, command: string): SensitivityReport {
  const { study, metric, seeds } = found.request;
  const { scenario } = study;
  const title = `What moves ${metric}`;
  const tornado = tornadoFigure({
    metric,
    unit: found.unit,
    bars: found.screened.map(({ axis, bounds, ...index }) => ({ ...index, ...bounds, name: axis.name })),
  });
  const indices = found.decomposed.map((entry) => ({ name: entry.axis.name, ...indexNumbers(entry) }));
  const figures = [tornado, ...(indices.length > 0 ? [indexFigure(metric, indices)] : [])];
  const eyebrow = `Arbius testbed · ${scenario.name} · ${plural(scenario.horizonDays, "day")} · ${plural(found.samples.length, "point")} · ${plural(seeds, "seed")}`;
  const body = [
    `<header>${paragraph(eyebrow, "eyebrow")}<h1>${escapeText(title)}</h1>${paragraph(scenario.title, "question")}</header>`,
    paragraph(leadOf(found), "lead"),
    section("Screening", figureHtml(tornado) + screenTable(found)),
    ...(figures[1] === undefined
      ? []
      : [section("Shares of the variance", figureHtml(figures[1]) + indexTable(found))]),
    assumptionsSection({ scenario, calibration: calibrationOf(scenario.calibration) }),
    howSection(found, command),
  ];
  return { html: page(title, body.join("\n")), figures };
}

export function leadOf({ screened, decomposed, request, unit, mean, deviation }: Sensitivity): string {
  const over = `Over these ranges ${request.metric} is ${amount(mean, unit)} on average, with a standard deviation of ${amount(deviation, unit)}.`;
  const [top] = screened;
  if (top === undefined || top.muStar === 0) return `${over} None of the parameters changes it.`;
  const [first] = decomposed;
  if (first === undefined)
    return `${over} ${top.axis.name} moves it most: by ${amount(top.muStar, unit)} over its range (95 % interval ${amount(top.bounds.low, unit)} to ${amount(top.bounds.high, unit)}).`;
  const others = decomposed.slice(1).map(({ axis, total }) => `${axis.name} (${indexText(total)})`);
  const rest = others.length === 0 ? "" : ` Then come ${enumerate(others)}.`;
  return `${over} ${first.axis.name} matters most: its total index, the share of the variance that it has a hand in, is ${indexText(first.total)} (95 % interval ${indexText(first.totalBounds.low)} to ${indexText(first.totalBounds.high)}).${rest}${tooFewPoints(decomposed)}`;
}

/** No share is above 1: an estimate that is so by more than its usual error needs more points. */
const MOST_BELIEVED = 1.1;

const tooFewPoints = (decomposed: Sensitivity["decomposed"]): string =>
  decomposed.some(({ total }) => total > MOST_BELIEVED)
    ? " No share can be above 1: there are too few points to tell the indices; give more with --points."
    : "";

/** An estimate may come out a little below 0 or above 1. */
const indexText = (index: number): string => index.toFixed(2).replace("-", "−");

function screenTable({ screened, unit }: Sensitivity): string {
  const show = (value: number) => escapeText(amount(value, unit));
  const columns: Column[] = [
    { title: "parameter", as: "text" },
    { title: "range", as: "text" },
    ...["mu*", "95 % from", "to", "mu", "sigma"].map((title) => ({ title })),
    { title: "decomposed", as: "text" },
  ];
  const rows = screened.map(({ axis, mu, muStar, sigma, bounds, kept }) => [
    escapeText(axis.name),
    rangeText(axis),
    ...[muStar, bounds.low, bounds.high, mu, sigma].map(show),
    kept ? "yes" : "no",
  ]);
  return `<details><summary>The table behind it</summary>${htmlTable(columns, rows)}</details>`;
}

function indexTable({ decomposed }: Sensitivity): string {
  const columns: Column[] = [
    { title: "parameter", as: "text" },
    ...["first", "95 % from", "to", "total", "95 % from", "to"].map((title) => ({ title })),
  ];
  const rows = decomposed.map(({ axis, first, firstBounds, total, totalBounds }) => [
    escapeText(axis.name),
    ...[first, firstBounds.low, firstBounds.high, total, totalBounds.low, totalBounds.high].map((index) =>
      index.toFixed(3),
    ),
  ]);
  return `<details><summary>The table behind it</summary>${htmlTable(columns, rows)}</details>`;
}

function howSection({ request, noiseShare, samples }: Sensitivity, command: string): string {
  const { study, metric, trajectories, points, seeds } = request;
  const chance = Number.isFinite(noiseShare)
    ? `The seeds are still behind ${share(noiseShare)} of the variance over the points; more seeds make it less.`
    : "With one seed it cannot be told how much of the variance is chance: the indices are those of that seed's world.";
  const how =
    `Every point is run with the same ${plural(seeds, "seed")}, and what is analysed is the mean over them: a parameter that nothing reads changes no run and has an effect of exactly 0. ${chance} ` +
    `Screening: ${plural(trajectories, "trajectory", "trajectories")} of Morris, one step per parameter. Decomposition: Saltelli's design on ${plural(points, "Sobol point")}, first order by Saltelli et al. (2010), total by Jansen (1999). ` +
    "Intervals: trajectories or rows, and seeds, drawn again 1,000 times. First-order indices may come out slightly below 0: that is their error.";
  return section(
    "How it was found",
    `${paragraph(how)}<pre>${escapeText(command)}</pre>${definitionList([
      ["metric", metric],
      ["scenario", study.scenario.name],
      ["runs", String(samples.length * seeds)],
      ["code", samples[0]!.records[0]!.code],
    ])}`,
  );
}
