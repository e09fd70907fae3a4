/**
 * The world of a run: a clock and a queue of events, agents who are asked when something concerns them, a sequencer that
 * closes blocks. Nothing happens between events, so an idle month costs nothing.
 */
import type { Intent, Note, Occasion, Purpose } from "../agents/agent.ts";
import type { Member } from "../agents/crew.ts";
import { Rng } from "../base/random.ts";
import { DAY, type Hex, type Seconds, type Wei } from "../base/types.ts";
import type { Action, Chain, Outcome } from "../chain/port.ts";
import { InvariantViolation } from "../ledger/invariants.ts";
import type { BlockRecord, EndRecord, LedgerRecord, Step } from "../ledger/records.ts";
import { parseDecimal, parseUsd } from "../scenarios/amounts.ts";
import type { Calibration } from "../scenarios/calibration.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { Blocks, type Sent } from "./blocks.ts";
import { type ClassOracle, classOracleOf } from "./classes.ts";
import { costsOf } from "./costs.ts";
import { ageOf } from "./deployment-plan.ts";
import { EventQueue } from "./event-queue.ts";
import type { Public } from "./eyes.ts";
import { engineGasUsd } from "./gas.ts";
import { Library } from "./library.ts";
import type { Bill } from "./machines.ts";
import { readProtocol, refreshMeasures, refreshStakes } from "./measures.ts";
import { genesisOf, listedModels, open } from "./opening.ts";
import { Outages } from "./outages.ts";
import { Price } from "./prices.ts";
import { type NewsItem, PublicRecord } from "./public-record.ts";
import { oracleOf } from "./results.ts";
import { type Seat, seatsOf } from "./seats.ts";
import { type Arrived, Sequencer } from "./sequencer.ts";
import { shocksOf } from "./shocks.ts";
import type { Ending, SimulateOptions } from "./simulate.ts";
import { after } from "./waiting.ts";

const HOUR = 3_600_000;
/** The event loop gets a turn after this many events, so that a signal can arrive. */
const BREATH = 8192;
/** Progress is told after this many blocks. */
const PACE = 16;

interface Computation {
  readonly task: Hex;
  readonly purpose: Purpose;
  readonly cid: Hex;
  readonly bill: Bill;
}

type Event =
  | { readonly kind: "wake"; readonly seat: Seat; readonly note: Note }
  | { readonly kind: "computed"; readonly seat: Seat; readonly computation: Computation }
  | { readonly kind: "arrival"; readonly arrived: Arrived }
  | { readonly kind: "seal" }
  | { readonly kind: "hour" }
  | { readonly kind: "shock"; readonly apply: () => void };

export class World {
  readonly #options: SimulateOptions;
  readonly #scenario: Scenario;
  readonly #chain: Chain;
  readonly #calibration: Calibration;
  readonly #crew: readonly Member[];
  readonly #oracle: ClassOracle;
  readonly #queue = new EventQueue<Event>();
  readonly #sequencer: Sequencer;
  readonly #outages: Outages;
  readonly #aius: Price;
  readonly #eth: Price;
  readonly #gasPrice: bigint;
  readonly #blocks: Blocks;
  readonly #start: Seconds;
  readonly #end: Seconds;
  /** Milliseconds since the Unix epoch. */
  #now: number;
  #public!: Public;
  #seats!: readonly Seat[];
  #followers!: readonly Seat[];
  #watchers!: readonly Seat[];
  #byAddress!: ReadonlyMap<string, Seat>;
  #accruedTo: Seconds;
  #violation: InvariantViolation | undefined;

  constructor(options: SimulateOptions, calibration: Calibration, crew: readonly Member[]) {
    const { scenario, seed, chain } = options;
    this.#options = options;
    this.#scenario = scenario;
    this.#chain = chain;
    this.#calibration = calibration;
    this.#crew = crew;
    this.#oracle = classOracleOf(options.oracle ?? oracleOf(seed), seed, scenario.models);
    this.#sequencer = new Sequencer(scenario.network, new Rng(seed, "world/ordering"));
    const { aius, eth } = scenario.prices;
    this.#aius = new Price(parseUsd(aius.usd), aius.dailyVolatility, new Rng(seed, "world/price/aius"));
    this.#eth = new Price(parseUsd(eth.usd), eth.dailyVolatility, new Rng(seed, "world/price/eth"));
    this.#gasPrice = parseDecimal(scenario.costs.gasPriceGwei, 9);
    this.#blocks = new Blocks(chain, this.#gasPrice, this.#eth);
    this.#start = chain.deployment.timestamp + ageOf(scenario);
    this.#end = this.#start + Math.round(scenario.horizonDays * DAY);
    this.#now = this.#start * 1000;
    this.#outages = new Outages(scenario.network, this.#now);
    this.#accruedTo = this.#start;
  }

