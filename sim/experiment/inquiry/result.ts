/** The answer as data: answer.json and the tables that pictures are drawn from. */
import { agree, type Confirmation } from "../confirm.ts";
import type { Answer, AskedPoint, Flip } from "./ask.ts";
import { leadOf, verdictOf } from "./prose.ts";
import { sidesOf } from "./sides.ts";

/** JSON has no infinities: an open end is null. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const pointJson = ({ value, own, mean, interval, records }: AskedPoint) => ({
  value: value ?? null,
  own,
  mean,
  low: interval.low,
  high: interval.high,
  violations: records.filter(({ reason }) => reason === "violation").length,
  runs: records.map(({ id }) => id),
});

const flipJson = (answer: Answer, flip: Flip, base: string) => ({
  value: flip.value,
  direction: flip.direction,
  low: finite(flip.interval.low),
  high: finite(flip.interval.high),
  foundInResamples: flip.interval.found,
  between: [flip.low.value, flip.high.value],
  sides: sidesOf(answer, flip, base),
});

const confirmationJson = (pair: Confirmation) => ({
  seed: pair.model.seed,
  model: pair.model.id,
  evm: pair.evm.id,
  ledgerHash: pair.model.ledgerHash,
  same: agree(pair),
});

/** Everything that the report says, for programs. `base` is the command that runs the scenario as it was asked. */
export const answerJson = (answer: Answer, base: string) => ({
  format: 1,
  scenario: answer.scenario.name,
  question: answer.scenario.question,
  answer: leadOf(answer),
  verdict: verdictOf(answer),
  metric: answer.inquiry.metric,
  unit: answer.unit,
  threshold: answer.inquiry.threshold,
  parameter: answer.inquiry.parameter,
  label: answer.inquiry.label,
  backend: answer.backend,
  code: answer.own.records[0]!.code,
  horizonDays: answer.scenario.horizonDays,
  seeds: answer.seeds,
  own: pointJson(answer.own),
  crossings: answer.crossings,
  flips: answer.flips.map((flip) => flipJson(answer, flip, base)),
  points: answer.points.map(pointJson),
  confirmed: answer.confirmations.map(confirmationJson),
});

export type AnswerJson = ReturnType<typeof answerJson>;

export const agreesOnEvm = ({ confirmations }: Answer): boolean => confirmations.every(agree);
