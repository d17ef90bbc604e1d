// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {IPriceOracle} from "../src/interfaces/IPriceOracle.sol";
import {ISubscriptions, Status, Sub} from "../src/interfaces/ISubscriptions.sol";
import {Flag, IVault} from "../src/interfaces/IVault.sol";
import {Actions} from "./Actions.sol";

/// @notice Renewals, one and many, and how long a period can still be renewed.
contract Subscriptions_renew_test is Actions {
    uint256 private constant END = START + 30 days;

    function setUp() public override {
        super.setUp();
        loadCredits(alice, 10_000e18);
        vm.prank(alice);
        subscriptions.subscribe(1, type(uint256).max, true, 400e18, address(0));
    }

    // statusOf

    function test_statusOf_table() public {
        vm.assertEq(uint256(subscriptions.statusOf(bob)), uint256(Status.None));
        assertStatus(END - 1, Status.Active);
        assertStatus(END, Status.Grace);
        assertStatus(END + 3 days - 1, Status.Grace);
        assertStatus(END + 3 days, Status.Lapsed);
    }

    // renew

    function test_renew_byAnyone_chargesAndOpensThirtyDaysFromNow() public {
        freshAt(END + 1 hours);
        vm.expectEmit(address(vault));
        emit IVault.Charged(alice, 19e6, 380e18, bytes32(uint256(1) << 32 | 2));
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Renewed(alice, 1, 2, END + 1 hours, END + 1 hours + 30 days, 380e18);
        vm.prank(carol);
        subscriptions.renew(alice);

        Sub memory sub = subscriptions.subscriptionOf(alice);
        vm.assertEq(sub.plan, 1);
        vm.assertEq(sub.index, 2);
        vm.assertEq(sub.start, END + 1 hours);
        vm.assertEq(sub.end, END + 1 hours + 30 days);
        vm.assertEq(sub.allowance, 2_000_000);
        vm.assertEq(sub.renewCap, 400e18);
        vm.assertTrue(sub.autoRenew);
    }

    function test_renew_intoAScheduledPlan_clearsTheChange() public {
        vm.startPrank(alice);
        subscriptions.scheduleChange(2);
        subscriptions.setAutoRenew(true, 2000e18);
        vm.stopPrank();
        freshAt(END);
        subscriptions.renew(alice);

        Sub memory sub = subscriptions.subscriptionOf(alice);
        vm.assertEq(sub.plan, 2);
        vm.assertEq(sub.nextPlan, 0);
        vm.assertEq(sub.allowance, 8_000_000);
    }

    function test_renew_ofNobody_revertsNotRenewable() public {
        vm.expectRevert(ISubscriptions.NotRenewable.selector);
        subscriptions.renew(bob);
        vm.prank(bob);
        subscriptions.setReferrer(alice);
        vm.expectRevert(ISubscriptions.NotRenewable.selector);
        subscriptions.renew(bob);
    }

    function test_renew_beforeTheEnd_revertsRenewTooEarlyBeforeAutoRenewOff() public {
        vm.prank(alice);
        subscriptions.setAutoRenew(false, 0);
        freshAt(END - 1);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.RenewTooEarly.selector, END));
        subscriptions.renew(alice);
    }

    function test_renew_afterTheGrace_revertsNotRenewableBeforeAutoRenewOff() public {
        vm.prank(alice);
        subscriptions.setAutoRenew(false, 0);
        freshAt(END + 3 days);
        vm.expectRevert(ISubscriptions.NotRenewable.selector);
        subscriptions.renew(alice);
    }

    function test_renew_withAutoRenewOff_isForTheUserAloneAndBoundByHisCap() public {
        vm.prank(alice);
        subscriptions.setAutoRenew(false, 380e18 - 1);
        freshAt(END);
        vm.expectRevert(ISubscriptions.AutoRenewOff.selector);
        vm.prank(carol);
        subscriptions.renew(alice);

        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, 380e18, 380e18 - 1));
        vm.prank(alice);
        subscriptions.renew(alice);

        vm.startPrank(alice);
        subscriptions.setAutoRenew(false, 380e18);
        subscriptions.renew(alice);
        vm.assertEq(subscriptions.subscriptionOf(alice).index, 2);
    }

    function test_renew_ofARetiredPlan_revertsPlanInactive() public {
        uint48 retireAt = uint48(END);
        vm.warp(START - 2 days);
        asRole(params, address(subscriptions), abi.encodeCall(subscriptions.retirePlan, (1, retireAt)));
        freshAt(END);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.PlanInactive.selector, 1));
        subscriptions.renew(alice);

        vm.startPrank(alice);
        subscriptions.scheduleChange(2);
        subscriptions.setAutoRenew(true, 2000e18);
        subscriptions.renew(alice);
        vm.assertEq(subscriptions.subscriptionOf(alice).plan, 2);
    }

    function test_renew_fromRequestedCredits_revertsInsufficient() public {
        vm.prank(alice);
        vault.requestWithdrawal(9620e18);
        freshAt(END);
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 0, 380e18));
        subscriptions.renew(alice);
    }

    function test_renew_aboveTheCap_revertsSlippage() public {
        vm.prank(alice);
        subscriptions.setAutoRenew(true, 380e18 - 1);
        freshAt(END);
        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, 380e18, 380e18 - 1));
        vm.prank(carol);
        subscriptions.renew(alice);
    }

    function test_renew_inAGraceKeptOpenByAPause_isPossible() public {
        vm.warp(END + 2 days);
        pauseFlag(Flag.SPEND); // until END + 9 days
        freshAt(END + 10 days - 1);
        vm.prank(carol);
        subscriptions.renew(alice);
        vm.assertEq(subscriptions.subscriptionOf(alice).start, END + 10 days - 1);
    }

    // A pause of spending keeps the grace open

    function test_pauseOverTheGrace_keepsItOpenADayLongerThanThePause() public {
        vm.warp(END + 2 days);
        pauseFlag(Flag.SPEND); // until END + 9 days
        assertStatus(END + 9 days, Status.Grace);
        assertStatus(END + 10 days - 1, Status.Grace);
        assertStatus(END + 10 days, Status.Lapsed);

        freshAt(END + 10 days - 1);
        subscriptions.renew(alice);
    }

    function test_pauseThatEndedByTheEndOfThePeriod_changesNothing() public {
        vm.warp(END - 7 days);
        pauseFlag(Flag.SPEND);
        assertStatus(END + 3 days, Status.Lapsed);
    }

    function test_pauseThatBeganAfterTheGrace_changesNothing() public {
        vm.warp(END + 3 days);
        pauseFlag(Flag.SPEND);
        assertStatus(END + 3 days + 1, Status.Lapsed);
    }

    function test_pauseEndedEarlyInsideTheGrace_neverShortensIt() public {
        vm.warp(END - 1 hours);
        pauseFlag(Flag.SPEND);
        asRole(unpauser, address(vault), abi.encodeCall(vault.unpause, (Flag.SPEND)));
        assertStatus(END + 3 days - 1, Status.Grace);
        assertStatus(END + 3 days, Status.Lapsed);
    }

    function test_pauseExtendedByASecond_staysOneAndKeepsTheGraceOpen() public {
        vm.warp(END + 1 days);
        pauseFlag(Flag.SPEND);
        vm.warp(END + 8 days + 12 hours); // half a day after its end
        pauseFlag(Flag.SPEND); // until END + 15.5 days, from END + 1 day
        assertStatus(END + 16 days, Status.Grace);
        assertStatus(END + 16 days + 12 hours, Status.Lapsed);
    }

    function test_subscribe_inAGraceKeptOpen_revertsAlreadySubscribed() public {
        vm.warp(END + 2 days);
        pauseFlag(Flag.SPEND);
        freshAt(END + 9 days);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.AlreadySubscribed.selector, END));
        vm.prank(alice);
        subscriptions.subscribe(1, type(uint256).max, false, 0, address(0));
    }

    // renewMany

    function test_renewMany_renewsSomeAndNamesTheCauseOfTheOthers() public {
        loadCredits(carol, 380e18);
        vm.prank(carol);
        subscriptions.subscribe(1, type(uint256).max, true, 1000e18, address(0));
        freshAt(END);

        address[] memory users = new address[](3);
        (users[0], users[1], users[2]) = (bob, carol, alice);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.RenewalFailed(bob, ISubscriptions.NotRenewable.selector);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.RenewalFailed(carol, IVault.Insufficient.selector);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Renewed(alice, 1, 2, END, END + 30 days, 380e18);
        subscriptions.renewMany(users);

        vm.assertEq(subscriptions.subscriptionOf(alice).index, 2);
        vm.assertEq(subscriptions.subscriptionOf(carol).index, 1);
        vm.assertEq(subscriptions.subscriptionOf(carol).end, END);
    }

    function test_renewMany_withAutoRenewOff_failsForThatUser() public {
        vm.prank(alice);
        subscriptions.setAutoRenew(false, 1000e18);
        freshAt(END);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.RenewalFailed(alice, ISubscriptions.AutoRenewOff.selector);
        subscriptions.renewMany(justAlice());
    }

    function test_renewMany_whilePaused_revertsTheWhole() public {
        freshAt(END);
        pauseFlag(Flag.SPEND);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND));
        subscriptions.renewMany(new address[](0));
    }

    function test_renewMany_withADeadOracle_revertsTheWhole() public {
        vm.warp(END);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, START));
        subscriptions.renewMany(justAlice());
    }

    /// @dev A call that ran out of gas leaves no error. It is the keeper's doing, and must not be held against the user.
    function test_renewMany_whenARenewalFailsWithoutAnError_revertsTheWhole() public {
        freshAt(END);
        vm.mockCallRevert(address(vault), abi.encodeWithSelector(vault.charge.selector), "");
        vm.expectRevert(Errors.FailedCall.selector);
        subscriptions.renewMany(justAlice());
    }

    function justAlice() private view returns (address[] memory users) {
        users = new address[](1);
        users[0] = alice;
    }

    function freshAt(uint256 time) private {
        vm.warp(time);
        postPrice(PRICE);
    }

    function assertStatus(uint256 time, Status expected) private {
        uint256 now_ = block.timestamp;
        vm.warp(time);
        vm.assertEq(uint256(subscriptions.statusOf(alice)), uint256(expected));
        vm.warp(now_);
    }
}
