/** What everyone earned and lost, in tokens and dollars, and the marginal solver. */
import type { Address, NanoUsd } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type {
  BlockRecord,
  ComputeRecord,
  CostRecord,
  GenesisRecord,
  PriceRecord,
  TruthRecord,
} from "../ledger/records.ts";
import type { Scene } from "../ledger/scene.ts";
import type { TaskState } from "../ledger/state.ts";
import type { AgentAccount } from "./account.ts";
import { AgentBook } from "./agent-book.ts";
import { Line } from "./line.ts";
import { marginalSolver } from "./marginal.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { sumOf } from "./purse.ts";
import { aius, count, ratio, shareOf, usd } from "./units.ts";

const SOURCE = "flows and costs of participants, each converted at the price of the moment";

/** The kind whose transfers are bribes. */
const BRIBER = "briber";

interface KindLines {
  readonly kind: string;
  readonly books: readonly AgentBook[];
  readonly aius: Line;
  readonly usd: Line;
}

export class ProfitFold implements MetricFold {
  readonly #scene: () => Scene | undefined;
  #books: readonly AgentBook[] = [];
  #byAddress: ReadonlyMap<Address, AgentBook> = new Map();
  #byName: ReadonlyMap<string, AgentBook> = new Map();
  #kinds: readonly KindLines[] = [];
  #price: NanoUsd = 0n;
  readonly lines: Line[] = [];

  constructor(scene: () => Scene | undefined) {
    this.#scene = scene;
  }

  genesis({ participants }: GenesisRecord): void {
    this.#books = participants.map((participant) => new AgentBook(participant));
    this.#byAddress = new Map(this.#books.map((book) => [book.participant.address, book]));
    this.#byName = new Map(this.#books.map((book) => [book.participant.name, book]));
    const kinds = [...new Set(participants.map(({ kind }) => kind))];
    this.#kinds = kinds.map((kind) => ({
      kind,
      books: this.#books.filter(({ participant }) => participant.kind === kind),
      aius: new Line(`profit.${kind}.aius`, "AIUS", 18),
      usd: new Line(`profit.${kind}.usd`, "USD", 9),
    }));
    this.lines.push(...this.#kinds.flatMap((lines) => [lines.aius, lines.usd]));
  }

  price({ aius }: PriceRecord): void {
    this.#convert();
    this.#price = aius;
  }

  compute({ agent, milliseconds, cost }: ComputeRecord): void {
    const book = this.#byName.get(agent);
    if (!book) return;
    book.computations++;
    book.computeMilliseconds += milliseconds;
    charge(book, "computeCost", cost);
  }

  cost({ agent, reason, cost }: CostRecord): void {
    const book = this.#byName.get(agent);
    if (book) charge(book, reason === "capital" ? "capitalCost" : "standingCost", cost);
  }

  truth({ solver, truthful }: TruthRecord): void {
    const book = this.#byName.get(solver);
    if (book && !truthful) book.solutionsFalse++;
  }

  block({ phase, steps }: BlockRecord): void {
    if (phase === "setup") return;
    for (const { agent, outcome, gasCost } of steps) {
      const book = this.#byName.get(agent);
      if (!book) continue;
      book.transactions++;
      if (!outcome.ok) book.reverts++;
      charge(book, "gasCost", gasCost);
    }
  }

  #convert(): void {
    for (const book of this.#books) book.convert(this.#price);
  }

  flow({ kind, from, to, amount, setup }: Flow) {
    if (setup) return;
    switch (kind) {
      case "solverFee":
        return this.#byAddress.get(to)?.fees.earn(amount);
      case "rewardSolver":
        return this.#byAddress.get(to)?.rewards.earn(amount);
      case "modelFee":
        return this.#byAddress.get(to)?.modelFees.earn(amount);
      case "slashWon":
        return this.#byAddress.get(to)?.slashesWon.earn(amount);
      case "feeIn":
        return this.#byAddress.get(from)?.spent.earn(amount);
      case "refundContested":
      case "refundRetracted":
        return this.#byAddress.get(to)?.spent.earn(-amount);
      case "transfer":
        return this.#transfer(from, to, amount);
      case "slashLost":
        this.#byAddress.get(from)?.slashed.earn(amount);
        return this.#lock(from, -amount);
      case "slashLocked":
        return this.#lock(from, amount);
      case "slashReturned":
        return this.#lock(to, -amount);
    }
  }

  /** What a briber sends is a bribe; other transfers between wallets are nobody's income here. */
  #transfer(from: Address, to: Address, amount: bigint): void {
    const briber = this.#byAddress.get(from);
    if (briber?.participant.kind !== BRIBER) return;
    briber.bribesPaid.earn(amount);
    this.#byAddress.get(to)?.bribesTaken.earn(amount);
  }

  #lock(address: Address, amount: bigint): void {
    const book = this.#byAddress.get(address);
    if (book) book.lockedSlashes += amount;
  }

  happening({ kind, by, task }: Happening) {
    const book = this.#byAddress.get(by);
    switch (kind) {
      case "submitted":
        if (book) book.tasksSubmitted++;
        return this.#await(task.sender, "openFees", task.fee);
      case "retracted":
        return this.#await(task.sender, "openFees", -task.fee);
      case "solved":
        if (book) this.#solved(book, task);
        return;
      case "contested":
        if (book) book.contestations++;
        return;
      case "voted":
        if (book) book.votes++;
        return;
      case "claimed":
        return this.#resolved(task, true);
      case "judged":
        return this.#resolved(task, task.contestation!.verdict === "rejected");
    }
  }

  #await(address: Address, what: "openFees" | "unclaimedFees", fee: bigint): void {
    const book = this.#byAddress.get(address);
    if (book) book[what] += fee;
  }

  #solved(book: AgentBook, task: TaskState): void {
    book.solutionsSubmitted++;
    book.unclaimedSolutions++;
    book.unclaimedFees += task.fee;
  }

  #resolved(task: TaskState, paid: boolean): void {
    this.#await(task.sender, "openFees", -task.fee);
    const book = this.#byAddress.get(task.solver!);
    if (!book) return;
    book.unclaimedSolutions--;
    book.unclaimedFees -= task.fee;
    if (!paid) return;
    book.solutionsPaid++;
    if (task.truthful === false) book.solutionsFalsePaid++;
  }

  sample(): void {
    this.#convert();
    for (const { books, aius, usd } of this.#kinds) {
      const profit = sumOf(...books.map((book) => book.profit));
      aius.push(profit.aius);
      usd.push(profit.usd);
    }
  }

  /** In the order of the participants. */
  accounts(): readonly AgentAccount[] {
    this.#convert();
    const scene = this.#scene();
    return this.#books.map((book) => {
      const { address } = book.participant;
      const staked = scene?.validators.get(address)?.staked ?? 0n;
      return book.account({ wallet: scene?.books.balanceOf(address) ?? 0n, staked });
    });
  }

  metrics(): readonly Metric[] {
    const accounts = this.accounts();
    const kinds = this.#kinds.map(({ kind }) => kind);
    const byKind = kinds.flatMap((kind) =>
      ofKind(
        kind,
        accounts.filter((account) => account.kind === kind),
      ),
    );
    return [...byKind, ...marginal(accounts)];
  }
}

