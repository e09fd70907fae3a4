// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The owner of every contract, and the treasury
/// @notice Carries out what the governor passed, three days after it was queued. The governor alone proposes and
/// cancels, anyone executes, and nobody but the timelock itself administers the roles. Source: protocol section 7.
contract ArbiusTimelock is TimelockController {
    uint256 private constant INITIAL_DELAY = 3 days;

    /// @param governor may not have been deployed yet: naming it here saves an administrator who must renounce later.
    constructor(address governor)
        TimelockController(INITIAL_DELAY, _only(governor), _only(address(0)), address(0))
    {}

    function _only(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}
