/**
 * The engine: contracts/Engine.sol in TypeScript, function by function in the same order. contracts/interfaces/IEngine.sol is
 * the manual. The first parameter of a function that needs it is Solidity's `msg.sender`.
 */

import { hexLength } from "../../base/hex.ts";
import { generateCommitment, generateIPFSCID, hashModel, hashTask, MAX_CONTENT_BYTES } from "../../base/ids.ts";
import { type Address, type Hex, MINING_ALLOCATION, type Value, WAD, type Wei } from "../../base/types.ts";
import { add, MAX_UINT32, mul, sub } from "./arithmetic.ts";
import * as Emission from "./Emission.ts";
import { EngineRecords, type ParameterName, type Validator } from "./EngineRecords.ts";
import { Cell, type Host } from "./host.ts";
import { Ownable } from "./Ownable.ts";
import { revert } from "./revert.ts";
import * as Settlement from "./Settlement.ts";
import { roundedUp } from "./Share.ts";
import { type Contestation, type Solution, type Task, ZERO_HASH } from "./TaskRecords.ts";
import { type Token, ZERO_ADDRESS } from "./Token.ts";

/** Supplies below these need no stake and cost no slash. Source: protocol section 1. */
const MINIMUM_STAKE_FROM_SUPPLY = 1_000n * WAD;
const SLASH_FROM_SUPPLY = 2_000n * WAD;

export class Engine extends Ownable {
  readonly records: EngineRecords;
  readonly #host: Host;
  readonly #token: Token;
  readonly #address: Address;
  readonly #startBlockTime: bigint;
  readonly #paused: Cell<boolean>;
  readonly #treasury: Cell<Address>;
  readonly #pauser: Cell<Address>;
  readonly #accruedFees: Cell<Wei>;
  readonly #prevhash: Cell<Hex>;
  readonly #version: Cell<bigint>;

  /** Initialised by `deployer`, who is owner, pauser and treasury. */
  constructor(host: Host, token: Token, address: Address, deployer: Address) {
    super(host, "engine", deployer);
    this.#host = host;
    this.#token = token;
    this.#address = address;
    this.records = new EngineRecords(host);
    this.#startBlockTime = host.timestamp;
    this.#paused = new Cell(host, false);
    this.#treasury = new Cell(host, deployer);
    this.#pauser = new Cell(host, deployer);
    this.#accruedFees = new Cell(host, 0n);
    this.#prevhash = new Cell(host, ZERO_HASH);
    this.#version = new Cell(host, 0n);
  }

  // State

  treasury(): Address {
    return this.#treasury.get();
  }

  pauser(): Address {
    return this.#pauser.get();
  }

  paused(): boolean {
    return this.#paused.get();
  }

  accruedFees(): Wei {
    return this.#accruedFees.get();
  }

  prevhash(): Hex {
    return this.#prevhash.get();
  }

  startBlockTime(): bigint {
    return this.#startBlockTime;
  }

  version(): bigint {
    return this.#version.get();
  }

  parameter(name: ParameterName): bigint {
    return this.records.parameters.get(name);
  }

  // Access

  #checkNotPaused(): void {
    if (this.#paused.get()) revert("EnginePaused");
  }

