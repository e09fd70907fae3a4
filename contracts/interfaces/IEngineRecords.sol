// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/**
 * @title What the engine keeps on models, validators, tasks, solutions and contestations
 * @notice Unknown keys read as zeros and empty bytes. A model exists when its `addr` is not 0, a task when its `model` is not
 * 0, a solution or contestation when its `validator` is not 0, a withdrawal request when its `unlockTime` is not 0.
 * @dev Units as in {IEngine}: wei, seconds, 18 decimals. Apart from it, so that getters may name their results `owner` and
 * `version` as the protocol does, without shadowing its functions of these names.
 */
interface IEngineRecords {
    // ------------------------------------------------------------------------------------------------------- types

    /// @notice What tasks are run with. `fee` is the least that a task must offer and what `addr` earns of it;
    /// `rate` scales the reward (`1e18` the full one, 0 none); `cid` is the IPFS CID of the template.
    struct Model {
        uint256 fee;
        address addr;
        uint256 rate;
        bytes cid;
    }

    /// @notice `since` is when the stake last rose from at most the minimum to at least the minimum.
    struct Validator {
        uint256 staked;
        uint256 since;
        address addr;
    }

    /// @notice `amount` of stake that may be withdrawn from `unlockTime` on.
    struct PendingValidatorWithdrawRequest {
        uint256 unlockTime;
        uint256 amount;
    }

    /// @notice `fee` is the whole fee, the model's share included; `owner` may retract and is who is refunded;
    /// `blocktime` is when it was submitted; `version` is the submitter's; `cid` is the IPFS CID of the input.
    struct Task {
        bytes32 model;
        uint256 fee;
        address owner;
        uint64 blocktime;
        uint8 version;
        bytes cid;
    }

    /// @notice `cid` is the result as its `validator` gave it, any bytes.
    struct Solution {
        address validator;
        uint64 blocktime;
        bool claimed;
        bytes cid;
    }

    /// @notice `finish_start_index` is the first vote that has not been settled; `slashAmount` is what each vote locks.
    struct Contestation {
        address validator;
        uint64 blocktime;
        // solhint-disable-next-line var-name-mixedcase
        uint32 finish_start_index;
        uint256 slashAmount;
    }

    // ------------------------------------------------------------------------------------------------------- getters

    function models(bytes32 id) external view returns (uint256 fee, address addr, uint256 rate, bytes memory cid);

    function validators(address validator) external view returns (uint256 staked, uint256 since, address addr);

    /// @notice How many requests the validator has ever made; the newest has this number.
    function pendingValidatorWithdrawRequestsCount(address validator) external view returns (uint256);

    function pendingValidatorWithdrawRequests(address validator, uint256 count)
        external
        view
        returns (uint256 unlockTime, uint256 amount);

    /// @notice Sum of the validator's open requests. It stays slashable, but gives no right to act.
    function validatorWithdrawPendingAmount(address validator) external view returns (uint256);

    function tasks(bytes32 id)
        external
        view
        returns (bytes32 model, uint256 fee, address owner, uint64 blocktime, uint8 version, bytes memory cid);

    /// @notice The block in which the commitment was signalled.
    function commitments(bytes32 commitment) external view returns (uint256);

    function solutions(bytes32 task)
        external
        view
        returns (address validator, uint64 blocktime, bool claimed, bytes memory cid);

    function contestations(bytes32 task)
        external
        view
        // solhint-disable-next-line var-name-mixedcase
        returns (address validator, uint64 blocktime, uint32 finish_start_index, uint256 slashAmount);

    function contestationVoted(bytes32 task, address validator) external view returns (bool);

    /// @notice Who voted for the contestation, in order; the contester is the first. Panics beyond the last vote.
    function contestationVoteYeas(bytes32 task, uint256 index) external view returns (address);

    /// @notice Who voted against the contestation, in order. Panics beyond the last vote.
    function contestationVoteNays(bytes32 task, uint256 index) external view returns (address);
}
