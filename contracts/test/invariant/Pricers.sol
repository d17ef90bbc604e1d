// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PriceOracle} from "../../src/PriceOracle.sol";
import {Config, IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {MockFeed} from "../Mocks.sol";
import {System} from "../System.sol";
import {Handler} from "./Handler.sol";
import {OracleBook} from "./OracleBook.sol";

/// @title Pricers
/// @notice The pricer, honest or stolen; PARAMS, who resets and configures; a feed and a sequencer that answer anything.
contract Pricers is Handler {
    OracleBook private book;
    PriceOracle private oracle;
    MockFeed private feed;
    MockFeed private sequencer;

    constructor(System system_, OracleBook book_, MockFeed feed_, MockFeed sequencer_) Handler(system_, book_) {
        (book, oracle, feed, sequencer) = (book_, system_.oracle(), feed_, sequencer_);
        _offer(Pricers.post.selector, "post");
        _offer(Pricers.postWildly.selector, "postWildly");
        _offer(Pricers.reset.selector, "reset");
        _offer(Pricers.configure.selector, "configure");
        _offer(Pricers.answer.selector, "answer");
        _offer(Pricers.answerBadly.selector, "answerBadly");
        _offer(Pricers.switchSequencer.selector, "switchSequencer");
        _offer(Pricers.pass.selector, "pass");
    }

    /// @dev To the edges of the step, and mostly when the interval is over or a second before it is.
    function post(uint256 seed) external step {
        (uint256 old, uint256 postedAt) = oracle.posted();
        Config memory config = oracle.config();
        uint256 reach = old * config.maxStepBps / 10_000;
        uint256 nextAt = postedAt + config.minInterval;
        if (!_isRare(seed, 1, 4)) _waitUntil(nextAt - _pick(seed, 2, 4) / 3);
        uint256 least = old - reach < config.min ? config.min : old - reach;
        uint256 most = old + reach > config.max ? config.max : old + reach;
        _post("post", least > most ? old : _between(seed, 3, least, most));
    }

    /// @dev Anything, at any time. "Done" counts refusals too.
    function postWildly(uint256 seed) external step {
        (uint256 old,) = oracle.posted();
        uint256 price = _isRare(seed, 1, 4) ? _draw(seed, 2) : _between(seed, 3, 0, 3 * old);
        _post("wild", price);
        book.count("postWildly", true);
    }

    function reset(uint256 seed) external step {
        Config memory config = oracle.config();
        uint256 price = _between(seed, 1, config.min, config.max);
        book.noteReset();
        system.asRole(system.params(), address(oracle), abi.encodeCall(IPriceOracle.reset, (price)));
        book.count("reset", true);
    }

    /// @dev With a feed two times in three, of these with a sequencer two in three. The band may leave the post outside.
    function configure(uint256 seed) external step {
        Config memory config = Config({
            min: uint128(_between(seed, 1, 0.001e18, 0.1e18)),
            max: uint128(_between(seed, 2, 0.1e18, 2e18)),
            maxAge: uint32(_between(seed, 3, 1, 1 days)),
            minInterval: uint32(_between(seed, 4, 1 hours, 3 hours)),
            maxStepBps: uint16(_between(seed, 5, 1, 1000)),
            maxGapBps: uint16(_between(seed, 6, 1, 1000)),
            feed: address(0),
            feedMaxAge: uint32(_between(seed, 7, 1, 2 days)),
            sequencer: address(0),
            sequencerGrace: uint32(_between(seed, 8, 0, 2 hours))
        });
        if (!_isRare(seed, 9, 3)) config.feed = address(feed);
        if (config.feed != address(0) && !_isRare(seed, 10, 3)) config.sequencer = address(sequencer);
        system.asRole(system.params(), address(oracle), abi.encodeCall(IPriceOracle.setConfig, (config)));
        book.count("configure", true);
    }

    /// @dev Near the post, or anywhere in the band; fresh, or up to three days old.
    function answer(uint256 seed) external step {
        (uint256 posted,) = oracle.posted();
        uint256 price = _isRare(seed, 1, 3) ? _between(seed, 2, 0.001e18, 2e18) : posted;
        uint256 updatedAt = block.timestamp - (_isRare(seed, 3, 2) ? 0 : _between(seed, 4, 0, 3 days));
        feed.setReverting(false);
        feed.answer(int256(price / 1e10), updatedAt, updatedAt);
        book.noteAnswer(price / 1e10 * 1e10, updatedAt);
        book.count("answer", true);
    }

    /// @dev Nothing, too little, too much, below zero, from the future, never. None of these may become a price.
    function answerBadly(uint256 seed) external step {
        uint256 time = block.timestamp;
        uint256 way = _pick(seed, 1, 7);
        feed.setReverting(way == 0);
        if (way == 1) feed.answerRaw(hex"");
        if (way == 2) feed.answerRaw(new bytes(159));
        if (way == 3) feed.answer(-int256(_between(seed, 2, 0, 1e30)), time, time);
        if (way == 4) feed.answer(int256(uint256(type(uint128).max)) + 1, time, time);
        if (way == 5) feed.answer(5e6, time, time + 365 days);
        if (way == 6) feed.answer(5e6, 0, 0);
        book.noteAnswer(0, 0);
        book.count("answerBadly", true);
    }

    function switchSequencer(uint256 seed) external step {
        uint256 since = block.timestamp - _between(seed, 1, 0, 3 hours);
        sequencer.setReverting(_isRare(seed, 2, 6));
        sequencer.answer(_isRare(seed, 3, 3) ? int256(1) : int256(0), since, since);
        book.count("switchSequencer", true);
    }

    function pass(uint256 seed) external step {
        uint256 most = _isRare(seed, 1, 8) ? 40 days : (_isRare(seed, 2, 3) ? 2 days : 2 hours);
        vm.warp(block.timestamp + _between(seed, 3, 0, most));
        book.count("pass", true);
    }

    function _observe() internal override {
        book.observe();
    }

    function _post(bytes32 name, uint256 price) private {
        (uint256 old, uint256 postedAt) = oracle.posted();
        Config memory config = oracle.config();
        uint256 nextAt = postedAt + config.minInterval;
        bytes memory expected = "";
        if (price < config.min || price > config.max) {
            expected = abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, price);
        } else if (block.timestamp < nextAt) {
            expected = abi.encodeWithSelector(IPriceOracle.TooSoon.selector, nextAt);
        } else if ((price > old ? price - old : old - price) * 10_000 > old * config.maxStepBps) {
            expected = abi.encodeWithSelector(IPriceOracle.StepTooLarge.selector, old, price);
        }
        _act(name, system.pricer(), address(oracle), abi.encodeCall(IPriceOracle.post, (price)), expected);
    }
}
