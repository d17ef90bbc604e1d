// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PriceOracle} from "../../src/PriceOracle.sol";
import {Config, IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {MockFeed} from "../Mocks.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";
import {Answer, OracleModel} from "./OracleModel.sol";

/// @notice The oracle against its model: band, step, interval, age, gap, decimals, and feeds that say anything at all.
contract PriceOracle_fuzz_test is Fuzz {
    using Dicing for Dice;

    PriceOracle private oracle;
    OracleModel private model;
    MockFeed private feed;
    MockFeed private sequencer;

    function testFuzz_postAndReset_followTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Config memory config = _rollConfig(dice);
        _deploy(config, dice.roll(config.min, config.max));
        for (uint256 i = 0; i < 16; ++i) {
            (uint256 last,) = oracle.posted();
            uint256 step = last * config.maxStepBps / BPS;
            uint256 next = dice.chance(75)
                ? dice.roll(last > step + 1 ? last - step - 1 : 0, last + step + 1)
                : dice.roll(0, type(uint256).max);
            bytes memory data =
                dice.chance(85) ? abi.encodeCall(oracle.post, (next)) : abi.encodeCall(oracle.reset, (next));
            _both(data);
            _assertSame();
            vm.warp(block.timestamp + dice.roll(0, 2 * uint256(config.minInterval)));
        }
    }

    /// @dev Never a price outside the band, older than its age, or far from a fresh post.
    function testFuzz_price_withFeeds_followsTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Config memory config = _rollConfig(dice);
        uint256 posted = dice.roll(config.min, config.max);
        _deploy(config, posted);
        uint256 decimals = dice.roll(0, 36);
        _connect(dice, config, decimals);
        vm.assertTrue(_both(abi.encodeCall(oracle.setConfig, (config))), "a valid configuration");

        vm.warp(block.timestamp + dice.roll(0, 2 * uint256(config.maxAge)));
        for (uint256 i = 0; i < 8; ++i) {
            Answer memory answer = _rollAnswer(dice, config, posted, decimals);
            Answer memory status = _rollStatus(dice, config);
            _say(feed, answer);
            _say(sequencer, status);
            model.tell(decimals, answer, status);
            _both(abi.encodeCall(oracle.price, ()));
        }
    }

    function testFuzz_price_lies_inTheBand(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Config memory config = _rollConfig(dice);
        _deploy(config, dice.roll(config.min, config.max));
        Config memory next = _rollConfig(dice);
        vm.assertTrue(_both(abi.encodeCall(oracle.setConfig, (next))));
        try oracle.price() returns (uint256 price) {
            assertLe(next.min, price, "below the band");
            assertLe(price, next.max, "above the band");
        } catch (bytes memory reason) {
            vm.assertEq(bytes4(reason), IPriceOracle.OutOfBounds.selector);
        }
    }

    function testFuzz_setConfig_acceptsExactlyTheBounds(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Config memory config = _rollConfig(dice);
        _deploy(config, config.min);
        uint256 decimals = dice.roll(30, 40);
        _connect(dice, config, decimals);
        model.tell(decimals, Answer(true, 0, 0, 0), Answer(true, 0, 0, 0));
        _break(dice, config);
        if (_both(abi.encodeCall(oracle.setConfig, (config)))) {
            vm.assertEq(keccak256(abi.encode(oracle.config())), keccak256(abi.encode(config)));
        }
    }

    function _deploy(Config memory config, uint256 price) private {
        oracle = new PriceOracle(manager, 1 hours, config, price);
        model = new OracleModel(1 hours, config, price);
    }

    function _both(bytes memory data) private returns (bool) {
        return both(address(this), address(oracle), address(model), data);
    }

    function _assertSame() private view {
        (uint256 price, uint256 postedAt) = oracle.posted();
        (uint256 modelPrice, uint256 modelPostedAt) = model.posted();
        same(price, modelPrice, "posted");
        same(postedAt, modelPostedAt, "postedAt");
    }

    /// @dev A valid configuration without a feed.
    function _rollConfig(Dice memory dice) private pure returns (Config memory config) {
        config.min = uint128(dice.roll(1, type(uint128).max));
        config.max = uint128(dice.roll(config.min, type(uint128).max));
        config.maxAge = uint32(dice.roll(1, 1 days));
        config.minInterval = uint32(dice.chance(90) ? dice.roll(1 hours, 2 days) : dice.roll(1 hours, type(uint32).max));
        config.maxStepBps = uint16(dice.roll(1, 1000));
    }

    function _connect(Dice memory dice, Config memory config, uint256 decimals) private {
        feed = new MockFeed(uint8(decimals));
        sequencer = new MockFeed(0);
        config.feed = address(feed);
        config.feedMaxAge = uint32(dice.roll(1, type(uint32).max));
        config.maxGapBps = uint16(dice.roll(1, type(uint16).max));
        if (dice.chance(50)) config.sequencer = address(sequencer);
        config.sequencerGrace = uint32(dice.roll(0, 1 days));
        model.tell(decimals, Answer(true, 0, 0, 0), Answer(true, 0, 0, 0));
    }

    /// @dev Around the posted price and its gap mostly, in the feed's decimals.
    function _rollAnswer(Dice memory dice, Config memory config, uint256 posted, uint256 decimals)
        private
        view
        returns (Answer memory answer)
    {
        uint256 gap = posted * config.maxGapBps / BPS;
        uint256 near = dice.roll(posted > gap ? posted - gap : 0, posted + gap + 1);
        uint256 scaled = decimals < 18 ? near / 10 ** (18 - decimals) : near * 10 ** (decimals - 18);
        answer.answer = dice.chance(70) ? int256(scaled) : int256(dice.roll(0, type(uint256).max));
        if (dice.chance(5)) answer.answer = -answer.answer / 2;
        if (dice.chance(5)) answer.answer = int256(uint256(type(uint128).max)) + int256(dice.roll(0, 1));
        answer.isSilent = dice.chance(10);
        answer.startedAt = dice.roll(0, type(uint256).max);
        answer.updatedAt = _rollTime(dice, config.feedMaxAge);
    }

    function _rollStatus(Dice memory dice, Config memory config) private view returns (Answer memory status) {
        status.answer = dice.chance(80) ? int256(0) : int256(dice.roll(0, type(uint256).max));
        status.isSilent = dice.chance(10);
        status.startedAt = _rollTime(dice, config.sequencerGrace);
        status.updatedAt = dice.roll(0, type(uint256).max);
    }

    /// @dev Around `age` seconds ago, or anything.
    function _rollTime(Dice memory dice, uint256 age) private view returns (uint256) {
        if (dice.chance(20)) return dice.roll(0, type(uint256).max);
        uint256 past = age + 1 < block.timestamp ? age + 1 : block.timestamp;
        return dice.roll(block.timestamp - past, block.timestamp + 1);
    }

    function _say(MockFeed source, Answer memory answer) private {
        source.setReverting(answer.isSilent);
        source.answer(answer.answer, answer.startedAt, answer.updatedAt);
    }

    /// @dev Up to two fields out of range, or at its very end.
    function _break(Dice memory dice, Config memory config) private pure {
        for (uint256 i = 0; i < 2; ++i) {
            uint256 what = dice.pick(11);
            if (what == 0) config.min = 0;
            if (what == 1) config.max = uint128(dice.roll(config.min - (config.min == 0 ? 0 : 1), config.min));
            if (what == 2) config.maxAge = uint32(dice.roll(0, type(uint32).max));
            if (what == 3) config.maxAge = uint32(dice.roll(1 days, 1 days + 1));
            if (what == 4) config.minInterval = uint32(dice.roll(0, 1 hours));
            if (what == 5) config.maxStepBps = uint16(dice.roll(0, type(uint16).max));
            if (what == 6) config.maxStepBps = uint16(dice.roll(1000, 1001));
            if (what == 7) config.feedMaxAge = uint32(dice.roll(0, 1));
            if (what == 8) config.maxGapBps = uint16(dice.roll(0, 1));
            if (what == 9) config.feed = dice.chance(50) ? address(0) : address(0xFEED);
            if (what == 10) config.sequencer = dice.chance(50) ? address(0) : address(0x5E9);
        }
    }
}
