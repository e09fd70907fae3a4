// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEngineRecords} from "./interfaces/IEngineRecords.sol";
import {Cid} from "./libraries/Cid.sol";

/**
 * @title How the engine stores what {IEngineRecords} shows
 * @notice Packed: a task and a solution take two slots each, a task with a fee three, a validator one.
 * @dev Times have 56 bits, two thousand million years, and numbers of models 32. Stakes have 96, above any supply of the token;
 * checked when tokens come in.
 */
abstract contract EngineRecords is IEngineRecords {
    struct ModelRecord {
        uint256 fee;
        uint256 rate;
        bytes32 id;
        bytes32 cidDigest;
        address addr;
    }

    struct ValidatorRecord {
        uint96 staked;
        uint96 pending;
        uint56 since;
        bool known;
    }

    struct TaskRecord {
        address owner;
        uint56 blocktime;
        uint8 version;
        uint32 modelNumber;
        bytes32 cidDigest;
        uint256 fee;
    }

    /// @dev `cidDigest` is what `isCid` says it is; other bytes lie in `_oddSolutionCids`.
    struct SolutionRecord {
        address validator;
        uint56 blocktime;
        bool claimed;
        bool isCid;
        bytes32 cidDigest;
    }

    struct ContestationRecord {
        address validator;
        uint56 blocktime;
        uint32 finishStartIndex;
        uint256 slashAmount;
    }

    /// @dev Models are numbered from 1 in the order of their registration; 0 is no model.
    uint32 internal _modelCount;
    mapping(bytes32 id => uint32 number) internal _modelNumbers;
    mapping(uint32 number => ModelRecord) internal _models;

    mapping(address validator => ValidatorRecord) internal _validators;
    mapping(address validator => uint256) public pendingValidatorWithdrawRequestsCount;
    mapping(address validator => mapping(uint256 count => PendingValidatorWithdrawRequest)) public
        pendingValidatorWithdrawRequests;

    mapping(bytes32 id => TaskRecord) internal _tasks;
    mapping(bytes32 commitment => uint256 blockNumber) public commitments;
    mapping(bytes32 task => SolutionRecord) internal _solutions;
    mapping(bytes32 task => bytes cid) internal _oddSolutionCids;

    mapping(bytes32 task => ContestationRecord) internal _contestations;
    mapping(bytes32 task => mapping(address validator => bool)) public contestationVoted;
    mapping(bytes32 task => address[]) internal _yeas;
    mapping(bytes32 task => address[]) internal _nays;

    /// @dev Room for what upgrades add, since other storage of the engine follows.
    uint256[50] private __gap;

    /// @inheritdoc IEngineRecords
    function models(bytes32 id) external view returns (uint256 fee, address addr, uint256 rate, bytes memory cid) {
        uint32 number = _modelNumbers[id];
        if (number == 0) return (0, address(0), 0, "");
        ModelRecord storage model = _models[number];
        return (model.fee, model.addr, model.rate, Cid.fromDigest(model.cidDigest));
    }

    /// @inheritdoc IEngineRecords
    function validators(address validator) external view returns (uint256 staked, uint256 since, address addr) {
        ValidatorRecord storage record = _validators[validator];
        return (record.staked, record.since, record.known ? validator : address(0));
    }

    /// @inheritdoc IEngineRecords
    function validatorWithdrawPendingAmount(address validator) external view returns (uint256) {
        return _validators[validator].pending;
    }

    /// @inheritdoc IEngineRecords
    function tasks(bytes32 id)
        external
        view
        returns (bytes32 model, uint256 fee, address owner, uint64 blocktime, uint8 version, bytes memory cid)
    {
        TaskRecord storage task = _tasks[id];
        if (task.modelNumber == 0) return (0, 0, address(0), 0, 0, "");
        model = _models[task.modelNumber].id;
        return (model, task.fee, task.owner, task.blocktime, task.version, Cid.fromDigest(task.cidDigest));
    }

    /// @inheritdoc IEngineRecords
    function solutions(bytes32 task)
        external
        view
        returns (address validator, uint64 blocktime, bool claimed, bytes memory cid)
    {
        SolutionRecord storage solution = _solutions[task];
        cid = solution.isCid ? Cid.fromDigest(solution.cidDigest) : _oddSolutionCids[task];
        return (solution.validator, solution.blocktime, solution.claimed, cid);
    }

    /// @inheritdoc IEngineRecords
    function contestations(bytes32 task)
        external
        view
        // solhint-disable-next-line var-name-mixedcase
        returns (address validator, uint64 blocktime, uint32 finish_start_index, uint256 slashAmount)
    {
        ContestationRecord storage record = _contestations[task];
        return (record.validator, record.blocktime, record.finishStartIndex, record.slashAmount);
    }

    /// @inheritdoc IEngineRecords
    function contestationVoteYeas(bytes32 task, uint256 index) external view returns (address) {
        return _yeas[task][index];
    }

    /// @inheritdoc IEngineRecords
    function contestationVoteNays(bytes32 task, uint256 index) external view returns (address) {
        return _nays[task][index];
    }
}
