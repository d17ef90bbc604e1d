// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Managed} from "./Managed.sol";
import {IPriceOracle} from "./interfaces/IPriceOracle.sol";
import {Flag, IVault, Split} from "./interfaces/IVault.sol";
import {SplitMath} from "./libraries/SplitMath.sol";

/// @title VaultControls
/// @notice What roles set on the Vault: pauses, the oracle, the daily cap and the split. Holds nobody's money.
abstract contract VaultControls is IVault, Managed {
    using Math for uint256;
    using SplitMath for Split;

    /// @dev Everything a debit reads beside the user's own account, in one slot.
    struct Limits {
        uint56 usedUsd;
        uint56 dailyCapUsd;
        uint32 usedDay;
        uint48 depositUntil;
        uint48 spendUntil;
    }

    /// @dev One slot: the split, and the rest of the pauses.
    struct Sharing {
        uint16 burn;
        uint16 protocol;
        uint16 operations;
        uint16 provider;
        uint48 distributeUntil;
        uint48 distributeFrom;
        uint48 depositFrom;
        uint48 spendFrom;
    }

    /// @dev One slot.
    struct Source {
        address oracle;
        uint96 minPrice;
    }

    uint256 private constant MAX_PAUSE = 7 days;
    /// @dev Pauses less than this apart count as one, so that a second pause does not hide when the first began.
    uint256 private constant PAUSE_GAP = 1 days;

    Limits internal _limits;
    Sharing internal _sharing;
    Source private _source;

    constructor(
        address manager,
        address firstOracle,
        uint96 firstMinPrice,
        uint56 firstDailyCapUsd,
        Split memory firstSplit
    ) Managed(manager) {
        _setOracle(firstOracle, firstMinPrice);
        _setDailyCap(firstDailyCapUsd);
        _checkSplit(firstSplit);
        _setSplit(firstSplit);
    }

    /// @inheritdoc IVault
    function setOracle(address newOracle, uint96 newMinPrice) external restricted {
        _setOracle(newOracle, newMinPrice);
    }

    /// @inheritdoc IVault
    function setDailyCap(uint56 usd) external restricted {
        _setDailyCap(usd);
    }

    /// @inheritdoc IVault
    function pause(Flag flag) external restricted {
        _pause(flag);
    }

    /// @inheritdoc IVault
    function pauseAll() external restricted {
        _pause(Flag.DEPOSIT);
        _pause(Flag.SPEND);
        _pause(Flag.DISTRIBUTE);
    }

    /// @inheritdoc IVault
    function unpause(Flag flag) external restricted {
        (uint48 from, uint48 until) = pauseOf(flag);
        if (block.timestamp >= until) revert NotPaused(flag);

        _setPause(flag, from, uint48(block.timestamp));
    }

    /// @inheritdoc IVault
    function split() public view returns (Split memory) {
        Sharing memory sharing = _sharing;
        return Split({
            burn: sharing.burn, protocol: sharing.protocol, operations: sharing.operations, provider: sharing.provider
        });
    }

    /// @inheritdoc IVault
    function pauseOf(Flag flag) public view returns (uint48 from, uint48 until) {
        if (flag == Flag.DEPOSIT) return (_sharing.depositFrom, _limits.depositUntil);
        if (flag == Flag.SPEND) return (_sharing.spendFrom, _limits.spendUntil);
        return (_sharing.distributeFrom, _sharing.distributeUntil);
    }

    /// @inheritdoc IVault
    function room() external view returns (uint256 usd) {
        Limits memory limits = _limits;
        uint256 used = limits.usedDay == block.timestamp / 1 days ? limits.usedUsd : 0;
        return uint256(limits.dailyCapUsd).saturatingSub(used);
    }

    /// @inheritdoc IVault
    function oracle() external view returns (address) {
        return _source.oracle;
    }

    /// @inheritdoc IVault
    function minPrice() external view returns (uint256) {
        return _source.minPrice;
    }

    /// @inheritdoc IVault
    function dailyCapUsd() external view returns (uint256) {
        return _limits.dailyCapUsd;
    }

    function _checkSplit(Split memory newSplit) internal pure {
        uint256 sum = newSplit.sum();
        if (sum != SplitMath.BPS) revert SplitSum(sum);
    }

    function _setSplit(Split memory newSplit) internal {
        (_sharing.burn, _sharing.protocol) = (newSplit.burn, newSplit.protocol);
        (_sharing.operations, _sharing.provider) = (newSplit.operations, newSplit.provider);
        emit SplitSet(newSplit);
    }

    function _setOracle(address newOracle, uint96 newMinPrice) private {
        if (newOracle == address(0)) revert ZeroAddress();
        uint256 price = IPriceOracle(newOracle).price();
        if (newMinPrice == 0 || price < newMinPrice) revert OutOfBounds(price);

        _source = Source({oracle: newOracle, minPrice: newMinPrice});
        emit OracleSet(newOracle, newMinPrice);
    }

    function _setDailyCap(uint56 usd) private {
        _limits.dailyCapUsd = usd;
        emit CapSet(usd);
    }

    function _pause(Flag flag) private {
        (uint48 from, uint48 until) = pauseOf(flag);
        if (block.timestamp >= until + PAUSE_GAP) from = uint48(block.timestamp);

        _setPause(flag, from, uint48(block.timestamp + MAX_PAUSE));
    }

    function _setPause(Flag flag, uint48 from, uint48 until) private {
        if (flag == Flag.DEPOSIT) (_sharing.depositFrom, _limits.depositUntil) = (from, until);
        else if (flag == Flag.SPEND) (_sharing.spendFrom, _limits.spendUntil) = (from, until);
        else (_sharing.distributeFrom, _sharing.distributeUntil) = (from, until);
        emit PauseSet(flag, from, until);
    }

    /// @dev The oracle's price, refused below the floor: a price near zero would take a balance for a cent of usage.
    function _price() internal view returns (uint256 price) {
        Source memory source = _source;
        price = IPriceOracle(source.oracle).price();
        if (price < source.minPrice) revert OutOfBounds(price);
    }
}
