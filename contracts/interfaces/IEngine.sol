// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEngineRecords} from "./IEngineRecords.sol";

/**
 * @title The Arbius engine: tasks, solutions, contestations, stakes and emission
 * @notice The manual of the protocol on chain. Users submit tasks for a model and a fee; validators commit to a result,
 * reveal it and claim the fee, and a reward if the model is mineable; any validator may contest a result within the claim
 * delay, validators vote, and the losers' slashes go to the winners.
 * @dev Units, everywhere: amounts are wei of AIUS (10^-18), times are seconds, percentages and rates have 18 decimals
 * (`1e18` is 100 %). All divisions round down. All arithmetic is checked: a percentage above 100 % makes every formula that
 * uses it panic, also on amounts of 0.
 *
 * Two requirements recur and are named in front of the functions that have them:
 * - [P] not paused, or {EnginePaused};
 * - [V] the caller is a validator, that is `staked - validatorWithdrawPendingAmount >= getValidatorMinimum()`, or
 *   {StakeBelowMinimum}; panics when more is pending than staked.
 *
 * Requirements are checked in the order in which they are listed, [P] and [V] first. A token transfer is made even when its
 * amount is 0, except where "if positive" is said. Errors of the token and of the mathematical library pass through.
 * Types and the getters of single models, tasks and so on are in {IEngineRecords}.
 */
interface IEngine is IEngineRecords {
    // ------------------------------------------------------------------------------------------------------- events

    event ModelRegistered(bytes32 indexed id);
    event ValidatorDeposit(address indexed addr, address indexed validator, uint256 amount);
    event ValidatorWithdrawInitiated(address indexed addr, uint256 indexed count, uint256 unlockTime, uint256 amount);
    event ValidatorWithdrawCancelled(address indexed addr, uint256 indexed count);
    event ValidatorWithdraw(address indexed addr, address indexed to, uint256 indexed count, uint256 amount);
    event TaskSubmitted(bytes32 indexed id, bytes32 indexed model, uint256 fee, address indexed sender);
    event TaskRetracted(bytes32 indexed id);
    event SignalCommitment(address indexed addr, bytes32 indexed commitment);
    event SolutionSubmitted(address indexed addr, bytes32 indexed task);
    /// @notice `addr` is the solver, whoever claims.
    event SolutionClaimed(address indexed addr, bytes32 indexed task);
    event ContestationSubmitted(address indexed addr, bytes32 indexed task);
    /// @notice `addr` is the voter, who is not the caller when the solver's nay is cast for it.
    event ContestationVote(address indexed addr, bytes32 indexed task, bool yea);
    // solhint-disable-next-line var-name-mixedcase
    event ContestationVoteFinish(bytes32 indexed id, uint32 indexed start_idx, uint32 end_idx);
    event SignalSupport(address indexed addr, bytes32 indexed model, bool supported);

    event TreasuryTransferred(address indexed to);
    event PauserTransferred(address indexed to);
    event PausedChanged(bool indexed paused);
    event SolutionMineableRateChange(bytes32 indexed id, uint256 rate);
    event VersionChanged(uint256 version);
    event ValidatorMinimumPercentageChanged(uint256 indexed amount);
    event SlashAmountPercentageChanged(uint256 indexed amount);
    event SolutionFeePercentageChanged(uint256 indexed amount);
    event RetractionFeePercentageChanged(uint256 indexed amount);
    event TreasuryRewardPercentageChanged(uint256 indexed amount);
    event MinClaimSolutionTimeChanged(uint256 indexed amount);
    event MinRetractionWaitTimeChanged(uint256 indexed amount);
    event MinContestationVotePeriodTimeChanged(uint256 indexed amount);
    event MaxContestationValidatorStakeSinceChanged(uint256 indexed amount);
    event ExitValidatorMinUnlockTimeChanged(uint256 indexed amount);

    // ------------------------------------------------------------------------------------------------------- errors

    /// @notice Only the pauser pauses.
    error NotPauser(address caller, address pauser);
    /// @notice [P] failed.
    error EnginePaused();
    /// @notice [V] failed: `freeStake` (what is staked less what is pending) is below the `minimum` of today.
    error StakeBelowMinimum(address validator, uint256 freeStake, uint256 minimum);

    /// @notice The difficulty is undefined at the very start (`t == 0`) and for an untouched pool (`ts == 0`).
    error DifficultyUndefined(uint256 t, uint256 ts);
    /// @notice A CID of one block holds at most `maximum` bytes.
    error ContentTooLong(uint256 length, uint256 maximum);

    error ModelUnknown(bytes32 model);
    error ModelAddressZero();
    error ModelAlreadyRegistered(bytes32 model);

