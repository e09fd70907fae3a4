/**
 * What must hold in every run, on every backend: equations over the ghost ledger, each with a name. One that fails stops the
 * run with the actions that led there, or is recorded, as the caller wishes.
 */
import { MINING_ALLOCATION, type Seconds, TOTAL_SUPPLY, type Wei } from "../base/types.ts";
import type { Books } from "./books.ts";
import { FINDINGS, type Finding, type FindingName } from "./findings.ts";
import type { Step } from "./records.ts";

/** Name -> equation. Left and right of a violation are the two sides, in the unit that the equation speaks of. */
export const INVARIANTS = {
  conservation: "sum of all balances = 1 000 000 AIUS",
  "supply-cap": "sum of all balances <= 1 000 000 AIUS",
  "balances-positive": "balance(holder) >= 0",
  "emission-cap": "mined <= 600 000 AIUS",
  "engine-solvency": "balance(engine) + rewards beyond the pool >= stakes + locked slashes + open fees + accrued fees",
  "engine-accounts":
    "balance(engine) = pool + stakes + locked slashes + open fees + accrued fees + unowned - shortfall - rewards beyond the pool",
  "liabilities-positive": "stake(validator) >= 0, and so every sum of stakes, locked slashes, open and accrued fees",
  "payout-explained": "transfers out of the engine = transfers that a rule of the protocol explains",
  "payin-explained": "transfers into the engine = transfers that a rule of the protocol explains",
  "fee-paid-in": "transfer of the submitter = fee of its task",
  "stake-paid-in": "transfer of the depositor = growth of the stake",
  "stake-paid-out": "transfer to the named address = amount of the withdrawal request",
  "claim-pays-exactly":
    "transfers of a claim = model's share, solver's share, reward less treasury's part, treasury's part",
  "claim-pays-once": "payments and refunds of a task <= 1",
  "reward-on-schedule": "reward = emission on schedule at S - balance(engine), times the rate, within 1e-15",
  "reward-exact": "reward = floor(reward(now - start, S - balance(engine)) * rate)",
  "refund-exact": "transfer to the owner = fee, less the retraction fee when retracted",
  "winnings-exact": "transfer to a winner = its share of the losers' slashes",
  "accrued-exact": "transfer to the treasury = accrued fees",
  "votes-cast": "votes of a new contestation = contester's yea + solver's nay, if the solver's stake covers the slash",
  "one-vote": "votes of a validator on a contestation <= 1, the solver's nay on its own contestation apart",
  "slashes-sum": "slashes taken = slashes returned + won + dust below one wei a winner, once a contestation is settled",
  "known-subject": "an event speaks of a task, model, request or contestation that exists",
  "accounts-recount": "sum over validators and tasks = total of the books",
  "chain-agrees": "the chain's own measures at the end = the ledger's",
} as const;

export type InvariantName = keyof typeof INVARIANTS;

/** An action in the history of a violation. */
export interface Trail {
  readonly block: number;
  readonly timestamp: Seconds;
  readonly step: Step;
}

/** An equation that failed, where, and the actions that led there, oldest first. */
export class InvariantViolation extends Error {
  readonly invariant: InvariantName;
  readonly equation: string;
  readonly left: bigint;
  readonly right: bigint;
  readonly detail: string;
  readonly block: number;
  readonly timestamp: Seconds;
  /** The step in which it was noticed; undefined between steps. */
  readonly step: Step | undefined;
  readonly trail: readonly Trail[];

  constructor(invariant: InvariantName, sides: readonly [bigint, bigint], detail: string, place: Place) {
    const equation = INVARIANTS[invariant];
    const where = `block ${place.block}${place.step ? `, ${place.step.agent} ${place.step.action.method}` : ""}`;
    super(
      `${invariant} violated at ${where}: ${equation}; left ${sides[0]}, right ${sides[1]}${detail && ` (${detail})`}`,
    );
    this.name = "InvariantViolation";
    this.invariant = invariant;
    this.equation = equation;
    [this.left, this.right] = sides;
    this.detail = detail;
    this.block = place.block;
    this.timestamp = place.timestamp;
    this.step = place.step;
    this.trail = place.trail;
  }
}