  #checkValidator(sender: Address): void {
    const freeStake = this.#freeStake(this.records.validators.get(sender));
    const minimum = this.getValidatorMinimum();
    if (freeStake < minimum) revert("StakeBelowMinimum", sender, freeStake, minimum);
  }

  #freeStake({ staked, pending }: Validator): Wei {
    return sub(staked, pending);
  }

  // Administration

  /** Once per proxy, and the deployment has done it. */
  initialize(): void {
    revert("InvalidInitialization");
  }

  transferTreasury(sender: Address, to: Address): void {
    this.checkOwner(sender);
    this.#treasury.set(to);
    this.#emit("TreasuryTransferred", { to });
  }

  transferPauser(sender: Address, to: Address): void {
    this.checkOwner(sender);
    this.#pauser.set(to);
    this.#emit("PauserTransferred", { to });
  }

  setPaused(sender: Address, paused: boolean): void {
    if (sender !== this.#pauser.get()) revert("NotPauser", sender, this.#pauser.get());
    this.#paused.set(paused);
    this.#emit("PausedChanged", { paused });
  }

  setSolutionMineableRate(sender: Address, id: Hex, rate: bigint): void {
    this.checkOwner(sender);
    this.records.models.set(id, { ...this.#existingModel(id), rate });
    this.#emit("SolutionMineableRateChange", { id, rate });
  }

  setVersion(sender: Address, version: bigint): void {
    this.checkOwner(sender);
    this.#version.set(version);
    this.#emit("VersionChanged", { version });
  }

  /** Any of the ten setters; `event` is the setter's. */
  setParameter(sender: Address, name: ParameterName, event: string, amount: bigint): void {
    this.checkOwner(sender);
    this.records.parameters.set(name, amount);
    this.#emit(event, { amount });
  }

  withdrawAccruedFees(): void {
    this.#checkNotPaused();
    const amount = this.#accruedFees.get();
    this.#accruedFees.set(0n);
    this.#send(this.#treasury.get(), amount);
  }

  // Emission

  getPsuedoTotalSupply(): Wei {
    const balance = this.#token.balanceOf(this.#address);
    return balance >= MINING_ALLOCATION ? 0n : MINING_ALLOCATION - balance;
  }

  getSlashAmount(): Wei {
    const supply = this.getPsuedoTotalSupply();
    return supply < SLASH_FROM_SUPPLY ? 0n : roundedUp(supply, this.parameter("slashAmountPercentage"));
  }

  getValidatorMinimum(): Wei {
    const supply = this.getPsuedoTotalSupply();
    return supply < MINIMUM_STAKE_FROM_SUPPLY ? 0n : roundedUp(supply, this.parameter("validatorMinimumPercentage"));
  }

  getReward(): Wei {
    return Emission.reward(this.#host.timestamp - this.#startBlockTime, this.getPsuedoTotalSupply());
  }

  // Identifiers

  generateIPFSCID(content: Hex): Hex {
    const length = hexLength(content);
    if (length > MAX_CONTENT_BYTES) revert("ContentTooLong", BigInt(length), BigInt(MAX_CONTENT_BYTES));
    return generateIPFSCID(content);
  }

  // Models

  registerModel(sender: Address, addr: Address, fee: Wei, template: Hex): Hex {
    this.#checkNotPaused();
    if (addr === ZERO_ADDRESS) revert("ModelAddressZero");
    const cid = this.generateIPFSCID(template);
    const id = hashModel({ addr, fee, cid }, sender);
    if (this.records.models.get(id).addr !== ZERO_ADDRESS) revert("ModelAlreadyRegistered", id);

    this.records.models.set(id, { fee, addr, rate: 0n, cid });
    this.#emit("ModelRegistered", { id });
    return id;
  }

  signalSupport(sender: Address, model: Hex, supported: boolean): void {
    this.#checkValidator(sender);
    this.#existingModel(model);
    this.#emit("SignalSupport", { addr: sender, model, supported });
  }

  #existingModel(id: Hex) {
    const model = this.records.models.get(id);
    return model.addr === ZERO_ADDRESS ? revert("ModelUnknown", id) : model;
  }

  // Stake

  validatorDeposit(sender: Address, address: Address, amount: Wei): void {
    this.#checkNotPaused();
    this.#pull(sender, amount);

    const minimum = this.getValidatorMinimum();
    const before = this.records.validators.get(address);
    const staked = before.staked + amount;
    const since = before.staked <= minimum && staked >= minimum ? this.#host.timestamp : before.since;
    this.records.validators.set(address, { staked, pending: before.pending, since, known: true });
    this.#emit("ValidatorDeposit", { addr: sender, validator: address, amount });
  }

  initiateValidatorWithdraw(sender: Address, amount: Wei): bigint {
    this.#checkNotPaused();
    const validator = this.records.validators.get(sender);
    const freeStake = this.#freeStake(validator);
    if (freeStake < amount) revert("FreeStakeTooLow", sender, freeStake, amount);

    const count = this.records.withdrawRequestsCount.get(sender) + 1n;
    this.records.withdrawRequestsCount.set(sender, count);
    const unlockTime = add(this.#host.timestamp, this.parameter("exitValidatorMinUnlockTime"));
    this.records.withdrawRequests.set(sender, count, { unlockTime, amount });
    this.records.validators.set(sender, { ...validator, pending: validator.pending + amount });
    this.#emit("ValidatorWithdrawInitiated", { addr: sender, count, unlockTime, amount });
    return count;
  }

  cancelValidatorWithdraw(sender: Address, count: bigint): void {
    this.#checkNotPaused();
    const { amount } = this.#existingRequest(sender, count);
    const validator = this.records.validators.get(sender);
    this.records.validators.set(sender, { ...validator, pending: validator.pending - amount });
    this.records.withdrawRequests.delete(sender, count);
    this.#emit("ValidatorWithdrawCancelled", { addr: sender, count });
  }

  validatorWithdraw(sender: Address, count: bigint, to: Address): void {
    this.#checkNotPaused();
    const { unlockTime, amount } = this.#existingRequest(sender, count);
    if (this.#host.timestamp < unlockTime) revert("WithdrawRequestLocked", sender, count, unlockTime);
    const validator = this.records.validators.get(sender);
    const { staked, pending } = validator;
    if (staked < amount) revert("StakeTooLow", sender, staked, amount);

    this.records.validators.set(sender, { ...validator, staked: staked - amount, pending: pending - amount });
    this.records.withdrawRequests.delete(sender, count);
    this.#send(to, amount);
    this.#emit("ValidatorWithdraw", { addr: sender, to, count, amount });
  }

  #existingRequest(sender: Address, count: bigint) {
    const request = this.records.withdrawRequests.get(sender, count);
    return request.unlockTime === 0n ? revert("WithdrawRequestUnknown", sender, count) : request;
  }

  // Tasks

  submitTask(sender: Address, version: bigint, owner: Address, model: Hex, fee: Wei, input: Hex): Hex {
    this.#checkNotPaused();
    const modelFee = this.#existingModel(model).fee;
    if (fee < modelFee) revert("FeeBelowModelFee", fee, modelFee);
    const cid = this.generateIPFSCID(input);

    const id = hashTask({ model, fee, cid }, sender, this.#prevhash.get());
    this.#prevhash.set(id);
    this.records.tasks.addTask(id, { model, fee, owner, blocktime: this.#host.timestamp, version, cid });

    this.#emit("TaskSubmitted", { id, model, fee, sender });
    this.#pull(sender, fee);
    return id;
  }

  retractTask(sender: Address, id: Hex): void {
    this.#checkNotPaused();
    const { owner, blocktime, fee } = this.records.tasks.task(id);
    if (owner !== sender) revert("NotTaskOwner", id, sender, owner);
    this.#checkUnsolved(id);
    const waited = this.#host.timestamp - blocktime;
    const minimumWait = this.parameter("minRetractionWaitTime");
    if (waited <= minimumWait) revert("RetractionTooEarly", id, waited, minimumWait);

    const kept = roundedUp(fee, this.parameter("retractionFeePercentage"));
    this.#accruedFees.set(add(this.#accruedFees.get(), kept));
    this.records.tasks.deleteTask(id);
    this.#send(sender, fee - kept);
    this.#emit("TaskRetracted", { id });
  }

  #checkUnsolved(id: Hex): void {
    const { validator } = this.records.tasks.solution(id);
    if (validator !== ZERO_ADDRESS) revert("TaskAlreadySolved", id, validator);
  }

  // Solutions

  signalCommitment(sender: Address, commitment: Hex): void {
    this.#checkNotPaused();
    const signalledAt = this.records.tasks.commitment(commitment);
    if (signalledAt !== 0) revert("CommitmentAlreadySignalled", commitment, BigInt(signalledAt));
    this.records.tasks.addCommitment(commitment, this.#host.number);
    this.#emit("SignalCommitment", { addr: sender, commitment });
  }

  submitSolution(sender: Address, task: Hex, cid: Hex): void {
    this.#checkNotPaused();
    this.#checkValidator(sender);
    if (this.records.tasks.task(task).model === ZERO_HASH) revert("TaskUnknown", task);
    this.#checkUnsolved(task);
    this.checkCommitment(generateCommitment(sender, task, cid));

    this.records.tasks.addSolution(task, sender, this.#host.timestamp, cid);
    this.#emit("SolutionSubmitted", { addr: sender, task });
  }

  protected checkCommitment(commitment: Hex): void {
    const signalledAt = this.records.tasks.commitment(commitment);
    if (signalledAt === 0) revert("CommitmentUnknown", commitment);
    const current = this.#host.number;
    if (signalledAt >= current) revert("CommitmentNotInPast", commitment, BigInt(signalledAt), BigInt(current));
  }

  claimSolution(task: Hex): void {
    this.#checkNotPaused();
    const solution = this.#existingSolution(task);
    this.#checkUncontested(task);
    const claimableAfter = add(solution.blocktime, this.parameter("minClaimSolutionTime"));
    if (this.#host.timestamp <= claimableAfter) revert("ClaimTooEarly", task, claimableAfter);
    if (solution.claimed) revert("SolutionAlreadyClaimed", task);

    this.records.tasks.claim(task);
    this.#emit("SolutionClaimed", { addr: solution.validator, task });
    this.#pay(this.records.tasks.task(task), solution.validator);
  }

  #existingSolution(id: Hex): Solution {
    const solution = this.records.tasks.solution(id);
    return solution.validator === ZERO_ADDRESS ? revert("SolutionUnknown", id) : solution;
  }

  #checkUncontested(id: Hex): void {
    const { validator } = this.records.tasks.contestation(id);
    if (validator !== ZERO_ADDRESS) revert("AlreadyContested", id, validator);
  }

  /** "pay" of protocol section 5. */
  #pay(task: Task, solver: Address): void {
    const { fee: modelFee, addr, rate } = this.records.models.get(task.model);
    const remainder = sub(task.fee, modelFee);
    const treasuryFee = roundedUp(remainder, this.parameter("solutionFeePercentage"));

    if (treasuryFee > 0n) this.#accruedFees.set(add(this.#accruedFees.get(), treasuryFee));
    if (modelFee > 0n) this.#send(addr, modelFee);
    if (remainder > treasuryFee) this.#send(solver, remainder - treasuryFee);
    this.#payReward(rate, solver);
  }

  /** The reward is computed after the fee has left, since that moves the supply. */
  #payReward(rate: bigint, solver: Address): void {
    if (rate === 0n) return;
    const total = mul(this.getReward(), rate) / WAD;
    if (total === 0n) return;

    const treasuryReward = roundedUp(total, this.parameter("treasuryRewardPercentage"));
    this.#send(solver, total - treasuryReward);
    this.#send(this.#treasury.get(), treasuryReward);
  }

  // Contestations

  submitContestation(sender: Address, task: Hex): void {
    this.#checkNotPaused();
    this.#checkValidator(sender);
    const solution = this.#existingSolution(task);
    this.#checkUncontested(task);
    const deadline = add(solution.blocktime, this.parameter("minClaimSolutionTime"));
    if (this.#host.timestamp >= deadline) revert("ContestationTooLate", task, deadline);
    if (solution.claimed) revert("SolutionAlreadyClaimed", task);

    const slashAmount = this.getSlashAmount();
    const blocktime = this.#host.timestamp;
    this.records.tasks.setContestation(task, { validator: sender, blocktime, finishStartIndex: 0n, slashAmount });
    this.#emit("ContestationSubmitted", { addr: sender, task });

    this.#vote(task, sender, true, slashAmount);
    const solver = solution.validator;
    if (this.records.validators.get(solver).staked >= slashAmount) this.#vote(task, solver, false, slashAmount);
  }

  voteOnContestation(sender: Address, task: Hex, yea: boolean): void {
    this.#checkNotPaused();
    this.#checkValidator(sender);
    const code = this.validatorCanVote(sender, task);
    if (code !== 0n) revert("VoteNotAllowed", sender, task, code);
    this.#vote(task, sender, yea, this.records.tasks.contestation(task).slashAmount);
  }

  validatorCanVote(address: Address, task: Hex): bigint {
    const contestation = this.records.tasks.contestation(task);
    if (contestation.validator === ZERO_ADDRESS) return 1n;
    const votingEnd = add(contestation.blocktime, this.parameter("minContestationVotePeriodTime"));
    if (this.#host.timestamp > votingEnd) return 2n;
    if (this.records.voted.get(task, address)) return 3n;
    const { since } = this.records.validators.get(address);
    if (since === 0n) return 4n;
    const maxSince = this.parameter("maxContestationValidatorStakeSince");
    if (since < maxSince) return 5n;
    return since - maxSince > contestation.blocktime ? 6n : 0n;
  }

  #vote(task: Hex, voter: Address, yea: boolean, slash: Wei): void {
    this.records.voted.set(task, voter, true);
    (yea ? this.records.yeas : this.records.nays).push(task, voter);
    const validator = this.records.validators.get(voter);
    this.records.validators.set(voter, { ...validator, staked: sub(validator.staked, slash) });
    this.#emit("ContestationVote", { addr: voter, task, yea });
  }

  contestationVoteFinish(task: Hex, amount: bigint): void {
    this.#checkNotPaused();
    const contestation = this.records.tasks.contestation(task);
    if (contestation.validator === ZERO_ADDRESS) revert("ContestationUnknown", task);
    const votingEnd = add(contestation.blocktime, this.parameter("minContestationVotePeriodTime"));
    if (this.#host.timestamp < votingEnd) revert("VotingNotOver", task, votingEnd);
    if (amount === 0n) revert("FinishAmountZero", task);

    const start = contestation.finishStartIndex;
    const end = add(start, amount, MAX_UINT32);
    this.records.tasks.setContestation(task, { ...contestation, finishStartIndex: end });
    const succeeded = this.#settleVotes(task, contestation, start, end);
    if (start === 0n) this.#endTask(task, succeeded);
    this.#emit("ContestationVoteFinish", { id: task, start_idx: start, end_idx: end });
  }

  /** Settles the votes `[start, end)` of the winning side; whether the contestation succeeded. A tie fails. */
  #settleVotes(task: Hex, { slashAmount: slash }: Contestation, start: bigint, end: bigint): boolean {
    const yeas = this.records.yeas.of(task);
    const nays = this.records.nays.of(task);
    const succeeded = yeas.length > nays.length;
    const [winners, losers, divide] = succeeded ? [yeas, nays, Settlement.toYeas] : [nays, yeas, Settlement.toNays];
    const { first, eachOther } = divide(mul(BigInt(losers.length), slash), BigInt(winners.length));

    const page = winners.slice(Number(start), Number(end));
    for (const winner of page) {
      const validator = this.records.validators.get(winner);
      this.records.validators.set(winner, { ...validator, staked: validator.staked + slash });
    }
    for (const [index, winner] of page.entries()) this.#send(winner, start === 0n && index === 0 ? first : eachOther);
    return succeeded;
  }

  #endTask(id: Hex, succeeded: boolean): void {
    const task = this.records.tasks.task(id);
    if (succeeded) this.#send(task.owner, task.fee);
    else this.#pay(task, this.records.tasks.solution(id).validator);
  }

  // Tokens and logs

  #pull(from: Address, amount: Wei): void {
    this.#token.transferFrom(this.#address, from, this.#address, amount);
  }

  #send(to: Address, amount: Wei): void {
    this.#token.transfer(this.#address, to, amount);
  }

  #emit(name: string, args: Readonly<Record<string, Value>>): void {
    this.#host.emit("engine", name, args);
  }
}
