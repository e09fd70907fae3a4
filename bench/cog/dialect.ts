/**
 * Cog's servers in three dialects. They differ in what they answer while busy or still in setup, and in when the clock
 * of `metrics.predict_time` starts, so the dialect is kept with every number.
 */
import type { Health, Root } from "./answers.ts";

export const DIALECTS = ["python", "python-blocking", "rust"] as const;
export type Dialect = (typeof DIALECTS)[number];

export interface Speech {
  readonly dialect: Dialect;
  /** Version that the server or its image names, if any. */
  readonly version: string | undefined;
  /** What `predict_time` counts from. */
  readonly predictTimeFrom: "task creation" | "prediction start";
}

/** First version of Cog that answers health checks while it predicts, after those from 0.9.0 on that do not. */
const BLOCKING = { from: [0, 9, 0], until: [0, 13, 7] } as const;
const RUST_FROM = [0, 17, 0] as const;

/**
 * The dialect of a server. `label` is the image's `run.cog.version`. Without a number anywhere a server that names no
 * version at its root is older than 0.12.1 and taken for a blocking one: the careful reading, since such a server is
 * never asked for its health while it predicts.
 */
export function speechOf(root: Root, health: Health, label?: string): Speech {
  const named = [label, root.cog_version].find((text) => text !== undefined && numbers(text) !== undefined);
  const version = named ?? label ?? root.cog_version;
  const dialect = dialectOf(named === undefined ? undefined : numbers(named), root, health);
  return { dialect, version, predictTimeFrom: dialect === "rust" ? "prediction start" : "task creation" };
}

function dialectOf(version: readonly number[] | undefined, root: Root, health: Health): Dialect {
  if (health.version !== undefined) return "rust";
  if (version === undefined) return root.cog_version === undefined ? "python-blocking" : "python";
  if (!before(version, RUST_FROM)) return "rust";
  return !before(version, BLOCKING.from) && before(version, BLOCKING.until) ? "python-blocking" : "python";
}

function numbers(version: string): readonly number[] | undefined {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  return found?.slice(1).map(Number);
}

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at >= 0 && a[at]! < b[at]!;
}
