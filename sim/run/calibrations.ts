/**
 * The calibration files under bench/calibration. One with a measured number carries a digest over its content, as
 * `testbed bench calibrate` writes it: a measurement that was edited afterwards is none.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addCalibrations, calibrationOf } from "../scenarios/calibration.ts";
import { canonicalJson, sha256 } from "./canonical.ts";
import { ROOT } from "./code.ts";

export const CALIBRATIONS = join(ROOT, "bench", "calibration");

/** Throws a RangeError for a calibration that is cut short or was edited after its numbers were measured. */
export function trustedCalibration(text: string, file: string): unknown {
  const fail = (why: string): never => {
    throw new RangeError(`calibration: ${file}: ${why}`);
  };
  let content: { digest?: unknown };
  try {
    content = JSON.parse(text);
  } catch {
    return fail("not JSON, or cut short; make it again with testbed bench calibrate");
  }
  const { digest, ...rest } = content ?? {};
  const isMeasured = /"label":"measured"/.test(canonicalJson(rest));
  if ((isMeasured || digest !== undefined) && digest !== sha256(canonicalJson(rest)))
    fail("it says that it was measured, but was changed since; make it again with testbed bench calibrate");
  return content;
}

function read(file: string): unknown {
  const path = join(CALIBRATIONS, file);
  // A name is a file's, never a path's.
  if (!/^[\w.-]+\.json$/.test(file) || !existsSync(path)) return undefined;
  return trustedCalibration(readFileSync(path, "utf8"), file);
}

const names = (): readonly string[] => readdirSync(CALIBRATIONS).filter((name) => name.endsWith(".json"));

addCalibrations({ names, read });

const hashes = new Map<string, string>();

/** Hash of the calibration's content: it decides a run as much as the scenario that names it. */
export function calibrationHash(file: string): string {
  const known = hashes.get(file) ?? sha256(canonicalJson(calibrationOf(file)));
  hashes.set(file, known);
  return known;
}
