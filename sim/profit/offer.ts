/** What one more solver brings to the market: its machine and how that is paid, its stake, its habits. */
import { UserProblem } from "../run/problem.ts";
import type { Calibration } from "../scenarios/calibration.ts";
import type { HonestPopulation } from "../scenarios/populations.ts";
import type { Scenario } from "../scenarios/schema.ts";

/** Population of the newcomer; it is the only one of it. */
export const NEWCOMER = "newcomer";
/** Its name among the participants. */
export const NEWCOMER_NAME = `${NEWCOMER}-1`;

const SECONDS_PER_DAY = 86_400;
const JOULES_PER_KWH = 3_600_000;
const USD_PLACES = 9;

export interface Offer {
  /** Name in the calibration file. */
  readonly device: string;
  /** Tariff of the device in the calibration file; not asked for when the machine is one's own. */
  readonly tariff?: string;
  /** The machine is one's own: USD per kWh while it computes. */
  readonly electricityUsdPerKwh?: number;
  /** What the machine cost to buy, in USD; 0 when it is rented. */
  readonly hardwareUsd: number;
  /** Node, storage, connection: USD per day, rent not counted. */
  readonly standingUsdPerDay: number;
  /** Staked from the first day, in AIUS. */
  readonly stakeAius: string;
  /** Share of the tasks on which the newcomer's class of machine yields another result than everybody else's. */
  readonly mismatchShare: number;
  /** Median reaction before a run starts, in seconds; the scenario's honest solvers' if absent. */
  readonly reactionSeconds?: number;
}

/** How a machine is paid. `perSecond`: USD per second of computing; `perDay`: USD per day, used or not. */
export interface Payment {
  readonly kind: "use" | "rent" | "own";
  readonly tariff: string;
  readonly usdPerSecond: number;
  readonly usdPerDay: number;
  readonly watts: number;
}

/** The payment that the offer comes to. Throws `UserProblem` for a device or tariff that the calibration lacks. */
export function paymentOf(offer: Offer, calibration: Calibration): Payment {
  const device = calibration.devices[offer.device];
  if (device === undefined)
    throw new UserProblem(
      `--device ${offer.device}: not in calibration "${calibration.name}"; it has ${Object.keys(calibration.devices).join(", ")}`,
    );
  const watts = device.watts.value;
  if (offer.electricityUsdPerKwh !== undefined) {
    const warm = device.tariffs.find(({ coldStart }) => !coldStart) ?? device.tariffs[0]!;
    const usdPerSecond = (watts * offer.electricityUsdPerKwh) / JOULES_PER_KWH;
    return { kind: "own", tariff: warm.name, usdPerSecond, usdPerDay: 0, watts };
  }
  const tariff = device.tariffs.find(({ name }) => name === offer.tariff);
  if (tariff === undefined)
    throw new UserProblem(
      `--tariff ${offer.tariff}: ${offer.device} has ${device.tariffs.map(({ name }) => name).join(", ")}; or give --electricity for a machine of your own`,
    );
  const usdPerSecond = Number(tariff.usdPerSecond);
  if (tariff.coldStart) return { kind: "use", tariff: tariff.name, usdPerSecond, usdPerDay: 0, watts };
  return { kind: "rent", tariff: tariff.name, usdPerSecond: 0, usdPerDay: usdPerSecond * SECONDS_PER_DAY, watts };
}

/** Models of the scenario that the calibration knows a time for on that device. */
function modelsOn(device: string, scenario: Scenario, calibration: Calibration): string[] {
  const runs = (entry: string) => calibration.models[entry]?.runs.some((run) => run.device === device) ?? false;
  return scenario.models.filter((model) => runs(model.calibration)).map(({ name }) => name);
}

/** A decimal text of USD that scenarios take. */
export const usdText = (value: number): string => value.toFixed(USD_PLACES).replace(/\.?0+$/, "");

/**
 * The newcomer as a population of one honest solver: the habits of the scenario's first honest population, an average
 * machine of its device. It stays for the whole run, so that a loss shows in full.
 */
export function newcomerOf(
  scenario: Scenario,
  offer: Offer,
  payment: Payment,
  calibration: Calibration,
): HonestPopulation {
  const example = scenario.populations.find((population) => population.kind === "honest");
  if (example === undefined)
    throw new UserProblem(`${scenario.name}: has no honest solvers whose habits a newcomer could have`);
  const models = modelsOn(offer.device, scenario, calibration);
  if (models.length === 0)
    throw new UserProblem(
      `--device ${offer.device}: calibration "${calibration.name}" knows no time of this scenario's models on it`,
    );
  const { reactionSeconds } = example;
  return {
    ...example,
    name: NEWCOMER,
    count: 1,
    followed: true,
    entry: "staked",
    stakeAius: offer.stakeAius,
    models,
    device: offer.device,
    tariff: payment.tariff,
    usdPerSecond: usdText(payment.usdPerSecond),
    standingUsdPerDay: usdText(offer.standingUsdPerDay + payment.usdPerDay),
    slowness: { median: 1, sigma: 0 },
    priceFactor: { median: 1, sigma: 0 },
    reactionSeconds: { ...reactionSeconds, median: offer.reactionSeconds ?? reactionSeconds.median },
    reviewDays: 365,
  };
}
