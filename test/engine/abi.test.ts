/** The ABI against protocol sections 2 to 4: names, order of arguments, fields, results and indexed flags. */
import assert from "node:assert/strict";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { ensureCompiled } from "../../sim/chain/evm/compile.ts";

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly indexed?: boolean;
  readonly components?: readonly Parameter[];
}

interface Entry {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly inputs?: readonly Parameter[];
  readonly outputs?: readonly Parameter[];
}

/** Getters: an argument's name is free, a result's only where it is alone. */
const GETTERS = `
baseToken() -> address
treasury() -> address
pauser() -> address
paused() -> bool
accruedFees() -> uint256
prevhash() -> bytes32
startBlockTime() -> uint64
version() -> uint256
owner() -> address
validatorMinimumPercentage() -> uint256
slashAmountPercentage() -> uint256
solutionFeePercentage() -> uint256
retractionFeePercentage() -> uint256
treasuryRewardPercentage() -> uint256
minClaimSolutionTime() -> uint256
minRetractionWaitTime() -> uint256
minContestationVotePeriodTime() -> uint256
maxContestationValidatorStakeSince() -> uint256
exitValidatorMinUnlockTime() -> uint256
models(bytes32) -> uint256 fee, address addr, uint256 rate, bytes cid
validators(address) -> uint256 staked, uint256 since, address addr
pendingValidatorWithdrawRequestsCount(address) -> uint256
pendingValidatorWithdrawRequests(address,uint256) -> uint256 unlockTime, uint256 amount
validatorWithdrawPendingAmount(address) -> uint256
tasks(bytes32) -> bytes32 model, uint256 fee, address owner, uint64 blocktime, uint8 version, bytes cid
commitments(bytes32) -> uint256
solutions(bytes32) -> address validator, uint64 blocktime, bool claimed, bytes cid
contestations(bytes32) -> address validator, uint64 blocktime, uint32 finish_start_index, uint256 slashAmount
contestationVoted(bytes32,address) -> bool
contestationVoteYeas(bytes32,uint256) -> address
contestationVoteNays(bytes32,uint256) -> address
`;

const MODEL = "(uint256 fee, address addr, uint256 rate, bytes cid)";
const TASK = "(bytes32 model, uint256 fee, address owner, uint64 blocktime, uint8 version, bytes cid)";

const FUNCTIONS = `
initialize(address baseToken_, address treasury_) nonpayable
transferOwnership(address newOwner) nonpayable
renounceOwnership() nonpayable
transferTreasury(address to_) nonpayable
transferPauser(address to_) nonpayable
setPaused(bool paused_) nonpayable
setSolutionMineableRate(bytes32 model_, uint256 rate_) nonpayable
setVersion(uint256 version_) nonpayable
setValidatorMinimumPercentage(uint256 amount_) nonpayable
setSlashAmountPercentage(uint256 amount_) nonpayable
setSolutionFeePercentage(uint256 amount_) nonpayable
setRetractionFeePercentage(uint256 amount_) nonpayable
setTreasuryRewardPercentage(uint256 amount_) nonpayable
setMinClaimSolutionTime(uint256 amount_) nonpayable
setMinRetractionWaitTime(uint256 amount_) nonpayable
setMinContestationVotePeriodTime(uint256 amount_) nonpayable
setMaxContestationValidatorStakeSince(uint256 amount_) nonpayable
setExitValidatorMinUnlockTime(uint256 amount_) nonpayable
getSlashAmount() view -> uint256
getValidatorMinimum() view -> uint256
getPsuedoTotalSupply() view -> uint256
getReward() view -> uint256
targetTs(uint256 t) pure -> uint256
diffMul(uint256 t, uint256 ts) pure -> uint256
reward(uint256 t, uint256 ts) pure -> uint256
generateIPFSCID(bytes content_) pure -> bytes
hashModel(${MODEL} o_, address sender_) pure -> bytes32
hashTask(${TASK} o_, address sender_, bytes32 prevhash_) pure -> bytes32
generateCommitment(address sender_, bytes32 taskid_, bytes cid_) pure -> bytes32
validatorCanVote(address addr_, bytes32 taskid_) view -> uint256
withdrawAccruedFees() nonpayable
registerModel(address addr_, uint256 fee_, bytes template_) nonpayable -> bytes32
validatorDeposit(address validator_, uint256 amount_) nonpayable
initiateValidatorWithdraw(uint256 amount_) nonpayable -> uint256
cancelValidatorWithdraw(uint256 count_) nonpayable
validatorWithdraw(uint256 count_, address to_) nonpayable
submitTask(uint8 version_, address owner_, bytes32 model_, uint256 fee_, bytes input_) nonpayable -> bytes32
retractTask(bytes32 taskid_) nonpayable
signalCommitment(bytes32 commitment_) nonpayable
signalSupport(bytes32 model_, bool support_) nonpayable
submitSolution(bytes32 taskid_, bytes cid_) nonpayable
claimSolution(bytes32 taskid_) nonpayable
submitContestation(bytes32 taskid_) nonpayable
voteOnContestation(bytes32 taskid_, bool yea_) nonpayable
contestationVoteFinish(bytes32 taskid_, uint32 amnt_) nonpayable
UPGRADE_INTERFACE_VERSION() view -> string
proxiableUUID() view -> bytes32
upgradeToAndCall(address newImplementation, bytes data) payable
`;

