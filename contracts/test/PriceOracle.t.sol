// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PriceOracle} from "../src/PriceOracle.sol";
import {Config, IPriceOracle} from "../src/interfaces/IPriceOracle.sol";
import {Actions} from "./Actions.sol";
import {MockFeed} from "./Mocks.sol";

/// @notice The posted price: its band, its steps, its age, and the configuration.
contract PriceOracle_test is Actions {
    uint128 private constant PRICE_128 = uint128(PRICE);

    // constructor

    function test_constructor_setsAndAnnouncesConfigurationAndPrice() public {
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)));
        vm.expectEmit(predicted);
        emit IPriceOracle.Configured(oracleConfig());
        vm.expectEmit(predicted);
        emit IPriceOracle.Posted(0.02e18);
        PriceOracle fresh = new PriceOracle(address(manager), 1 hours, oracleConfig(), 0.02e18);

        vm.assertEq(fresh.price(), 0.02e18);
        vm.assertEq(fresh.MIN_INTERVAL(), 1 hours);
        vm.assertEq(keccak256(abi.encode(fresh.config())), keccak256(abi.encode(oracleConfig())));
        (uint256 price, uint256 postedAt) = fresh.posted();
        vm.assertEq(price, 0.02e18);
        vm.assertEq(postedAt, START);
    }

    function test_constructor_withAPriceOutsideTheBand_revertsOutOfBounds() public {
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, 1e18 + 1));
        this.deploy(1 hours, oracleConfig(), 1e18 + 1);
    }

    function test_constructor_withABadConfiguration_revertsBadConfig() public {
        vm.expectRevert(IPriceOracle.BadConfig.selector);
        this.deploy(1 hours + 1, oracleConfig(), PRICE);
    }

    // post

    function test_post_outsideTheBand_revertsOutOfBoundsBeforeTooSoon() public {
        vm.startPrank(pricer);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, 0.01e18 - 1));
        oracle.post(0.01e18 - 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, 1e18 + 1));
        oracle.post(1e18 + 1);
    }

    function test_post_beforeTheInterval_revertsTooSoonBeforeStepTooLarge() public {
        vm.startPrank(pricer);
        vm.warp(START + 1 hours - 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.TooSoon.selector, START + 1 hours));
        oracle.post(1e18);
    }

    function test_post_beyondTheStep_revertsStepTooLarge() public {
        vm.startPrank(pricer);
        vm.warp(START + 1 hours);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.StepTooLarge.selector, PRICE, 0.055e18 + 1));
        oracle.post(0.055e18 + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.StepTooLarge.selector, PRICE, 0.045e18 - 1));
        oracle.post(0.045e18 - 1);
    }

    function test_post_atTheStep_isPostedBothWays() public {
        vm.warp(START + 1 hours);
        vm.expectEmit(address(oracle));
        emit IPriceOracle.Posted(0.055e18);
        postPrice(0.055e18);
        vm.assertEq(oracle.price(), 0.055e18);

        vm.warp(START + 2 hours);
        postPrice(0.0495e18);
        (uint256 price, uint256 postedAt) = oracle.posted();
        vm.assertEq(price, 0.0495e18);
        vm.assertEq(postedAt, START + 2 hours);
    }

    // reset

    function test_reset_movesBeyondTheStepAndTheInterval() public {
        bytes memory data = abi.encodeCall(oracle.reset, (1e18));
        vm.prank(params);
        manager.schedule(address(oracle), data, 0);
        vm.warp(START + 2 days);
        postPrice(PRICE);

        vm.expectEmit(address(oracle));
        emit IPriceOracle.Reset(1e18);
        vm.prank(params);
        oracle.reset(1e18);
        vm.assertEq(oracle.price(), 1e18);

        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.TooSoon.selector, START + 2 days + 1 hours));
        vm.prank(pricer);
        oracle.post(1e18);
    }

    function test_reset_outsideTheBand_revertsOutOfBounds() public {
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, 1e18 + 1));
        this.asRole(params, address(oracle), abi.encodeCall(oracle.reset, (1e18 + 1)));
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, 0));
        this.asRole(params, address(oracle), abi.encodeCall(oracle.reset, (0)));
    }

    // price

    function test_price_livesForMaxAgeAndNotASecondLonger() public {
        vm.warp(START + 1 days);
        vm.assertEq(oracle.price(), PRICE);
        vm.warp(START + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, START));
        oracle.price();
    }

    function test_price_leftOutsideANewBand_revertsOutOfBounds() public {
        Config memory next = oracleConfig();
        next.min = 0.06e18;
        vm.prank(params);
        manager.schedule(address(oracle), abi.encodeCall(oracle.setConfig, (next)), 0);
        vm.warp(START + 2 days);
        postPrice(PRICE);
        vm.prank(params);
        oracle.setConfig(next);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, PRICE));
        oracle.price();
    }

    // setConfig

    function test_setConfig_replacesItAndLeavesThePostedPrice() public {
        MockFeed feed = new MockFeed(8);
        MockFeed sequencer = new MockFeed(0);
        Config memory next = Config({
            min: 0.02e18,
            max: 0.5e18,
            maxAge: 2 hours,
            minInterval: 3 hours,
            maxStepBps: 1,
            maxGapBps: 65_535,
            feed: address(feed),
            feedMaxAge: 1,
            sequencer: address(sequencer),
            sequencerGrace: 7
        });
        vm.prank(params);
        manager.schedule(address(oracle), abi.encodeCall(oracle.setConfig, (next)), 0);
        vm.warp(START + 2 days);

        vm.expectEmit(address(oracle));
        emit IPriceOracle.Configured(next);
        vm.prank(params);
        oracle.setConfig(next);
        vm.assertEq(keccak256(abi.encode(oracle.config())), keccak256(abi.encode(next)));
        (uint256 price, uint256 postedAt) = oracle.posted();
        vm.assertEq(price, PRICE);
        vm.assertEq(postedAt, START);
    }

    function test_setConfig_refusesEveryBadValue() public {
        address feed = address(new MockFeed(8));
        Config[14] memory bad;
        for (uint256 i = 0; i < bad.length; ++i) {
            bad[i] = oracleConfig();
        }
        bad[0].min = 0;
        bad[1].min = bad[1].max + 1;
        bad[2].maxAge = 0;
        bad[3].maxAge = 1 days + 1;
        bad[4].minInterval = 1 hours - 1;
        bad[5].maxStepBps = 0;
        bad[6].maxStepBps = 1001;
        (bad[7].feed, bad[7].feedMaxAge) = (alice, 1);
        (bad[8].feed, bad[8].feedMaxAge) = (feed, 0);
        (bad[9].feed, bad[9].feedMaxAge, bad[9].maxGapBps) = (feed, 1, 0);
        bad[10].sequencer = feed;
        (bad[11].feed, bad[11].feedMaxAge) = (address(new MockFeed(37)), 1);
        (bad[12].feed, bad[12].feedMaxAge) = (address(vault), 1); // has no decimals
        (bad[13].feed, bad[13].feedMaxAge) = (address(0x31), 1);
        vm.etch(bad[13].feed, hex"601f6000f3"); // answers 31 bytes
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectRevert(IPriceOracle.BadConfig.selector);
            this.asRole(params, address(oracle), abi.encodeCall(oracle.setConfig, (bad[i])));
        }
    }

    function test_setConfig_acceptsTheExtremes() public {
        Config memory next = oracleConfig();
        (next.min, next.max) = (PRICE_128, PRICE_128);
        (next.maxAge, next.maxStepBps) = (1 days, 1000);
        setConfig(next);
        (next.min, next.max) = (1, type(uint128).max);
        (next.maxAge, next.maxStepBps, next.minInterval) = (1, 1, type(uint32).max);
        setConfig(next);
        (next.feed, next.feedMaxAge, next.maxGapBps) = (address(new MockFeed(36)), 1, 1);
        setConfig(next);
    }

    /// @notice Deploys an oracle; called on `this` where it is expected to revert.
    function deploy(uint256 minInterval, Config memory config, uint256 price) external returns (PriceOracle) {
        return new PriceOracle(address(manager), minInterval, config, price);
    }

    function setConfig(Config memory next) private {
        asRole(params, address(oracle), abi.encodeCall(oracle.setConfig, (next)));
    }
}
