// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

import {IBridgedToken} from "./interfaces/IBridgedToken.sol";

/// @title AIUS, the token of Arbius
/// @notice ERC-20 with Permit (ERC-2612) and Votes (ERC-5805) on a timestamp clock (ERC-6372); never more than a
/// million. A holder who has not called `delegate` has no votes. Source: protocol section 7.
contract Token is ERC20, ERC20Permit, ERC20Votes, IBridgedToken {
    /// @notice Most that may exist at any time, in wei.
    uint256 public constant MAX_SUPPLY = 1_000_000e18;

    /// @inheritdoc IBridgedToken
    address public immutable l1Address;

    /// @inheritdoc IBridgedToken
    address public immutable l2Gateway;

    modifier onlyGateway() {
        if (msg.sender != l2Gateway) revert TokenNotGateway(msg.sender, l2Gateway);
        _;
    }

    /// @param holder receives the whole supply.
    constructor(address l1Address_, address l2Gateway_, address holder) ERC20("Arbius", "AIUS") ERC20Permit("Arbius") {
        l1Address = l1Address_;
        l2Gateway = l2Gateway_;
        _mint(holder, MAX_SUPPLY);
    }

    /// @inheritdoc IBridgedToken
    function bridgeMint(address account, uint256 amount) external onlyGateway {
        _mint(account, amount);
    }

    /// @inheritdoc IBridgedToken
    function bridgeBurn(address account, uint256 amount) external onlyGateway {
        _burn(account, amount);
    }

    /// @inheritdoc Votes
    /// @dev Seconds: on a second layer `block.number` is an estimate of the first layer's.
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc Votes
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc ERC20Permit
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 amount) internal override(ERC20, ERC20Votes) {
        super._update(from, to, amount);
    }

    /// @dev The cap that ERC20Votes checks on every mint.
    function _maxSupply() internal pure override returns (uint256) {
        return MAX_SUPPLY;
    }
}