  async run(): Promise<Ending> {
    await this.#prepare();
    this.#emit(genesisOf(this.#options, this.#crew, this.#start, this.#end));
    this.#emitPrices();
    await open(this.#scenario, this.#crew, this.#chain, (time, actions) => this.#mineSetup(time, actions));
    await refreshMeasures(this.#chain, this.#public);
    for (const seat of this.#seats) this.#ask(seat, { type: "start" });
    this.#queue.push(this.#now + HOUR, { kind: "hour" });
    this.#planShocks();
    const reason = await this.#live();
    await this.#finish(reason);
    return { reason, violation: this.#violation };
  }

  async #prepare(): Promise<void> {
    const { scenario, seed } = this.#options;
    const { facts, shares } = await readProtocol(this.#chain, scenario.engine);
    const market = new PublicRecord(listedModels(scenario, this.#chain), shares, () => this.#public.now);
    this.#public = {
      now: this.#start,
      aiusUsd: 0,
      minimumStake: 0n,
      slash: 0n,
      gasUsd: {},
      capitalSharePerDay: scenario.costs.capitalRatePerYear / 365,
      protocol: facts,
      market,
      library: new Library(),
    };
    this.#seats = seatsOf(scenario, seed, this.#crew, this.#calibration, this.#public);
    this.#followers = this.#seats.filter(({ agent }) => agent.kind !== "user");
    this.#watchers = this.#seats.filter(({ agent }) => agent.watches === true);
    this.#byAddress = new Map(this.#seats.map((seat) => [seat.agent.address, seat]));
  }

  /** Every reader gets the record, also after one of them has found a violation in it. */
  #emit(record: LedgerRecord): void {
    for (const reader of this.#options.readers) {
      try {
        reader.read(record);
      } catch (error) {
        if (!(error instanceof InvariantViolation)) throw error;
        this.#violation ??= error;
      }
    }
  }

  #emitPrices(): void {
    const [aius, eth] = [this.#aius.now, this.#eth.now];
    this.#public.aiusUsd = Number(aius) * 1e-9;
    this.#public.gasUsd = engineGasUsd(Number(this.#gasPrice) * 1e-18 * Number(eth) * 1e-9);
    this.#emit({ type: "price", timestamp: this.#seconds, aius, eth });
  }

  /** The clock in whole seconds: the timestamp of what happens now. */
  get #seconds(): Seconds {
    return Math.floor(this.#now / 1000);
  }

  async #mineSetup(timestamp: Seconds, actions: readonly Action[]): Promise<void> {
    const sent = actions.map((action) => ({ name: "genesis", action, tip: 0n }));
    const steps = await this.#mine("setup", timestamp, sent);
    this.#newsOf(steps);
    await refreshStakes(this.#chain, this.#public.market);
    for (const { action, outcome } of steps) {
      if (!outcome.ok) throw new Error(`set-up: ${action.to}.${action.method} failed with ${outcome.error}`);
    }
  }

  /** Events until the horizon, a signal or a violation. */
  async #live(): Promise<EndRecord["reason"]> {
    for (let events = 1; ; events += 1) {
      if (this.#violation !== undefined) return "violation";
      if (this.#options.signal?.aborted) return "interrupted";
      const at = this.#queue.next;
      if (at >= this.#end * 1000) return "horizon";
      this.#now = at;
      this.#public.now = at / 1000;
      const pending = this.#happen(this.#queue.pop()!);
      if (pending !== undefined) await pending;
      if (events % BREATH === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  #happen(event: Event): Promise<void> | void {
    switch (event.kind) {
      case "wake":
        return this.#ask(event.seat, { type: "wake", note: event.note });
      case "computed":
        return this.#computed(event.seat, event.computation);
      case "arrival":
        return this.#arrive(event.arrived);
      case "seal":
        return this.#seal();
      case "hour":
        return this.#hour();
      case "shock":
        return event.apply();
    }
  }

  #ask(seat: Seat, occasion: Occasion): void {
    for (const intent of seat.agent.decide(occasion, seat.eyes)) this.#grant(seat, intent);
  }

  #grant(seat: Seat, intent: Intent): void {
    switch (intent.type) {
      case "wake":
        this.#queue.push(Math.max(this.#now, Math.ceil(intent.at * 1000)), { kind: "wake", seat, note: intent.note });
        break;
      case "send": {
        const arrived = { name: seat.agent.name, seat, action: intent.action, tip: intent.tip ?? 0n };
        this.#queue.push(this.#now + this.#delayOf(seat), { kind: "arrival", arrived });
        break;
      }
      case "withhold":
        this.#public.library.withhold(intent.task);
        break;
      case "compute":
        this.#book(seat, intent.task, intent.purpose);
    }
  }

  #delayOf(seat: Seat): number {
    const { median, sigma } = seat.delay;
    return Math.max(1, Math.round(seat.latency.lognormal(median, sigma)));
  }

  /** Hands the result out when the machine is done, to nobody else. */
  #book(seat: Seat, id: Hex, purpose: Purpose): void {
    const { market } = this.#public;
    const task = market.openTask(id) ?? market.solution(id);
    if (task === undefined) throw new Error(`${seat.agent.name} computes ${id}, which is final`);
    if (seat.machine === undefined) throw new Error(`${seat.agent.name} has no machine`);
    const question = { id, model: market.model(task.model).id, input: task.input };
    const { cid, length } = this.#oracle(question, task.model, seat.machineClass);
    const bill = seat.machine.run(task.model, length);
    const computation = { task: id, purpose, cid, bill };
    this.#queue.push(this.#now + bill.milliseconds, { kind: "computed", seat, computation });
  }

  #computed(seat: Seat, { task, purpose, cid, bill }: Computation): void {
    const { milliseconds, joules, cost } = bill;
    const timestamp = this.#seconds;
    this.#emit({ type: "compute", timestamp, agent: seat.agent.name, task, purpose, milliseconds, joules, cost });
    this.#ask(seat, { type: "computed", task, purpose, cid, bill: Number(cost) * 1e-9 });
  }

  /** While the sequencer stands still, what arrives waits in its order, and so does a block that is not yet closed. */
  #arrive(arrived: Arrived): void {
    const open = this.#outages.over(this.#now);
    if (open > this.#now) {
      this.#queue.push(open, { kind: "arrival", arrived });
      return;
    }
    const closing = this.#sequencer.take(this.#now, arrived);
    this.#show(arrived);
    if (closing !== undefined) this.#queue.push(this.#outages.over(closing), { kind: "seal" });
  }

  /** The queue is read by those who watch it. */
  #show({ seat, action }: Arrived): void {
    for (const watcher of this.#watchers) if (watcher !== seat) this.#ask(watcher, { type: "pending", action });
  }

  #seal(): Promise<void> | void {
    const arrived = this.#sequencer.seal();
    return after(this.#mine("run", this.#seconds, arrived), (steps) => {
      if (this.#blocks.mined % PACE === 0) this.#progress();
      const news = this.#newsOf(steps);
      return after(this.#refresh(steps), () => this.#publish(arrived, steps, news));
    });
  }

  #mine(
    phase: BlockRecord["phase"],
    timestamp: Seconds,
    sent: readonly Sent[],
  ): readonly Step[] | Promise<readonly Step[]> {
    return after(this.#blocks.mine(phase, timestamp, sent), (block) => {
      this.#emit(block);
      return block.steps;
    });
  }

