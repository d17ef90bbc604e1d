// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Config, IPriceOracle} from "../src/interfaces/IPriceOracle.sol";
import {Actions} from "./Actions.sol";
import {GasFeed, MockFeed} from "./Mocks.sol";

/// @notice The price with a feed: when the feed counts, when the post does, and when there is no price.
contract PriceOracle_feed_test is Actions {
    uint256 private constant NOW = START + 2 days;

    MockFeed private feed;
    MockFeed private sequencer;

    function setUp() public override {
        super.setUp();
        feed = new MockFeed(8);
        sequencer = new MockFeed(0);
        useFeed(8, false);
    }

    function test_price_fromAValidFeedNearTheFreshPost_isTheFeed() public {
        answer(0.0525e8); // exactly the gap of 5% above
        vm.assertEq(oracle.price(), 0.0525e18);
        answer(0.0475e8);
        vm.assertEq(oracle.price(), 0.0475e18);
    }

    function test_price_fromAValidFeedFarFromTheFreshPost_revertsDeviated() public {
        answer(0.0525e8 + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Deviated.selector, 0.0525e18 + 1e10, PRICE));
        oracle.price();
        answer(0.0475e8 - 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Deviated.selector, 0.0475e18 - 1e10, PRICE));
        oracle.price();
    }

    function test_price_fromAValidFeedWithAStalePost_isTheFeedHoweverFar() public {
        vm.warp(NOW + 1 days + 1);
        answer(0.9e8);
        vm.assertEq(oracle.price(), 0.9e18);
    }

    /// @dev However much comes along, the feed has 100,000 gas; with too little for that there is no price.
    function test_price_givesTheFeedItsGas_orReverts() public {
        GasFeed probe = new GasFeed();
        Config memory config = oracle.config();
        (config.feed, config.sequencer) = (address(probe), address(0));
        asRole(params, address(oracle), abi.encodeCall(oracle.setConfig, (config)));
        vm.warp(NOW + 1 days + 1); // the post is stale, and the answer far from it
        (, int256 given,,,) = probe.latestRoundData{gas: 100_000}();

        uint256 least = 0;
        for (uint256 gas = 100_000; gas < 130_000; gas += 50) {
            vm.cool(address(oracle));
            vm.cool(address(probe));
            (bool success, bytes memory data) =
                address(oracle).staticcall{gas: gas}(abi.encodeCall(IPriceOracle.price, ()));
            if (success && least == 0) least = gas;
            vm.assertTrue(success == (least != 0));
            vm.assertEq(keccak256(data), keccak256(success ? abi.encode(uint256(given) * 1e12) : bytes("")));
        }
        vm.assertTrue(least > 105_000 && least < 125_000);
    }

    function test_price_fromAValidFeedOutsideTheBand_revertsOutOfBounds() public {
        vm.warp(NOW + 1 days + 1);
        answer(1.1e8);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, 1.1e18));
        oracle.price();
    }

    function test_price_fromARefusedFeed_isTheFreshPostAndStaleWithoutOne() public {
        for (uint256 i = 0; i < 9; ++i) {
            vm.warp(NOW);
            refuse(i);
            vm.assertEq(oracle.price(), PRICE, "fresh post");

            vm.warp(NOW + 1 days + 1);
            refuse(i);
            vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, NOW));
            oracle.price();
            feed.setReverting(false);
        }
    }

    function test_price_fromAFeedAtItsMaxAge_isValid() public {
        feed.answer(0.051e8, 0, NOW - 1 hours);
        vm.assertEq(oracle.price(), 0.051e18);
        feed.answer(0.051e8, 0, NOW - 1 hours - 1);
        vm.assertEq(oracle.price(), PRICE);
    }

    function test_price_fromDirtyNarrowWords_isReadAsFullWords() public {
        uint256 dirty = type(uint256).max;
        feed.answerRaw(abi.encode(dirty, int256(0.051e8), dirty, NOW, dirty, dirty));
        vm.assertEq(oracle.price(), 0.051e18);
    }

    function test_price_scalesEveryNumberOfDecimals() public {
        uint8[4] memory decimals = [36, 19, 18, 3];
        int256[4] memory answers = [int256(51e33), 51e16, 51e15, 51];
        for (uint256 i = 0; i < decimals.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            useFeed(decimals[i], false);
            feed.answer(answers[i], 0, block.timestamp);
            vm.assertEq(oracle.price(), 0.051e18);
            vm.revertToState(snapshot);
        }
    }

    function test_price_scaledDown_rounds() public {
        useFeed(20, false);
        feed.answer(0.051e20 + 99, 0, block.timestamp);
        vm.assertEq(oracle.price(), 0.051e18);
    }

    // With a sequencer feed

    function test_price_withTheSequencerUpPastItsGrace_isTheFeed() public {
        useFeed(8, true);
        answer(0.051e8);
        sequencer.answer(0, block.timestamp - 1 hours - 1, 0);
        vm.assertEq(oracle.price(), 0.051e18);
    }

    function test_price_withTheSequencerDown_isTheFreshPostAndSequencerDownWithoutOne() public {
        useFeed(8, true);
        uint256 from = block.timestamp;
        for (uint256 i = 0; i < 7; ++i) {
            vm.warp(from);
            answer(0.051e8);
            stop(i);
            vm.assertEq(oracle.price(), PRICE);

            vm.warp(from + 1 days + 1);
            answer(0.051e8);
            stop(i);
            vm.expectRevert(IPriceOracle.SequencerDown.selector);
            oracle.price();
            sequencer.setReverting(false);
        }
    }

    function test_price_withSequencerAndFeedAgainstIt_revertsStale() public {
        useFeed(8, true);
        uint256 postedAt = block.timestamp;
        vm.warp(postedAt + 1 days + 1);
        answer(0);
        stop(0);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, postedAt));
        oracle.price();
    }

    function useFeed(uint8 decimals, bool withSequencer) private {
        feed = new MockFeed(decimals);
        Config memory next = oracleConfig();
        (next.feed, next.feedMaxAge) = (address(feed), 1 hours);
        if (withSequencer) (next.sequencer, next.sequencerGrace) = (address(sequencer), 1 hours);
        asRole(params, address(oracle), abi.encodeCall(oracle.setConfig, (next)));
        postPrice(PRICE);
    }

    function answer(int256 price) private {
        feed.answer(price, 0, block.timestamp);
    }

    /// @dev Every way in which a feed is refused.
    function refuse(uint256 i) private {
        uint256 time = block.timestamp;
        if (i == 0) feed.answer(0, 0, time);
        if (i == 1) feed.answer(-1, 0, time);
        if (i == 2) feed.answer(int256(uint256(type(uint128).max) + 1), 0, time);
        if (i == 3) feed.answer(0.051e8, 0, 0);
        if (i == 4) feed.answer(0.051e8, 0, time + 1);
        if (i == 5) feed.answer(0.051e8, 0, time - 1 hours - 1);
        if (i == 6) feed.answerRaw(new bytes(159));
        if (i == 7) feed.answerRaw("");
        if (i == 8) feed.setReverting(true);
    }

    /// @dev Every way in which the sequencer does not count as up.
    function stop(uint256 i) private {
        uint256 time = block.timestamp;
        if (i == 0) sequencer.answer(1, time - 2 hours, 0);
        if (i == 1) sequencer.answer(0, time - 1 hours, 0);
        if (i == 2) sequencer.answer(0, 0, 0);
        if (i == 3) sequencer.answer(0, time + 1, 0);
        if (i == 4) sequencer.answer(-1, time - 2 hours, 0);
        if (i == 5) sequencer.answerRaw(new bytes(159));
        if (i == 6) sequencer.setReverting(true);
    }
}