    /// @notice `freeStake` is what is staked less what is pending.
    error FreeStakeTooLow(address validator, uint256 freeStake, uint256 amount);
    error WithdrawRequestUnknown(address validator, uint256 count);
    /// @notice The request may be executed from `unlockTime` on.
    error WithdrawRequestLocked(address validator, uint256 count, uint256 unlockTime);
    /// @notice Slashes have left less than the request's `amount`.
    error StakeTooLow(address validator, uint256 staked, uint256 amount);

    error FeeBelowModelFee(uint256 fee, uint256 modelFee);
    error TaskUnknown(bytes32 task);
    error NotTaskOwner(bytes32 task, address caller, address owner);
    error TaskAlreadySolved(bytes32 task, address validator);
    /// @notice A task may be retracted once it has `waited` for more than `minimumWait`.
    error RetractionTooEarly(bytes32 task, uint256 waited, uint256 minimumWait);

    error CommitmentAlreadySignalled(bytes32 commitment, uint256 blockNumber);
    error CommitmentUnknown(bytes32 commitment);
    /// @notice A commitment counts from the block after its own.
    error CommitmentNotInPast(bytes32 commitment, uint256 commitmentBlock, uint256 currentBlock);

    error SolutionUnknown(bytes32 task);
    error SolutionAlreadyClaimed(bytes32 task);
    /// @notice A solution may be claimed after (not at) `claimableAfter`.
    error ClaimTooEarly(bytes32 task, uint256 claimableAfter);

    error ContestationUnknown(bytes32 task);
    error AlreadyContested(bytes32 task, address contester);
    /// @notice A solution may be contested before (not at) `deadline`.
    error ContestationTooLate(bytes32 task, uint256 deadline);
    /// @notice `code` is {validatorCanVote}'s.
    error VoteNotAllowed(address validator, bytes32 task, uint256 code);
    /// @notice Votes may be settled from `votingEnd` on.
    error VotingNotOver(bytes32 task, uint256 votingEnd);
    error FinishAmountZero(bytes32 task);

    // ------------------------------------------------------------------------------------------------------- state

    /// @notice The token of fees, stakes and rewards: AIUS.
    function baseToken() external view returns (address);

    /// @notice Who receives the accrued fees and a part of every reward.
    function treasury() external view returns (address);

    /// @notice Who may pause.
    function pauser() external view returns (address);

    function paused() external view returns (bool);

    /// @notice What {withdrawAccruedFees} would send to the treasury.
    function accruedFees() external view returns (uint256);

    /// @notice The id of the newest task, 0 before the first: it goes into the next id.
    function prevhash() external view returns (bytes32);

    /// @notice When emission began.
    function startBlockTime() external view returns (uint64);

    /// @notice The version of miner that the owner recommends. The engine itself does not use it.
    function version() external view returns (uint256);

    /// @notice Share of the supply that a validator must have staked. Initially 0.08 %.
    function validatorMinimumPercentage() external view returns (uint256);

    /// @notice Share of the supply that a vote puts at risk. Initially 0.01 %.
    function slashAmountPercentage() external view returns (uint256);

    /// @notice Treasury's share of a fee, after the model's. Initially 10 %.
    function solutionFeePercentage() external view returns (uint256);

    /// @notice Treasury's share of the fee of a retracted task. Initially 10 %.
    function retractionFeePercentage() external view returns (uint256);

    /// @notice Treasury's share of a reward. Initially 10 %.
    function treasuryRewardPercentage() external view returns (uint256);

    /// @notice How long a solution may be contested before it may be claimed. Initially 2 000.
    function minClaimSolutionTime() external view returns (uint256);

    /// @notice How long a task must wait for a solution before it may be retracted. Initially 10 000.
    function minRetractionWaitTime() external view returns (uint256);

    /// @notice How long votes on a contestation are taken. Initially 4 000.
    function minContestationVotePeriodTime() external view returns (uint256);

    /// @notice How much later than a contestation a voter's stake may have been raised. Initially 120.
    function maxContestationValidatorStakeSince() external view returns (uint256);

    /// @notice How long a withdrawal of stake waits. Initially 86 400.
    function exitValidatorMinUnlockTime() external view returns (uint256);

    // ------------------------------------------------------------------------------------------------------- administration

    /// @notice Sets up a proxy: owner and pauser are the caller, emission starts now.
    /// @dev Once per proxy, never on the implementation.
    function initialize(address baseToken_, address treasury_) external;

    /// @notice Owner only.
    function transferTreasury(address to_) external;

    /// @notice Owner only.
    function transferPauser(address to_) external;

