/** `testbed bench calibrate`. */
import { basename, dirname, relative, resolve } from "node:path";
import pkg from "../../../package.json" with { type: "json" };
import type { Streams } from "../../../sim/cli/program.ts";
import { plainNumber } from "../../../sim/report/format.ts";
import { CALIBRATIONS } from "../../../sim/run/calibrations.ts";
import { EXIT, UserProblem } from "../../../sim/run/problem.ts";
import { type Calibration, calibrationSchema } from "../../../sim/scenarios/calibration.ts";
import { calibrationFrom, type Price } from "../calibrate.ts";
import { refuseDoubtful } from "../evidence.ts";
import { readBench, writeJson } from "../resultFile.ts";

export interface CalibrateFlags {
  readonly out: string;
  readonly model: string;
  readonly price: readonly string[];
  readonly priceSource: string;
  readonly title?: string;
}

const SLUG = /^[a-z][a-z0-9-]{0,39}$/;

/** Resolves to the exit code. */
export async function benchCalibrate(
  paths: readonly string[],
  flags: CalibrateFlags,
  { stdout }: Streams,
): Promise<number> {
  const { out, model, price, priceSource, title = model } = flags;
  const name = nameOf(out);
  if (!SLUG.test(model)) throw new UserProblem(`--model ${model}: a name has lower-case letters, digits and hyphens`);
  const prices = price.map(priceOf);
  const results = paths.map((path) => {
    const result = readBench(path);
    refuseDoubtful(result, path);
    return result;
  });
  const calibration = calibrationFrom({ results, name, model, title, prices, priceSource, testbed: pkg.version });
  calibrationSchema.parse(calibration);
  writeJson(resolve(out), calibration);
  stdout.write(text(calibration, out, name));
  return EXIT.done;
}

function nameOf(out: string): string {
  const name = basename(out, ".json");
  if (!out.endsWith(".json") || !SLUG.test(name))
    throw new UserProblem(`--out ${out}: name a .json file of lower-case letters, digits and hyphens`);
  if (name === "priors") throw new UserProblem("--out: priors.json holds what others published; name another file");
  return name;
}

/** "rental=1.71" or "h200/rental=4.45". */
function priceOf(text: string): Price {
  const found = /^(?:([a-z][a-z0-9-]*)\/)?([a-z][a-z0-9-]*)=(\d+(?:\.\d+)?)$/.exec(text);
  if (found === null) throw new UserProblem(`--price ${text}: write TARIFF=USD_PER_HOUR, such as rental=1.71`);
  const [, device, tariff, amount] = found;
  return { device, tariff: tariff!, usdPerHour: Number(amount) };
}

function text({ models, devices }: Calibration, out: string, name: string): string {
  const lines = Object.values(models).flatMap(({ runs }) =>
    runs.map(({ device, seconds, joules }) => {
      const { watts } = devices[device]!;
      return `${device}: ${plainNumber(seconds.median)} s (sigma ${plainNumber(seconds.sigma)}), ${plainNumber(joules!.gross.mean)} J, ${watts.value} W`;
    }),
  );
  const isFound = dirname(resolve(out)) === CALIBRATIONS;
  const next = isFound
    ? `testbed run SCENARIO --calibration ${name}`
    : `simulations find it when it lies under ${relative(process.cwd(), CALIBRATIONS) || "bench/calibration"}`;
  return `${lines.join("\n")}\n${out}\n${next}\n`;
}