interface Place {
  readonly block: number;
  readonly timestamp: Seconds;
  readonly step: Step | undefined;
  readonly trail: readonly Trail[];
}

export type OnViolation = "stop" | "record";

const TRAIL_LENGTH = 20;
/** Violations kept in full when they are recorded; further ones are only counted. */
const KEPT_VIOLATIONS = 100;

interface Tally {
  count: number;
  cost: Wei;
  readonly first: Finding["first"];
}

/** Follows the run's steps, judges the equations, and collects what was found. */
export class Auditor {
  readonly #onViolation: OnViolation;
  readonly #trail: Trail[] = [];
  #steps = 0;
  #block = -1;
  #timestamp: Seconds = 0;
  #step: Step | undefined;
  readonly #tallies = new Map<FindingName, Tally>();
  readonly violations: InvariantViolation[] = [];
  violationCount = 0;

  constructor(onViolation: OnViolation) {
    this.#onViolation = onViolation;
  }

  enterBlock(block: number, timestamp: Seconds): void {
    this.#block = block;
    this.#timestamp = timestamp;
    this.#step = undefined;
  }

  enterStep(step: Step): void {
    this.#step = step;
    this.#trail[this.#steps++ % TRAIL_LENGTH] = { block: this.#block, timestamp: this.#timestamp, step };
  }

  leaveStep(): void {
    this.#step = undefined;
  }

  /** Throws `InvariantViolation`, or records it. */
  violate(invariant: InvariantName, left: bigint, right: bigint, detail = ""): void {
    const head = this.#steps % TRAIL_LENGTH;
    const trail = [...this.#trail.slice(head), ...this.#trail.slice(0, head)];
    const place = { block: this.#block, timestamp: this.#timestamp, step: this.#step, trail };
    const violation = new InvariantViolation(invariant, [left, right], detail, place);
    this.violationCount++;
    if (this.violations.length < KEPT_VIOLATIONS) this.violations.push(violation);
    if (this.#onViolation === "stop") throw violation;
  }

  equal(invariant: InvariantName, left: bigint, right: bigint): void {
    if (left !== right) this.violate(invariant, left, right);
  }

  atLeast(invariant: InvariantName, left: bigint, right: bigint): void {
    if (left < right) this.violate(invariant, left, right);
  }

  atMost(invariant: InvariantName, left: bigint, right: bigint): void {
    if (left > right) this.violate(invariant, left, right);
  }

  /** Notes what the protocol allows and should not, with its cost in wei. */
  find(name: FindingName, cost: Wei): void {
    const tally = this.#tallies.get(name);
    if (tally) {
      tally.count++;
      tally.cost += cost;
      return;
    }
    const { agent = "", action } = this.#step ?? {};
    const first = { block: this.#block, timestamp: this.#timestamp, agent, method: action?.method ?? "" };
    this.#tallies.set(name, { count: 1, cost, first });
  }

  /** In the catalogue's order. */
  findings(): readonly Finding[] {
    const found: Finding[] = [];
    for (const name of Object.keys(FINDINGS) as FindingName[]) {
      const tally = this.#tallies.get(name);
      if (tally) found.push({ name, ...FINDINGS[name], ...tally });
    }
    return found;
  }
}

/** The equations that hold after every block. */
export const auditBlock = (books: Books, audit: Auditor): void => {
  audit.atMost("supply-cap", books.circulating, TOTAL_SUPPLY);
  audit.equal("conservation", books.circulating, TOTAL_SUPPLY);
  audit.atLeast("balances-positive", books.lowest, 0n);
  audit.atLeast("engine-solvency", books.engineBalance + books.borrowed, books.liabilities);
  audit.atMost("emission-cap", books.mined, MINING_ALLOCATION);
  audit.equal("engine-accounts", books.engineBalance, books.accounted);
};
