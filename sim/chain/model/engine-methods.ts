/** The engine's external functions. Source: protocol section 3. */
import { generateCommitment, hashModel, hashTask } from "../../base/ids.ts";
import type { Address, Hex, Value } from "../../base/types.ts";
import { addressOfContract } from "../addresses.ts";
import * as Emission from "./Emission.ts";
import type { Engine } from "./Engine.ts";
import { PARAMETER_NAMES } from "./EngineRecords.ts";
import { type Method, type MethodTable, method, records } from "./methods.ts";
import { ZERO_ADDRESS } from "./Token.ts";

type EngineMethods = Record<string, Method<Engine>>;

const capitalized = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

function parameterMethods(): EngineMethods {
  const methods: EngineMethods = {};
  for (const name of PARAMETER_NAMES) {
    const event = `${capitalized(name)}Changed`;
    methods[name] = method([], (engine) => engine.parameter(name));
    methods[`set${capitalized(name)}`] = method(["uint256"], (engine, sender, amount) =>
      engine.setParameter(sender, name, event, amount),
    );
  }
  return methods;
}

const ADMINISTRATION: EngineMethods = {
  baseToken: method([], () => addressOfContract("token")),
  initialize: method(["address", "address"], (engine) => engine.initialize()),
  owner: method([], (engine) => engine.owner()),
  transferOwnership: method(["address"], (engine, sender, to) => engine.transferOwnership(sender, to)),
  renounceOwnership: method([], (engine, sender) => engine.renounceOwnership(sender)),
  treasury: method([], (engine) => engine.treasury()),
  transferTreasury: method(["address"], (engine, sender, to) => engine.transferTreasury(sender, to)),
  pauser: method([], (engine) => engine.pauser()),
  transferPauser: method(["address"], (engine, sender, to) => engine.transferPauser(sender, to)),
  paused: method([], (engine) => engine.paused()),
  setPaused: method(["bool"], (engine, sender, paused) => engine.setPaused(sender, paused)),
  version: method([], (engine) => engine.version()),
  setVersion: method(["uint256"], (engine, sender, version) => engine.setVersion(sender, version)),
  setSolutionMineableRate: method(["bytes32", "uint256"], (engine, sender, model, rate) =>
    engine.setSolutionMineableRate(sender, model, rate),
  ),
  accruedFees: method([], (engine) => engine.accruedFees()),
  withdrawAccruedFees: method([], (engine) => engine.withdrawAccruedFees()),
};

const EMISSION: EngineMethods = {
  startBlockTime: method([], (engine) => engine.startBlockTime()),
  getPsuedoTotalSupply: method([], (engine) => engine.getPsuedoTotalSupply()),
  getSlashAmount: method([], (engine) => engine.getSlashAmount()),
  getValidatorMinimum: method([], (engine) => engine.getValidatorMinimum()),
  getReward: method([], (engine) => engine.getReward()),
  targetTs: method(["uint256"], (_engine, _sender, t) => Emission.targetTs(t)),
  diffMul: method(["uint256", "uint256"], (_engine, _sender, t, ts) => Emission.diffMul(t, ts)),
  reward: method(["uint256", "uint256"], (_engine, _sender, t, ts) => Emission.reward(t, ts)),
};

/** The structs of protocol section 2, as far as they go into an id. */
const modelOf = ([fee, addr, , cid]: readonly Value[]) => ({
  fee: fee as bigint,
  addr: addr as Address,
  cid: cid as Hex,
});
const taskOf = ([model, fee, , , , cid]: readonly Value[]) => ({
  model: model as Hex,
  fee: fee as bigint,
  cid: cid as Hex,
});

const IDENTIFIERS: EngineMethods = {
  prevhash: method([], (engine) => engine.prevhash()),
  generateIPFSCID: method(["bytes"], (engine, _sender, content) => engine.generateIPFSCID(content)),
  hashModel: method(["tuple", "address"], (_engine, _sender, model, sender) => hashModel(modelOf(model), sender)),
  hashTask: method(["tuple", "address", "bytes32"], (_engine, _sender, task, sender, prevhash) =>
    hashTask(taskOf(task), sender, prevhash),
  ),
  generateCommitment: method(["address", "bytes32", "bytes"], (_engine, _sender, sender, task, cid) =>
    generateCommitment(sender, task, cid),
  ),
};

const MODELS: EngineMethods = {
  models: records(["bytes32"], (engine, id) => {
    const { fee, addr, rate, cid } = engine.records.models.get(id);
    return [fee, addr, rate, cid];
  }),
  registerModel: method(["address", "uint256", "bytes"], (engine, sender, addr, fee, template) =>
    engine.registerModel(sender, addr, fee, template),
  ),
  signalSupport: method(["bytes32", "bool"], (engine, sender, model, support) =>
    engine.signalSupport(sender, model, support),
  ),
};

