/** A view whose every fact a test can set, and short names for what agents are told and answer. */
import type { Agent, Birth, Intent, Occasion } from "../../sim/agents/agent.ts";
import { Group } from "../../sim/agents/group.ts";
import type {
  Contestation,
  MachineFacts,
  Market,
  ModelFacts,
  OpenTask,
  ProtocolFacts,
  SolvedTask,
  ValidatorFacts,
  View,
} from "../../sim/agents/view.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { Rng } from "../../sim/base/random.ts";
import { type Address, type Hex, type Seconds, WAD, type Wei } from "../../sim/base/types.ts";
import type { HonestPopulation, LazyPopulation, MaliciousPopulation } from "../../sim/scenarios/populations.ts";

export const NOW: Seconds = 1_740_000_000;
export const SELF = addressOf("self");
export const OTHER = addressOf("other");

/** A 32-byte value that differs with `n`. */
export const word = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
export const cid = (n: number): Hex => `0x1220${n.toString(16).padStart(64, "0")}`;

export function openTask(n: number, fields: Partial<OpenTask> = {}): OpenTask {
  const netFee = fields.netFee ?? 1;
  return {
    id: word(n),
    model: "text",
    fee: BigInt(Math.round(netFee * 1e6)) * 10n ** 12n,
    owner: addressOf("user"),
    input: "0x00",
    submittedAt: NOW,
    netFee,
    ...fields,
  };
}

export const solved = (n: number, fields: Partial<SolvedTask> = {}): SolvedTask => ({
  ...openTask(n),
  solver: OTHER,
  cid: cid(n),
  solvedAt: NOW,
  ...fields,
});

export const contested = (task: SolvedTask, fields: Partial<Contestation> = {}): Contestation => ({
  task,
  contester: addressOf("contester"),
  submittedAt: NOW,
  slash: 30n * WAD,
  yeas: [addressOf("contester")],
  nays: [task.solver],
  ...fields,
});

const VALIDATOR: ValidatorFacts = {
  staked: 300n * WAD,
  pending: 0n,
  since: NOW - 86_400,
  solutions: 0,
  convictions: 0,
  votesLost: 0,
};

/** A market with nothing in it: no competition, a reward of 1 AIUS, 10 tasks a day. */
export class FakeMarket implements Market {
  readonly open = new Map<Hex, OpenTask>();
  readonly solutions = new Map<Hex, SolvedTask>();
  readonly contestations = new Map<Hex, Contestation>();
  readonly validators = new Map<Address, ValidatorFacts>();
  newest: SolvedTask[] = [];
  turnout = 0;
  reward = 1;
  tasks = 10;
  fee = 1;
  /** Chance of being first by history; may depend on the ages. */
  chance: (from: Seconds, until: Seconds) => number = () => 1;

  model = (name: string): ModelFacts => ({ name, id: word(900), fee: 0n });
  openTask = (id: Hex) => this.open.get(id);
  bestOpen = (model: string, limit: number) =>
    [...this.open.values()]
      .filter((task) => task.model === model)
      .sort((a, b) => (a.fee > b.fee ? -1 : 1))
      .slice(0, limit);
  oldestOpen = (model: string) =>
    [...this.open.values()].filter((task) => task.model === model).sort((a, b) => a.submittedAt - b.submittedAt)[0];
  solution = (id: Hex) => this.solutions.get(id);
  contestation = (id: Hex) => this.contestations.get(id);
  recent = () => this.newest;
  validator = (address: Address) => this.validators.get(address) ?? VALIDATOR;
  rewardOf = () => this.reward;
  survival = (_model: string, _self: Address, from: Seconds, until: Seconds) => this.chance(from, until);
  tasksPerDay = () => this.tasks;
  meanNetFee = () => this.fee;
  /** Sent by anyone to anyone. */
  sent = 0n;
  transferred = () => this.sent;

  add(task: OpenTask): OpenTask {
    this.open.set(task.id, task);
    return task;
  }
  solve(task: SolvedTask): SolvedTask {
    this.open.delete(task.id);
    this.solutions.set(task.id, task);
    return task;
  }
  contest(contestation: Contestation): Contestation {
    this.solutions.set(contestation.task.id, contestation.task);
    this.contestations.set(contestation.task.id, contestation);
    return contestation;
  }
}

