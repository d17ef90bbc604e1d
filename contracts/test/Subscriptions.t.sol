// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Subscriptions} from "../src/Subscriptions.sol";
import {ICXPT} from "../src/interfaces/ICXPT.sol";
import {ISubscriptions, Plan, Status, Sub} from "../src/interfaces/ISubscriptions.sol";
import {Flag, IVault} from "../src/interfaces/IVault.sol";
import {Actions} from "./Actions.sol";

/// @notice Plans, the first period, changes and referrals.
contract Subscriptions_test is Actions {
    uint256 private constant OWNER_KEY = 0xA11CE;
    uint256 private constant MAX = type(uint256).max;

    // constructor

    function test_constructor_withoutAnAddress_revertsZeroAddress() public {
        vm.expectRevert(ISubscriptions.ZeroAddress.selector);
        new Subscriptions(address(manager), ICXPT(address(0)), vault);
        vm.expectRevert(ISubscriptions.ZeroAddress.selector);
        new Subscriptions(address(manager), token, IVault(address(0)));
    }

    // addPlan

    function test_addPlan_countsFromOneAndKeepsThePlan() public {
        Plan memory plan = enterprise(alice);
        vm.prank(params);
        manager.schedule(address(subscriptions), abi.encodeCall(subscriptions.addPlan, (plan)), 0);
        vm.warp(START + 2 days);

        vm.assertEq(subscriptions.planCount(), 3);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.PlanAdded(4, plan);
        vm.prank(params);
        vm.assertEq(subscriptions.addPlan(plan), 4);
        vm.assertEq(subscriptions.planCount(), 4);
        vm.assertEq(keccak256(abi.encode(subscriptions.planOf(4))), keccak256(abi.encode(plan)));
        vm.assertEq(keccak256(abi.encode(subscriptions.planOf(1))), keccak256(abi.encode(launchPlan(1))));
        vm.assertEq(subscriptions.planOf(5).usd, 0);
    }

    function test_addPlan_refusesBadOnes() public {
        Plan[6] memory bad;
        for (uint256 i = 0; i < bad.length; ++i) {
            bad[i] = launchPlan(1);
        }
        bad[0].usd = 0;
        bad[1].allowance = 0;
        bad[2].concurrency = 0;
        bad[3].rpm = 0;
        bad[4].retireAt = 1;
        bad[5].rolloverBps = 5001;
        for (uint256 i = 0; i < bad.length; ++i) {
            fails(
                abi.encodeCall(subscriptions.addPlan, (bad[i])), abi.encodeWithSelector(ISubscriptions.BadPlan.selector)
            );
        }
    }

    // retirePlan

    function test_retirePlan_givesThirtyDaysNotice() public {
        vm.prank(params);
        uint48 retireAt = uint48(START + 32 days);
        manager.schedule(address(subscriptions), abi.encodeCall(subscriptions.retirePlan, (1, retireAt)), 0);
        vm.warp(START + 2 days);

        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.PlanRetired(1, retireAt);
        vm.prank(params);
        subscriptions.retirePlan(1, retireAt);
        vm.assertEq(subscriptions.planOf(1).retireAt, retireAt);

        // Only ever later.
        bytes memory earlier = abi.encodeCall(subscriptions.retirePlan, (1, uint48(START + 40 days)));
        asRole(params, address(subscriptions), earlier);
        fails(
            abi.encodeCall(subscriptions.retirePlan, (1, uint48(START + 40 days) - 1)),
            abi.encodeWithSelector(ISubscriptions.NoticeTooShort.selector, START + 40 days)
        );
    }

    function test_retirePlan_tooSoon_revertsNoticeTooShort() public {
        uint256 earliest = START + 2 days + 30 days;
        fails(
            abi.encodeCall(subscriptions.retirePlan, (1, uint48(earliest - 1))),
            abi.encodeWithSelector(ISubscriptions.NoticeTooShort.selector, earliest)
        );
    }

    function test_retirePlan_unknownOrRetired_revertsPlanInactive() public {
        fails(abi.encodeCall(subscriptions.retirePlan, (4, 0)), inactive(4));
        fails(abi.encodeCall(subscriptions.retirePlan, (0, 0)), inactive(0));
        retire(1);
        fails(abi.encodeCall(subscriptions.retirePlan, (1, type(uint48).max)), inactive(1));
    }

    // subscribe

    function test_subscribe_chargesAndOpensThirtyDays() public {
        loadCredits(alice, 1000e18);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Referred(alice, bob);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.AutoRenewSet(alice, true, 400e18);
        vm.expectEmit(address(vault));
        emit IVault.Charged(alice, 19e6, 380e18, bytes32(uint256(1) << 32 | 1));
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Subscribed(alice, 1, 1, START, START + 30 days, 380e18);
        vm.prank(alice);
        subscriptions.subscribe(1, 380e18, true, 400e18, bob);

        Sub memory expected = Sub({
            plan: 1,
            nextPlan: 0,
            start: uint48(START),
            end: uint48(START + 30 days),
            index: 1,
            autoRenew: true,
            allowance: 2_000_000,
            renewCap: 400e18,
            referrer: bob
        });
        vm.assertEq(keccak256(abi.encode(subscriptions.subscriptionOf(alice))), keccak256(abi.encode(expected)));
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.Active));
        vm.assertEq(vault.balanceOf(alice), 620e18);
        vm.assertEq(vault.revenue(), 380e18);
    }

    function test_subscribe_withoutAReferrer_announcesNone() public {
        loadCredits(alice, 1000e18);
        vm.recordLogs();
        vm.prank(alice);
        subscriptions.subscribe(1, 380e18, true, 400e18, address(0));
        vm.assertEq(vm.getRecordedLogs().length, 3); // the renewal's terms, the charge, the period
        vm.assertEq(subscriptions.referrerOf(alice), address(0));
    }

    function test_subscribe_whileActiveOrInGrace_revertsAlreadySubscribed() public {
        buy(alice, 1);
        bytes memory already = abi.encodeWithSelector(ISubscriptions.AlreadySubscribed.selector, START + 30 days);
        vm.startPrank(alice);
        vm.expectRevert(already);
        subscriptions.subscribe(99, 0, false, 0, alice);
        vm.warp(START + 33 days - 1);
        vm.expectRevert(already);
        subscriptions.subscribe(1, MAX, false, 0, address(0));
    }

    function test_subscribe_afterALapse_goesOnWithTheIndex() public {
        buy(alice, 1);
        loadCredits(alice, 2000e18);
        vm.warp(START + 33 days);
        postPrice(PRICE);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.Lapsed));

        vm.prank(alice);
        subscriptions.subscribe(2, MAX, false, 0, address(0));
        Sub memory sub = subscriptions.subscriptionOf(alice);
        vm.assertEq(sub.index, 2);
        vm.assertEq(sub.start, START + 33 days);
        vm.assertEq(sub.allowance, 8_000_000);
    }

    function test_subscribe_ordersItsErrors() public {
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.addPlan, (enterprise(bob))));
        postPrice(PRICE);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotCustomer.selector, 4));
        subscriptions.subscribe(4, MAX, false, 0, alice);
        vm.expectRevert(inactive(5));
        subscriptions.subscribe(5, MAX, false, 0, alice);
        vm.expectRevert(inactive(0));
        subscriptions.subscribe(0, MAX, false, 0, alice);
        vm.expectRevert(ISubscriptions.SelfReferral.selector);
        subscriptions.subscribe(1, MAX, false, 0, alice);
        vm.stopPrank();

        refer(bob, alice);
        vm.startPrank(alice);
        vm.expectRevert(ISubscriptions.ReferralCycle.selector);
        subscriptions.subscribe(1, 0, false, 0, bob);
        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, 380e18, 380e18 - 1));
        subscriptions.subscribe(1, 380e18 - 1, false, 0, address(0));
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 0, 380e18));
        subscriptions.subscribe(1, 380e18, false, 0, address(0));
    }

    function test_subscribe_whenSpendingIsPaused_revertsAndKeepsNothing() public {
        loadCredits(alice, 1000e18);
        pauseFlag(Flag.SPEND);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND));
        vm.prank(alice);
        subscriptions.subscribe(1, MAX, true, 1, bob);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.None));
        vm.assertEq(subscriptions.referrerOf(alice), address(0));
    }

    function test_subscribe_toAnEnterprisePlan_isForItsCustomer() public {
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.addPlan, (enterprise(alice))));
        postPrice(PRICE);
        loadCredits(alice, 100_000e18);
        vm.prank(alice);
        subscriptions.subscribe(4, MAX, false, 0, address(0));
        vm.assertEq(subscriptions.subscriptionOf(alice).plan, 4);
    }

    function test_subscribe_toAPlanRetiringLater_isStillOfferedUntilThen() public {
        bytes memory data = abi.encodeCall(subscriptions.retirePlan, (1, uint48(START + 32 days)));
        asRole(params, address(subscriptions), data);
        loadCredits(alice, 1000e18);
        vm.warp(START + 32 days - 1);
        postPrice(PRICE);
        vm.prank(alice);
        subscriptions.subscribe(1, MAX, false, 0, address(0));

        vm.warp(START + 32 days);
        vm.expectRevert(inactive(1));
        vm.prank(bob);
        subscriptions.subscribe(1, MAX, false, 0, address(0));
    }

    function test_subscribe_ignoresAReferrerAfterTheFirstSpendingOrTheFirstReferrer() public {
        loadCredits(alice, 1000e18);
        settle(alice, 1e6);
        vm.prank(alice);
        subscriptions.subscribe(1, MAX, false, 0, bob);
        vm.assertEq(subscriptions.referrerOf(alice), address(0));

        loadCredits(bob, 1000e18);
        refer(bob, carol);
        vm.prank(bob);
        subscriptions.subscribe(1, MAX, false, 0, meter);
        vm.assertEq(subscriptions.referrerOf(bob), carol);
    }

    // subscribeWithPermit

    function test_subscribeWithPermit_loadsAndBuysInOneCall() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(400e18);
        give(owner, 400e18);
        vm.prank(owner);
        subscriptions.subscribeWithPermit(1, 380e18, true, 500e18, bob, 400e18, START, v, r, s);
        vm.assertEq(subscriptions.subscriptionOf(owner).plan, 1);
        vm.assertEq(subscriptions.referrerOf(owner), bob);
        vm.assertEq(vault.balanceOf(owner), 20e18);
        vm.assertEq(token.balanceOf(owner), 0);
    }

    function test_subscribeWithPermit_frontRun_changesNothing() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(400e18);
        give(owner, 400e18);
        token.permit(owner, address(vault), 400e18, START, v, r, s);
        vm.prank(owner);
        subscriptions.subscribeWithPermit(1, 380e18, true, 500e18, address(0), 400e18, START, v, r, s);
        vm.assertEq(vault.balanceOf(owner), 20e18);
    }

    function test_subscribeWithPermit_ofSomebodyElse_pullsNothingFromHim() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(400e18);
        give(owner, 400e18);
        vm.expectRevert();
        vm.prank(alice);
        subscriptions.subscribeWithPermit(1, 380e18, true, 0, address(0), 400e18, START, v, r, s);
        vm.assertEq(token.balanceOf(owner), 400e18);
    }

    function test_subscribeWithPermit_whenThePurchaseFails_depositsNothing() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(400e18);
        give(owner, 400e18);
        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, 380e18, 1));
        vm.prank(owner);
        subscriptions.subscribeWithPermit(1, 1, true, 0, address(0), 400e18, START, v, r, s);
        vm.assertEq(token.balanceOf(owner), 400e18);
        vm.assertEq(token.allowance(owner, address(vault)), 0);
    }

    function test_subscribeWithPermit_whenDepositsArePaused_reverts() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(400e18);
        give(owner, 400e18);
        loadCredits(owner, 1000e18);
        pauseFlag(Flag.DEPOSIT);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT));
        vm.prank(owner);
        subscriptions.subscribeWithPermit(1, 380e18, true, 0, address(0), 400e18, START, v, r, s);
    }

    // upgrade and quoteUpgrade

    function test_upgrade_paysAndAddsInProportionToTheTimeLeft() public {
        buy(alice, 1);
        schedule(alice, 3);
        loadCredits(alice, 1000e18);
        vm.warp(START + 20 days);
        postPrice(PRICE);

        (uint256 usd, uint256 added) = subscriptions.quoteUpgrade(alice, 2);
        vm.assertEq(usd, 20e6);
        vm.assertEq(added, 2_000_000);
        vm.expectEmit(address(vault));
        emit IVault.Charged(alice, 20e6, 400e18, bytes32(uint256(2) << 32 | 1));
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Upgraded(alice, 1, 2, 400e18, 4_000_000);
        vm.prank(alice);
        subscriptions.upgrade(2, 400e18);

        Sub memory sub = subscriptions.subscriptionOf(alice);
        vm.assertEq(sub.plan, 2);
        vm.assertEq(sub.nextPlan, 0);
        vm.assertEq(sub.index, 1);
        vm.assertEq(sub.end, START + 30 days);
        vm.assertEq(sub.start, START);
        vm.assertEq(sub.allowance, 4_000_000);
        vm.assertEq(sub.renewCap, 500e18);
    }

    function test_quoteUpgrade_roundsThePriceUpAndTheTokensDown() public {
        buy(alice, 1);
        vm.warp(START + 30 days - 1);
        (uint256 usd, uint256 added) = subscriptions.quoteUpgrade(alice, 2);
        vm.assertEq(usd, 24); // 60e6 / 2,592,000 = 23.1…
        vm.assertEq(added, 2); // 6e6 / 2,592,000 = 2.3…
    }

    function test_upgrade_ordersItsErrors() public {
        Plan memory cheaper = launchPlan(2);
        cheaper.usd = 19e6;
        Plan memory fewer = launchPlan(2);
        fewer.allowance = 2_000_000;
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.addPlan, (enterprise(bob))));
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.addPlan, (cheaper)));
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.addPlan, (fewer)));
        postPrice(PRICE);
        upgradeFails(99, abi.encodeWithSelector(ISubscriptions.NotActive.selector));

        uint256 start = block.timestamp;
        buy(alice, 1);
        upgradeFails(4, abi.encodeWithSelector(ISubscriptions.NotCustomer.selector, 4));
        upgradeFails(99, inactive(99));
        upgradeFails(1, abi.encodeWithSelector(ISubscriptions.NotUpgrade.selector));
        upgradeFails(5, abi.encodeWithSelector(ISubscriptions.NotUpgrade.selector));
        upgradeFails(6, abi.encodeWithSelector(ISubscriptions.NotUpgrade.selector));

        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, 1200e18, 1));
        vm.prank(alice);
        subscriptions.upgrade(2, 1);

        vm.warp(start + 30 days);
        upgradeFails(2, abi.encodeWithSelector(ISubscriptions.NotActive.selector));
    }

    function test_upgrade_beyondWhatIsAvailable_revertsAndKeepsThePlan() public {
        loadCredits(alice, 380e18 + 1200e18);
        vm.startPrank(alice);
        subscriptions.subscribe(1, MAX, true, 500e18, address(0));
        vault.requestWithdrawal(1);
        bytes memory before = abi.encode(subscriptions.subscriptionOf(alice));
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 1200e18 - 1, 1200e18));
        subscriptions.upgrade(2, MAX);
        vm.assertEq(keccak256(abi.encode(subscriptions.subscriptionOf(alice))), keccak256(before));

        vault.requestWithdrawal(0);
        subscriptions.upgrade(2, MAX);
        vm.assertEq(subscriptions.subscriptionOf(alice).plan, 2);
    }

    function test_upgrade_whenSpendingIsPaused_reverts() public {
        buy(alice, 1);
        pauseFlag(Flag.SPEND);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND));
        vm.prank(alice);
        subscriptions.upgrade(2, MAX);
    }

    // scheduleChange

    function test_scheduleChange_waitsForTheNextPeriodAndZeroClears() public {
        buy(alice, 2);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.ChangeScheduled(alice, 1);
        schedule(alice, 1);
        vm.assertEq(subscriptions.subscriptionOf(alice).nextPlan, 1);
        vm.assertEq(subscriptions.subscriptionOf(alice).plan, 2);

        vm.warp(START + 31 days); // in grace
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.ChangeScheduled(alice, 0);
        schedule(alice, 0);
        vm.assertEq(subscriptions.subscriptionOf(alice).nextPlan, 0);
    }

    function test_scheduleChange_ordersItsErrors() public {
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.addPlan, (enterprise(bob))));
        postPrice(PRICE);
        vm.expectRevert(ISubscriptions.NotActive.selector);
        schedule(alice, 99);

        uint256 start = block.timestamp;
        buy(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotCustomer.selector, 4));
        schedule(alice, 4);
        vm.expectRevert(inactive(99));
        schedule(alice, 99);
        vm.warp(start + 33 days);
        vm.expectRevert(ISubscriptions.NotActive.selector);
        schedule(alice, 0);
    }

    // setAutoRenew

    function test_setAutoRenew_changesBothAndKeepsAccessToTheEnd() public {
        buy(alice, 1);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.AutoRenewSet(alice, false, 7);
        vm.prank(alice);
        subscriptions.setAutoRenew(false, 7);
        vm.assertFalse(subscriptions.subscriptionOf(alice).autoRenew);
        vm.assertEq(subscriptions.subscriptionOf(alice).renewCap, 7);
        vm.warp(START + 30 days - 1);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.Active));

        vm.warp(START + 33 days - 1);
        vm.prank(alice);
        subscriptions.setAutoRenew(true, 8);
        vm.assertTrue(subscriptions.subscriptionOf(alice).autoRenew);
    }

    function test_setAutoRenew_withoutASubscription_revertsNotActive() public {
        vm.expectRevert(ISubscriptions.NotActive.selector);
        vm.prank(alice);
        subscriptions.setAutoRenew(true, 0);

        buy(alice, 1);
        vm.warp(START + 33 days);
        vm.expectRevert(ISubscriptions.NotActive.selector);
        vm.prank(alice);
        subscriptions.setAutoRenew(true, 0);
    }

    // setReferrer

    function test_setReferrer_recordsItOnce() public {
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Referred(alice, bob);
        refer(alice, bob);
        vm.assertEq(subscriptions.referrerOf(alice), bob);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(Status.None));
    }

    function test_setReferrer_ordersItsErrors() public {
        refer(alice, bob);
        loadCredits(alice, 1000e18);
        settle(alice, 1e6);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.AlreadyReferred.selector, bob));
        refer(alice, address(0));

        loadCredits(carol, 1000e18);
        settle(carol, 1e6);
        vm.expectRevert(ISubscriptions.TooLate.selector);
        refer(carol, address(0));

        vm.expectRevert(ISubscriptions.ZeroAddress.selector);
        refer(bob, address(0));
        vm.expectRevert(ISubscriptions.SelfReferral.selector);
        refer(bob, bob);
        vm.expectRevert(ISubscriptions.ReferralCycle.selector);
        refer(bob, alice);
    }

    // nextRollover

    function test_nextRollover_table() public view {
        uint256[6][9] memory rows = [
            // A, R, U, A_next, bps, carried
            [uint256(8_000_000), 0, 2_400_000, 8_000_000, 5000, 4_000_000],
            [uint256(8_000_000), 4_000_000, 7_200_000, 8_000_000, 5000, 4_000_000],
            [uint256(8_000_000), 4_000_000, 11_000_000, 8_000_000, 5000, 1_000_000],
            [uint256(8_000_000), 4_000_000, 12_000_000, 8_000_000, 5000, 0],
            [uint256(8_000_000), 0, 9_000_000, 8_000_000, 5000, 0],
            [uint256(8_000_000), 0, 0, 2_000_000, 5000, 1_000_000],
            [uint256(2_000_000), 0, 0, 8_000_000, 5000, 1_000_000],
            [uint256(3), 0, 0, 3, 5000, 1],
            [uint256(8_000_000), 0, 0, 8_000_000, 0, 0]
        ];
        for (uint256 i = 0; i < rows.length; ++i) {
            uint256[6] memory row = rows[i];
            vm.assertEq(subscriptions.nextRollover(row[0], row[1], row[2], row[3], row[4]), row[5]);
        }
    }

    function buy(address user, uint32 id) private {
        loadCredits(user, 10_000e18);
        vm.prank(user);
        subscriptions.subscribe(id, MAX, true, 500e18, address(0));
    }

    function schedule(address user, uint32 id) private {
        vm.prank(user);
        subscriptions.scheduleChange(id);
    }

    function refer(address user, address referrer) private {
        vm.prank(user);
        subscriptions.setReferrer(referrer);
    }

    function retire(uint32 id) private {
        uint48 retireAt = uint48(block.timestamp + 40 days);
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.retirePlan, (id, retireAt)));
        vm.warp(retireAt);
    }

    function upgradeFails(uint32 id, bytes memory expected) private {
        vm.expectRevert(expected);
        subscriptions.quoteUpgrade(alice, id);
        vm.expectRevert(expected);
        vm.prank(alice);
        subscriptions.upgrade(id, MAX);
    }

    function fails(bytes memory data, bytes memory expected) private {
        vm.expectRevert(expected);
        this.asRole(params, address(subscriptions), data);
    }

    function inactive(uint32 id) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptions.PlanInactive.selector, id);
    }

    function enterprise(address customer) private pure returns (Plan memory) {
        return Plan(2000e6, 200_000_000, 20, 2000, 5000, 4, 0, customer);
    }

    function signedPermit(uint256 amount) private view returns (address owner, uint8 v, bytes32 r, bytes32 s) {
        owner = vm.addr(OWNER_KEY);
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 message = keccak256(abi.encode(typeHash, owner, address(vault), amount, token.nonces(owner), START));
        (v, r, s) = vm.sign(OWNER_KEY, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message)));
    }
}
