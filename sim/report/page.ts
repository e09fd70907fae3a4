/** One HTML file without network: what every report is written on. */
import { escapeText } from "./format.ts";
import { STYLE } from "./style.ts";

export const page = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeText(title)}</title><style>${STYLE}</style></head>\n<body><main>\n${body}\n</main></body></html>\n`;
