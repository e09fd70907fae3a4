/** Does the runs of all arms on the same seeds, confirms a share of them on the contracts, and folds them into the answer. */
import type { RunRecord } from "../experiment/experiment.ts";
import { firstSeeds, type Lab, runAll, runSpecs } from "../experiment/trials.ts";
import { calibrationOf } from "../scenarios/calibration.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { answerOf, type ProfitAnswer } from "./answer.ts";
import { type Arms, armsOf } from "./arms.ts";
import { type Offer, type Payment, paymentOf } from "./offer.ts";

export interface StudyRequest {
  /** With price, volatility and length as the solver expects them. */
  readonly scenario: Scenario;
  readonly offer: Offer;
  readonly priceImpact: number;
  readonly seeds: number;
  /** Runs with the newcomer that are run again on the contracts, from the first seed on. */
  readonly confirm: number;
}

/** A run of the contracts beside the same run of the model. */
export interface Confirmation {
  readonly model: RunRecord;
  readonly evm: RunRecord;
}

export interface Study {
  readonly request: StudyRequest;
  readonly arms: Arms;
  readonly payment: Payment;
  readonly answer: ProfitAnswer;
  readonly confirmations: readonly Confirmation[];
  /** Ids of the runs with the newcomer, in the order of the seeds. */
  readonly runs: readonly string[];
}

/** Throws `UserProblem` for an offer that cannot be met and `Interrupted` on an abort. */
export async function study(request: StudyRequest, lab: Lab): Promise<Study> {
  const { scenario, offer } = request;
  const calibration = calibrationOf(scenario.calibration);
  const payment = paymentOf(offer, calibration);
  const arms = armsOf(scenario, offer, calibration);
  const seeds = firstSeeds(request.seeds);
  const asked = [arms.without, arms.with, ...(arms.mismatched === undefined ? [] : [arms.mismatched])];
  const [without, joined, mismatched] = await runAll(asked, seeds, lab);
  return {
    request,
    arms,
    payment,
    answer: answerOf({
      without: without!,
      with: joined!,
      mismatched,
      payment,
      hardwareUsd: offer.hardwareUsd,
      aiusUsd: Number(scenario.prices.aius.usd),
      priceImpact: request.priceImpact,
      days: scenario.horizonDays,
    }),
    confirmations: await confirm(joined!.slice(0, request.confirm), arms.with, lab),
    runs: joined!.map(({ id }) => id),
  };
}

async function confirm(records: readonly RunRecord[], scenario: Scenario, lab: Lab): Promise<readonly Confirmation[]> {
  const specs = records.map(({ seed }) => ({ scenario, seed, backend: "evm" as const }));
  const evm = await runSpecs(specs, lab);
  return records.map((model, i) => ({ model, evm: evm[i]! }));
}

/** Whether the contracts ended with the model's ledger in every run that was confirmed. */
export const agreesOnEvm = ({ confirmations }: Pick<Study, "confirmations">): boolean =>
  confirmations.every(({ model, evm }) => model.ledgerHash === evm.ledgerHash);
