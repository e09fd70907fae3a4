/**
 * One participant's books as metrics, in all and day by day, for those whom the scenario follows: what an inquiry about a
 * single solver reads from the records of many runs.
 */
import type { NanoUsd } from "../base/types.ts";
import type { GenesisRecord } from "../ledger/records.ts";
import type { AgentAccount, Money } from "./account.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { aius, count, seconds, usd } from "./units.ts";

const SOURCE = "the participant's account, each amount at the price of the moment";

type Accounts = () => readonly AgentAccount[];

/** Name of the metrics of the followed participant `name`: "followed.newcomer-1.profit.usd". */
export const followedMetric = (name: string, what: string): string => `followed.${name}.${what}`;

export class FollowedFold implements MetricFold {
  readonly #accounts: Accounts;
  #names: ReadonlySet<string> = new Set();
  /** Accounts of the followed after each day, the opening first. */
  readonly #days: (readonly AgentAccount[])[] = [];

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  genesis({ participants }: GenesisRecord): void {
    this.#names = new Set(participants.filter(({ followed }) => followed).map(({ name }) => name));
  }

  #followed(): readonly AgentAccount[] {
    return this.#names.size === 0 ? [] : this.#accounts().filter(({ name }) => this.#names.has(name));
  }

  day(): void {
    if (this.#names.size > 0) this.#days.push(this.#followed());
  }

  metrics(): readonly Metric[] {
    return this.#followed().flatMap((account, index) => [
      ...ofAccount(account),
      ...daysOf(this.#days.map((accounts) => accounts[index]!)),
    ]);
  }
}

const money = (name: string, { aius: wei, usd: nano }: Money, what: string): readonly Metric[] => [
  aius(`${name}.aius`, wei, `${what}.`, SOURCE),
  usd(`${name}.usd`, nano, `${what}.`, SOURCE),
];

function ofAccount(account: AgentAccount): readonly Metric[] {
  const { name } = account;
  const path = (what: string) => followedMetric(name, what);
  const cost = (what: string, amount: NanoUsd, words: string) =>
    usd(path(what), amount, `${words} of ${name}.`, SOURCE);
  return [
    ...money(path("fees"), account.fees, `Shares of fees of ${name}`),
    ...money(path("rewards"), account.rewards, `Emission paid to ${name}`),
    ...money(path("slashes_won"), account.slashesWon, `Others' slashes won by ${name}`),
    ...money(path("revenue"), account.revenue, `Income of ${name}`),
    ...money(path("slashed"), account.slashed, `Slashes lost by ${name}`),
    cost("compute.usd", account.computeCost, "Computations"),
    cost("gas.usd", account.gasCost, "Gas"),
    cost("capital.usd", account.capitalCost, "Capital bound in the stake"),
    cost("standing.usd", account.standingCost, "Standing costs"),
    ...money(path("profit"), account.profit, `Profit of ${name}`),
    seconds(path("compute.time"), Math.floor(account.computeMilliseconds / 1000), `Machine time of ${name}.`, SOURCE),
    count(path("computations"), account.computations, `Computations of ${name}.`, SOURCE),
    count(path("solutions"), account.solutionsSubmitted, `Solutions of ${name}.`, SOURCE),
    count(path("solutions.paid"), account.solutionsPaid, `Solutions of ${name} that were paid.`, SOURCE),
    count(
      path("solutions.false"),
      account.solutionsFalse,
      `Solutions of ${name} that differ from the model's.`,
      SOURCE,
    ),
    count(path("contestations"), account.contestations, `Contestations by ${name}.`, SOURCE),
    count(path("votes"), account.votes, `Votes of ${name}.`, SOURCE),
  ];
}

/** What each day added, numbered from 1. */
const daysOf = (accounts: readonly AgentAccount[]): readonly Metric[] =>
  accounts.slice(1).flatMap((after, index) => {
    const before = accounts[index]!;
    const { name } = after;
    const path = (what: string) => followedMetric(name, `day.${index + 1}.${what}`);
    const added = (of: "revenue" | "profit"): Money => ({
      aius: after[of].aius - before[of].aius,
      usd: after[of].usd - before[of].usd,
    });
    return [
      ...money(path("revenue"), added("revenue"), `Income of ${name} on day ${index + 1}`),
      usd(path("profit.usd"), added("profit").usd, `Profit of ${name} on day ${index + 1}.`, SOURCE),
    ];
  });
