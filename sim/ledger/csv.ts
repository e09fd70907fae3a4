const SPECIAL = /[",\n\r]/;

/** One field of a comma-separated line, quoted when it must be, exactly as csv-stringify quotes. Source: RFC 4180. */
export const csvField = (text: string): string => (SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
