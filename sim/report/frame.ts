/**
 * Draws a figure: Observable Plot's marks under a title, a subtitle and a legend, all inside one SVG, so that the
 * picture carries its own explanation wherever it is copied. Pure: the same specification gives the same bytes.
 */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { escapeText } from "./format.ts";
import { colour } from "./theme.ts";

export const FIGURE_WIDTH = 880;
const MARGIN = 28;
/** Width that Plot draws in, its own margins included. */
export const PLOT_WIDTH = FIGURE_WIDTH - 2 * MARGIN;
const TITLE_BASELINE = 44;
const SUBTITLE_BASELINE = 68;
/** Of the legend and of Plot's drawing, below the last line of the subtitle. */
const LEGEND_DROP = 30;
const PLOT_DROP = 16;
const LEGEND_HEIGHT = 32;
/** Of every further line of a title or subtitle that needs more than one. */
const TITLE_LINE = 25;
const SUBTITLE_LINE = 19;
const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";
const AXIS_FONT_SIZE = 12.5;
/** Mean advances of the texts' letters, on the wide side: lines are broken and entries set side by side without measuring a font. */
const LEGEND_CHARACTER = 7.2;
const TITLE_CHARACTER = 11.2;
const SUBTITLE_CHARACTER = 6.9;

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly mark?: "swatch" | "line" | "dash" | "ring";
  /** Of a swatch, as the marks that it stands for are drawn; 1 if absent. */
  readonly opacity?: number;
}

export interface FrameSpec {
  readonly title: string;
  readonly subtitle?: string;
  readonly legend?: readonly LegendEntry[];
  /** Plot's own options; `document`, `width` and the style are the frame's. */
  readonly plot: Plot.PlotOptions;
}

/** A finished picture, as it stands in the report and in `figures/`. */
export interface Figure {
  /** File name without its ending, and the anchor in the report. */
  readonly id: string;
  readonly title: string;
  readonly svg: string;
  /** What the picture shows, computed from its data: plain sentences. */
  readonly caption: string;
}

/** Renders Plot's marks alone, without the style sheet that Plot adds for a browser. */
function drawPlot(options: Plot.PlotOptions): { inner: string; height: number } {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const element = Plot.plot({
    ...options,
    document: document as unknown as Document,
    width: PLOT_WIDTH,
  });
  if (element.tagName.toLowerCase() !== "svg")
    throw new Error("A figure's title and legend belong in the frame, not in Plot's options");
  element.querySelector("style")?.remove();
  element.removeAttribute("class");
  element.setAttribute("font-size", String(AXIS_FONT_SIZE));
  // A label that is longer than Plot's margin runs into the frame's instead of being cut.
  element.setAttribute("overflow", "visible");
  return { inner: element.outerHTML, height: Number(element.getAttribute("height")) };
}

function legendMark(entry: LegendEntry, x: number, baseline: number): string {
  const y = baseline - 4.5;
  if (entry.mark === "line" || entry.mark === "dash")
    return `<path d="M${x},${y}h18" stroke="${entry.colour}" stroke-width="2.4"${entry.mark === "dash" ? ' stroke-dasharray="5 3"' : ""}/>`;
  if (entry.mark === "ring")
    return `<circle cx="${x + 9}" cy="${y}" r="6" fill="none" stroke="${entry.colour}" stroke-width="2"/>`;
  const opacity = entry.opacity === undefined ? "" : ` fill-opacity="${entry.opacity}"`;
  return `<rect x="${x}" y="${y - 6}" width="12" height="12" rx="2.5" fill="${entry.colour}"${opacity}/>`;
}

function legend(entries: readonly LegendEntry[], baseline: number): string {
  let x = MARGIN;
  return entries
    .map((entry) => {
      const at = x;
      const markWidth = entry.mark === undefined || entry.mark === "swatch" ? 18 : 25;
      x += markWidth + entry.label.length * LEGEND_CHARACTER + 20;
      const text = `<text x="${at + markWidth}" y="${baseline}" font-size="13" fill="${colour("soft")}">${escapeText(entry.label)}</text>`;
      return legendMark(entry, at, baseline) + text;
    })
    .join("");
}

/** The text in lines that fit the frame. */
function lines(text: string, advance: number): readonly string[] {
  const most = Math.floor(PLOT_WIDTH / advance);
  const broken = [""];
  for (const word of text.split(" ")) {
    const longer = broken.at(-1) === "" ? word : `${broken.at(-1)} ${word}`;
    if (longer.length <= most || broken.at(-1) === "") broken[broken.length - 1] = longer;
    else broken.push(word);
  }
  return broken;
}

const textLines = (texts: readonly string[], baseline: number, step: number, style: string): string =>
  texts.map((text, i) => `<text x="${MARGIN}" y="${baseline + i * step}" ${style}>${escapeText(text)}</text>`).join("");

/** The whole picture as SVG text. Colours are CSS variables (see theme). */
export function frame(spec: FrameSpec): string {
  const entries = spec.legend ?? [];
  const titles = lines(spec.title, TITLE_CHARACTER);
  const subtitles = lines(spec.subtitle ?? "", SUBTITLE_CHARACTER);
  const subtitleBaseline = SUBTITLE_BASELINE + (titles.length - 1) * TITLE_LINE;
  const headerEnd = subtitleBaseline + (subtitles.length - 1) * SUBTITLE_LINE;
  const top = headerEnd + PLOT_DROP + (entries.length > 0 ? LEGEND_HEIGHT : 0);
  const { inner, height } = drawPlot(spec.plot);
  const total = top + height + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${FIGURE_WIDTH} ${total}" width="${FIGURE_WIDTH}" height="${total}" color="${colour("soft")}" font-family="${FONT}" role="img" aria-label="${escapeText(spec.title)}">`,
    `<rect width="100%" height="100%" rx="10" fill="${colour("paper")}"/>`,
    textLines(titles, TITLE_BASELINE, TITLE_LINE, `font-size="19" font-weight="700" fill="${colour("ink")}"`),
    textLines(subtitles, subtitleBaseline, SUBTITLE_LINE, `font-size="13.5" fill="${colour("soft")}"`),
    legend(entries, headerEnd + LEGEND_DROP),
    `<g transform="translate(${MARGIN},${top})">${inner.replace(/ font-family="[^"]*"/, "")}</g>`,
    "</svg>",
  ].join("");
}
