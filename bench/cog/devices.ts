/** GPUs by the names that scenarios use. */
import type { BenchResult } from "./result.ts";

/** The devices that the priors know, by what NVIDIA's driver calls them. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/A100.*80GB/, "a100-80gb"],
  [/A100.*40GB/, "a100-40gb"],
  [/H200/, "h200"],
  [/H100/, "h100"],
  [/L40S/, "l40s"],
  [/\bT4\b/, "t4"],
];

export interface Device {
  /** Such as `a100-80gb`, or `h100-x2` for two of a kind. */
  readonly slug: string;
  readonly title: string;
}

/** The device that a result was measured on. */
export function deviceOf({ machine: { gpus } }: BenchResult): Device {
  const names = [...new Set(gpus.map(({ name }) => name))];
  const title = names.map((name) => timesOf(gpus.filter((gpu) => gpu.name === name).length, name)).join(" and ");
  const slug = names.map(slugOf).join("-and-") + (gpus.length > 1 ? `-x${gpus.length}` : "");
  return { slug: slug.slice(0, 40), title };
}

const timesOf = (count: number, name: string): string => (count > 1 ? `${count} x ${name}` : name);

const slugOf = (name: string): string =>
  KNOWN.find(([pattern]) => pattern.test(name))?.[1] ??
  name
    .toLowerCase()
    .replace(/^nvidia\s+/, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "gpu-")
    .replace(/-$/, "");
