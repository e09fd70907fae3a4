/**
 * Typed builders for the actions that agents take, so that a wrong argument is a type error and not a revert.
 * Names and argument orders are the ABI's (protocol section 3).
 */
import type { Address, Hex, Value, Wei } from "../base/types.ts";
import type { Action, ContractName } from "./port.ts";

const action = (from: Address, to: ContractName, method: string, args: readonly Value[]): Action => ({
  from,
  to,
  method,
  args,
});

export const token = {
  approve: (from: Address, spender: Address, amount: Wei) => action(from, "token", "approve", [spender, amount]),
  transfer: (from: Address, to: Address, amount: Wei) => action(from, "token", "transfer", [to, amount]),
  delegate: (from: Address, delegatee: Address) => action(from, "token", "delegate", [delegatee]),
};

export const vesting = {
  release: (from: Address, wallet: string, tokenAddress: Address) =>
    action(from, `vesting.${wallet}`, "release", [tokenAddress]),
};

export const engine = {
  validatorDeposit: (from: Address, validator: Address, amount: Wei) =>
    action(from, "engine", "validatorDeposit", [validator, amount]),
  initiateValidatorWithdraw: (from: Address, amount: Wei) =>
    action(from, "engine", "initiateValidatorWithdraw", [amount]),
  cancelValidatorWithdraw: (from: Address, count: bigint) => action(from, "engine", "cancelValidatorWithdraw", [count]),
  validatorWithdraw: (from: Address, count: bigint, to: Address) =>
    action(from, "engine", "validatorWithdraw", [count, to]),
  submitTask: (from: Address, version: bigint, owner: Address, model: Hex, fee: Wei, input: Hex) =>
    action(from, "engine", "submitTask", [version, owner, model, fee, input]),
  retractTask: (from: Address, task: Hex) => action(from, "engine", "retractTask", [task]),
  signalCommitment: (from: Address, commitment: Hex) => action(from, "engine", "signalCommitment", [commitment]),
  signalSupport: (from: Address, model: Hex, support: boolean) =>
    action(from, "engine", "signalSupport", [model, support]),
  submitSolution: (from: Address, task: Hex, cid: Hex) => action(from, "engine", "submitSolution", [task, cid]),
  claimSolution: (from: Address, task: Hex) => action(from, "engine", "claimSolution", [task]),
  submitContestation: (from: Address, task: Hex) => action(from, "engine", "submitContestation", [task]),
  voteOnContestation: (from: Address, task: Hex, yea: boolean) =>
    action(from, "engine", "voteOnContestation", [task, yea]),
  contestationVoteFinish: (from: Address, task: Hex, amount: bigint) =>
    action(from, "engine", "contestationVoteFinish", [task, amount]),
  registerModel: (from: Address, addr: Address, fee: Wei, template: Hex) =>
    action(from, "engine", "registerModel", [addr, fee, template]),
  withdrawAccruedFees: (from: Address) => action(from, "engine", "withdrawAccruedFees", []),
};
