/** The chapter of a run that covers the protocol's first years: the paper's figures redrawn, its claims judged. */
import { claimsOf } from "./claims.ts";
import { componentsFigure, totalSupplyFigure } from "./figures/distribution.ts";
import { capital, countWord, escapeText } from "./format.ts";
import type { Figure } from "./frame.ts";
import type { ReportInput } from "./input.ts";
import { type Column, figureHtml, htmlTable, paragraph, section } from "./markup.ts";
import { Numbers } from "./numbers.ts";

const DAY_SECONDS = 86_400;
/** A run tells of the schedule when it begins this early and passes the first anniversary. */
const EARLY_DAYS = 31;

export interface ScheduleChapter {
  readonly html: string;
  readonly figures: readonly Figure[];
}

const NONE: ScheduleChapter = { html: "", figures: [] };

const COLUMNS: readonly Column[] = [
  { title: "the whitepaper says", as: "wide" },
  { title: "which means", as: "wide" },
  { title: "this run", as: "wide" },
  { title: "", as: "text" },
];

const mark = (holds: boolean): string =>
  holds ? '<span class="gain">✓ holds</span>' : '<span class="loss">✗ fails</span>';

/** Empty for a run that does not cover those years. */
export function scheduleChapter({ scenario, start, summary }: ReportInput): ScheduleChapter {
  const numbers = new Numbers(summary);
  const mined = numbers.line("supply.mined");
  const early = scenario.start.ageDays <= EARLY_DAYS && numbers.find("supply.mined.year1") !== undefined;
  if (!early || mined === undefined) return NONE;
  const launchedAt = start - Math.round(scenario.start.ageDays * DAY_SECONDS);
  const data = { launchedAt, times: mined.times, mined: mined.values };
  const figures = [totalSupplyFigure(data), componentsFigure(data)];
  const claims = claimsOf(numbers);
  const held = claims.filter(({ holds }) => holds).length;
  const lead = `${capital(countWord(held))} of ${countWord(claims.length)} claims of the whitepaper on emission ${held === 1 ? "holds" : "hold"} in this run.`;
  const rows = claims.map(({ claim, expected, found, holds }) => [
    escapeText(claim),
    escapeText(expected),
    escapeText(found),
    mark(holds),
  ]);
  return {
    html: section(
      "The whitepaper's schedule",
      paragraph(lead) + htmlTable(COLUMNS, rows) + figures.map(figureHtml).join("\n"),
    ),
    figures,
  };
}