const charge = (
  book: AgentBook,
  kind: "computeCost" | "gasCost" | "capitalCost" | "standingCost",
  cost: NanoUsd,
): void => {
  book[kind] += cost;
  book.costs.charge(cost);
};

const ofKind = (kind: string, accounts: readonly AgentAccount[]): readonly Metric[] => {
  const total = (of: "profit" | "revenue" | "costs" | "slashed" | "spent") =>
    sumOf(...accounts.map((account) => account[of]));
  const profit = total("profit");
  const members = BigInt(accounts.length);
  return [
    count(`agents.${kind}`, accounts.length, `Participants of kind ${kind}.`, "genesis"),
    aius(`profit.${kind}.aius`, profit.aius, `Profit of all ${kind} participants, costs converted to tokens.`, SOURCE),
    usd(`profit.${kind}.usd`, profit.usd, `Profit of all ${kind} participants.`, SOURCE),
    usd(`profit.${kind}.usd.mean`, profit.usd / members, `Profit of a ${kind} participant, on average.`, SOURCE),
    usd(
      `profit.${kind}.usd.median`,
      medianOf(accounts),
      `Profit of the middle one of the ${kind} participants.`,
      SOURCE,
    ),
    usd(`revenue.${kind}.usd`, total("revenue").usd, `Fees, rewards and slashes won by ${kind} participants.`, SOURCE),
    usd(
      `costs.${kind}.usd`,
      total("costs").usd,
      `Computing, gas, capital and standing of ${kind} participants.`,
      SOURCE,
    ),
    aius(`spent.${kind}.aius`, total("spent").aius, `Fees paid by ${kind} participants, less refunds.`, SOURCE),
    aius(`slashed.${kind}.aius`, total("slashed").aius, `Slashes lost by ${kind} participants.`, SOURCE),
  ];
};

/** The upper one of two in the middle. */
const medianOf = (accounts: readonly AgentAccount[]): NanoUsd => {
  const profits = accounts.map(({ profit }) => profit.usd).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return profits[profits.length >> 1] ?? 0n;
};

/** What it took in for what it gave: at 1 it is at break-even. */
const marginal = (accounts: readonly AgentAccount[]): readonly Metric[] => {
  const last = marginalSolver(accounts);
  if (last === undefined) return [];
  const source = `the honest solver still at work whose machine costs most per second: ${last.name}`;
  const kept = last.revenue.usd - last.slashed.usd;
  return [
    usd("profit.marginal.usd", last.profit.usd, "Profit of the marginal solver.", source),
    usd("profit.marginal.costs.usd", last.costs.usd, "Costs of the marginal solver.", source),
    ratio("profit.marginal.to_costs", shareOf(last.profit.usd, last.costs.usd), "Its profit over its costs.", source),
    ratio(
      "revenue.marginal.to_costs",
      shareOf(kept, last.costs.usd),
      "Its income less slashes over its costs: 1 is break-even.",
      source,
    ),
  ];
};
