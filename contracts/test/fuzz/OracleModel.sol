// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Config, IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";

/// @notice What a feed answers: the words of `latestRoundData()` as full words, or nothing at all.
struct Answer {
    bool isSilent;
    int256 answer;
    uint256 startedAt;
    uint256 updatedAt;
}

/// @title OracleModel
/// @notice The oracle as contracts.md §3.2 has it. What the feeds say is told to it instead of read from them.
contract OracleModel {
    uint256 private constant BPS = 10_000;

    uint256 private immutable MIN_INTERVAL;
    Config private _config;
    uint256 private _price;
    uint256 private _postedAt;
    uint256 public decimals;
    Answer public feed;
    Answer public sequencer;

    constructor(uint256 minInterval, Config memory config, uint256 price_) {
        MIN_INTERVAL = minInterval;
        (_config, _price, _postedAt) = (config, price_, block.timestamp);
    }

    function tell(uint256 decimals_, Answer calldata feed_, Answer calldata sequencer_) external {
        (decimals, feed, sequencer) = (decimals_, feed_, sequencer_);
    }

    function post(uint256 price_) external {
        if (price_ < _config.min || price_ > _config.max) revert IPriceOracle.OutOfBounds(price_);
        uint256 nextAt = _postedAt + _config.minInterval;
        if (block.timestamp < nextAt) revert IPriceOracle.TooSoon(nextAt);
        if (!_isWithin(price_, _price, _config.maxStepBps)) revert IPriceOracle.StepTooLarge(_price, price_);
        (_price, _postedAt) = (price_, block.timestamp);
    }

    function reset(uint256 price_) external {
        if (price_ < _config.min || price_ > _config.max) revert IPriceOracle.OutOfBounds(price_);
        (_price, _postedAt) = (price_, block.timestamp);
    }

    function setConfig(Config calldata next) external {
        bool isBad = next.min == 0 || next.min > next.max;
        isBad = isBad || next.maxAge == 0 || next.maxAge > 86_400;
        isBad = isBad || next.minInterval < MIN_INTERVAL;
        isBad = isBad || next.maxStepBps == 0 || next.maxStepBps > 1000;
        if (next.feed == address(0)) {
            isBad = isBad || next.sequencer != address(0);
        } else {
            isBad = isBad || next.feed.code.length == 0 || next.feedMaxAge == 0 || next.maxGapBps == 0 || decimals > 36;
        }
        if (isBad) revert IPriceOracle.BadConfig();
        _config = next;
    }

    function posted() external view returns (uint256, uint256) {
        return (_price, _postedAt);
    }

    /// @dev The four cases of rule 4, then rule 5.
    function price() external view returns (uint256 result) {
        bool isFresh = block.timestamp - _postedAt <= _config.maxAge;
        bool hasAnswer = _config.feed != address(0) && _isValid();
        bool hasFeed = hasAnswer && _isUp();
        uint256 answer = hasAnswer ? _inWad() : 0;

        if (hasFeed && isFresh) {
            if (!_isWithin(answer, _price, _config.maxGapBps)) revert IPriceOracle.Deviated(answer, _price);
            result = answer;
        } else if (hasFeed) {
            result = answer;
        } else if (isFresh) {
            result = _price;
        } else {
            if (hasAnswer) revert IPriceOracle.SequencerDown();
            revert IPriceOracle.Stale(_postedAt);
        }

        if (result < _config.min || result > _config.max) revert IPriceOracle.OutOfBounds(result);
    }

    function _isValid() private view returns (bool) {
        if (feed.isSilent) return false;
        if (feed.answer <= 0 || feed.answer > int256(uint256(type(uint128).max))) return false;
        if (feed.updatedAt == 0 || feed.updatedAt > block.timestamp) return false;
        return block.timestamp - feed.updatedAt <= _config.feedMaxAge;
    }

    /// @dev Up and past its grace; a round that never started or starts later says nothing.
    function _isUp() private view returns (bool) {
        if (_config.sequencer == address(0)) return true;
        if (sequencer.isSilent || sequencer.answer != 0) return false;
        if (sequencer.startedAt == 0 || sequencer.startedAt > block.timestamp) return false;
        return block.timestamp - sequencer.startedAt > _config.sequencerGrace;
    }

    function _inWad() private view returns (uint256) {
        return Math.mulDiv(uint256(feed.answer), 1e36, 10 ** (decimals + 18));
    }

    /// @dev `|a − b| · 1e4 ≤ b · bps` in 512 bits, as high and low words.
    function _isWithin(uint256 a, uint256 b, uint256 bps) private pure returns (bool) {
        (uint256 leftHigh, uint256 left) = Math.mul512(a > b ? a - b : b - a, BPS);
        (uint256 rightHigh, uint256 right) = Math.mul512(b, bps);
        return leftHigh < rightHigh || (leftHigh == rightHigh && left <= right);
    }
}