    /// @notice Pauser only, or {NotPauser}.
    function setPaused(bool paused_) external;

    /// @notice Owner only; the model exists, or {ModelUnknown}. Any rate is taken.
    function setSolutionMineableRate(bytes32 model_, uint256 rate_) external;

    /// @notice Owner only.
    function setVersion(uint256 version_) external;

    /// @notice Owner only, like all setters below; any value is taken.
    function setValidatorMinimumPercentage(uint256 amount_) external;

    function setSlashAmountPercentage(uint256 amount_) external;

    function setSolutionFeePercentage(uint256 amount_) external;

    function setRetractionFeePercentage(uint256 amount_) external;

    function setTreasuryRewardPercentage(uint256 amount_) external;

    function setMinClaimSolutionTime(uint256 amount_) external;

    function setMinRetractionWaitTime(uint256 amount_) external;

    function setMinContestationVotePeriodTime(uint256 amount_) external;

    function setMaxContestationValidatorStakeSince(uint256 amount_) external;

    function setExitValidatorMinUnlockTime(uint256 amount_) external;

    /// @notice [P] Sends the accrued fees to the treasury. Anyone may call.
    function withdrawAccruedFees() external;

    // ------------------------------------------------------------------------------------------------------- emission

    /// @notice What has left the engine: 600 000 less its balance, 0 if it holds more. Stakes and fees that it holds count as
    /// not emitted. (The spelling is the ABI's.)
    function getPsuedoTotalSupply() external view returns (uint256);

    /// @notice Stake that a vote locks and the loser forfeits: 0 below a supply of 2 000, else {slashAmountPercentage} of the
    /// supply, rounded up.
    function getSlashAmount() external view returns (uint256);

    /// @notice Least stake of a validator: 0 below a supply of 1 000, else {validatorMinimumPercentage} of the supply, rounded up.
    function getValidatorMinimum() external view returns (uint256);

    /// @notice Reward of a claim at rate 1, now.
    function getReward() external view returns (uint256);

    /// @notice Supply on schedule `t` seconds after the start: `600000 (1 - 2^(-t / year))`; 600 000 beyond a hundred years.
    function targetTs(uint256 t) external pure returns (uint256);

    /// @notice How strongly the reward is raised (up to 100) or lowered (down to 0) when the supply `ts` is behind or ahead of
    /// schedule at `t`: halved for each percent ahead, doubled for each percent behind.
    /// @dev `t` and `ts` are positive, or {DifficultyUndefined}.
    function diffMul(uint256 t, uint256 ts) external pure returns (uint256);

    /// @notice Reward at rate 1: 1 while nothing is emitted, else the unmined part of the pool times {diffMul}.
    /// @dev As {diffMul}; then panics when `ts` is above 600 000.
    function reward(uint256 t, uint256 ts) external pure returns (uint256);

    // ------------------------------------------------------------------------------------------------------- identifiers

    /// @notice IPFS CID (version 0) of content that fits in one block: `0x1220` and a sha256, 34 bytes.
    /// @dev At most 65 536 bytes, or {ContentTooLong}.
    function generateIPFSCID(bytes calldata content_) external pure returns (bytes memory);

    /// @notice Id of a model registered by `sender_`: from its address, fee and CID.
    function hashModel(Model calldata o_, address sender_) external pure returns (bytes32);

    /// @notice Id of a task submitted by `sender_` after the task `prevhash_`: from its model, fee and CID.
    function hashTask(Task calldata o_, address sender_, bytes32 prevhash_) external pure returns (bytes32);

    /// @notice What `sender_` signals before revealing `cid_` as the solution of `taskid_`.
    function generateCommitment(address sender_, bytes32 taskid_, bytes calldata cid_) external pure returns (bytes32);

    // ------------------------------------------------------------------------------------------------------- models

    /// @notice [P] Registers a model, at rate 0; its fee and address are fixed for good. Anyone may call.
    /// @dev `addr_` is not 0, or {ModelAddressZero}; {ContentTooLong}; an id is registered once, or {ModelAlreadyRegistered}.
    function registerModel(address addr_, uint256 fee_, bytes calldata template_) external returns (bytes32 id);

    /// @notice [V] Says that the caller serves the model, or no longer does. For miners; the engine does not use it.
    /// @dev {ModelUnknown}.
    function signalSupport(bytes32 model_, bool support_) external;

    // ------------------------------------------------------------------------------------------------------- stake

    /// @notice [P] Stakes `amount_` of the caller's tokens for `validator_`. Anyone may fund anyone, with any amount.
    /// @dev The tokens are pulled before the minimum is computed, since the pull moves the supply on which it depends.
    function validatorDeposit(address validator_, uint256 amount_) external;

