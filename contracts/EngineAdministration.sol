// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IEngine} from "./interfaces/IEngine.sol";

/// @title Who governs the engine, and by which parameters
/// @notice {IEngine} is the manual.
// solhint-disable-next-line max-states-count
abstract contract EngineAdministration is IEngine, OwnableUpgradeable, UUPSUpgradeable {
    IERC20 internal _baseToken;
    bool public paused;
    uint64 public startBlockTime;

    address public treasury;
    address public pauser;
    uint256 public version;

    uint256 public validatorMinimumPercentage;
    uint256 public slashAmountPercentage;
    uint256 public solutionFeePercentage;
    uint256 public retractionFeePercentage;
    uint256 public treasuryRewardPercentage;
    uint256 public minClaimSolutionTime;
    uint256 public minRetractionWaitTime;
    uint256 public minContestationVotePeriodTime;
    uint256 public maxContestationValidatorStakeSince;
    uint256 public exitValidatorMinUnlockTime;

    /// @dev Room for what upgrades add, since other storage of the engine follows.
    uint256[50] private __gap;

    modifier whenNotPaused() {
        _checkNotPaused();
        _;
    }

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @inheritdoc IEngine
    function initialize(address baseToken_, address treasury_) external initializer {
        __Ownable_init(msg.sender);
        _baseToken = IERC20(baseToken_);
        treasury = treasury_;
        pauser = msg.sender;
        startBlockTime = uint64(block.timestamp);

        validatorMinimumPercentage = 0.0008e18;
        slashAmountPercentage = 0.0001e18;
        solutionFeePercentage = 0.1e18;
        retractionFeePercentage = 0.1e18;
        treasuryRewardPercentage = 0.1e18;
        minClaimSolutionTime = 2000;
        minRetractionWaitTime = 10_000;
        minContestationVotePeriodTime = 4000;
        maxContestationValidatorStakeSince = 120;
        exitValidatorMinUnlockTime = 86_400;
    }

    // solhint-disable-next-line no-empty-blocks
    function _authorizeUpgrade(address) internal override onlyOwner {}

    /// @inheritdoc IEngine
    function transferTreasury(address to_) external onlyOwner {
        treasury = to_;
        emit TreasuryTransferred(to_);
    }

    /// @inheritdoc IEngine
    function transferPauser(address to_) external onlyOwner {
        pauser = to_;
        emit PauserTransferred(to_);
    }

    /// @inheritdoc IEngine
    function setPaused(bool paused_) external {
        if (msg.sender != pauser) revert NotPauser(msg.sender, pauser);
        paused = paused_;
        emit PausedChanged(paused_);
    }

    /// @inheritdoc IEngine
    function setVersion(uint256 version_) external onlyOwner {
        version = version_;
        emit VersionChanged(version_);
    }

    /// @inheritdoc IEngine
    function setValidatorMinimumPercentage(uint256 amount_) external onlyOwner {
        validatorMinimumPercentage = amount_;
        emit ValidatorMinimumPercentageChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setSlashAmountPercentage(uint256 amount_) external onlyOwner {
        slashAmountPercentage = amount_;
        emit SlashAmountPercentageChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setSolutionFeePercentage(uint256 amount_) external onlyOwner {
        solutionFeePercentage = amount_;
        emit SolutionFeePercentageChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setRetractionFeePercentage(uint256 amount_) external onlyOwner {
        retractionFeePercentage = amount_;
        emit RetractionFeePercentageChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setTreasuryRewardPercentage(uint256 amount_) external onlyOwner {
        treasuryRewardPercentage = amount_;
        emit TreasuryRewardPercentageChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setMinClaimSolutionTime(uint256 amount_) external onlyOwner {
        minClaimSolutionTime = amount_;
        emit MinClaimSolutionTimeChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setMinRetractionWaitTime(uint256 amount_) external onlyOwner {
        minRetractionWaitTime = amount_;
        emit MinRetractionWaitTimeChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setMinContestationVotePeriodTime(uint256 amount_) external onlyOwner {
        minContestationVotePeriodTime = amount_;
        emit MinContestationVotePeriodTimeChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setMaxContestationValidatorStakeSince(uint256 amount_) external onlyOwner {
        maxContestationValidatorStakeSince = amount_;
        emit MaxContestationValidatorStakeSinceChanged(amount_);
    }

    /// @inheritdoc IEngine
    function setExitValidatorMinUnlockTime(uint256 amount_) external onlyOwner {
        exitValidatorMinUnlockTime = amount_;
        emit ExitValidatorMinUnlockTimeChanged(amount_);
    }

    /// @inheritdoc IEngine
    function baseToken() external view returns (address) {
        return address(_baseToken);
    }

    function _checkNotPaused() private view {
        if (paused) revert EnginePaused();
    }
}
