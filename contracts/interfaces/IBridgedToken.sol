// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title What Arbitrum's bridge expects of a token on a second layer
/// @notice AIUS on Nova is the second half of a token on Ethereum. Amounts are in wei, 18 decimals. Source: protocol
/// section 7.
interface IBridgedToken {
    /// @notice `caller` is not the bridge's gateway, which alone mints and burns.
    error TokenNotGateway(address caller, address gateway);

    /// @notice The token's other half on the first layer.
    function l1Address() external view returns (address);

    /// @notice The bridge's gateway on this layer.
    function l2Gateway() external view returns (address);

    /// @notice Credits `account` with `amount` that came over the bridge. Gateway only.
    /// @dev Reverts with `TokenNotGateway`, or with `ERC20ExceededSafeSupply(supply, cap)` when more than the cap would
    /// exist.
    function bridgeMint(address account, uint256 amount) external;

    /// @notice Takes `amount`, which leaves over the bridge, from `account`; needs no allowance. Gateway only.
    /// @dev Reverts with `TokenNotGateway`, or with `ERC20InsufficientBalance(account, balance, amount)`.
    function bridgeBurn(address account, uint256 amount) external;
}