    /// @notice [P] Announces a withdrawal; `count`, from 1, is the caller's number for it.
    /// @dev The caller's stake less what is pending covers it, or {FreeStakeTooLow}.
    function initiateValidatorWithdraw(uint256 amount_) external returns (uint256 count);

    /// @notice [P] Gives up a withdrawal.
    /// @dev {WithdrawRequestUnknown}.
    function cancelValidatorWithdraw(uint256 count_) external;

    /// @notice [P] Takes stake out.
    /// @dev {WithdrawRequestUnknown}; at or after its unlock time, or {WithdrawRequestLocked}; stake covers it, or {StakeTooLow}.
    function validatorWithdraw(uint256 count_, address to_) external;

    // ------------------------------------------------------------------------------------------------------- tasks

    /// @notice [P] Asks for a run of a model. `owner_` is free; the caller pays `fee_`.
    /// @dev {ModelUnknown}; the fee covers the model's, or {FeeBelowModelFee}; {ContentTooLong}.
    function submitTask(uint8 version_, address owner_, bytes32 model_, uint256 fee_, bytes calldata input_)
        external
        returns (bytes32 id);

    /// @notice [P] Deletes a task that nobody solved and returns its fee less {retractionFeePercentage}.
    /// @dev The caller is the task's owner, or {NotTaskOwner}; no solution, or {TaskAlreadySolved}; more than
    /// {minRetractionWaitTime} has passed, or {RetractionTooEarly}.
    function retractTask(bytes32 taskid_) external;

    // ------------------------------------------------------------------------------------------------------- solutions

    /// @notice [P] Stores the block number for a commitment. Anyone may, for anyone, once.
    /// @dev {CommitmentAlreadySignalled}.
    function signalCommitment(bytes32 commitment_) external;

    /// @notice [P] [V] Reveals the result that the caller committed to. The first solution of a task keeps it.
    /// @dev {TaskUnknown}; {TaskAlreadySolved}; {CommitmentUnknown}; in an earlier block, or {CommitmentNotInPast}.
    function submitSolution(bytes32 taskid_, bytes calldata cid_) external;

    /// @notice [P] Pays fee and reward of an uncontested solution to its solver. Anyone may call.
    /// @dev {SolutionUnknown}; {AlreadyContested}; after {minClaimSolutionTime}, or {ClaimTooEarly}; {SolutionAlreadyClaimed}.
    ///
    /// The payment: the model's fee to the model, if positive; of the rest {solutionFeePercentage} (rounded up) is accrued for
    /// the treasury and the remainder, if positive, goes to the solver; then, if the model's rate and the reward are positive,
    /// the reward less {treasuryRewardPercentage} to the solver and that percentage (rounded up) to the treasury.
    function claimSolution(bytes32 taskid_) external;

    // ------------------------------------------------------------------------------------------------------- contestations

    /// @notice [P] [V] Contests a solution. The slash is fixed now; the caller votes yea, and the solver's nay is cast for it if
    /// its stake covers the slash.
    /// @dev {SolutionUnknown}; {AlreadyContested}; before {minClaimSolutionTime} is over, or {ContestationTooLate};
    /// {SolutionAlreadyClaimed}. Panics when the caller's stake is below the slash.
    function submitContestation(bytes32 taskid_) external;

    /// @notice Whether a validator may vote: 0 yes; 1 no contestation; 2 the period is over; 3 has voted; 4 never reached the
    /// minimum stake; 5 staked before {maxContestationValidatorStakeSince} (as a time) and 6 staked too late for this contestation.
    function validatorCanVote(address addr_, bytes32 taskid_) external view returns (uint256);

    /// @notice [P] [V] Votes, locking the slash out of the caller's stake.
    /// @dev {validatorCanVote} is 0, or {VoteNotAllowed}. Panics when the caller's stake is below the slash.
    function voteOnContestation(bytes32 taskid_, bool yea_) external;

    /// @notice [P] Settles the next `amnt_` votes of the winning side: each gets its slash back as stake, and its part of the
    /// losers' slashes in tokens. The first page also ends the task: its fee is refunded to its owner when the contestation
    /// succeeds (more yeas than nays), else the solver is paid as for a claim. Anyone may call.
    /// @dev {ContestationUnknown}; {minContestationVotePeriodTime} is over, or {VotingNotOver}; the amount is positive, or
    /// {FinishAmountZero}. Panics when the page ends beyond 2^32 - 1. Votes are counted anew on each page; indices beyond the
    /// last vote do nothing. The solution is not marked as claimed.
    function contestationVoteFinish(bytes32 taskid_, uint32 amnt_) external;
}
