// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {exp2, ud} from "@prb/math/src/UD60x18.sol";
import {IEngine} from "../interfaces/IEngine.sol";
import {WAD} from "./Share.sol";

/**
 * @title The schedule of emission
 * @notice `t` is seconds since the start, `ts` the supply emitted so far, in wei. Source: protocol section 5, "Emission".
 */
library Emission {
    /// @notice S of protocol section 1: what the engine starts with, in wei.
    uint256 internal constant MINING_ALLOCATION = 600_000e18;
    /// @notice Reward of the very first claims.
    uint256 internal constant STARTING_REWARD = 1e18;

    uint256 private constant YEAR = 31_536_000;
    /// @dev Beyond a hundred years everything is emitted.
    uint256 private constant SCHEDULE_END = 3_153_600_000;

    /// @dev Below this ratio of supply to target the multiplier stays at its cap.
    uint256 private constant CAPPED_BELOW = 0.9335614381022527e18;
    uint256 private constant CAP = 100e18;
    /// @dev So many halvings, reached at 120 % of the target, count as none left.
    uint256 private constant NOTHING_FROM = 20e18;

    /// @notice The supply on schedule, in wei.
    function targetTs(uint256 t) internal pure returns (uint256) {
        if (t > SCHEDULE_END) return MINING_ALLOCATION;
        uint256 e = exp2(ud((t * WAD) / YEAR)).unwrap();
        return MINING_ALLOCATION - ((MINING_ALLOCATION * WAD * WAD) / e) / WAD;
    }

    /// @notice Multiplier of the reward, 18 decimals: a factor of two for each percent of deviation from the schedule.
    function diffMul(uint256 t, uint256 ts) internal pure returns (uint256) {
        if (t == 0 || ts == 0) revert IEngine.DifficultyUndefined(t, ts);
        uint256 ratio = (ts * WAD) / targetTs(t);
        if (ratio < CAPPED_BELOW) return CAP;
        if (ratio < WAD) return exp2(ud((WAD - ratio) * 100)).unwrap();
        uint256 halvings = (ratio - WAD) * 100;
        if (halvings >= NOTHING_FROM) return 0;
        return (WAD * WAD) / exp2(ud(halvings)).unwrap();
    }

    /// @notice Reward of a claim at rate 1, in wei.
    function reward(uint256 t, uint256 ts) internal pure returns (uint256) {
        if (ts == 0) return STARTING_REWARD;
        uint256 multiplier = diffMul(t, ts);
        return ((MINING_ALLOCATION - ts) * WAD * multiplier) / MINING_ALLOCATION / WAD;
    }
}
