/** The report of a search. */

import { searchFigure } from "../../report/figures/search.ts";
import { amount, enumerate, escapeText, plainNumber, plural } from "../../report/format.ts";
import type { Figure } from "../../report/frame.ts";
import { type Column, definitionList, figureHtml, htmlTable, paragraph, section } from "../../report/markup.ts";
import { page } from "../../report/page.ts";
import { assumptionsSection } from "../../report/sections.ts";
import { calibrationOf } from "../../scenarios/calibration.ts";
import { mean } from "../statistics/moments.ts";
import { settingsText } from "../study.ts";
import { metricOf } from "../trials.ts";
import type { Bound } from "./objective.ts";
import type { Evaluated, Found, Measured } from "./search.ts";

export interface SearchReport {
  readonly html: string;
  readonly figures: readonly Figure[];
}

/** The metric that the picture and the tables show: the objective's, or the first bound's where there is none. */
export const shownMetric = ({ measured }: Found): Measured => measured[0]!;

export const shownMean = ({ records }: Evaluated, metric: string): number => mean(metricOf(records, metric));

/** `base` is the command that runs the scenario once, `command` searches again. Pure. */
export function searchReport(found: Found, base: string, command: string): SearchReport {
  const { study } = found.request;
  const { scenario } = study;
  const figure = figureOf(found);
  const title = titleOf(found);
  const runs = found.generations.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const eyebrow = `Arbius testbed · ${scenario.name} · ${plural(scenario.horizonDays, "day")} · ${plural(runs, "candidate")}`;
  const body = [
    `<header>${paragraph(eyebrow, "eyebrow")}<h1>${escapeText(title)}</h1>${paragraph(scenario.title, "question")}</header>`,
    paragraph(leadOf(found), "lead"),
    section("The search", figureHtml(figure) + generationTable(found)),
    section("The winner", winnerTables(found) + runHint(found, base)),
    section("The finalists", finalistTable(found)),
    assumptionsSection({ scenario, calibration: calibrationOf(scenario.calibration) }),
    howSection(found, command),
  ];
  return { html: page(title, body.join("\n")), figures: [figure] };
}

function titleOf({ request: { objective } }: Found): string {
  if (objective.metric === undefined) return `Values that keep ${objective.bounds.map(boundText).join(" and ")}`;
  return `What makes ${objective.metric} ${objective.sense === "maximise" ? "largest" : "smallest"}`;
}

const boundText = ({ metric, sense, value }: Bound): string => `${metric} ${sense === "<=" ? "≤" : "≥"} ${value}`;

export function leadOf(found: Found): string {
  const { study, objective, freshSeeds } = found.request;
  const { metric, unit, winner, own, difference } = shownMetric(found);
  const show = (value: number) => amount(value, unit);
  const values = study.axes.map(({ name }, i) => `${name} ${plainNumber(found.winner.values[i]!)}`);
  const verdict = difference.low > 0 ? "more than" : difference.high < 0 ? "less than" : "not distinguishable from";
  const bounds = objective.bounds.map((bound) => boundSentence(found, bound)).join("");
  const promised =
    objective.metric === undefined
      ? ""
      : ` While it was searched for it promised ${show(found.promised)}; what luck added then is left out here.`;
  return (
    `With ${enumerate(values)}, ${metric} is ${show(winner.mean)} on average over ${freshSeeds} seeds that chose nothing (95 % interval ${show(winner.low)} to ${show(winner.high)}), ` +
    `${verdict} the ${show(own.mean)} of the scenario as it stands (difference ${show(difference.mean)}, 95 % interval ${show(difference.low)} to ${show(difference.high)}).${bounds}${promised}`
  );
}

function boundSentence({ measured }: Found, bound: Bound): string {
  const { winner } = measured.find(({ metric }) => metric === bound.metric)!;
  const worst = bound.sense === "<=" ? winner.high : winner.low;
  const keeps = (value: number) => (bound.sense === "<=" ? value <= bound.value : value >= bound.value);
  const verdict = keeps(worst)
    ? "holds"
    : keeps(winner.mean)
      ? "holds for the mean but not for its whole interval"
      : "is broken";
  return ` The bound ${boundText(bound)} ${verdict} (${plainNumber(winner.mean)}, 95 % interval ${plainNumber(winner.low)} to ${plainNumber(winner.high)}).`;
}

