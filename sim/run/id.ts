/** The content address of a run. */
import { calibrationHash } from "./calibrations.ts";
import { canonicalJson, sha256 } from "./canonical.ts";
import type { Manifest } from "./manifest.ts";

/** What decides a run: equal contents have equal ids. */
export type RunContents = Pick<Manifest, "scenario" | "seed" | "backend" | "fork" | "code" | "bytecodeHash">;

const ID_DIGITS = 16;

/** Sixteen hexadecimal digits. The calibration that the scenario names counts with its content, not with its name. */
export const runId = (contents: RunContents): string =>
  sha256(canonicalJson([contents, calibrationHash(contents.scenario.calibration)])).slice(0, ID_DIGITS);
