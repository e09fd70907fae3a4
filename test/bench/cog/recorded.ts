/** What three real Cog servers answered, recorded; long strings are cut. */
import { readFileSync } from "node:fs";

export const RECORDED = ["v0.9.26", "v0.13.7", "v0.16.12"] as const;
export type RecordedVersion = (typeof RECORDED)[number];

interface Answer {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), "utf8"));

/** The answer to the request of that name. */
export function bodyOf(version: RecordedVersion, name: string): Answer {
  const found = (read(`probe-${version}`) as Answer[]).find((answer) => answer.name === name);
  if (found === undefined) throw new Error(`no recorded answer to "${name}"`);
  return found;
}

export const openapiOf = (version: RecordedVersion): unknown => read(`openapi-${version}`);
