/**
 * Which metrics a scenario's runs will have, known before the first of them: a few minutes of it on the model have nearly
 * all, and the rest are those of things that may happen later.
 */
import type { Metric } from "../metrics/metric.ts";
import { nearest } from "../run/near.ts";
import { play } from "../run/play.ts";
import { UserProblem } from "../run/problem.ts";
import type { Scenario } from "../scenarios/schema.ts";

/** Length of the run that is looked at. */
const LOOK_DAYS = 0.01;
const SEED = 1;
/** So many of a family are named where none is near. */
const MOST_NAMED = 4;

/** Metrics that a run has only once something has happened; `<...>` stands for a name, `<n>` for a number. */
export const OCCASIONAL = [
  "transactions.<call>",
  "reverts.<error>",
  "fees.clearing",
  "profit.marginal.usd",
  "profit.marginal.costs.usd",
  "profit.marginal.to_costs",
  "revenue.marginal.to_costs",
  "members.<kind>.start",
  "members.<kind>.end",
  "members.<kind>.share",
  "members.<kind>.stake",
  "members.<kind>.stayed",
  "solved.<kind>",
  "solved.share.<kind>",
  "paid.<kind>",
  "false.submitted.<kind>",
  "false.caught.<kind>",
  "false.paid.<kind>",
  "supply.target.ratio.least",
  "supply.target.ratio.most",
  "supply.target.ratio.launch.least",
  "supply.target.ratio.launch.most",
  "supply.mined.year<n>",
  "supply.target.ratio.year<n>",
  "followed.<name>.day.<n>.revenue.aius",
  "followed.<name>.day.<n>.revenue.usd",
  "followed.<name>.day.<n>.profit.usd",
] as const;

/** The kind of all whom the scenario does not name. */
const STRANGER = "other";

/** What a run of a few minutes tells of the scenario's runs. */
export interface Foresight {
  /** In the order of summary.json, with what each one counts. */
  readonly metrics: readonly Metric[];
  readonly kinds: readonly string[];
}

/** Plays the beginning of a run on the model, in some hundredths of a second. Throws what opening and simulating throw. */
export async function foresee(scenario: Scenario): Promise<Foresight> {
  const { summary } = await play({ scenario: { ...scenario, horizonDays: LOOK_DAYS }, seed: SEED, backend: "model" });
  return { metrics: summary.metrics, kinds: [...new Set(summary.agents.map(({ kind }) => kind))] };
}

/** Those of the occasional ones that such runs may have, a line per kind of participant. */
const occasionalOf = ({ kinds }: Foresight): readonly string[] =>
  OCCASIONAL.flatMap((pattern) =>
    pattern.includes("<kind>") ? [...kinds, STRANGER].map((kind) => pattern.replace("<kind>", kind)) : [pattern],
  );

const WORD_OF: Readonly<Record<string, string>> = { "<n>": "\\d+", "<name>": "[\\w-]+" };

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll(/<\w+>/g, (word) => WORD_OF[word] ?? "\\w+")}$`);

/** Whether runs that begin so may have a metric of that name. */
export const mayHave = (foresight: Foresight, name: string): boolean =>
  foresight.metrics.some((metric) => metric.name === name) ||
  occasionalOf(foresight).some((pattern) => expressionOf(pattern).test(name));

/**
 * Throws `UserProblem` for the first of the names that runs of none of the scenarios can have, naming the nearest ones.
 * Further scenarios are looked at only while a name is missing. @param source the scenario as the command line takes it.
 */
export async function requireForeseen(
  names: readonly string[],
  scenarios: Iterable<Scenario>,
  source: string,
): Promise<void> {
  let missing = names;
  const known = new Set<string>();
  for (const scenario of scenarios) {
    if (missing.length === 0) return;
    const foresight = await foresee(scenario);
    missing = missing.filter((name) => !mayHave(foresight, name));
    for (const name of [...foresight.metrics.map((metric) => metric.name), ...occasionalOf(foresight)]) known.add(name);
  }
  const [first] = missing;
  if (first === undefined) return;
  throw new UserProblem(
    `metric ${first}: no run of ${source} can have it; ${nearWords(first, [...known])}\`testbed metrics ${source}\` lists all`,
  );
}

function nearWords(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const [family] = name.split(".");
  const words = near.length > 0 ? near : known.filter((other) => other.startsWith(`${family}.`)).slice(0, MOST_NAMED);
  return words.length === 0 ? "" : `did you mean ${words.join(" or ")}? `;
}
