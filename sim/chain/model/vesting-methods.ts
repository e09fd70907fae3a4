/** A vesting wallet's external functions: OpenZeppelin's VestingWallet. */
import { type MethodTable, method } from "./methods.ts";
import type { Vesting } from "./Vesting.ts";

export const VESTING_METHODS: MethodTable<Vesting> = {
  owner: method([], (wallet) => wallet.owner()),
  transferOwnership: method(["address"], (wallet, sender, to) => wallet.transferOwnership(sender, to)),
  renounceOwnership: method([], (wallet, sender) => wallet.renounceOwnership(sender)),
  start: method([], (wallet) => wallet.start),
  duration: method([], (wallet) => wallet.duration),
  end: method([], (wallet) => wallet.end()),
  "released/0": method([], (wallet) => wallet.releasedEther()),
  "released/1": method(["address"], (wallet, _sender, token) => wallet.released(token)),
  "releasable/0": method([], (wallet) => wallet.releasedEther()),
  "releasable/1": method(["address"], (wallet, _sender, token) => wallet.releasable(token)),
  "release/0": method([], (wallet) => wallet.releaseEther()),
  "release/1": method(["address"], (wallet, _sender, token) => wallet.release(token)),
  "vestedAmount/1": method(["uint64"], (wallet) => wallet.releasedEther()),
  "vestedAmount/2": method(["address", "uint64"], (wallet, _sender, token, timestamp) =>
    wallet.vestedAmount(token, timestamp),
  ),
};
