/** Where a run's inputs come from: every number of the scenario that a reader might doubt, labelled. */
import gasTable from "../chain/gas-table.json" with { type: "json" };
import type { Calibration } from "../scenarios/calibration.ts";
import { computes } from "../scenarios/populations.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { duration, plainNumber, plural, share, usd } from "./format.ts";

/** `measured` by this project, `prior`: published by others, `paper`: whitepaper or protocol, `assumed`: by the scenario. */
export type ProvenanceLabel = "measured" | "prior" | "paper" | "assumed";

export interface Input {
  readonly what: string;
  readonly value: string;
  readonly label: ProvenanceLabel;
  readonly source: string;
}

const SECONDS_PER_HOUR = 3_600;

/** A price's source names the paper it is from, or says that it is assumed. */
const labelOf = (source: string): ProvenanceLabel =>
  /^(whitepaper|protocol)/i.test(source) ? "paper" : /^measured/i.test(source) ? "measured" : "assumed";

function priceInputs({ prices }: Scenario): Input[] {
  return (["aius", "eth"] as const).flatMap((name) => {
    const { usd: price, dailyVolatility, source } = prices[name];
    const symbol = name.toUpperCase();
    const walk: Input = {
      what: `${symbol} volatility per day`,
      value: share(dailyVolatility),
      label: "assumed",
      source,
    };
    return [{ what: `${symbol} price at the start`, value: usd(Number(price)), label: labelOf(source), source }, walk];
  });
}

function machineInputs(scenario: Scenario, calibration: Calibration): Input[] {
  const machines = new Map<string, { device: string; tariff: string }>();
  for (const population of scenario.populations) {
    if ("device" in population) machines.set(`${population.device} ${population.tariff}`, population);
  }
  return [...machines.values()].flatMap(({ device, tariff }) => deviceInputs(calibration, device, tariff));
}

function deviceInputs(calibration: Calibration, name: string, tariffName: string): Input[] {
  const device = calibration.devices[name];
  const tariff = device?.tariffs.find((candidate) => candidate.name === tariffName);
  if (device === undefined || tariff === undefined) return [];
  const price = Number(tariff.usdPerSecond);
  return [
    {
      what: `${device.title}, ${tariff.name}`,
      value: `${usd(price * SECONDS_PER_HOUR)} per hour`,
      label: tariff.label,
      source: tariff.source,
    },
    {
      what: `${device.title}, power`,
      value: `${plainNumber(device.watts.value)} W`,
      label: device.watts.label,
      source: device.watts.source,
    },
  ];
}

function modelInputs(scenario: Scenario, calibration: Calibration): Input[] {
  const devices = new Set(
    scenario.populations.flatMap((population) => ("device" in population ? [population.device] : [])),
  );
  return scenario.models.flatMap(({ name, calibration: entry }) => {
    const runs = calibration.models[entry]?.runs.filter((run) => devices.has(run.device)) ?? [];
    return runs.flatMap(({ seconds, loadSeconds, device }) => [
      {
        what: `${name} on ${device}, median time`,
        value: duration(seconds.median),
        label: seconds.label,
        source: seconds.source,
      },
      {
        what: `${name} on ${device}, loading`,
        value: duration(loadSeconds.value),
        label: loadSeconds.label,
        source: loadSeconds.source,
      },
    ]);
  });
}

function demandInputs({ populations }: Scenario): Input[] {
  return populations.flatMap((population) => {
    if (population.kind !== "user") return [];
    return population.demand.map(({ model, tasksPerDay, fee }) => ({
      what: `demand for ${model}`,
      value: `${plainNumber(tasksPerDay * population.count)} tasks per day at ${fee.medianAius} AIUS`,
      label: "assumed" as const,
      source: `scenario: ${plural(population.count, "user")}, Poisson arrivals, lognormal fees`,
    }));
  });
}

function populationInputs({ populations }: Scenario): Input[] {
  return populations.flatMap((population) =>
    !computes(population)
      ? []
      : [
          {
            what: `${population.name ?? population.kind} solvers`,
            value: `${plainNumber(population.count)} with ${population.stakeAius} AIUS staked`,
            label: "assumed" as const,
            source: "scenario",
          },
        ],
  );
}

/** What Nova usually asks; another price is the scenario's own. */
const NOVA_GAS_PRICE_GWEI = "0.01";

const gasPriceInput = (gwei: string): Input =>
  gwei === NOVA_GAS_PRICE_GWEI
    ? { what: "gas price", value: `${gwei} gwei`, label: "prior", source: "Arbitrum Nova's usual price" }
    : { what: "gas price", value: `${gwei} gwei`, label: "assumed", source: "scenario" };

function protocolInputs({ protocol, costs }: Scenario): Input[] {
  const changed = Object.entries(protocol).map(([name, value]) => ({
    what: name,
    value: String(value),
    label: "assumed" as const,
    source: "scenario: differs from the protocol's initial value",
  }));
  return [
    {
      what: "engine parameters",
      value: changed.length === 0 ? "all initial" : `${changed.length} changed`,
      label: "paper",
      source: "protocol section 1",
    },
    ...changed,
    gasPriceInput(costs.gasPriceGwei),
    { what: "gas per call", value: "gas table", label: "measured", source: gasTable.source },
    {
      what: "return of capital elsewhere",
      value: `${share(costs.capitalRatePerYear)} per year`,
      label: "assumed",
      source: "scenario",
    },
  ];
}

/** Every input of the run with its label and source, in the order of the report's table. */
export function inputsOf(scenario: Scenario, calibration: Calibration): readonly Input[] {
  return [
    ...priceInputs(scenario),
    ...machineInputs(scenario, calibration),
    ...modelInputs(scenario, calibration),
    ...demandInputs(scenario),
    ...populationInputs(scenario),
    ...protocolInputs(scenario),
  ];
}
