/** The report of an inquiry: the answer first, the picture, the table behind it, the runs on either side. */

import { inquiryFigure } from "../../report/figures/inquiry.ts";
import { amount, escapeText, plainNumber, plural } from "../../report/format.ts";
import type { Figure } from "../../report/frame.ts";
import { type Column, definitionList, figureHtml, htmlTable, paragraph, section } from "../../report/markup.ts";
import { page } from "../../report/page.ts";
import { assumptionsSection } from "../../report/sections.ts";
import { calibrationOf } from "../../scenarios/calibration.ts";
import { confirmedSection } from "../confirmed.ts";
import { courseFigures } from "../course-figure.ts";
import { intervalWords } from "../statistics/words.ts";
import type { Answer } from "./ask.ts";
import { leadOf } from "./prose.ts";
import { sidesOf } from "./sides.ts";

export interface AnswerReport {
  readonly html: string;
  readonly figures: readonly Figure[];
}

/** `base` runs the scenario as it was asked, `command` asks again. Pure. */
export function answerReport(answer: Answer, base: string, command: string): AnswerReport {
  const { scenario, points } = answer;
  const turning = points.filter(({ value }) => value !== undefined).length > 1 ? [figureOf(answer)] : [];
  const course = courseFigures(answer.own.records, answer.inquiry.metric, "the scenario as it stands");
  const figures = [...turning, ...course];
  const eyebrow = `Arbius testbed · ${scenario.name} · ${plural(answer.seeds.length, "seed")} · ${answer.backend}`;
  const body = [
    `<header>${paragraph(eyebrow, "eyebrow")}<h1>${escapeText(scenario.title)}</h1>${paragraph(scenario.question, "question")}</header>`,
    paragraph(leadOf(answer), "lead"),
    ...figures.map(figureHtml),
    section("The table behind it", pointTable(answer)),
    sidesSection(answer, base),
    confirmedSection(answer.confirmations),
    assumptionsSection({ scenario, calibration: calibrationOf(scenario.calibration) }),
    howSection(answer, command),
  ];
  return { html: page(scenario.title, body.join("\n")), figures };
}

function figureOf({ inquiry, unit, points, flips }: Answer): Figure {
  return inquiryFigure({
    metric: inquiry.metric,
    unit,
    label: inquiry.label,
    scale: inquiry.scale,
    threshold: inquiry.threshold,
    points: points.flatMap(({ value, own, mean, interval: { low, high } }) =>
      value === undefined ? [] : [{ value, own, mean, low, high }],
    ),
    flips: flips.map(({ value, interval: { low, high } }) => ({ value, low, high })),
  });
}

function pointTable({ points, inquiry, unit }: Answer): string {
  const show = (value: number) => escapeText(amount(value, unit));
  const columns: Column[] = [inquiry.label, "mean", "95 % from", "to", "lowest run", "highest run", "above"].map(
    (title) => ({
      title,
    }),
  );
  const rows = points.map(({ value, own, mean, interval, metrics }) => [
    `${value === undefined ? "as it stands" : plainNumber(value)}${own ? " (the scenario)" : ""}`,
    show(mean),
    show(interval.low),
    show(interval.high),
    show(Math.min(...metrics)),
    show(Math.max(...metrics)),
    `${metrics.filter((metric) => metric > inquiry.threshold).length} of ${metrics.length}`,
  ]);
  return htmlTable(columns, rows);
}

function sidesSection(answer: Answer, base: string): string {
  if (answer.flips.length === 0) return "";
  const columns: Column[] = [
    { title: answer.inquiry.label },
    { title: "seed" },
    { title: answer.inquiry.metric },
    { title: "run", as: "text" },
  ];
  const pairs = answer.flips.map((flip) => sidesOf(answer, flip, base));
  const rows = pairs
    .flat()
    .map(({ value, seed, metric, run }) => [
      plainNumber(value),
      plainNumber(seed),
      escapeText(amount(metric, answer.unit)),
      `<code>${run}</code>`,
    ]);
  const commands = pairs.flat().map(({ command }) => escapeText(command));
  const opening =
    "One run on either side of the turn, with the same seed. Each command makes its run again with a report of its own:";
  return section("On either side", `${htmlTable(columns, rows)}${paragraph(opening)}<pre>${commands.join("\n")}</pre>`);
}

function howSection(answer: Answer, command: string): string {
  const { inquiry, seeds, points } = answer;
  const stopped = points.reduce((sum, { records }) => sum + records.filter((r) => r.reason === "violation").length, 0);
  const halt = stopped === 0 ? "" : ` ${plural(stopped, "run")} ended early at a violated invariant.`;
  const how =
    `Every value was run with seeds 1 to ${seeds.length}, so values differ in what was set and not in chance. ` +
    `The range was looked at on a grid, each crossing then halved between its neighbours. ${intervalWords("the mean over the seeds", seeds.length)} ` +
    `The interval of the turn comes from drawing the seeds again with replacement 2,000 times and looking up where the mean then crosses.${halt}`;
  return section(
    "How it was found",
    `${paragraph(how)}<pre>${escapeText(command)}</pre>${definitionList([
      ["metric", inquiry.metric],
      ["threshold", String(inquiry.threshold)],
      ["varied", inquiry.parameter],
      ["range", `${inquiry.from} to ${inquiry.to}, ${inquiry.scale}`],
      ["seeds", String(seeds.length)],
      ["code", answer.own.records[0]!.code],
    ])}`,
  );
}
