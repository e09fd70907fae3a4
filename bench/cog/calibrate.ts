/** From results of benchmarks to a calibration that simulations read, every number with its source. */
import { UserProblem } from "../../sim/run/problem.ts";
import type { Calibration } from "../../sim/scenarios/calibration.ts";
import { type Device, deviceOf } from "./devices.ts";
import type { BenchProcess, BenchResult } from "./result.ts";
import { sealed } from "./resultFile.ts";
import { statisticsOf } from "./statistics.ts";

export interface CalibrationRequest {
  readonly results: readonly BenchResult[];
  /** File name without its ending. */
  readonly name: string;
  /** What scenarios call the model. */
  readonly model: string;
  readonly title: string;
  readonly prices: readonly Price[];
  readonly priceSource: string;
  readonly testbed: string;
}

export interface Price {
  /** Undefined for all devices. */
  readonly device: string | undefined;
  readonly tariff: string;
  readonly usdPerHour: number;
}

type Run = Calibration["models"][string]["runs"][number];

const SECONDS_PER_HOUR = 3_600;
const USD_PLACES = 9;
/** The tariff under which loading the model is billed like the run itself. */
const BILLS_COLD_STARTS = "serving";

interface Measured {
  readonly device: Device;
  readonly results: readonly BenchResult[];
}

/** The results were examined before (`refuseDoubtful`). Throws `UserProblem` when they are not of one model, or a price is missing. */
export function calibrationFrom(request: CalibrationRequest): Calibration & { digest: string } {
  const { results, name, model, title } = request;
  const image = theImage(results);
  const groups = byDevice(results);
  return sealed({
    name,
    description: `Measured by testbed bench: ${title} on ${groups.map(({ device }) => device.title).join(", ")}.`,
    devices: Object.fromEntries(groups.map((group) => [group.device.slug, deviceEntry(group, request)])),
    models: { [model]: { title, image, runs: groups.map(runEntry), determinism: classesOf(groups) } },
    measured: { testbed: request.testbed, results: results.map(({ digest }) => digest).sort() },
  });
}

/** One entry is one image: digest, else the id of a local one, else the schema of a server at a URL. */
function theImage(results: readonly BenchResult[]): string {
  const images = [...new Set(results.map(({ target }) => identityOf(target!)))];
  if (images.length > 1)
    throw new UserProblem(`the results are of different models (${images.join("; ")}): calibrate one at a time`);
  return images[0]!;
}

const identityOf = ({ image, claims, schema }: NonNullable<BenchResult["target"]>): string =>
  image?.digest ?? image?.id ?? `${claims?.model ?? "a server at a URL"}, schema sha256:${schema}`;

function byDevice(results: readonly BenchResult[]): readonly Measured[] {
  const groups = new Map<string, { device: Device; results: BenchResult[] }>();
  for (const result of results) {
    const device = deviceOf(result);
    const group = groups.get(device.slug) ?? { device, results: [] };
    group.results.push(result);
    groups.set(device.slug, group);
  }
  return [...groups.values()];
}

/** Which results a number rests on, for its `source`. */
const sourceOf = ({ device, results }: Measured, what: string): string =>
  `testbed bench on ${device.title}, ${results.map(({ created, digest }) => `${created.slice(0, 10)} (${digest.slice(0, 12)})`).join(", ")}: ${what}`;

const processesOf = ({ results }: Measured): readonly BenchProcess[] => results.flatMap(({ processes }) => processes);

function deviceEntry(group: Measured, request: CalibrationRequest): Calibration["devices"][string] {
  const blocks = processesOf(group).flatMap((process) => process.blocks);
  const total = (pick: (block: (typeof blocks)[number]) => number) =>
    blocks.reduce((sum, block) => sum + pick(block), 0);
  const watts = total((block) => block.counterJoules ?? block.sampledJoules!) / total(({ seconds }) => seconds);
  return {
    title: group.device.title,
    watts: {
      value: Math.max(1, Math.round(watts)),
      label: "measured",
      source: sourceOf(group, `mean power over ${blocks.length} blocks of predictions`),
    },
    tariffs: tariffsOf(group.device, request),
  };
}