function figureOf(found: Found): Figure {
  const { metric, unit, winner, own } = shownMetric(found);
  const candidates = found.generations.flatMap(({ number, candidates: all }) =>
    all.map((candidate) => ({
      generation: number,
      mean: shownMean(candidate, metric),
      feasible: candidate.score.violation === 0,
    })),
  );
  const best = found.generations.map(({ number, candidates: all }) => ({
    generation: number,
    mean: shownMean(all[0]!, metric),
  }));
  return searchFigure({ metric, unit, candidates, best, winner, own });
}

function generationTable(found: Found): string {
  const { metric, unit } = shownMetric(found);
  const columns: Column[] = [
    "generation",
    "step",
    ...found.request.study.axes.map(({ name }) => `${name}, best`),
    "best",
    "worst",
  ].map((title) => ({ title }));
  const rows = found.generations.map(({ number, step, candidates }) => [
    String(number),
    plainNumber(step),
    ...candidates[0]!.values.map(plainNumber),
    ...[candidates[0]!, candidates.at(-1)!].map((entry) => escapeText(amount(shownMean(entry, metric), unit))),
  ]);
  return `<details><summary>The table behind it</summary>${htmlTable(columns, rows)}</details>`;
}

function winnerTables({ measured, request: { study }, winner }: Found): string {
  const columns: Column[] = [
    { title: "metric", as: "text" },
    ...["winner", "95 % from", "to", "as it stands", "difference", "95 % from", "to"].map((title) => ({ title })),
  ];
  const rows = measured.map(({ metric, unit, winner: here, own, difference }) => [
    escapeText(metric),
    ...[here.mean, here.low, here.high, own.mean, difference.mean, difference.low, difference.high].map((value) =>
      escapeText(amount(value, unit)),
    ),
  ]);
  const settings = study.axes.map(({ name, paths }, i): [string, string] => [
    name,
    `${winner.values[i]} (${paths.join(", ")})`,
  ]);
  return definitionList(settings) + htmlTable(columns, rows);
}

function runHint({ request: { study }, winner }: Found, base: string): string {
  const [record] = winner.records;
  const command = `${base} --seed ${record!.seed} --backend ${record!.backend} ${settingsText(study, winner.point)}`;
  return `${paragraph("One of its runs, with a report of its own:")}<pre>${escapeText(command)}</pre>`;
}

function finalistTable(found: Found): string {
  const { metric, unit } = shownMetric(found);
  const columns: Column[] = [...found.request.study.axes.map(({ name }) => name), "mean on fresh seeds"].map(
    (title) => ({
      title,
    }),
  );
  const rows = found.finalists.map((entry) => [
    ...entry.values.map(plainNumber),
    escapeText(amount(shownMean(entry, metric), unit)),
  ]);
  return htmlTable(columns, rows);
}

function howSection({ request, generations, winner }: Found, command: string): string {
  const { seeds, finalists, freshSeeds, objective } = request;
  const bounds = objective.bounds.length === 0 ? "" : " Candidates that keep all bounds come before those that do not.";
  const how =
    `A separable CMA evolution strategy (Ros and Hansen, 2008) on the box of the ranges; it only ranks. All candidates of a generation have the same ${plural(seeds, "seed")}, every generation new ones.${bounds} ` +
    `${plural(finalists, "candidate")} of all generations met again on ${freshSeeds} fresh seeds; the best of them was then run on ${freshSeeds} further seeds, and only those are reported: the best of many noisy numbers is too good by luck, and neither choice may lend it any. ` +
    "A local optimum is possible; another starting point (--set) or more generations may find a better one.";
  return section(
    "How it was found",
    `${paragraph(how)}<pre>${escapeText(command)}</pre>${definitionList([
      ["generations", String(generations.length)],
      ["code", winner.records[0]!.code],
    ])}`,
  );
}