export class FakeView implements View {
  now = NOW;
  market = new FakeMarket();
  protocol: ProtocolFacts = {
    minClaimSolutionTime: 2000,
    minRetractionWaitTime: 10_000,
    minContestationVotePeriodTime: 4000,
    maxContestationValidatorStakeSince: 120,
    exitValidatorMinUnlockTime: 86_400,
    commitments: true,
  };
  /** Tasks whose solution nobody serves. */
  readonly withheld = new Set<Hex>();
  fetch = (task: Hex): boolean => !this.withheld.has(task);
  aiusUsd = 3;
  minimumStake: Wei = 240n * WAD;
  slash: Wei = 30n * WAD;
  wallet: Wei = 100n * WAD;
  own: ValidatorFacts = VALIDATOR;
  capitalSharePerDay = 0.1 / 365;
  cost = 0.3;
  seconds = 200;
  gas = 0.001;
  machine = (): MachineFacts => ({ seconds: this.seconds, cost: this.cost });
  gasUsd = () => this.gas;
}

export const birth = (name = "self", seed = 1): Birth => ({
  name,
  address: addressOf(name),
  stream: (purpose) => new Rng(seed, `${name}/${purpose}`),
});

export const named = (...names: readonly string[]): readonly Address[] => names.map((name) => addressOf(name));

/** Members of one group, by name. */
export function group<T>(names: readonly string[], make: (birth: Birth, group: Group) => T): readonly T[] {
  const shared = new Group();
  return names.map((name) => make(birth(name), shared));
}

const solver = {
  count: 1,
  walletAius: "100",
  stakeAius: "300",
  models: ["text"],
  device: "a100-80gb",
  tariff: "serving",
  reactionSeconds: { median: 10, sigma: 0 },
  slowness: { median: 1, sigma: 0 },
  priceFactor: { median: 1, sigma: 0 },
  standingUsdPerDay: "1",
};

export const HONEST: HonestPopulation = {
  kind: "honest",
  ...solver,
  entry: "staked",
  verifyShare: 0,
  distrust: false,
  marginShare: 0,
  reviewDays: 1,
};

export const LAZY: LazyPopulation = {
  kind: "lazy",
  ...solver,
  tryShare: 1,
  staleShare: 0,
  pretenceSeconds: { median: 5, sigma: 0 },
  lossesBorne: 2,
};

export const MALICIOUS: MaliciousPopulation = {
  kind: "malicious",
  ...solver,
  falsePerDay: 1,
  contestPerDay: 1,
  lossesBorne: 2,
};

/** The methods that the intents send, in order. */
export const sent = (intents: readonly Intent[]) =>
  intents.flatMap((intent) => (intent.type === "send" ? [intent.action] : []));
export const methods = (intents: readonly Intent[]) => sent(intents).map(({ method }) => method);
export const computations = (intents: readonly Intent[]) =>
  intents.flatMap((intent) => (intent.type === "compute" ? [{ task: intent.task, purpose: intent.purpose }] : []));
export const wakes = (intents: readonly Intent[], matter: string) =>
  intents.flatMap((intent) => (intent.type === "wake" && intent.note.matter === matter ? [intent] : []));

/** Mean time in seconds from one deed of the kind to the next, over 2 000 of them. */
export function meanGap(agent: Agent, view: FakeView, matter: string): number {
  const begin = view.now;
  const deeds = 2000;
  let occasion: Occasion = { type: "start" };
  for (let n = 0; n < deeds; n += 1) {
    const [next] = wakes(agent.decide(occasion, view), matter);
    view.now = next!.at;
    occasion = awake(matter);
  }
  return (view.now - begin) / deeds;
}

export const news = (task: OpenTask): Occasion => ({ type: "task", task });
export const awake = (matter: string, about?: Hex): Occasion => ({ type: "wake", note: { matter, about } });

/** Tells the agent that its own action was mined. */
export function mined(agent: Agent, view: View, intent: Intent | undefined, ok = true, events: object[] = []) {
  if (intent?.type !== "send") throw new Error("no action to mine");
  const receipt = ok ? { ok, events: events as never } : { ok, error: "Refused" };
  return agent.decide({ type: "receipt", action: intent.action, receipt } as Occasion, view);
}

/** Lets the agent take the task: news, reaction, computation. Returns what it does with the result. */
export function solve(agent: Agent, view: FakeView, task: OpenTask, result: Hex): readonly Intent[] {
  const [reaction] = wakes(agent.decide(news(task), view), "begin");
  if (reaction === undefined) throw new Error("does not take the task");
  agent.decide({ type: "wake", note: reaction.note }, view);
  return computed(agent, view, task.id, result);
}

export const computed = (agent: Agent, view: View, task: Hex, result: Hex): readonly Intent[] =>
  agent.decide({ type: "computed", task, purpose: "solve", cid: result, bill: 0.3 }, view);
