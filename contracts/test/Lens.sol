// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Many views in one call
/// @notice For comparisons only, and never deployed by a transaction: a test puts its code where it is called.
contract Lens {
    /// @notice What one view answered: its results if `ok`, else what it reverted with.
    struct Reading {
        bool ok;
        bytes data;
    }

    /// @notice Calls `targets[i]` with `calls[i]`, for each i. A view that reverts does not stop the others.
    /// @dev The lists are of equal length, or the index panics.
    function read(address[] calldata targets, bytes[] calldata calls) external view returns (Reading[] memory readings) {
        readings = new Reading[](targets.length);
        for (uint256 i = 0; i < targets.length; ++i) {
            // solhint-disable-next-line avoid-low-level-calls
            (readings[i].ok, readings[i].data) = targets[i].staticcall(calls[i]);
        }
    }
}
