/** The content address of a run. */
import { canonicalJson, sha256 } from "./canonical.ts";
import type { Manifest } from "./manifest.ts";

/** What decides a run: equal contents have equal ids. */
export type RunContents = Pick<Manifest, "scenario" | "seed" | "backend" | "fork" | "code" | "bytecodeHash">;

const ID_DIGITS = 16;

/** Sixteen hexadecimal digits. */
export const runId = (contents: RunContents): string => sha256(canonicalJson(contents)).slice(0, ID_DIGITS);