function tariffsOf({ slug, title }: Device, { prices, priceSource }: CalibrationRequest) {
  const tariffs = prices.filter(({ device }) => device === undefined || device === slug);
  if (tariffs.length === 0)
    throw new UserProblem(`--price: none for ${title}; write --price ${slug}/rental=USD_PER_HOUR`);
  return tariffs.map(({ tariff, usdPerHour }) => ({
    name: tariff,
    usdPerSecond: (usdPerHour / SECONDS_PER_HOUR).toFixed(USD_PLACES).replace(/\.?0+$/, ""),
    coldStart: tariff === BILLS_COLD_STARTS,
    label: "prior" as const,
    source: `${priceSource}: ${usdPerHour} USD/h`,
  }));
}

function runEntry(group: Measured): Run {
  const processes = processesOf(group);
  const samples = processes.flatMap((process) => process.samples.filter(({ warmup }) => !warmup));
  const seconds = statisticsOf(samples.map(({ wallSeconds }) => wallSeconds))!;
  const { n, mean, low, high } = seconds;
  return {
    device: group.device.slug,
    seconds: {
      median: seconds.median,
      sigma: seconds.logSd ?? 0,
      samples: { n, mean, low, high },
      label: "measured",
      source: sourceOf(group, `wall time of ${n} predictions over ${casesOf(group)} case(s)${failuresText(processes)}`),
    },
    loadSeconds: loadEntry(group),
    joules: joulesEntry(group),
  };
}

const casesOf = ({ results }: Measured): number =>
  new Set(results.flatMap(({ cases }) => cases.map(({ name }) => name))).size;

function failuresText(processes: readonly BenchProcess[]): string {
  const failures = processes.flatMap((process) => process.failures);
  const kinds = [...new Set(failures.map(({ kind }) => kind))].sort();
  return failures.length === 0 ? "" : `; ${failures.length} more failed (${kinds.join(", ")}) and are not in it`;
}

/** From the container's start to READY; at a URL what the server says of its own setup. */
function loadEntry(group: Measured): Run["loadSeconds"] {
  const starts = processesOf(group).flatMap(({ start }) => start.readySeconds ?? start.setupSeconds ?? []);
  const loads = statisticsOf(starts);
  if (loads === undefined) throw new UserProblem("no start was measured, and the server does not tell its setup time");
  return {
    value: loads.median,
    label: "measured",
    source: sourceOf(group, `median of ${loads.n} start(s), from the start to READY, without fetching the image`),
  };
}

function joulesEntry(group: Measured): Run["joules"] {
  const perPrediction = processesOf(group).flatMap(({ blocks }) =>
    blocks.map((block) => (block.counterJoules ?? block.sampledJoules!) / block.predictions),
  );
  const { n, mean, low, high } = statisticsOf(perPrediction)!;
  const summaries = group.results.flatMap(({ summary }) => summary);
  const above = summaries.map(({ joulesAboveIdle }) => joulesAboveIdle);
  const aboveIdle = above.includes(null) ? null : above.reduce<number>((sum, value) => sum + value!, 0) / above.length;
  const methods = [...new Set(summaries.map(({ energyMethod }) => energyMethod))].join(", ");
  return {
    gross: { n, mean, low, high },
    aboveIdle,
    label: "measured",
    source: sourceOf(group, `${methods} over ${n} blocks of predictions`),
  };
}

/** One class per machine that was measured; a class that was seen twice is told once. */
function classesOf(groups: readonly Measured[]): Calibration["models"][string]["determinism"] {
  const classes = groups.flatMap(({ device, results }) =>
    results.map(({ determinism }) => {
      const { id, driver, outputs } = determinism!;
      return { id, device: device.slug, driver, outputs };
    }),
  );
  return classes.filter(({ id }, at) => classes.findIndex((other) => other.id === id) === at);
}
