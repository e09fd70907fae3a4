/**
 * The ghost ledger: who holds how much, and to whom the engine owes what it holds. Balances come from the token's transfers
 * alone, the accounts inside the engine from the protocol's events alone; that the two agree is what the invariants say.
 */
import { type Address, MINING_ALLOCATION, type Wei } from "../base/types.ts";

const ZERO_ADDRESS: Address = `0x${"0".repeat(40)}`;

export class Books {
  readonly engine: Address;
  readonly #balances: Map<Address, Wei>;
  /** Sum of all balances, kept as they change. */
  circulating: Wei = 0n;
  /** The engine's tokens, as summed from transfers. */
  engineBalance: Wei;
  /** Smallest balance that a transfer has left since the last reset: below 0 when someone spent what it had not. */
  lowest: Wei = 0n;

  /** What is left to be mined. */
  pool: Wei;
  /** All stakes, pending withdrawals included. */
  staked: Wei = 0n;
  /** Slashes taken in votes that are neither returned nor paid out. */
  locked: Wei = 0n;
  /** Fees of tasks that are neither paid, refunded nor retracted. */
  openFees: Wei = 0n;
  /** Fees that wait for the treasury. */
  accrued: Wei = 0n;
  /** In the engine and nobody's: donations, and what rounding leaves of slashes. */
  unowned: Wei = 0n;
  /** Paid out above what was locked for it, at the pool's expense: only ever a finding. */
  shortfall: Wei = 0n;
  /** Rewards paid when nothing was left to be mined, from what the engine holds for others: only ever a finding. */
  borrowed: Wei = 0n;

  constructor(engine: Address, opening: ReadonlyArray<readonly [Address, Wei]>) {
    this.engine = engine;
    this.#balances = new Map(opening);
    for (const amount of this.#balances.values()) this.circulating += amount;
    this.engineBalance = this.#balances.get(engine) ?? 0n;
    this.pool = this.engineBalance;
  }

  balanceOf(holder: Address): Wei {
    return this.#balances.get(holder) ?? 0n;
  }

  /** Applies a token transfer; the zero address stands for what does not exist yet or any more. */
  transfer(from: Address, to: Address, amount: Wei): void {
    this.#add(from, -amount);
    this.#add(to, amount);
    this.engineBalance = this.balanceOf(this.engine);
  }

  #add(holder: Address, amount: Wei): void {
    if (holder === ZERO_ADDRESS) return;
    const balance = (this.#balances.get(holder) ?? 0n) + amount;
    this.#balances.set(holder, balance);
    this.circulating += amount;
    if (balance < this.lowest) this.lowest = balance;
  }

  /** Owed to someone: stakes, locked slashes, open fees, accrued fees. */
  get liabilities(): Wei {
    return this.staked + this.locked + this.openFees + this.accrued;
  }

  /** What the engine must hold when every wei in it is accounted for. */
  get accounted(): Wei {
    return this.pool + this.liabilities + this.unowned - this.shortfall - this.borrowed;
  }

  /** Takes a reward from what is left to be mined. Returns what the engine paid beyond that, in wei. */
  mine(reward: Wei): Wei {
    const left = this.pool > this.shortfall ? this.pool - this.shortfall : 0n;
    const mined = reward < left ? reward : left;
    this.pool -= mined;
    this.borrowed += reward - mined;
    return reward - mined;
  }

  /** Tokens mined since the protocol's beginning. */
  get mined(): Wei {
    return MINING_ALLOCATION - this.pool;
  }
}

/** The engine's own measure of supply at a balance of `held`. Source: protocol section 5, `getPsuedoTotalSupply`. */
export const measuredSupply = (held: Wei): Wei => (held >= MINING_ALLOCATION ? 0n : MINING_ALLOCATION - held);

export const isZeroAddress = (address: Address): boolean => address === ZERO_ADDRESS;
