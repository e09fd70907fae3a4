// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {exp2, ud} from "@prb/math/src/UD60x18.sol";

/// @title PRBMath's binary exponential over its whole domain
/// @notice For comparisons only: the engine itself asks it for a part of the domain.
contract Exponential {
    function power(uint256 x) external pure returns (uint256) {
        return exp2(ud(x)).unwrap();
    }

    function powers(uint256[] calldata xs) external pure returns (uint256[] memory results) {
        results = new uint256[](xs.length);
        for (uint256 i = 0; i < xs.length; ++i) {
            results[i] = exp2(ud(xs[i])).unwrap();
        }
    }
}
