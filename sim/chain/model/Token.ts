/** AIUS: contracts/Token.sol and the parts of OpenZeppelin's ERC20 and Votes that it is made of. */
import type { Address, Wei } from "../../base/types.ts";
import { TOTAL_SUPPLY } from "../../base/types.ts";
import { add, MAX_UINT256 } from "./arithmetic.ts";
import { Cell, type Host, Lists, Mapping, NestedMapping } from "./host.ts";
import { PANIC, panic, revert } from "./revert.ts";

export const ZERO_ADDRESS: Address = `0x${"00".repeat(20)}`;

/** Votes from a moment on, until the next checkpoint. */
interface Checkpoint {
  readonly key: bigint;
  readonly value: bigint;
}

type Checkpoints<K> = Lists<K, Checkpoint>;

export class Token {
  readonly #host: Host;
  readonly l1Address: Address;
  readonly l2Gateway: Address;
  readonly #balances: Mapping<Address, Wei>;
  readonly #allowances: NestedMapping<Address, Address, Wei>;
  readonly #totalSupply: Cell<Wei>;
  readonly #delegatee: Mapping<Address, Address>;
  readonly #delegateCheckpoints: Checkpoints<Address>;
  readonly #totalCheckpoints: Checkpoints<"total">;

  /** The whole supply is `holder`'s. */
  constructor(host: Host, l1Address: Address, l2Gateway: Address, holder: Address) {
    this.#host = host;
    this.l1Address = l1Address;
    this.l2Gateway = l2Gateway;
    this.#balances = new Mapping(host, 0n);
    this.#allowances = new NestedMapping(host, 0n);
    this.#totalSupply = new Cell(host, 0n);
    this.#delegatee = new Mapping(host, ZERO_ADDRESS);
    this.#delegateCheckpoints = new Lists(host);
    this.#totalCheckpoints = new Lists(host);
    this.#mint(holder, TOTAL_SUPPLY);
  }

  // ERC-20

  totalSupply(): Wei {
    return this.#totalSupply.get();
  }

  balanceOf(account: Address): Wei {
    return this.#balances.get(account);
  }

  allowance(owner: Address, spender: Address): Wei {
    return this.#allowances.get(owner, spender);
  }

  approve(owner: Address, spender: Address, value: Wei): void {
    if (owner === ZERO_ADDRESS) revert("ERC20InvalidApprover", ZERO_ADDRESS);
    if (spender === ZERO_ADDRESS) revert("ERC20InvalidSpender", ZERO_ADDRESS);
    this.#allowances.set(owner, spender, value);
    this.#host.emit("token", "Approval", { owner, spender, value });
  }

  transfer(from: Address, to: Address, value: Wei): void {
    if (from === ZERO_ADDRESS) revert("ERC20InvalidSender", ZERO_ADDRESS);
    if (to === ZERO_ADDRESS) revert("ERC20InvalidReceiver", ZERO_ADDRESS);
    this.#update(from, to, value);
  }

  transferFrom(spender: Address, from: Address, to: Address, value: Wei): void {
    this.#spendAllowance(from, spender, value);
    this.transfer(from, to, value);
  }

