// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {EngineAdministration} from "./EngineAdministration.sol";
import {EngineRecords} from "./EngineRecords.sol";
import {IEngine} from "./interfaces/IEngine.sol";
import {Cid} from "./libraries/Cid.sol";
import {Emission} from "./libraries/Emission.sol";
import {Settlement} from "./libraries/Settlement.sol";
import {Share, WAD} from "./libraries/Share.sol";
import {ArbSys} from "./nova/ArbSys.sol";

/// @title The Arbius engine
/// @notice What participants do and what follows from it; {IEngine} is the manual.
contract Engine is EngineRecords, EngineAdministration {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @dev Supplies below these need no stake and cost no slash. Source: protocol section 1.
    uint256 private constant MINIMUM_STAKE_FROM_SUPPLY = 1_000e18;
    uint256 private constant SLASH_FROM_SUPPLY = 2_000e18;

    ArbSys private constant ARB_SYS = ArbSys(address(0x64));

    uint256 public accruedFees;
    bytes32 public prevhash;

    // ------------------------------------------------------------------------------------------------------- access

    modifier onlyValidator() {
        _checkValidator();
        _;
    }

    function _checkValidator() private view {
        uint256 freeStake = _freeStake(_validators[msg.sender]);
        uint256 minimum = getValidatorMinimum();
        if (freeStake < minimum) revert StakeBelowMinimum(msg.sender, freeStake, minimum);
    }

    function _freeStake(ValidatorRecord storage validator) private view returns (uint256) {
        return validator.staked - validator.pending;
    }

    // ------------------------------------------------------------------------------------------------------- emission

    /// @inheritdoc IEngine
    function getPsuedoTotalSupply() public view returns (uint256) {
        uint256 balance = _baseToken.balanceOf(address(this));
        return balance >= Emission.MINING_ALLOCATION ? 0 : Emission.MINING_ALLOCATION - balance;
    }

    /// @inheritdoc IEngine
    function getSlashAmount() public view returns (uint256) {
        uint256 supply = getPsuedoTotalSupply();
        return supply < SLASH_FROM_SUPPLY ? 0 : Share.roundedUp(supply, slashAmountPercentage);
    }

    /// @inheritdoc IEngine
    function getValidatorMinimum() public view returns (uint256) {
        uint256 supply = getPsuedoTotalSupply();
        return supply < MINIMUM_STAKE_FROM_SUPPLY ? 0 : Share.roundedUp(supply, validatorMinimumPercentage);
    }

    /// @inheritdoc IEngine
    function getReward() public view returns (uint256) {
        return Emission.reward(block.timestamp - startBlockTime, getPsuedoTotalSupply());
    }

    /// @inheritdoc IEngine
    function targetTs(uint256 t) external pure returns (uint256) {
        return Emission.targetTs(t);
    }

    /// @inheritdoc IEngine
    function diffMul(uint256 t, uint256 ts) external pure returns (uint256) {
        return Emission.diffMul(t, ts);
    }

    /// @inheritdoc IEngine
    function reward(uint256 t, uint256 ts) external pure returns (uint256) {
        return Emission.reward(t, ts);
    }

    // ------------------------------------------------------------------------------------------------------- identifiers

    /// @inheritdoc IEngine
    function generateIPFSCID(bytes calldata content_) external pure returns (bytes memory) {
        return Cid.fromDigest(Cid.digestOf(content_));
    }

    /// @inheritdoc IEngine
    function hashModel(Model calldata o_, address sender_) external pure returns (bytes32) {
        return _hashModel(sender_, o_.addr, o_.fee, o_.cid);
    }

    function _hashModel(address sender, address addr, uint256 fee, bytes memory cid) private pure returns (bytes32) {
        return keccak256(abi.encode(sender, addr, fee, cid));
    }

    /// @inheritdoc IEngine
    function hashTask(Task calldata o_, address sender_, bytes32 prevhash_) external pure returns (bytes32) {
        return _hashTask(sender_, prevhash_, o_.model, o_.fee, o_.cid);
    }

    function _hashTask(address sender, bytes32 previous, bytes32 model, uint256 fee, bytes memory cid)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(sender, previous, model, fee, cid));
    }

    /// @inheritdoc IEngine
    function generateCommitment(address sender_, bytes32 taskid_, bytes calldata cid_) public pure returns (bytes32) {
        return keccak256(abi.encode(sender_, taskid_, cid_));
    }

    // ------------------------------------------------------------------------------------------------------- models

    /// @inheritdoc IEngine
    function registerModel(address addr_, uint256 fee_, bytes calldata template_)
        external
        whenNotPaused
        returns (bytes32 id)
    {
        if (addr_ == address(0)) revert ModelAddressZero();
        bytes32 digest = Cid.digestOf(template_);
        id = _hashModel(msg.sender, addr_, fee_, Cid.fromDigest(digest));
        if (_modelNumbers[id] != 0) revert ModelAlreadyRegistered(id);

        uint32 number = ++_modelCount;
        _modelNumbers[id] = number;
        _models[number] = ModelRecord({fee: fee_, rate: 0, id: id, cidDigest: digest, addr: addr_});
        emit ModelRegistered(id);
    }

    /// @inheritdoc IEngine
    function setSolutionMineableRate(bytes32 model_, uint256 rate_) external onlyOwner {
        _models[_existingModelNumber(model_)].rate = rate_;
        emit SolutionMineableRateChange(model_, rate_);
    }

    /// @inheritdoc IEngine
    function signalSupport(bytes32 model_, bool support_) external onlyValidator {
        _existingModelNumber(model_);
        emit SignalSupport(msg.sender, model_, support_);
    }

    function _existingModelNumber(bytes32 id) private view returns (uint32 number) {
        number = _modelNumbers[id];
        if (number == 0) revert ModelUnknown(id);
    }

    // ------------------------------------------------------------------------------------------------------- stake

    /// @inheritdoc IEngine
    function validatorDeposit(address validator_, uint256 amount_) external whenNotPaused {
        _baseToken.safeTransferFrom(msg.sender, address(this), amount_);

        uint256 minimum = getValidatorMinimum();
        ValidatorRecord storage validator = _validators[validator_];
        uint256 before = validator.staked;
        uint256 staked = before + amount_;
        if (before <= minimum && staked >= minimum) validator.since = uint56(block.timestamp);
        validator.staked = staked.toUint96();
        validator.known = true;
        emit ValidatorDeposit(msg.sender, validator_, amount_);
    }

    /// @inheritdoc IEngine
    function initiateValidatorWithdraw(uint256 amount_) external whenNotPaused returns (uint256 count) {
        ValidatorRecord storage validator = _validators[msg.sender];
        uint256 freeStake = _freeStake(validator);
        if (freeStake < amount_) revert FreeStakeTooLow(msg.sender, freeStake, amount_);

        count = ++pendingValidatorWithdrawRequestsCount[msg.sender];
        uint256 unlockTime = block.timestamp + exitValidatorMinUnlockTime;
        pendingValidatorWithdrawRequests[msg.sender][count] = PendingValidatorWithdrawRequest(unlockTime, amount_);
        validator.pending += uint96(amount_);
        emit ValidatorWithdrawInitiated(msg.sender, count, unlockTime, amount_);
    }

    /// @inheritdoc IEngine
    function cancelValidatorWithdraw(uint256 count_) external whenNotPaused {
        (, uint256 amount) = _existingRequest(count_);
        _validators[msg.sender].pending -= uint96(amount);
        delete pendingValidatorWithdrawRequests[msg.sender][count_];
        emit ValidatorWithdrawCancelled(msg.sender, count_);
    }

    /// @inheritdoc IEngine
    function validatorWithdraw(uint256 count_, address to_) external whenNotPaused {
        (uint256 unlockTime, uint256 amount) = _existingRequest(count_);
        if (block.timestamp < unlockTime) revert WithdrawRequestLocked(msg.sender, count_, unlockTime);
        ValidatorRecord storage validator = _validators[msg.sender];
        if (validator.staked < amount) revert StakeTooLow(msg.sender, validator.staked, amount);

        validator.staked -= uint96(amount);
        validator.pending -= uint96(amount);
        delete pendingValidatorWithdrawRequests[msg.sender][count_];
        _baseToken.safeTransfer(to_, amount);
        emit ValidatorWithdraw(msg.sender, to_, count_, amount);
    }

    function _existingRequest(uint256 count) private view returns (uint256 unlockTime, uint256 amount) {
        PendingValidatorWithdrawRequest storage request = pendingValidatorWithdrawRequests[msg.sender][count];
        (unlockTime, amount) = (request.unlockTime, request.amount);
        if (unlockTime == 0) revert WithdrawRequestUnknown(msg.sender, count);
    }

    // ------------------------------------------------------------------------------------------------------- tasks

    /// @inheritdoc IEngine
    function submitTask(uint8 version_, address owner_, bytes32 model_, uint256 fee_, bytes calldata input_)
        external
        whenNotPaused
        returns (bytes32 id)
    {
        uint32 number = _existingModelNumber(model_);
        uint256 modelFee = _models[number].fee;
        if (fee_ < modelFee) revert FeeBelowModelFee(fee_, modelFee);
        bytes32 digest = Cid.digestOf(input_);

        id = _hashTask(msg.sender, prevhash, model_, fee_, Cid.fromDigest(digest));
        prevhash = id;
        TaskRecord storage task = _tasks[id];
        task.owner = owner_;
        task.blocktime = uint56(block.timestamp);
        task.version = version_;
        task.modelNumber = number;
        task.cidDigest = digest;
        if (fee_ > 0) task.fee = fee_;

        emit TaskSubmitted(id, model_, fee_, msg.sender);
        _baseToken.safeTransferFrom(msg.sender, address(this), fee_);
    }

    /// @inheritdoc IEngine
    function retractTask(bytes32 taskid_) external whenNotPaused {
        TaskRecord storage task = _tasks[taskid_];
        if (task.owner != msg.sender) revert NotTaskOwner(taskid_, msg.sender, task.owner);
        _checkUnsolved(taskid_);
        uint256 waited = block.timestamp - task.blocktime;
        if (waited <= minRetractionWaitTime) revert RetractionTooEarly(taskid_, waited, minRetractionWaitTime);

        uint256 fee = task.fee;
        uint256 kept = Share.roundedUp(fee, retractionFeePercentage);
        accruedFees += kept;
        delete _tasks[taskid_];
        _baseToken.safeTransfer(msg.sender, fee - kept);
        emit TaskRetracted(taskid_);
    }

    function _checkUnsolved(bytes32 id) private view {
        address validator = _solutions[id].validator;
        if (validator != address(0)) revert TaskAlreadySolved(id, validator);
    }

    // ------------------------------------------------------------------------------------------------------- solutions

    /// @inheritdoc IEngine
    function signalCommitment(bytes32 commitment_) external whenNotPaused {
        uint256 signalledAt = commitments[commitment_];
        if (signalledAt != 0) revert CommitmentAlreadySignalled(commitment_, signalledAt);
        commitments[commitment_] = _blockNumber();
        emit SignalCommitment(msg.sender, commitment_);
    }

    /// @inheritdoc IEngine
    function submitSolution(bytes32 taskid_, bytes calldata cid_) external whenNotPaused onlyValidator {
        if (_tasks[taskid_].modelNumber == 0) revert TaskUnknown(taskid_);
        _checkUnsolved(taskid_);
        _checkCommitment(generateCommitment(msg.sender, taskid_, cid_));

        (bool isCid, bytes32 digest) = Cid.toDigest(cid_);
        _solutions[taskid_] = SolutionRecord({
            validator: msg.sender,
            blocktime: uint56(block.timestamp),
            claimed: false,
            isCid: isCid,
            cidDigest: digest
        });
        if (!isCid) _oddSolutionCids[taskid_] = cid_;
        emit SolutionSubmitted(msg.sender, taskid_);
    }

    function _checkCommitment(bytes32 commitment) internal view virtual {
        uint256 signalledAt = commitments[commitment];
        if (signalledAt == 0) revert CommitmentUnknown(commitment);
        uint256 current = _blockNumber();
        if (signalledAt >= current) revert CommitmentNotInPast(commitment, signalledAt, current);
    }

    /// @dev On Arbitrum `block.number` estimates the L1's; the chain's own comes from a precompile. Source: protocol section 1.
    function _blockNumber() private view returns (uint256) {
        bool onArbitrum = block.chainid == 42170 || block.chainid == 421613 || block.chainid == 421614;
        return onArbitrum ? ARB_SYS.arbBlockNumber() : block.number;
    }

    /// @inheritdoc IEngine
    function claimSolution(bytes32 taskid_) external whenNotPaused {
        SolutionRecord storage solution = _existingSolution(taskid_);
        _checkUncontested(taskid_);
        uint256 claimableAfter = solution.blocktime + minClaimSolutionTime;
        if (block.timestamp <= claimableAfter) revert ClaimTooEarly(taskid_, claimableAfter);
        if (solution.claimed) revert SolutionAlreadyClaimed(taskid_);

        address solver = solution.validator;
        solution.claimed = true;
        emit SolutionClaimed(solver, taskid_);
        _pay(_tasks[taskid_], solver);
    }

    function _existingSolution(bytes32 id) private view returns (SolutionRecord storage solution) {
        solution = _solutions[id];
        if (solution.validator == address(0)) revert SolutionUnknown(id);
    }

    function _checkUncontested(bytes32 id) private view {
        address contester = _contestations[id].validator;
        if (contester != address(0)) revert AlreadyContested(id, contester);
    }

    /// @dev "pay" of protocol section 5.
    function _pay(TaskRecord storage task, address solver) private {
        ModelRecord storage model = _models[task.modelNumber];
        uint256 modelFee = model.fee;
        uint256 remainder = task.fee - modelFee;
        uint256 treasuryFee = Share.roundedUp(remainder, solutionFeePercentage);

        if (treasuryFee > 0) accruedFees += treasuryFee;
        if (modelFee > 0) _baseToken.safeTransfer(model.addr, modelFee);
        if (remainder > treasuryFee) _baseToken.safeTransfer(solver, remainder - treasuryFee);
        _payReward(model.rate, solver);
    }

    /// @dev The reward is computed after the fee has left, since that moves the supply.
    function _payReward(uint256 rate, address solver) private {
        if (rate == 0) return;
        uint256 total = (getReward() * rate) / WAD;
        if (total == 0) return;

        uint256 treasuryReward = Share.roundedUp(total, treasuryRewardPercentage);
        _baseToken.safeTransfer(solver, total - treasuryReward);
        _baseToken.safeTransfer(treasury, treasuryReward);
    }

    /// @inheritdoc IEngine
    function withdrawAccruedFees() external whenNotPaused {
        uint256 amount = accruedFees;
        accruedFees = 0;
        _baseToken.safeTransfer(treasury, amount);
    }

    // ------------------------------------------------------------------------------------------------------- contestations

    /// @inheritdoc IEngine
    function submitContestation(bytes32 taskid_) external whenNotPaused onlyValidator {
        SolutionRecord storage solution = _existingSolution(taskid_);
        _checkUncontested(taskid_);
        uint256 deadline = solution.blocktime + minClaimSolutionTime;
        if (block.timestamp >= deadline) revert ContestationTooLate(taskid_, deadline);
        if (solution.claimed) revert SolutionAlreadyClaimed(taskid_);

        uint256 slash = getSlashAmount();
        _contestations[taskid_] = ContestationRecord({
            validator: msg.sender,
            blocktime: uint56(block.timestamp),
            finishStartIndex: 0,
            slashAmount: slash
        });
        emit ContestationSubmitted(msg.sender, taskid_);

        address solver = solution.validator;
        _vote(taskid_, msg.sender, true, slash);
        if (_validators[solver].staked >= slash) _vote(taskid_, solver, false, slash);
    }

    /// @inheritdoc IEngine
    function voteOnContestation(bytes32 taskid_, bool yea_) external whenNotPaused onlyValidator {
        uint256 code = validatorCanVote(msg.sender, taskid_);
        if (code != 0) revert VoteNotAllowed(msg.sender, taskid_, code);
        _vote(taskid_, msg.sender, yea_, _contestations[taskid_].slashAmount);
    }

    /// @inheritdoc IEngine
    function validatorCanVote(address addr_, bytes32 taskid_) public view returns (uint256) {
        ContestationRecord storage contestation = _contestations[taskid_];
        if (contestation.validator == address(0)) return 1;
        if (block.timestamp > contestation.blocktime + minContestationVotePeriodTime) return 2;
        if (contestationVoted[taskid_][addr_]) return 3;
        uint256 since = _validators[addr_].since;
        if (since == 0) return 4;
        if (since < maxContestationValidatorStakeSince) return 5;
        if (since - maxContestationValidatorStakeSince > contestation.blocktime) return 6;
        return 0;
    }

    function _vote(bytes32 id, address voter, bool yea, uint256 slash) private {
        contestationVoted[id][voter] = true;
        (yea ? _yeas : _nays)[id].push(voter);
        ValidatorRecord storage validator = _validators[voter];
        validator.staked = uint96(uint256(validator.staked) - slash);
        emit ContestationVote(voter, id, yea);
    }

    /// @inheritdoc IEngine
    function contestationVoteFinish(bytes32 taskid_, uint32 amnt_) external whenNotPaused {
        ContestationRecord storage contestation = _contestations[taskid_];
        if (contestation.validator == address(0)) revert ContestationUnknown(taskid_);
        uint256 votingEnd = contestation.blocktime + minContestationVotePeriodTime;
        if (block.timestamp < votingEnd) revert VotingNotOver(taskid_, votingEnd);
        if (amnt_ == 0) revert FinishAmountZero(taskid_);

        uint32 start = contestation.finishStartIndex;
        uint32 end = start + amnt_;
        contestation.finishStartIndex = end;
        bool succeeded = _settleVotes(taskid_, contestation.slashAmount, start, end);
        if (start == 0) _endTask(taskid_, succeeded);
        emit ContestationVoteFinish(taskid_, start, end);
    }

    /// @dev Settles the votes `[start, end)` of the winning side. A tie fails.
    function _settleVotes(bytes32 id, uint256 slash, uint256 start, uint256 end) private returns (bool succeeded) {
        uint256 yeas = _yeas[id].length;
        uint256 nays = _nays[id].length;
        succeeded = yeas > nays;
        (uint256 first, uint256 eachOther) =
            succeeded ? Settlement.toYeas(nays * slash, yeas) : Settlement.toNays(yeas * slash, nays);
        address[] storage winners = succeeded ? _yeas[id] : _nays[id];
        if (end > winners.length) end = winners.length;

        for (uint256 i = start; i < end; ++i) {
            _validators[winners[i]].staked += uint96(slash);
        }
        for (uint256 i = start; i < end; ++i) {
            _baseToken.safeTransfer(winners[i], i == 0 ? first : eachOther);
        }
    }

    function _endTask(bytes32 id, bool succeeded) private {
        TaskRecord storage task = _tasks[id];
        if (succeeded) _baseToken.safeTransfer(task.owner, task.fee);
        else _pay(task, _solutions[id].validator);
    }
}