  /** Reads anew what a block may have changed. */
  #refresh(steps: readonly Step[]): Promise<void> | void {
    // Whoever is refused for a stake too small looks the minimum up again: it has risen within the hour.
    const refused = steps.some(isBelowMinimum);
    if (refused || this.#public.market.stakesChanged) return this.#reread(refused);
  }

  async #reread(measures: boolean): Promise<void> {
    if (this.#public.market.stakesChanged) await refreshStakes(this.#chain, this.#public.market);
    if (measures) await refreshMeasures(this.#chain, this.#public);
  }

  /** Receipts to those who sent the block's actions, then its news. */
  #publish(arrived: readonly Arrived[], steps: readonly Step[], news: readonly NewsItem[]): void {
    for (let index = 0; index < steps.length; index += 1) {
      const { action, outcome } = steps[index]!;
      this.#ask(arrived[index]!.seat, { type: "receipt", action, receipt: receiptOf(outcome) });
    }
    for (const item of news) this.#tell(item);
  }

  #progress(): void {
    const { mined: blocks, actions } = this.#blocks;
    this.#options.onProgress?.({ now: this.#seconds, start: this.#start, end: this.#end, blocks, actions });
  }

  /** Folds what succeeded into the public record, and tells the ledger which accepted solutions are true. */
  #newsOf(steps: readonly Step[]): readonly NewsItem[] {
    const { market } = this.#public;
    const news: NewsItem[] = [];
    for (const { action, outcome } of steps) {
      if (!outcome.ok) continue;
      const before = news.length;
      market.fold(action, outcome.events, this.#seconds, news);
      for (let at = before; at < news.length; at += 1) {
        const item = news[at]!;
        if (item.type === "solution") this.#tellTruth(item);
      }
    }
    return news;
  }

  #tellTruth({ solution }: NewsItem & { type: "solution" }): void {
    const { id, input, solver, cid } = solution;
    const question = { id, model: this.#public.market.model(solution.model).id, input };
    const { agent, machineClass } = this.#byAddress.get(solver)!;
    const truthful = this.#oracle(question, solution.model, machineClass).cid === cid;
    this.#emit({ type: "truth", timestamp: this.#seconds, task: id, solver: agent.name, truthful });
  }

  /** News to those who follow it, in the crew's order; what is over by then is no news. */
  #tell(item: NewsItem): void {
    const occasion = this.#occasionOf(item);
    if (occasion === undefined) return;
    for (const seat of this.#followers) if (seat.agent.follows(item.type)) this.#ask(seat, occasion);
  }

  #occasionOf(item: NewsItem): Occasion | undefined {
    const { market } = this.#public;
    if (item.type === "task") return market.openTask(item.task.id) && item;
    if (item.type === "solution") return item;
    const contestation = market.contestation(item.task);
    return contestation && { type: "contestation", contestation };
  }

  #planShocks(): void {
    const machines = this.#seats.flatMap(({ machine }) => machine ?? []);
    const shaken = { aius: this.#aius, eth: this.#eth, machines, onPrice: () => this.#emitPrices() };
    for (const { at, apply } of shocksOf(this.#scenario, this.#start, shaken))
      this.#queue.push(at, { kind: "shock", apply });
  }

  async #hour(): Promise<void> {
    const [aius, eth] = [this.#aius.step(), this.#eth.step()];
    if (aius || eth) this.#emitPrices();
    if (this.#seconds - this.#accruedTo >= DAY) this.#accrue();
    await refreshMeasures(this.#chain, this.#public);
    this.#queue.push(this.#now + HOUR, { kind: "hour" });
  }

  /** Costs of the time since the last accrual. */
  #accrue(): void {
    const [at, price] = [this.#seconds, this.#aius.now];
    const { capitalRatePerYear } = this.#scenario.costs;
    for (const { agent, standingPerDay } of this.#seats) {
      const holder = { agent: agent.name, standingPerDay, staked: this.#public.market.validator(agent.address).staked };
      for (const cost of costsOf(holder, at, at - this.#accruedTo, price, capitalRatePerYear)) this.#emit(cost);
    }
    this.#accruedTo = at;
  }

  async #finish(reason: EndRecord["reason"]): Promise<void> {
    if (reason === "horizon") this.#now = this.#end * 1000;
    this.#accrue();
    const [engineMeasure] = (await this.#chain.call("engine", "getPsuedoTotalSupply")) as readonly [Wei];
    const { engine } = this.#chain.deployment.addresses;
    const [engineBalance] = (await this.#chain.call("token", "balanceOf", [engine])) as readonly [Wei];
    this.#emit({ type: "end", timestamp: this.#seconds, reason, supply: { engineMeasure, engineBalance } });
    this.#progress();
  }
}

/** What its sender learns: never the gas, which differs between backends. */
const receiptOf = (outcome: Outcome) =>
  outcome.ok ? { ok: true as const, events: outcome.events } : { ok: false as const, error: outcome.error };

const isBelowMinimum = ({ outcome }: Step): boolean => !outcome.ok && outcome.error === "StakeBelowMinimum";