const EVENTS = `
ModelRegistered(bytes32* id)
ValidatorDeposit(address* addr, address* validator, uint256 amount)
ValidatorWithdrawInitiated(address* addr, uint256* count, uint256 unlockTime, uint256 amount)
ValidatorWithdrawCancelled(address* addr, uint256* count)
ValidatorWithdraw(address* addr, address* to, uint256* count, uint256 amount)
TaskSubmitted(bytes32* id, bytes32* model, uint256 fee, address* sender)
TaskRetracted(bytes32* id)
SignalCommitment(address* addr, bytes32* commitment)
SolutionSubmitted(address* addr, bytes32* task)
SolutionClaimed(address* addr, bytes32* task)
ContestationSubmitted(address* addr, bytes32* task)
ContestationVote(address* addr, bytes32* task, bool yea)
ContestationVoteFinish(bytes32* id, uint32* start_idx, uint32 end_idx)
SignalSupport(address* addr, bytes32* model, bool supported)
TreasuryTransferred(address* to)
PauserTransferred(address* to)
PausedChanged(bool* paused)
SolutionMineableRateChange(bytes32* id, uint256 rate)
VersionChanged(uint256 version)
ValidatorMinimumPercentageChanged(uint256* amount)
SlashAmountPercentageChanged(uint256* amount)
SolutionFeePercentageChanged(uint256* amount)
RetractionFeePercentageChanged(uint256* amount)
TreasuryRewardPercentageChanged(uint256* amount)
MinClaimSolutionTimeChanged(uint256* amount)
MinRetractionWaitTimeChanged(uint256* amount)
MinContestationVotePeriodTimeChanged(uint256* amount)
MaxContestationValidatorStakeSinceChanged(uint256* amount)
ExitValidatorMinUnlockTimeChanged(uint256* amount)
OwnershipTransferred(address* previousOwner, address* newOwner)
Initialized(uint64 version)
Upgraded(address* implementation)
`;

const linesOf = (text: string) => text.trim().split("\n");
const namesOf = (text: string) => new Set(linesOf(text).map((line) => line.slice(0, line.indexOf("("))));

const typeOf = ({ type, components }: Parameter): string =>
  components ? `(${components.map(inWords).join(", ")})` : type;
const inWords = (parameter: Parameter): string =>
  `${typeOf(parameter)}${parameter.indexed ? "*" : ""} ${parameter.name}`.trim();
const list = (parameters: readonly Parameter[]) => parameters.map(inWords).join(", ");

/** Results: one alone by its type, several with their names. */
function results(outputs: readonly Parameter[] = []): string {
  if (outputs.length === 0) return "";
  return ` -> ${outputs.length === 1 ? outputs[0]!.type : list(outputs)}`;
}

describe("the engine's ABI", () => {
  let entries: readonly Entry[];
  before(async () => {
    await ensureCompiled();
    entries = artifact("Engine").abi as readonly Entry[];
  });

  const ofType = (type: string) => entries.filter((entry) => entry.type === type);

  it("has the protocol's getters", () => {
    const getters = ofType("function").filter(({ name }) => namesOf(GETTERS).has(name!));
    const lines = getters.map(
      ({ name, inputs, outputs }) => `${name}(${inputs!.map(({ type }) => type)})${results(outputs)}`,
    );
    assert.deepEqual(lines.sort(), linesOf(GETTERS).sort());
    for (const { name, stateMutability } of getters) assert.equal(stateMutability, "view", name);
  });

  it("has the protocol's functions, OpenZeppelin's, and no others", () => {
    const functions = ofType("function").filter(({ name }) => !namesOf(GETTERS).has(name!));
    const lines = functions.map(
      ({ name, inputs, outputs, stateMutability }) => `${name}(${list(inputs!)}) ${stateMutability}${results(outputs)}`,
    );
    assert.deepEqual(lines.sort(), linesOf(FUNCTIONS).sort());
  });

  it("has the protocol's events, OpenZeppelin's, and no others", () => {
    const lines = ofType("event").map(({ name, inputs }) => `${name}(${list(inputs!)})`);
    assert.deepEqual(lines.sort(), linesOf(EVENTS).sort());
  });
});
