// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Arbitrum's precompile at 0x64 answers where there is no Arbitrum: the block's own number.
contract ArbSys {
    function arbBlockNumber() external view returns (uint256) {
        return block.number;
    }
}
