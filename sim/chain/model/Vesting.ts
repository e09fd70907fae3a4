/** The vesting wallets: contracts/vesting/ and OpenZeppelin's VestingWallet under them. Source: protocol section 7. */
import { type Address, type Wei, YEAR } from "../../base/types.ts";
import type { VestingAllocation } from "../allocation.ts";
import type { ContractName } from "../port.ts";
import { sub } from "./arithmetic.ts";
import { Cell, type Host } from "./host.ts";
import { Ownable } from "./Ownable.ts";
import { revert } from "./revert.ts";
import type { Token } from "./Token.ts";

const SECONDS_PER_YEAR = BigInt(YEAR);

export interface Wallet {
  readonly name: ContractName;
  readonly address: Address;
  readonly beneficiary: Address;
  readonly start: bigint;
  readonly schedule: VestingAllocation["schedule"];
}

export class Vesting extends Ownable {
  readonly start: bigint;
  readonly duration: bigint;
  readonly #host: Host;
  readonly #token: Token;
  readonly #tokenAddress: Address;
  readonly #wallet: Wallet;
  readonly #released: Cell<Wei>;

  constructor(host: Host, token: Token, tokenAddress: Address, wallet: Wallet) {
    super(host, wallet.name, wallet.beneficiary);
    this.#host = host;
    this.#token = token;
    this.#tokenAddress = tokenAddress;
    this.#wallet = wallet;
    this.#released = new Cell(host, 0n);
    this.start = wallet.start;
    const { schedule } = wallet;
    this.duration = BigInt(schedule.kind === "linear" ? schedule.duration : schedule.tenths.length * YEAR);
  }

  end(): bigint {
    return this.start + this.duration;
  }

  /** Of ether. The testbed's actions carry none, so a wallet never has any to release. */
  releasedEther(): Wei {
    return 0n;
  }

  releaseEther(): void {
    this.#host.emit(this.#wallet.name, "EtherReleased", { amount: 0n });
  }

  released(token: Address): Wei {
    return token === this.#tokenAddress ? this.#released.get() : 0n;
  }

  releasable(token: Address): Wei {
    return sub(this.vestedAmount(token, this.#host.timestamp), this.released(token));
  }

  release(token: Address): void {
    const amount = this.releasable(token);
    this.#released.set(this.#released.get() + amount);
    this.#host.emit(this.#wallet.name, "ERC20Released", { token, amount });
    this.#token.transfer(this.#wallet.address, this.owner(), amount);
  }

  vestedAmount(token: Address, timestamp: bigint): Wei {
    // No other contract of the deployment is a token: asking one for a balance reverts without data.
    if (token !== this.#tokenAddress) revert("Reverted");
    return this.#vestingSchedule(this.#token.balanceOf(this.#wallet.address) + this.#released.get(), timestamp);
  }

  #vestingSchedule(totalAllocation: Wei, timestamp: bigint): Wei {
    if (timestamp < this.start) return 0n;
    if (timestamp >= this.end()) return totalAllocation;
    const elapsed = timestamp - this.start;
    const { schedule } = this.#wallet;
    if (schedule.kind === "linear") return (totalAllocation * elapsed) / this.duration;
    return (totalAllocation * tenthSeconds(schedule.tenths, elapsed)) / (10n * SECONDS_PER_YEAR);
  }
}

/** Area under the yearly rates, in tenths of the allocation times seconds, `elapsed` seconds after the start. */
function tenthSeconds(tenths: readonly number[], elapsed: bigint): bigint {
  const completed = Number(elapsed / SECONDS_PER_YEAR);
  const before = BigInt(tenths.slice(0, completed).reduce((sum, tenth) => sum + tenth, 0));
  return before * SECONDS_PER_YEAR + BigInt(tenths[completed]!) * (elapsed % SECONDS_PER_YEAR);
}