const STAKE: EngineMethods = {
  validators: records(["address"], (engine, address) => {
    const { staked, since, known } = engine.records.validators.get(address);
    return [staked, since, known ? address : ZERO_ADDRESS];
  }),
  validatorWithdrawPendingAmount: method(
    ["address"],
    (engine, _sender, address) => engine.records.validators.get(address).pending,
  ),
  pendingValidatorWithdrawRequestsCount: method(["address"], (engine, _sender, address) =>
    engine.records.withdrawRequestsCount.get(address),
  ),
  pendingValidatorWithdrawRequests: records(["address", "uint256"], (engine, address, count) => {
    const { unlockTime, amount } = engine.records.withdrawRequests.get(address, count);
    return [unlockTime, amount];
  }),
  validatorDeposit: method(["address", "uint256"], (engine, sender, validator, amount) =>
    engine.validatorDeposit(sender, validator, amount),
  ),
  initiateValidatorWithdraw: method(["uint256"], (engine, sender, amount) =>
    engine.initiateValidatorWithdraw(sender, amount),
  ),
  cancelValidatorWithdraw: method(["uint256"], (engine, sender, count) =>
    engine.cancelValidatorWithdraw(sender, count),
  ),
  validatorWithdraw: method(["uint256", "address"], (engine, sender, count, to) =>
    engine.validatorWithdraw(sender, count, to),
  ),
};

const TASKS: EngineMethods = {
  tasks: records(["bytes32"], (engine, id) => {
    const { model, fee, owner, blocktime, version, cid } = engine.records.tasks.task(id);
    return [model, fee, owner, blocktime, version, cid];
  }),
  submitTask: method(
    ["uint8", "address", "bytes32", "uint256", "bytes"],
    (engine, sender, version, owner, model, fee, input) => engine.submitTask(sender, version, owner, model, fee, input),
  ),
  retractTask: method(["bytes32"], (engine, sender, task) => engine.retractTask(sender, task)),
};

const SOLUTIONS: EngineMethods = {
  commitments: method(["bytes32"], (engine, _sender, commitment) =>
    BigInt(engine.records.tasks.commitment(commitment)),
  ),
  solutions: records(["bytes32"], (engine, task) => {
    const { validator, blocktime, claimed, cid } = engine.records.tasks.solution(task);
    return [validator, blocktime, claimed, cid];
  }),
  signalCommitment: method(["bytes32"], (engine, sender, commitment) => engine.signalCommitment(sender, commitment)),
  submitSolution: method(["bytes32", "bytes"], (engine, sender, task, cid) => engine.submitSolution(sender, task, cid)),
  claimSolution: method(["bytes32"], (engine, _sender, task) => engine.claimSolution(task)),
};

const CONTESTATIONS: EngineMethods = {
  contestations: records(["bytes32"], (engine, task) => {
    const { validator, blocktime, finishStartIndex, slashAmount } = engine.records.tasks.contestation(task);
    return [validator, blocktime, finishStartIndex, slashAmount];
  }),
  contestationVoted: method(["bytes32", "address"], (engine, _sender, task, voter) =>
    engine.records.voted.get(task, voter),
  ),
  contestationVoteYeas: method(["bytes32", "uint256"], ({ records }, _sender, task, index) =>
    records.voterAt(records.yeas, task, index),
  ),
  contestationVoteNays: method(["bytes32", "uint256"], ({ records }, _sender, task, index) =>
    records.voterAt(records.nays, task, index),
  ),
  validatorCanVote: method(["address", "bytes32"], (engine, _sender, address, task) =>
    engine.validatorCanVote(address, task),
  ),
  submitContestation: method(["bytes32"], (engine, sender, task) => engine.submitContestation(sender, task)),
  voteOnContestation: method(["bytes32", "bool"], (engine, sender, task, yea) =>
    engine.voteOnContestation(sender, task, yea),
  ),
  contestationVoteFinish: method(["bytes32", "uint32"], (engine, _sender, task, amount) =>
    engine.contestationVoteFinish(task, amount),
  ),
};

export const ENGINE_METHODS: MethodTable<Engine> = {
  ...ADMINISTRATION,
  ...parameterMethods(),
  ...EMISSION,
  ...IDENTIFIERS,
  ...MODELS,
  ...STAKE,
  ...TASKS,
  ...SOLUTIONS,
  ...CONTESTATIONS,
};
