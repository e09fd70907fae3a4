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
const LEGEND_BASELINE = 98;
const HEADER_HEIGHT = 84;
const LEGEND_HEIGHT = 32;
const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";
const AXIS_FONT_SIZE = 12.5;
/** Mean advance of the legend's 13 px text; entries are set side by side without measuring a font. */
const LEGEND_CHARACTER = 7.2;

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
  return { inner: element.outerHTML, height: Number(element.getAttribute("height")) };
}

function legendMark(entry: LegendEntry, x: number): string {
  const y = LEGEND_BASELINE - 4.5;
  if (entry.mark === "line" || entry.mark === "dash")
    return `<path d="M${x},${y}h18" stroke="${entry.colour}" stroke-width="2.4"${entry.mark === "dash" ? ' stroke-dasharray="5 3"' : ""}/>`;
  if (entry.mark === "ring")
    return `<circle cx="${x + 9}" cy="${y}" r="6" fill="none" stroke="${entry.colour}" stroke-width="2"/>`;
  const opacity = entry.opacity === undefined ? "" : ` fill-opacity="${entry.opacity}"`;
  return `<rect x="${x}" y="${y - 6}" width="12" height="12" rx="2.5" fill="${entry.colour}"${opacity}/>`;
}

function legend(entries: readonly LegendEntry[]): string {
  let x = MARGIN;
  return entries
    .map((entry) => {
      const at = x;
      const markWidth = entry.mark === undefined || entry.mark === "swatch" ? 18 : 25;
      x += markWidth + entry.label.length * LEGEND_CHARACTER + 20;
      const text = `<text x="${at + markWidth}" y="${LEGEND_BASELINE}" font-size="13" fill="${colour("soft")}">${escapeText(entry.label)}</text>`;
      return legendMark(entry, at) + text;
    })
    .join("");
}

/** The whole picture as SVG text. Colours are CSS variables (see theme). */
export function frame(spec: FrameSpec): string {
  const entries = spec.legend ?? [];
  const top = HEADER_HEIGHT + (entries.length > 0 ? LEGEND_HEIGHT : 0);
  const { inner, height } = drawPlot(spec.plot);
  const total = top + height + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${FIGURE_WIDTH} ${total}" width="${FIGURE_WIDTH}" height="${total}" color="${colour("soft")}" font-family="${FONT}" role="img" aria-label="${escapeText(spec.title)}">`,
    `<rect width="100%" height="100%" rx="10" fill="${colour("paper")}"/>`,
    `<text x="${MARGIN}" y="${TITLE_BASELINE}" font-size="19" font-weight="700" fill="${colour("ink")}">${escapeText(spec.title)}</text>`,
    `<text x="${MARGIN}" y="${SUBTITLE_BASELINE}" font-size="13.5" fill="${colour("soft")}">${escapeText(spec.subtitle ?? "")}</text>`,
    legend(entries),
    `<g transform="translate(${MARGIN},${top})">${inner.replace(/ font-family="[^"]*"/, "")}</g>`,
    "</svg>",
  ].join("");
}
