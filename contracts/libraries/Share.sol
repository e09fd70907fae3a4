// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev 100 %, or one token, in 18 decimals.
uint256 constant WAD = 1e18;

/// @title Shares of amounts
library Share {
    /// @notice `percentage` (18 decimals) of `amount`, rounded up. Panics above 100 %, whatever the amount.
    /// @dev Protocol section 5: every share is what is left when the rest is rounded down.
    function roundedUp(uint256 amount, uint256 percentage) internal pure returns (uint256) {
        return amount - (amount * (WAD - percentage)) / WAD;
    }
}
