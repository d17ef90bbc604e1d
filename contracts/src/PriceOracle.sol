// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Managed} from "./Managed.sol";
import {Config, IAggregatorV3, IPriceOracle} from "./interfaces/IPriceOracle.sol";

/// @title PriceOracle
/// @notice USD per CXPT: a posted price that moves in bounded steps, and a feed that may replace it.
contract PriceOracle is IPriceOracle, Managed {
    /// @dev All that {price} reads without a feed, beside the band.
    struct Post {
        uint128 price;
        uint48 postedAt;
        uint32 maxAge;
        uint16 maxStepBps;
        bool hasFeed;
    }

    struct Band {
        uint128 min;
        uint128 max;
    }

    struct Feed {
        address feed;
        uint32 feedMaxAge;
        uint16 maxGapBps;
        uint8 decimals;
        uint32 minInterval; // of posts: it has room here, and only {post} reads it
    }

    struct Sequencer {
        address sequencer;
        uint32 grace;
    }

    /// @dev The words of `latestRoundData()` in order, without their narrower types: dirty high bits must not revert.
    struct Round {
        uint256 roundId;
        int256 answer;
        uint256 startedAt;
        uint256 updatedAt;
        uint256 answeredInRound;
    }

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_AGE = 1 days;
    uint256 private constant MAX_STEP_BPS = 1000;
    uint256 private constant MAX_DECIMALS = 36;
    uint256 private constant WAD_DECIMALS = 18;
    /// @dev Gas a source gets. An aggregator behind a proxy reads two cold accounts and some five cold slots, 15,700 by
    /// EIP-2929, and runs little code.
    uint256 private constant SOURCE_GAS = 100_000;
    /// @dev Gas at hand of which 63 of 64 parts, after the call's own cost of at most 3,000, are {SOURCE_GAS} (EIP-150).
    uint256 private constant SOURCE_GAS_AT_HAND = 105_000;

    /// @inheritdoc IPriceOracle
    uint256 public immutable MIN_INTERVAL;

    Post private _post;
    Band private _band;
    Feed private _feed;
    Sequencer private _sequencer;

    constructor(address manager, uint256 minInterval, Config memory firstConfig, uint256 firstPrice) Managed(manager) {
        MIN_INTERVAL = minInterval;

        _configure(firstConfig);
        _checkBand(firstPrice);
        _record(firstPrice);
        emit Posted(firstPrice);
    }

    /// @inheritdoc IPriceOracle
    function post(uint256 newPrice) external restricted {
        uint256 old = _post.price;
        uint256 nextAt = uint256(_post.postedAt) + _feed.minInterval;
        _checkBand(newPrice);
        if (block.timestamp < nextAt) revert TooSoon(nextAt);
        if (!_isNear(newPrice, old, _post.maxStepBps)) revert StepTooLarge(old, newPrice);

        _record(newPrice);
        emit Posted(newPrice);
    }

    /// @inheritdoc IPriceOracle
    function reset(uint256 newPrice) external restricted {
        _checkBand(newPrice);

        _record(newPrice);
        emit Reset(newPrice);
    }

    /// @inheritdoc IPriceOracle
    function setConfig(Config calldata newConfig) external restricted {
        _configure(newConfig);
    }

    /// @inheritdoc IPriceOracle
    function price() external view returns (uint256 usdPerToken) {
        Post memory last = _post;
        bool isFresh = block.timestamp - last.postedAt <= last.maxAge;

        if (!last.hasFeed) {
            if (!isFresh) revert Stale(last.postedAt);
            usdPerToken = last.price;
        } else {
            usdPerToken = _priceWithFeed(last, isFresh);
        }

        _checkBand(usdPerToken);
    }

    /// @inheritdoc IPriceOracle
    function posted() external view returns (uint256, uint256) {
        return (_post.price, _post.postedAt);
    }

    /// @inheritdoc IPriceOracle
    function config() external view returns (Config memory) {
        return Config({
            min: _band.min,
            max: _band.max,
            maxAge: _post.maxAge,
            minInterval: _feed.minInterval,
            maxStepBps: _post.maxStepBps,
            maxGapBps: _feed.maxGapBps,
            feed: _feed.feed,
            feedMaxAge: _feed.feedMaxAge,
            sequencer: _sequencer.sequencer,
            sequencerGrace: _sequencer.grace
        });
    }

    /// @dev Checks and stores a configuration. The posted price and its time stay as they are.
    function _configure(Config memory next) private {
        bool hasFeed = next.feed != address(0);
        if (next.min == 0 || next.min > next.max) revert BadConfig();
        if (next.maxAge == 0 || next.maxAge > MAX_AGE) revert BadConfig();
        if (next.minInterval < MIN_INTERVAL) revert BadConfig();
        if (next.maxStepBps == 0 || next.maxStepBps > MAX_STEP_BPS) revert BadConfig();
        if (hasFeed && (next.feedMaxAge == 0 || next.maxGapBps == 0)) revert BadConfig();
        if (!hasFeed && next.sequencer != address(0)) revert BadConfig();

        uint8 decimals = hasFeed ? _decimalsOf(next.feed) : 0;

        _band = Band({min: next.min, max: next.max});
        (_post.maxAge, _post.maxStepBps, _post.hasFeed) = (next.maxAge, next.maxStepBps, hasFeed);
        _feed = Feed({
            feed: next.feed,
            feedMaxAge: next.feedMaxAge,
            maxGapBps: next.maxGapBps,
            decimals: decimals,
            minInterval: next.minInterval
        });
        _sequencer = Sequencer({sequencer: next.sequencer, grace: next.sequencerGrace});
        emit Configured(next);
    }

    /// @dev Assumes {_checkBand}, which bounds `newPrice` by 128 bits.
    function _record(uint256 newPrice) private {
        (_post.price, _post.postedAt) = (uint128(newPrice), uint48(block.timestamp));
    }

    function _checkBand(uint256 value) private view {
        Band memory band = _band;
        if (value < band.min || value > band.max) revert OutOfBounds(value);
    }

    /// @dev The feed when it is valid and near a fresh post, the post when the feed is refused.
    function _priceWithFeed(Post memory last, bool isFresh) private view returns (uint256) {
        (bool isAnswered, uint256 answer) = _readFeed();
        bool isUp = _isSequencerUp();

        if (isAnswered && isUp) {
            if (isFresh && !_isNear(answer, last.price, _feed.maxGapBps)) revert Deviated(answer, last.price);
            return answer;
        }
        if (isFresh) return last.price;
        if (isAnswered) revert SequencerDown();
        revert Stale(last.postedAt);
    }

    /// @dev The feed's answer in WAD, rounded down, and whether it may be used.
    function _readFeed() private view returns (bool isValid, uint256 answer) {
        Feed memory source = _feed;
        (bool isRead, Round memory round) = _readRound(source.feed);
        if (!isRead || round.answer <= 0 || uint256(round.answer) > type(uint128).max) return (false, 0);
        if (round.updatedAt == 0 || round.updatedAt > block.timestamp) return (false, 0);
        if (block.timestamp - round.updatedAt > source.feedMaxAge) return (false, 0);

        return (true, _toWad(uint256(round.answer), source.decimals));
    }

    /// @dev Without a sequencer feed the sequencer counts as up. A round that never started says nothing.
    function _isSequencerUp() private view returns (bool) {
        Sequencer memory source = _sequencer;
        if (source.sequencer == address(0)) return true;

        (bool isRead, Round memory round) = _readRound(source.sequencer);
        if (!isRead || round.answer != 0 || round.startedAt == 0 || round.startedAt > block.timestamp) return false;
        return block.timestamp - round.startedAt > source.grace;
    }

    /// @dev A source that reverts, has no code, answers short or takes more than {SOURCE_GAS} counts as silent instead of
    /// stopping the price. Whether it does never hangs on the caller's gas: with too little the whole call reverts, as
    /// out of gas, without an error.
    function _readRound(address source) private view returns (bool isRead, Round memory round) {
        bytes memory question = abi.encodeCall(IAggregatorV3.latestRoundData, ());
        // Out of gas has no error either.
        // solhint-disable-next-line reason-string, gas-custom-errors
        if (gasleft() < SOURCE_GAS_AT_HAND) revert();
        (bool success, bytes memory data) = source.staticcall{gas: SOURCE_GAS}(question);
        if (!success || data.length < 160) return (false, round);
        return (true, abi.decode(data, (Round)));
    }

    function _decimalsOf(address source) private view returns (uint8) {
        (bool success, bytes memory data) = source.staticcall(abi.encodeCall(IAggregatorV3.decimals, ()));
        if (!success || data.length < 32) revert BadConfig();

        uint256 decimals = abi.decode(data, (uint256));
        if (decimals > MAX_DECIMALS) revert BadConfig();
        return uint8(decimals);
    }

    /// @dev `answer` fits 128 bits and the factor is at most 1e18: no overflow.
    function _toWad(uint256 answer, uint256 decimals) private pure returns (uint256) {
        if (decimals <= WAD_DECIMALS) return answer * 10 ** (WAD_DECIMALS - decimals);
        return answer / 10 ** (decimals - WAD_DECIMALS);
    }

    /// @dev Whether `value` lies within `bps` of `base`. Every argument fits 188 bits: no overflow.
    function _isNear(uint256 value, uint256 base, uint256 bps) private pure returns (bool) {
        uint256 distance = Math.max(value, base) - Math.min(value, base);
        return distance * BPS <= base * bps;
    }
}
