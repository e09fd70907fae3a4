/** What each population of the scenario did and earned, where populations of one kind differ: near and far, fast and slow. */
import type { AgentAccount } from "./account.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { sumOf } from "./purse.ts";
import { count, ratio, shareOf, usd } from "./units.ts";

const SOURCE = "the participants' accounts, by the population in their names";

/** "near-12" belongs to the population "near". */
const populationOf = ({ name }: AgentAccount): string => name.replace(/-\d+$/, "");

export class PopulationsFold implements MetricFold {
  readonly #accounts: () => readonly AgentAccount[];

  constructor(accounts: () => readonly AgentAccount[]) {
    this.#accounts = accounts;
  }

  /** A population that is all of its kind is told by the kind's own metrics. */
  metrics(): readonly Metric[] {
    const accounts = this.#accounts().filter(({ name }) => /-\d+$/.test(name));
    const solved = accounts.reduce((sum, { solutionsSubmitted }) => sum + solutionsSubmitted, 0);
    const names = [...new Set(accounts.map(populationOf))];
    return names.flatMap((name) => {
      const members = accounts.filter((account) => populationOf(account) === name);
      const kind = members[0]!.kind;
      return accounts.filter((account) => account.kind === kind).length === members.length
        ? []
        : ofPopulation(name, members, solved);
    });
  }
}

function ofPopulation(name: string, members: readonly AgentAccount[], solvedByAll: number): readonly Metric[] {
  const profit = sumOf(...members.map((member) => member.profit)).usd;
  const sum = (of: "solutionsSubmitted" | "computations") => members.reduce((total, member) => total + member[of], 0);
  const solved = sum("solutionsSubmitted");
  return [
    count(`population.${name}.count`, members.length, `Participants of the population ${name}.`, SOURCE),
    usd(`population.${name}.profit.usd`, profit, `Profit of the population ${name}.`, SOURCE),
    usd(
      `population.${name}.profit.usd.mean`,
      profit / BigInt(members.length),
      `Profit of one of the population ${name}, on average.`,
      SOURCE,
    ),
    count(`population.${name}.solved`, solved, `Tasks solved by the population ${name}.`, SOURCE),
    ratio(`population.${name}.solved_share`, shareOf(solved, solvedByAll), `Its share of all solved tasks.`, SOURCE),
    ratio(
      `population.${name}.wins`,
      shareOf(solved, sum("computations")),
      `Solutions of the population ${name} over its computations: races that it won.`,
      SOURCE,
    ),
  ];
}
