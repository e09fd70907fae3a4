/** Which pictures a sweep gets: what suits its design. */
import { effectsFigure } from "../../report/figures/effects.ts";
import { fanFigure } from "../../report/figures/fan.ts";
import { heatFigure } from "../../report/figures/heat.ts";
import { amount, enumerate, plainNumber } from "../../report/format.ts";
import type { Figure } from "../../report/frame.ts";
import { halfWidth } from "../statistics/interval.ts";
import type { Estimate, PointEstimates } from "./results.ts";
import { isNumeric } from "./results.ts";
import type { Experiment, ExperimentParameter } from "./schema.ts";
import type { Value } from "./settings.ts";

/** More values of the third parameter than this are drawn as main effects. */
const MOST_LAYERS = 6;

/** A value as a figure writes it. */
export const valueLabel = (value: Value): string => (isNumeric(value) ? plainNumber(Number(value)) : String(value));

const positionOf = (value: Value): number | string => (isNumeric(value) ? Number(value) : String(value));

/** The pictures of the metric at that place among the metrics of interest. Points without runs are left out. */
export function sweepFigures(
  experiment: Experiment,
  points: readonly PointEstimates[],
  metric: number,
  unit: string,
): readonly Figure[] {
  const done = points.filter(({ runs }) => runs > 0);
  if (done.length === 0) return [];
  const shown = { name: experiment.metrics[metric]!, metric, unit };
  const { parameters, design } = experiment;
  if (parameters.length === 1 || design.kind === "zip") return [fan(parameters[0]!, done, shown)];
  const layers = design.kind === "grid" ? layersOf(parameters, done) : [];
  if (layers.length === 0 || layers.length > MOST_LAYERS) return [effects(parameters, done, shown)];
  return layers.map((layer, i) => heat(parameters, layer, i, shown));
}

interface Shown {
  readonly name: string;
  readonly metric: number;
  readonly unit: string;
}

const idOf = (kind: string, { name }: Shown, suffix = ""): string =>
  `${kind}-${name.replaceAll(/[^a-z0-9]+/g, "-")}${suffix}`;

function fan(parameter: ExperimentParameter, points: readonly PointEstimates[], shown: Shown): Figure {
  const at = (point: PointEstimates) => positionOf(point.values[0]!);
  const sorted = points.every((point) => typeof at(point) === "number")
    ? [...points].sort((a, b) => (at(a) as number) - (at(b) as number))
    : points;
  return fanFigure({
    id: idOf("fan", shown),
    metric: shown.name,
    unit: shown.unit,
    label: parameter.label,
    scale: parameter.scale,
    points: sorted.map((point) => {
      const { interval, quantiles } = point.estimates[shown.metric]!;
      const { mean, low, high } = bounded(interval);
      return { at: at(point), quantiles, mean, low, high };
    }),
  });
}

/** An interval of one run has no ends: its mean stands for them in a picture. */
const bounded = ({ mean, low, high }: Estimate["interval"]) => ({
  mean,
  low: Number.isFinite(low) ? low : mean,
  high: Number.isFinite(high) ? high : mean,
});

/** Points that agree in everything but the first two parameters. */
interface Layer {
  readonly where: string | undefined;
  readonly points: readonly PointEstimates[];
}

function layersOf(parameters: readonly ExperimentParameter[], points: readonly PointEstimates[]): Layer[] {
  const others = parameters.slice(2);
  const words = ({ values }: PointEstimates) =>
    enumerate(others.map(({ label }, i) => `${label} ${valueLabel(values[i + 2]!)}`));
  return [...Map.groupBy(points, words)].map(([where, layer]) => ({
    where: where === "" ? undefined : where,
    points: layer,
  }));
}

function heat(
  [across, down]: readonly ExperimentParameter[],
  { where, points }: Layer,
  at: number,
  shown: Shown,
): Figure {
  const label = (i: number) => (point: PointEstimates) => valueLabel(point.values[i]!);
  return heatFigure({
    id: idOf("heat", shown, where === undefined ? "" : `-${at + 1}`),
    metric: shown.name,
    unit: shown.unit,
    xLabel: across!.label,
    yLabel: down!.label,
    xs: [...new Set(points.map(label(0)))],
    ys: [...new Set(points.map(label(1)))],
    cells: points.map((point) => {
      const interval = bounded(point.estimates[shown.metric]!.interval);
      return { x: label(0)(point), y: label(1)(point), mean: interval.mean, halfWidth: halfWidth(interval) };
    }),
    ...(where === undefined ? {} : { where }),
  });
}

const effects = (parameters: readonly ExperimentParameter[], points: readonly PointEstimates[], shown: Shown): Figure =>
  effectsFigure({
    id: idOf("effects", shown),
    metric: shown.name,
    unit: shown.unit,
    parameters: parameters.map(({ label, scale }, i) => ({
      label,
      scale,
      values: points.map(({ values }) => positionOf(values[i]!)),
    })),
    means: points.map(({ estimates }) => estimates[shown.metric]!.interval.mean),
  });

/** A mean with its interval, in words. */
export function meanText({ interval }: Estimate, unit: string): string {
  const { mean, low, high } = interval;
  if (!Number.isFinite(low)) return amount(mean, unit);
  return `${amount(mean, unit)} (${amount(low, unit)} to ${amount(high, unit)})`;
}
