/**
 * Reads a run's steps and explains every wei that moves: token transfers change the balances, the protocol's events say by
 * which rule, and what no rule explains is a violation. Keeps the ghost ledger; asks no chain.
 */
import type { Address, Hex, Value, Wei } from "../base/types.ts";
import type { ChainEvent } from "../chain/port.ts";
import { isZeroAddress } from "./books.ts";
import type { FlowKind } from "./flow.ts";
import { type Auditor, auditBlock } from "./invariants.ts";
import type { BlockRecord, EndRecord, GenesisRecord, Step, TruthRecord } from "./records.ts";
import { checkFirstVotes, contested, finished, voted } from "./rules/contestations.ts";
import { modelRegistered, parameterChanged, rateChanged, treasuryTransferred } from "./rules/parameters.ts";
import { deposited, withdrawalCancelled, withdrawalInitiated, withdrawn } from "./rules/stakes.ts";
import { claimed, retracted, solved, submitted } from "./rules/tasks.ts";
import { type Listener, type RewardFormula, Scene } from "./scene.ts";

type Rule = (scene: Scene, args: Readonly<Record<string, Value>>) => void;

/** Engine's event -> what it means. Events that are not here move nothing that the ledger follows. */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["TaskSubmitted", submitted],
  ["SolutionSubmitted", solved],
  ["SolutionClaimed", claimed],
  ["TaskRetracted", retracted],
  ["ContestationSubmitted", contested],
  ["ContestationVote", voted],
  ["ContestationVoteFinish", finished],
  ["ValidatorDeposit", deposited],
  ["ValidatorWithdrawInitiated", withdrawalInitiated],
  ["ValidatorWithdrawCancelled", withdrawalCancelled],
  ["ValidatorWithdraw", withdrawn],
  ["ModelRegistered", modelRegistered],
  ["SolutionMineableRateChange", rateChanged],
  ["TreasuryTransferred", treasuryTransferred],
]);

/** All accounts are counted anew after so many blocks, and then each time that their number has doubled. */
const FIRST_RECOUNT = 1024;

export class Journeys {
  readonly scene: Scene;
  #blocks = 0;
  #nextRecount = FIRST_RECOUNT;
  /** The engine's balance at each event of the step at hand. */
  readonly #heldAt: Wei[] = [];

  constructor(genesis: GenesisRecord, audit: Auditor, listeners: readonly Listener[], rewardFormula?: RewardFormula) {
    this.scene = new Scene(genesis, audit, listeners, rewardFormula);
    auditBlock(this.scene.books, audit);
  }

  /** Call before the block's steps. */
  enterBlock({ phase, index, timestamp }: BlockRecord): void {
    const { scene } = this;
    scene.setup = phase === "setup";
    scene.now = timestamp;
    scene.audit.enterBlock(index, timestamp);
    if (!scene.setup && scene.heldAtStart === undefined)
      scene.heldAtStart = scene.books.liabilities + scene.books.unowned;
  }

  /** Explains one step. Returns the kind of each token transfer, by the event's place; valid until the next step. */
  step(step: Step): readonly (FlowKind | undefined)[] {
    const { scene } = this;
    scene.step = step;
    scene.audit.enterStep(step);
    scene.kinds.length = 0;
    if (step.outcome.ok) this.#explain(step.outcome.events);
    else this.#noteFailure(step);
    return scene.kinds;
  }

  /** Call after the block's steps: judges the block as a whole. */
  leaveBlock(): void {
    const { scene } = this;
    scene.step = undefined;
    scene.audit.leaveStep();
    auditBlock(scene.books, scene.audit);
    if (++this.#blocks < this.#nextRecount) return;
    this.#nextRecount *= 2;
    this.recount();
  }

  truth({ task, truthful }: TruthRecord): void {
    const known = this.scene.tasks.get(task);
    if (known) known.truthful = truthful;
  }

  /**
   * Compares the chain's own measures with the ledger's, and counts every account once more. Not after a violation: what
   * followed it in its block was not read.
   */
  end({ reason, supply }: EndRecord): void {
    const { audit, books } = this.scene;
    if (reason === "violation") return;
    audit.leaveStep();
    this.recount();
    audit.equal("chain-agrees", supply.engineBalance, books.engineBalance);
    this.scene.heldAt = books.engineBalance;
    audit.equal("chain-agrees", supply.engineMeasure, this.scene.supply);
  }

  /** Sums all accounts from what they are made of. */
  recount(): void {
    const { audit, books, tasks, validators } = this.scene;
    let staked = 0n;
    for (const validator of validators.values()) staked += validator.staked;
    let openFees = 0n;
    let locked = 0n;
    for (const task of tasks.values()) {
      if (!task.closed) openFees += task.fee;
      locked += task.contestation?.locked ?? 0n;
    }
    audit.equal("accounts-recount", staked, books.staked);
    audit.equal("accounts-recount", openFees, books.openFees);
    audit.equal("accounts-recount", locked, books.locked);
  }

  /** Balances first, in the order of the logs, then the rules: an event may come before or after the transfers it explains. */
  #explain(events: readonly ChainEvent[]): void {
    const { scene } = this;
    scene.transfers.clear();
    scene.contestedNow.length = 0;
    const heldAt = this.#heldAt;
    for (let i = 0; i < events.length; i++) {
      heldAt[i] = scene.books.engineBalance;
      const event = events[i]!;
      if (event.contract === "token" && event.name === "Transfer") this.#transfer(event.args, i);
    }
    for (let i = 0; i < events.length; i++) {
      const { contract, name, args } = events[i]!;
      if (contract !== "engine") continue;
      scene.heldAt = heldAt[i]!;
      const rule = RULES.get(name);
      if (rule) rule(scene, args);
      else parameterChanged(scene, name, args);
    }
    for (const task of scene.contestedNow) checkFirstVotes(scene, task);
    this.#explainRest();
  }

