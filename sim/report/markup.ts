/** Small pieces of HTML. Every text that comes from data passes through `escapeText`. */
import { escapeText } from "./format.ts";
import type { Figure } from "./frame.ts";
import { kindColour } from "./theme.ts";

export interface Column {
  readonly title: string;
  /** Text columns stand left, numbers right; "wide" text may wrap. */
  readonly as?: "number" | "text" | "wide";
}

const classOf = (column: Column): string =>
  column.as === "text" ? ' class="l"' : column.as === "wide" ? ' class="l w"' : "";

/** A table of ready cells (HTML). */
export function htmlTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th${classOf(column)}>${escapeText(column.title)}</th>`).join("");
  const body = rows
    .map((row) => `<tr>${row.map((cell, i) => `<td${classOf(columns[i]!)}>${cell}</td>`).join("")}</tr>`)
    .join("\n");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const anchor = (title: string): string => title.toLowerCase().replaceAll(" ", "-");

export const section = (title: string, content: string, above = ""): string =>
  `<section id="${anchor(title)}"><h2>${above === "" ? "" : `<small>${escapeText(above)}</small>`}${escapeText(title)}</h2>\n${content}\n</section>`;

/** Prose in which no amount is broken after its sign or before its unit. */
const prose = (text: string): string =>
  escapeText(text)
    .replace(/−\$?[\d,.]+/g, '<span class="nb">$&</span>')
    .replace(/\b[a-z]+-\d+\b/g, '<span class="nb">$&</span>')
    .replace(/(\d) (%|AIUS|min|h|d|s)\b/g, "$1\u00a0$2")
    .replace(/(\d) %/g, "$1\u00a0%");

export const paragraph = (text: string, className = ""): string =>
  `<p${className === "" ? "" : ` class="${className}"`}>${prose(text)}</p>`;

export const figureHtml = (figure: Figure): string =>
  `<figure id="${figure.id}">${figure.svg}<figcaption>${prose(figure.caption)}</figcaption></figure>`;

/** A kind's name with its colour before it. */
export const kindCell = (kind: string): string =>
  `<span class="dot" style="background:${kindColour(kind)}"></span>${escapeText(kind)}`;

/** An amount coloured by its sign. */
export const balanceCell = (value: number, text: string): string =>
  `<span class="${value < 0 ? "loss" : "gain"}">${escapeText(text)}</span>`;

export const definitionList = (entries: readonly (readonly [string, string])[]): string =>
  `<dl>${entries.map(([term, value]) => `<dt>${escapeText(term)}</dt><dd><code>${escapeText(value)}</code></dd>`).join("")}</dl>`;
