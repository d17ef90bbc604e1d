// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Config} from "../../src/interfaces/IPriceOracle.sol";
import {ISubscriptions, Plan, Status, Sub} from "../../src/interfaces/ISubscriptions.sol";
import {Flag, IVault} from "../../src/interfaces/IVault.sol";
import {RawSource} from "./Attackers.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Referrals for oneself, keepers that grieve, plans that change under a buyer, pauses over the grace.
contract Threats_subscriptions_test is Attacks {
    uint256 private constant END = START + 30 days;

    // Referrals

    function test_threat_referralOfOneself_isRefusedEverywhere() public {
        loadCredits(mallory, 1000e18);
        vm.startPrank(mallory);
        vm.expectRevert(ISubscriptions.SelfReferral.selector);
        subscriptions.setReferrer(mallory);
        vm.expectRevert(ISubscriptions.SelfReferral.selector);
        subscriptions.subscribe(1, MAX, true, 0, mallory);
    }

    function test_threat_referralCycleOfTwo_isRefusedEverywhere() public {
        vm.prank(bob);
        subscriptions.setReferrer(mallory);
        loadCredits(mallory, 1000e18);
        vm.startPrank(mallory);
        vm.expectRevert(ISubscriptions.ReferralCycle.selector);
        subscriptions.setReferrer(bob);
        vm.expectRevert(ISubscriptions.ReferralCycle.selector);
        subscriptions.subscribe(1, MAX, true, 0, bob);
        vm.stopPrank();
        vm.assertEq(subscriptions.referrerOf(mallory), address(0));
    }

    /// @dev Who already spends cannot be captured by a referrer afterwards, nor change the one he has.
    function test_threat_referrerAfterTheFact_isRefused() public {
        loadCredits(alice, 1000e18);
        settle(alice, 1);
        vm.prank(alice);
        vm.expectRevert(ISubscriptions.TooLate.selector);
        subscriptions.setReferrer(mallory);
        vm.prank(alice);
        subscriptions.subscribe(1, MAX, true, 0, mallory);
        vm.assertEq(subscriptions.referrerOf(alice), address(0));

        vm.startPrank(bob);
        subscriptions.setReferrer(carol);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.AlreadyReferred.selector, carol));
        subscriptions.setReferrer(mallory);
    }

    // Keepers

    /// @dev Renewing for somebody costs him money, so it goes through once a period, after its end and before the grace
    /// is over.
    function test_threat_keeper_renewingEarlyOrOften_isRefused() public {
        loadCredits(alice, 10_000e18);
        subscribeTo(alice, 1);
        keeperFails();
        freshAt(END - 1);
        keeperFails();
        vm.warp(END);
        vm.prank(mallory);
        subscriptions.renew(alice);
        keeperFails();
        freshAt(END + 30 days - 1);
        keeperFails();
        vm.assertEq(vault.balanceOf(alice), 10_000e18 - 2 * 380e18);
    }

    function test_threat_keeper_renewingAgainstTheUsersWill_isRefused() public {
        loadCredits(alice, 10_000e18);
        subscribeTo(alice, 1);
        vm.prank(alice);
        subscriptions.setAutoRenew(false, type(uint96).max);
        freshAt(END);
        keeperFails();

        vm.prank(alice);
        subscriptions.setAutoRenew(true, 380e18 - 1);
        keeperFails();
        vm.assertEq(vault.balanceOf(alice), 10_000e18 - 380e18);
    }

    function test_threat_keeper_mixingInBadEntries_stopsNobody() public {
        address[3] memory payers = [alice, bob, carol];
        for (uint256 i = 0; i < payers.length; ++i) {
            loadCredits(payers[i], i == 1 ? 380e18 : 1000e18);
            subscribeTo(payers[i], 1);
        }
        freshAt(END);
        address[] memory users = new address[](8);
        (users[0], users[1], users[2], users[3]) = (address(0), alice, bob, alice);
        (users[4], users[5], users[6], users[7]) = (address(subscriptions), address(vault), mallory, carol);
        vm.prank(mallory);
        subscriptions.renewMany(users);
        vm.assertEq(subscriptions.subscriptionOf(alice).index, 2);
        vm.assertEq(subscriptions.subscriptionOf(bob).index, 1);
        vm.assertEq(subscriptions.subscriptionOf(carol).index, 2);
        vm.assertEq(vault.balanceOf(alice), 1000e18 - 2 * 380e18);
    }

    /// @dev With whatever gas he sends: who can be renewed is renewed, or the whole call reverts. Never is he reported as
    /// failed.
    function test_threat_keeper_sendingTooLittleGas_reportsNobodyAsFailed() public {
        loadCredits(alice, 1000e18);
        subscribeTo(alice, 1);
        freshAt(END);
        assertNoGasReportsAlice(20_000, 200_000);
    }

    /// @dev A caller keeps a 64th of his gas when a call runs out of it. Under an oracle that costs much, this would be
    /// enough to report the user.
    function test_threat_keeper_sendingTooLittleGasForACostlyOracle_reportsNobodyAsFailed() public {
        RawSource source = new RawSource();
        source.answer(abi.encode(PRICE), 0);
        source.setWork(1000);
        asRole(params, address(vault), abi.encodeCall(vault.setOracle, (address(source), 0.01e18)));
        loadCredits(alice, 1000e18);
        subscribeTo(alice, 1);
        vm.warp(subscriptions.subscriptionOf(alice).end);
        assertNoGasReportsAlice(100_000, 900_000);
    }

    /// @dev The same while the price is the feed's alone: a feed starved of gas must not look like a dead one. This one
    /// costs most of what a feed gets.
    function test_threat_keeper_starvingTheFeedOfGas_reportsNobodyAsFailed() public {
        RawSource feed = new RawSource();
        feed.setWork(400);
        Config memory next = oracleConfig();
        (next.feed, next.feedMaxAge) = (address(feed), 1 hours);
        asRole(params, address(oracle), abi.encodeCall(oracle.setConfig, (next)));
        postPrice(PRICE);
        loadCredits(alice, 1000e18);
        subscribeTo(alice, 1);
        vm.warp(subscriptions.subscriptionOf(alice).end); // by now the post is stale
        feed.answer(abi.encode(uint256(1), int256(0.05e8), block.timestamp, block.timestamp, uint256(1)), 0);
        assertNoGasReportsAlice(60_000, 500_000);
    }

    // What changes under a buyer

    /// @dev A plan is immutable: a new price is a new plan, and the one he saw costs what he saw until 30 days' notice
    /// are over.
    function test_threat_planRetiredInFrontOfABuyer_isStillSoldForThirtyDays() public {
        uint48 earliest = uint48(START + 32 days);
        bytes memory retirement = abi.encodeCall(subscriptions.retirePlan, (1, earliest));
        asRole(params, address(subscriptions), retirement);
        loadCredits(alice, 1000e18);
        vm.warp(earliest - 1);
        postPrice(PRICE);
        subscribeTo(alice, 1);
        vm.assertEq(vault.balanceOf(alice), 620e18);

        bytes memory sooner = abi.encodeCall(subscriptions.retirePlan, (2, uint48(block.timestamp + 32 days - 1)));
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NoticeTooShort.selector, block.timestamp + 32 days));
        this.asRole(params, address(subscriptions), sooner);
    }

    function test_threat_priceFallBeforeARenewal_isBoundByTheUsersCap() public {
        loadCredits(alice, 10_000e18);
        vm.prank(alice);
        subscriptions.subscribe(1, 380e18, true, 400e18, address(0));
        freshAt(END);
        vm.warp(END + 1 hours);
        postPrice(PRICE * 9 / 10); // 422.2 CXPT now
        keeperFails();
        vm.prank(alice);
        subscriptions.setAutoRenew(true, 430e18);
        vm.prank(mallory);
        subscriptions.renew(alice);
        vm.assertEq(subscriptions.subscriptionOf(alice).index, 2);
    }

    function test_threat_planOfAnotherCustomer_isSoldToNobodyElse() public {
        Plan memory special = Plan(1e6, 200_000_000, 20, 2000, 5000, 4, 0, alice);
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.addPlan, (special)));
        postPrice(PRICE);
        loadCredits(mallory, 10_000e18);
        bytes memory refused = abi.encodeWithSelector(ISubscriptions.NotCustomer.selector, 4);
        vm.startPrank(mallory);
        vm.expectRevert(refused);
        subscriptions.subscribe(4, MAX, true, 0, address(0));
        subscriptions.subscribe(1, MAX, true, 0, address(0));
        vm.expectRevert(refused);
        subscriptions.upgrade(4, MAX);
        vm.expectRevert(refused);
        subscriptions.scheduleChange(4);
    }

    /// @dev Stepping up in the last second, or second by second, buys tokens no cheaper than the better plan sells them.
    function test_threat_upgradingInTheLastSeconds_isNoDiscount() public {
        loadCredits(mallory, 100_000e18);
        subscribeTo(mallory, 1);
        uint256[4] memory times = [uint256(1), 59, 1 days, 29 days];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(END - times[i]);
            (uint256 usd, uint256 added) = subscriptions.quoteUpgrade(mallory, 3);
            // Plan 3 less plan 1: 280 USD and 38,000,000 tokens a period. The price rounds up, the tokens round down.
            vm.assertTrue(usd * 30 days >= 280e6 * times[i] && usd > 0);
            vm.assertTrue(added * 30 days <= 38_000_000 * times[i]);
        }
    }

    // Pauses

    /// @dev A second pause must not hide that the first one began within the grace: the user could not renew then.
    function test_threat_secondPause_doesNotEraseTheExtension() public {
        loadCredits(alice, 10_000e18);
        subscribeTo(alice, 1);
        vm.warp(END + 2 days);
        pauseFlag(Flag.SPEND);
        vm.warp(END + 9 days + 23 hours); // ended, and the day to renew in nearly over
        pauseFlag(Flag.SPEND);
        (uint48 from,) = vault.pauseOf(Flag.SPEND);
        vm.assertEq(from, END + 2 days);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.Grace));

        freshAt(END + 17 days + 23 hours - 1);
        vm.prank(alice);
        subscriptions.renew(alice);
        Sub memory sub = subscriptions.subscriptionOf(alice);
        vm.assertEq(sub.index, 2);
    }

    function test_threat_pauseForEver_costsNoSubscriberHisPlace() public {
        loadCredits(alice, 10_000e18);
        subscribeTo(alice, 1);
        vm.warp(END - 1 hours);
        for (uint256 i = 0; i < 5; ++i) {
            pauseFlag(Flag.SPEND);
            vm.warp(block.timestamp + 7 days);
        }
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.Grace));
        postPrice(PRICE);
        vm.prank(carol);
        subscriptions.renew(alice);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.Active));
    }

    /// @dev Being charged for a period always opens one, and a refused charge opens none.
    function test_threat_chargeWithoutAPeriod_cannotHappen() public {
        loadCredits(alice, 380e18 - 1);
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 380e18 - 1, 380e18));
        subscribeTo(alice, 1);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.None));
        vm.assertEq(vault.balanceOf(alice), 380e18 - 1);
    }

    function keeperFails() private {
        uint256 before = vault.balanceOf(alice);
        vm.assertFalse(succeeds(mallory, address(subscriptions), abi.encodeCall(subscriptions.renew, (alice))));
        address[] memory users = new address[](1);
        users[0] = alice;
        succeeds(mallory, address(subscriptions), abi.encodeCall(subscriptions.renewMany, (users)));
        vm.assertEq(vault.balanceOf(alice), before);
    }

    /// @dev Everything is cold again before each call, as it is in a transaction of its own.
    function assertNoGasReportsAlice(uint256 least, uint256 most) private {
        address[] memory users = new address[](1);
        users[0] = alice;
        uint256 snapshot = vm.snapshotState();
        uint256 reverted = 0;
        uint256 renewed = 0;
        for (uint256 gas = least; gas <= most; gas += (most - least) / 600) {
            address[7] memory contracts = managedContracts();
            for (uint256 i = 0; i < contracts.length; ++i) {
                vm.cool(contracts[i]);
            }
            vm.cool(address(manager));
            vm.recordLogs();
            try subscriptions.renewMany{gas: gas}(users) {
                vm.assertEq(subscriptions.subscriptionOf(alice).index, 2);
                vm.assertEq(vm.getRecordedLogs().length, 2); // Charged and Renewed
                ++renewed;
            } catch {
                vm.assertEq(subscriptions.subscriptionOf(alice).index, 1);
                ++reverted;
            }
            vm.revertToState(snapshot);
        }
        vm.assertTrue(renewed > 100 && reverted > 100);
    }

    function freshAt(uint256 time) private {
        vm.warp(time);
        postPrice(PRICE);
    }
}