  #transfer(args: Readonly<Record<string, Value>>, event: number): void {
    const { books, transfers, engine } = this.scene;
    const from = args["from"] as Address;
    const to = args["to"] as Address;
    const amount = args["value"] as Wei;
    const heldBefore = books.engineBalance;
    books.transfer(from, to, amount);
    if (from === engine || to === engine) transfers.add({ from, to, amount, heldBefore, event });
    else this.#walletTransfer(from, to, amount, event);
  }

  #walletTransfer(from: Address, to: Address, amount: Wei, event: number): void {
    const { scene } = this;
    const kind = walletKind(scene, from, to);
    scene.kinds[event] = kind;
    scene.flow(kind, from, to, amount);
  }

  /**
   * Transfers that no event speaks of: what the set-up mined, the treasury's withdrawal, donations (made past the engine, by
   * the token or a contract that calls it); nothing else.
   */
  #explainRest(): void {
    const { scene } = this;
    const { books, engine, step } = scene;
    for (let rest = scene.transfers.peek(); rest !== undefined; rest = scene.transfers.peek()) {
      const { from, amount } = rest;
      if (from !== engine && step!.action.to !== "engine") this.#donate(amount);
      else if (from !== engine) this.#unexplained("payin-explained", amount);
      // ERC-20 lets anyone move nothing from anyone, the engine included.
      else if (amount === 0n && step!.action.to !== "engine") scene.accept("transfer");
      else if (scene.setup && step!.action.from === engine) {
        books.pool -= amount;
        scene.accept("minedBefore");
      } else if (rest.to === scene.treasury && this.#withdraws(amount)) this.#withdrawAccrued(amount);
      else this.#unexplained("payout-explained", amount);
    }
  }

  /** The withdrawal has no event of its own: it is known by its call, or by its amount when another contract calls. */
  #withdraws(amount: Wei): boolean {
    const { to, method } = this.scene.step!.action;
    return to === "engine" ? method === "withdrawAccruedFees" : amount === this.scene.books.accrued;
  }

  #withdrawAccrued(amount: Wei): void {
    const { scene } = this;
    scene.audit.equal("accrued-exact", amount, scene.books.accrued);
    scene.books.accrued -= amount;
    scene.accept("accruedWithdrawn");
  }

  #donate(amount: Wei): void {
    this.scene.books.unowned += amount;
    this.scene.audit.find("donation", amount);
    this.scene.accept("donation");
  }

  #unexplained(rule: "payout-explained" | "payin-explained", amount: Wei): void {
    const { from, to } = this.scene.transfers.peek()!;
    this.scene.accept("unexplained");
    this.scene.audit.violate(rule, amount, 0n, `${amount} from ${from} to ${to}`);
  }

  /** A settlement that fails because the refund's receiver is the zero address fails for ever. */
  #noteFailure({ action, outcome }: Step): void {
    if (outcome.ok || action.method !== "contestationVoteFinish" || outcome.error !== "ERC20InvalidReceiver") return;
    const task = this.scene.tasks.get(action.args[0] as Hex);
    if (task?.contestation) this.scene.audit.find("settlement-blocked", task.contestation.locked + task.fee);
  }
}

const walletKind = ({ vestings, setup }: Scene, from: Address, to: Address): FlowKind => {
  if (isZeroAddress(from)) return "mint";
  if (isZeroAddress(to)) return "burn";
  if (vestings.has(from)) return "vestingRelease";
  return setup ? "funding" : "transfer";
};
