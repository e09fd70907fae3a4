/** The report: one HTML file without network, and its figures. A pure function of its input. */
import { countWord, escapeText, longDate, plainNumber } from "./format.ts";
import type { Figure } from "./frame.ts";
import { headlines } from "./headlines.ts";
import type { ReportInput } from "./input.ts";
import { paragraph, section } from "./markup.ts";
import { page } from "./page.ts";
import { leadParagraph } from "./prose.ts";
import { inputsOf, type ProvenanceLabel } from "./provenance.ts";
import { scheduleChapter } from "./schedule.ts";
import {
  answerSection,
  assumptionsSection,
  banner,
  figureSection,
  findingsSection,
  metricsSection,
  reproduceSection,
} from "./sections.ts";
import { storyFigures } from "./story.ts";

export interface Report {
  readonly html: string;
  readonly figures: readonly Figure[];
}

function header(input: ReportInput): string {
  const { scenario, start, end, seed, backend } = input;
  const eyebrow = `Arbius testbed · ${scenario.name} · ${longDate(start)} to ${longDate(end)} · seed ${plainNumber(seed)} · ${backend}`;
  return `<header>${paragraph(eyebrow, "eyebrow")}<h1>${escapeText(scenario.title)}</h1>${paragraph(scenario.question, "question")}</header>`;
}

function headlineSection(input: ReportInput): string {
  const cards = headlines(input.summary).map(
    ({ value, label }) => `<li><b>${escapeText(value)}</b><span>${escapeText(label)}</span></li>`,
  );
  return section("In numbers", `<ul class="cards">${cards.join("")}</ul>`);
}

/** What kind of numbers the reader is looking at. */
function restsOn({ scenario, calibration }: ReportInput): string {
  const inputs = inputsOf(scenario, calibration);
  const count = (label: ProvenanceLabel, noun: string) => {
    const found = inputs.filter((input) => input.label === label).length;
    return `${countWord(found)} ${noun}${found === 1 ? "" : "s"}`;
  };
  const kinds = `${count("measured", "measurement")}, ${count("prior", "published prior")} and ${count("assumed", "assumption")}`;
  return `<p class="note">Every number is read from the ledger of this run. It rests on ${kinds}, <a href="#assumptions">listed below</a>.</p>`;
}

/** Writes the report. Takes well under a second. */
export function renderReport(input: ReportInput): Report {
  const story = storyFigures(input.summary);
  const schedule = scheduleChapter(input);
  const body = [
    banner(input),
    header(input),
    paragraph(leadParagraph(input), "lead"),
    restsOn(input),
    headlineSection(input),
    answerSection(input),
    schedule.html,
    ...story.map(({ title, figures }) => figureSection(title, figures)),
    findingsSection(input),
    assumptionsSection(input),
    metricsSection(input.summary.metrics),
    reproduceSection(input),
  ];
  return {
    html: page(input.scenario.title, body.join("\n")),
    figures: [...schedule.figures, ...story.flatMap(({ figures }) => figures)],
  };
}
