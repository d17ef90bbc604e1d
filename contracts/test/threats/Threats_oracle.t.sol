// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Config, IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {Status} from "../../src/interfaces/ISubscriptions.sol";
import {IVault} from "../../src/interfaces/IVault.sol";
import {RawSource, ReenteringOracle} from "./Attackers.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Oracles and feeds that lie, answer nonsense, stand still or try to enter.
contract Threats_oracle_test is Attacks {
    /// @dev The gas of a block on the networks we deploy to.
    uint256 private constant BLOCK_GAS = 30_000_000;

    RawSource private source;

    function setUp() public override {
        super.setUp();
        source = new RawSource();
        loadCredits(alice, 1000e18);
        vm.prank(alice);
        vault.requestWithdrawal(500e18);
    }

    // The oracle itself

    /// @dev Whatever it tries while it is asked, it is asked by a static call: no state changes. Its call fails, so it
    /// answers a price higher by a wei, which shows in what is taken.
    function test_threat_reenteringOracle_changesNothing() public {
        ReenteringOracle hostile = new ReenteringOracle(PRICE);
        useOracle(address(hostile));
        give(address(hostile), 100e18);
        give(address(vault), 5);
        charge(alice, 1e6);
        address[4] memory targets = [address(vault), address(vault), address(token), address(token)];
        bytes[4] memory calls = [
            abi.encodeCall(vault.distribute, ()),
            abi.encodeCall(vault.skim, ()),
            abi.encodeCall(token.transfer, (mallory, 1)),
            abi.encodeCall(token.approve, (mallory, MAX))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            hostile.aim(targets[i], calls[i]);
            // A forbidden change burns the gas that its call was given.
            vm.prank(meter);
            vault.settle{gas: BLOCK_GAS}(usagesOf(alice, uint56((i + 1) * 1e6)), "root");
            vm.assertEq(vault.revenue(), 20e18 + (i + 1) * (20e18 - 399));
        }
        vm.assertEq(token.balanceOf(mallory), 0);
        vm.assertEq(token.allowance(address(hostile), mallory), 0);
        vm.assertEq(token.balanceOf(address(vault)), 1000e18 + 5);
    }

    function test_threat_oracleWithAShortAnswer_stopsSpendingAndNotTheExit() public {
        useSource(abi.encode(PRICE), 0);
        source.answer(hex"b1a2bc2ec50000", 0); // 7 bytes
        spendingFails();
        source.answer("", 0);
        spendingFails();
        assertExit();
    }

    function test_threat_oracleWithAHugeAnswer_isReadAsItsFirstWord() public {
        useSource(abi.encode(PRICE), 0);
        source.answer(abi.encode(PRICE), 100_000);
        vm.assertEq(vault.quote{gas: BLOCK_GAS}(1e6), 20e18);
        assertExit();
    }

    function test_threat_oracleRevertingWithAHugeReason_stopsSpendingAndNotTheExit() public {
        useSource(abi.encode(PRICE), 0);
        source.answer("", 100_000);
        source.setReverting(true);
        spendingFails();
        assertExit();
    }

    function test_threat_oracleBurningAllGas_stopsSpendingAndNotTheExit() public {
        useSource(abi.encode(PRICE), 0);
        source.setBurning(true);
        vm.prank(meter);
        (bool success,) =
            address(vault).call{gas: BLOCK_GAS}(abi.encodeCall(vault.settle, (usagesOf(alice, 1e6), "root")));
        vm.assertFalse(success);
        assertExit();
    }

    /// @dev A price near nothing would take a balance for a cent, one near infinity would give usage away or overflow.
    function test_threat_oracleAnsweringExtremes_takesNothingAndOverflowsNowhere() public {
        useSource(abi.encode(PRICE), 0);
        uint256[3] memory low = [uint256(0), 1, 0.01e18 - 1];
        for (uint256 i = 0; i < low.length; ++i) {
            source.answer(abi.encode(low[i]), 0);
            vm.expectRevert(abi.encodeWithSelector(IVault.OutOfBounds.selector, low[i]));
            vm.prank(meter);
            vault.settle(usagesOf(alice, 1e6), "root");
        }
        source.answer(abi.encode(MAX), 0);
        settle(alice, 1e6);
        vm.assertEq(vault.balanceOf(alice), 1000e18 - 1);
        assertExit();
    }

    function test_threat_oracleWithoutCode_stopsSpendingAndNotTheExit() public {
        vm.etch(address(oracle), "");
        spendingFails();
        assertExit();
    }

    // The feed

    function test_threat_feedWithAShortAnswer_leavesThePost() public {
        useFeed();
        source.answer(new bytes(159), 0);
        vm.assertEq(oracle.price(), PRICE);
    }

    function test_threat_feedWithAHugeAnswer_isReadAsItsFirstFiveWords() public {
        useFeed();
        source.answer(round(0.051e8, block.timestamp), 10_000);
        vm.assertEq(oracle.price{gas: BLOCK_GAS}(), 0.051e18);
    }

    function test_threat_feedReverting_leavesThePost() public {
        useFeed();
        source.answer("", 10_000);
        source.setReverting(true);
        vm.assertEq(oracle.price{gas: BLOCK_GAS}(), PRICE);
    }

    /// @dev It gets 100,000 gas and no more, however much the caller sends.
    function test_threat_feedBurningAllGas_leavesThePostAndTheExit() public {
        useFeed();
        source.setBurning(true);
        vm.assertEq(oracle.price{gas: 150_000}(), PRICE);
        vm.prank(meter);
        vault.settle{gas: 400_000}(usagesOf(alice, 1e6), "root");
        vm.assertEq(vault.balanceOf(alice), 980e18);
        vm.prank(alice);
        vault.withdraw{gas: 200_000}(alice);
        vm.assertEq(token.balanceOf(alice), 500e18);
    }

    /// @dev Who calls must not choose between feed and post by the gas he sends: he reads the feed or nothing.
    function test_threat_feedStarvedOfGas_isReadOrNothingIs() public {
        useFeed();
        source.answer(round(0.051e8, block.timestamp), 0);
        source.setWork(400);
        uint256 read = 0;
        uint256 reverted = 0;
        for (uint256 gas = 5000; gas <= 200_000; gas += 500) {
            vm.cool(address(oracle));
            vm.cool(address(source));
            try oracle.price{gas: gas}() returns (uint256 price) {
                vm.assertEq(price, 0.051e18);
                ++read;
            } catch (bytes memory reason) {
                vm.assertEq(reason.length, 0);
                ++reverted;
            }
        }
        vm.assertTrue(read > 100 && reverted > 100);
    }

    /// @dev Above its allowance a source is silent for everybody alike.
    function test_threat_feedTakingMoreThanItsGas_leavesThePost() public {
        useFeed();
        source.answer(round(0.051e8, block.timestamp), 0);
        source.setWork(1000);
        vm.assertEq(oracle.price{gas: BLOCK_GAS}(), PRICE);
    }

    /// @dev The lesson of Venus and Blizz: a feed that stands at its own minimum while the market falls below it.
    function test_threat_pinnedFeed_isRefusedAsSoonAsThePostLeavesIt() public {
        useFeed();
        uint256 market = PRICE;
        source.answer(round(0.05e8, block.timestamp), 0);
        vm.assertEq(oracle.price(), 0.05e18);
        for (uint256 i = 0; i < 3; ++i) {
            vm.warp(block.timestamp + 1 hours);
            market = market * 9 / 10;
            postPrice(market);
            source.answer(round(0.05e8, block.timestamp), 0); // fresh, and pinned
            vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Deviated.selector, 0.05e18, market));
            oracle.price();
            spendingFails();
        }
        assertExit();
    }

    function test_threat_staleFeedAndStalePost_giveNoPrice() public {
        useFeed();
        source.answer(round(0.05e8, block.timestamp), 0);
        (, uint256 postedAt) = oracle.posted();
        vm.warp(block.timestamp + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, postedAt));
        oracle.price();
        spendingFails();
        assertExit();
    }

    function test_threat_stalePost_stopsSpendingAndNotTheExit() public {
        vm.warp(START + 1 days);
        vm.assertEq(vault.quote(1e6), 20e18);
        vm.warp(START + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, START));
        vault.quote(1e6);
        spendingFails();
        assertExit();
    }

    // The price poster

    /// @dev A tenth an hour is the most, compounded: from 0.05 to a fifth of it takes 15 hours, and never below the band.
    function test_threat_steppingTheStepBound_isSlowAndEndsAtTheBand() public {
        uint256 price = PRICE;
        uint256 steps = 0;
        while (price * 9 / 10 >= 0.01e18) {
            vm.warp(block.timestamp + 1 hours - 1);
            postFails(price * 9 / 10);
            vm.warp(block.timestamp + 1);
            postFails(price * 9 / 10 - 1);
            price = price * 9 / 10;
            postPrice(price);
            ++steps;
        }
        vm.assertEq(steps, 15);
        vm.warp(block.timestamp + 1 hours);
        postFails(price * 9 / 10);
        vm.assertTrue(oracle.price() >= 0.01e18);
    }

    function test_threat_pricer_cannotResetNorConfigure() public {
        vm.startPrank(pricer);
        vm.expectRevert(unauthorized(pricer));
        oracle.reset(1e18);
        vm.expectRevert(unauthorized(pricer));
        oracle.setConfig(oracleConfig());
        vm.stopPrank();
    }

    /// @dev What one transaction can do to a price is nothing: no balance, pool or call of a stranger enters it.
    function test_threat_flashMoney_movesNoPrice() public {
        uint256 before = oracle.price();
        give(mallory, 40_000_000e18);
        vm.startPrank(mallory);
        token.approve(address(vault), MAX);
        vault.deposit(mallory, 20_000_000e18);
        bool isSent = token.transfer(address(oracle), 20_000_000e18);
        vm.stopPrank();
        vm.assertTrue(isSent);
        vm.assertEq(oracle.price(), before);
        vm.assertEq(vault.quote(1e6), 20e18);
    }

    function useOracle(address next) private {
        asRole(params, address(vault), abi.encodeCall(vault.setOracle, (next, 0.01e18)));
    }

    function useSource(bytes memory head, uint256 padding) private {
        source.answer(head, padding);
        useOracle(address(source));
    }

    function useFeed() private {
        Config memory next = oracleConfig();
        (next.feed, next.feedMaxAge) = (address(source), 1 hours);
        asRole(params, address(oracle), abi.encodeCall(oracle.setConfig, (next)));
        postPrice(PRICE);
    }

    function round(int256 answer, uint256 updatedAt) private pure returns (bytes memory) {
        return abi.encode(uint256(1), answer, updatedAt, updatedAt, uint256(1));
    }

    function postFails(uint256 price) private {
        vm.assertFalse(succeeds(pricer, address(oracle), abi.encodeCall(oracle.post, (price))));
    }

    /// @dev Settling, charging and subscribing revert and leave everything as it was.
    function spendingFails() private {
        bytes memory before = stateOfVault();
        bytes memory batch = abi.encodeCall(vault.settle, (usagesOf(alice, 1e6), "root"));
        bytes memory plan = abi.encodeCall(vault.charge, (alice, 1e6, MAX, "ref"));
        bytes memory purchase = abi.encodeCall(subscriptions.subscribe, (1, MAX, true, type(uint96).max, address(0)));
        vm.assertFalse(succeeds(meter, address(vault), batch));
        vm.assertFalse(succeeds(address(subscriptions), address(vault), plan));
        vm.assertFalse(succeeds(alice, address(subscriptions), purchase));
        vm.assertEq(keccak256(stateOfVault()), keccak256(before));
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.None));
    }

    /// @dev Alice asked for 500 before anything happened, and gets what is left of it whatever the oracle does.
    function assertExit() private {
        if (block.timestamp < START + 1 days) vm.warp(START + 1 days);
        vm.prank(alice);
        vault.withdraw(alice);
        vm.assertEq(token.balanceOf(alice), 500e18);
    }

    function stateOfVault() private view returns (bytes memory) {
        return abi.encode(vault.accountOf(alice), vault.credits(), vault.revenue(), vault.spent(), vault.room());
    }
}
