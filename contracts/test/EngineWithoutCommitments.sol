// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Engine} from "../Engine.sol";

/// @title The engine, but a solution needs no commitment
/// @notice For the question what commitments are good for, and never part of a real deployment: whoever reads a CID in the
/// sequencer's queue may submit it first. Everything else is the engine's.
contract EngineWithoutCommitments is Engine {
    /// @dev Any commitment will do, also none.
    // solhint-disable-next-line no-empty-blocks
    function _checkCommitment(bytes32) internal view override {}
}
