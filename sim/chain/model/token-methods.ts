/** The token's external functions, but for those that take a signature: nobody in the testbed has a key to sign with. */
import { TOTAL_SUPPLY } from "../../base/types.ts";
import { type MethodTable, method, records } from "./methods.ts";
import type { Token } from "./Token.ts";

export const TOKEN_METHODS: MethodTable<Token> = {
  name: method([], () => "Arbius"),
  symbol: method([], () => "AIUS"),
  decimals: method([], () => 18n),
  totalSupply: method([], (token) => token.totalSupply()),
  balanceOf: method(["address"], (token, _sender, account) => token.balanceOf(account)),
  allowance: method(["address", "address"], (token, _sender, owner, spender) => token.allowance(owner, spender)),
  approve: method(["address", "uint256"], (token, sender, spender, value) => {
    token.approve(sender, spender, value);
    return true;
  }),
  transfer: method(["address", "uint256"], (token, sender, to, value) => {
    token.transfer(sender, to, value);
    return true;
  }),
  transferFrom: method(["address", "address", "uint256"], (token, sender, from, to, value) => {
    token.transferFrom(sender, from, to, value);
    return true;
  }),

  MAX_SUPPLY: method([], () => TOTAL_SUPPLY),
  l1Address: method([], (token) => token.l1Address),
  l2Gateway: method([], (token) => token.l2Gateway),
  bridgeMint: method(["address", "uint256"], (token, sender, account, amount) =>
    token.bridgeMint(sender, account, amount),
  ),
  bridgeBurn: method(["address", "uint256"], (token, sender, account, amount) =>
    token.bridgeBurn(sender, account, amount),
  ),

  clock: method([], (token) => token.clock()),
  CLOCK_MODE: method([], () => "mode=timestamp"),
  delegates: method(["address"], (token, _sender, account) => token.delegates(account)),
  delegate: method(["address"], (token, sender, delegatee) => token.delegate(sender, delegatee)),
  getVotes: method(["address"], (token, _sender, account) => token.getVotes(account)),
  getPastVotes: method(["address", "uint256"], (token, _sender, account, timepoint) =>
    token.getPastVotes(account, timepoint),
  ),
  getPastTotalSupply: method(["uint256"], (token, _sender, timepoint) => token.getPastTotalSupply(timepoint)),
  numCheckpoints: method(["address"], (token, _sender, account) => token.numCheckpoints(account)),
  checkpoints: records(["address", "uint32"], (token, account, position) => token.checkpoints(account, position)),
  /** Only signatures raise it. */
  nonces: method(["address"], () => 0n),
};
