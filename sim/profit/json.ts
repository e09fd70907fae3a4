/** The answer as data, with what it was asked for and what it rests on. */
import { factsOf } from "./facts.ts";
import type { Study } from "./study.ts";
import { leadOf } from "./words.ts";

/** Everything that the report says, for programs. Amounts are USD unless a name says otherwise; JSON leaves out what is undefined. */
export const studyJson = (study: Study, command: string) => {
  const { request, payment, answer, confirmations, runs } = study;
  const { runs: newcomers, ...rest } = answer;
  return {
    kind: "profit",
    format: 1,
    command,
    scenario: request.scenario.name,
    lead: leadOf(study),
    offer: request.offer,
    payment,
    prices: request.scenario.prices.aius,
    priceImpactPerThousandAius: request.priceImpact,
    seeds: request.seeds,
    horizonDays: request.scenario.horizonDays,
    ...rest,
    facts: factsOf(study),
    runs: newcomers.map(({ seed, profit, saleLoss, books: { days: _, profit: __, ...books }, course }, i) => ({
      seed,
      run: runs[i],
      profit,
      saleLoss,
      ...books,
      course,
    })),
    confirmed: confirmations.map(({ model, evm }) => ({
      seed: model.seed,
      model: model.id,
      evm: evm.id,
      ledgerHash: model.ledgerHash,
      same: model.ledgerHash === evm.ledgerHash,
    })),
  };
};

export type StudyJson = ReturnType<typeof studyJson>;