  #spendAllowance(owner: Address, spender: Address, value: Wei): void {
    const allowance = this.#allowances.get(owner, spender);
    if (allowance === MAX_UINT256) return;
    if (allowance < value) revert("ERC20InsufficientAllowance", spender, allowance, value);
    if (owner === ZERO_ADDRESS) revert("ERC20InvalidApprover", ZERO_ADDRESS);
    if (spender === ZERO_ADDRESS) revert("ERC20InvalidSpender", ZERO_ADDRESS);
    this.#allowances.set(owner, spender, allowance - value);
  }

  #update(from: Address, to: Address, value: Wei): void {
    if (from === ZERO_ADDRESS) this.#totalSupply.set(add(this.#totalSupply.get(), value));
    else this.#debit(from, value);
    if (to === ZERO_ADDRESS) this.#totalSupply.set(this.#totalSupply.get() - value);
    else this.#balances.set(to, this.#balances.get(to) + value);
    this.#host.emit("token", "Transfer", { from, to, value });

    const supply = this.#totalSupply.get();
    if (from === ZERO_ADDRESS && supply > TOTAL_SUPPLY) revert("ERC20ExceededSafeSupply", supply, TOTAL_SUPPLY);
    this.#transferVotingUnits(from, to, value);
  }

  #debit(account: Address, value: Wei): void {
    const balance = this.#balances.get(account);
    if (balance < value) revert("ERC20InsufficientBalance", account, balance, value);
    this.#balances.set(account, balance - value);
  }

  // The bridge

  bridgeMint(caller: Address, account: Address, amount: Wei): void {
    this.#checkGateway(caller);
    this.#mint(account, amount);
  }

  bridgeBurn(caller: Address, account: Address, amount: Wei): void {
    this.#checkGateway(caller);
    if (account === ZERO_ADDRESS) revert("ERC20InvalidSender", ZERO_ADDRESS);
    this.#update(account, ZERO_ADDRESS, amount);
  }

  #checkGateway(caller: Address): void {
    if (caller !== this.l2Gateway) revert("TokenNotGateway", caller, this.l2Gateway);
  }

  #mint(account: Address, amount: Wei): void {
    if (account === ZERO_ADDRESS) revert("ERC20InvalidReceiver", ZERO_ADDRESS);
    this.#update(ZERO_ADDRESS, account, amount);
  }

  // Votes, on a clock of seconds

  clock(): bigint {
    return this.#host.timestamp;
  }

  delegates(account: Address): Address {
    return this.#delegatee.get(account);
  }

  getVotes(account: Address): bigint {
    return this.#delegateCheckpoints.of(account).at(-1)?.value ?? 0n;
  }

  getPastVotes(account: Address, timepoint: bigint): bigint {
    return this.#pastValue(this.#delegateCheckpoints.of(account), timepoint);
  }

  getPastTotalSupply(timepoint: bigint): bigint {
    return this.#pastValue(this.#totalCheckpoints.of("total"), timepoint);
  }

  #pastValue(trace: readonly Checkpoint[], timepoint: bigint): bigint {
    const clock = this.clock();
    if (timepoint >= clock) revert("ERC5805FutureLookup", timepoint, clock);
    return valueAt(trace, timepoint);
  }

  numCheckpoints(account: Address): bigint {
    return BigInt(this.#delegateCheckpoints.of(account).length);
  }

  checkpoints(account: Address, position: bigint): readonly [key: bigint, value: bigint] {
    const { key, value } = this.#delegateCheckpoints.of(account)[Number(position)] ?? panic(PANIC.indexOutOfBounds);
    return [key, value];
  }

  delegate(account: Address, delegatee: Address): void {
    const fromDelegate = this.delegates(account);
    this.#delegatee.set(account, delegatee);
    this.#host.emit("token", "DelegateChanged", { delegator: account, fromDelegate, toDelegate: delegatee });
    this.#moveDelegateVotes(fromDelegate, delegatee, this.balanceOf(account));
  }

  #transferVotingUnits(from: Address, to: Address, value: Wei): void {
    if (from === ZERO_ADDRESS) this.#push(this.#totalCheckpoints, "total", value);
    if (to === ZERO_ADDRESS) this.#push(this.#totalCheckpoints, "total", -value);
    this.#moveDelegateVotes(this.delegates(from), this.delegates(to), value);
  }

  #moveDelegateVotes(from: Address, to: Address, value: Wei): void {
    if (from === to || value === 0n) return;
    if (from !== ZERO_ADDRESS) this.#changeVotes(from, -value);
    if (to !== ZERO_ADDRESS) this.#changeVotes(to, value);
  }

  #changeVotes(delegate: Address, change: bigint): void {
    const [previousVotes, newVotes] = this.#push(this.#delegateCheckpoints, delegate, change);
    this.#host.emit("token", "DelegateVotesChanged", { delegate, previousVotes, newVotes });
  }

  /** One checkpoint per second: a later change within it replaces the earlier. */
  #push<K>(traces: Checkpoints<K>, key: K, change: bigint): readonly [before: bigint, after: bigint] {
    const last = traces.of(key).at(-1);
    const before = last?.value ?? 0n;
    const checkpoint = { key: this.clock(), value: before + change };
    if (last?.key === checkpoint.key) traces.replaceLast(key, checkpoint);
    else traces.push(key, checkpoint);
    return [before, checkpoint.value];
  }
}

/** The value of the last checkpoint not after `key`, by bisection. */
function valueAt(trace: readonly Checkpoint[], key: bigint): bigint {
  let low = 0;
  let high = trace.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (trace[middle]!.key > key) high = middle;
    else low = middle + 1;
  }
  return low === 0 ? 0n : trace[low - 1]!.value;
}
