// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/**
 * @title How the losers' slashes are divided among the winners of a vote
 * @notice The first winner gets half of the pot, all of it if alone; the others share the rest equally. What the last division
 * leaves stays in the engine. Source: protocol section 5, "Contestations".
 */
library Settlement {
    /// @notice The contestation succeeded. The odd wei goes to the first yea, who contested.
    /// @param pot The losers' slashes, in wei.
    /// @param winners How many voted yea, at least 1.
    function toYeas(uint256 pot, uint256 winners) internal pure returns (uint256 first, uint256 eachOther) {
        if (winners == 1) return (pot, 0);
        first = pot - pot / 2;
        eachOther = (pot - first) / (winners - 1);
    }

    /// @notice The contestation failed. The odd wei goes to the half of the other nays.
    /// @param pot The losers' slashes, in wei.
    /// @param winners How many voted nay, at least 1.
    function toNays(uint256 pot, uint256 winners) internal pure returns (uint256 first, uint256 eachOther) {
        if (winners == 1) return (pot, 0);
        first = pot / 2;
        eachOther = (pot - first) / (winners - 1);
    }
}
