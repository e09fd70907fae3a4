// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";

/// @title Liquidity incentives: four years, each less than the last
/// @notice Releases 4, 3, 2 and 1 tenths of the allocation in years 1 to 4, linear within each year.
/// Source: whitepaper section 5.2 (36 000, 27 000, 18 000 and 9 000 AIUS), protocol section 7.
contract IncentiveVesting is VestingWallet {
    uint64 private constant YEAR = 365 days;
    uint64 private constant YEARS = 4;

    constructor(address beneficiary, uint64 startTimestamp)
        VestingWallet(beneficiary, startTimestamp, YEARS * YEAR)
    {}

    /// @inheritdoc VestingWallet
    /// @dev Rounded down once, so that nothing is lost at a year's end.
    function _vestingSchedule(uint256 totalAllocation, uint64 timestamp) internal view override returns (uint256) {
        if (timestamp < start()) return 0;
        if (timestamp >= end()) return totalAllocation;
        uint256 elapsed = timestamp - start();
        return (totalAllocation * _tenthSeconds(elapsed / YEAR, elapsed % YEAR)) / (10 * YEAR);
    }

    /// @dev Area under the rate, in tenths of the allocation times seconds, `within` seconds into the year after
    /// `completed` years. Year n's rate is 5 - n tenths, so n years hold 4 + 3 + ... = n (9 - n) / 2.
    function _tenthSeconds(uint256 completed, uint256 within) private pure returns (uint256) {
        return ((completed * (9 - completed)) / 2) * YEAR + (YEARS - completed) * within;
    }
}
