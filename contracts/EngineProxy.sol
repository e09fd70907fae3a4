// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

/// @title The engine's address for good
/// @notice Holds the engine's state and tokens; its code is the implementation that the engine's owner chose last (UUPS).
contract EngineProxy is ERC1967Proxy {
    /// @param initialization calldata of the engine's `initialize`, run in the same transaction: nobody comes between.
    constructor(address implementation, bytes memory initialization) ERC1967Proxy(implementation, initialization) {}
}
