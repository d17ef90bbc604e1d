// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IPriceOracle} from "../src/interfaces/IPriceOracle.sol";
import {Account, Flag, IVault, Usage} from "../src/interfaces/IVault.sol";
import {Actions} from "./Actions.sol";
import {MockOracle} from "./Mocks.sol";

/// @notice How credits become revenue: by a plan's charge, and by metered settlement.
contract Vault_spend_test is Actions {
    // quote

    function test_quote_roundsUpToTheWei() public {
        vm.assertEq(vault.quote(0), 0);
        vm.assertEq(vault.quote(19e6), 380e18);
        vm.warp(START + 1 hours);
        postPrice(0.051e18);
        vm.assertEq(vault.quote(1), 19_607_843_137_255); // 1e12 / 0.051 = 19,607,843,137,254.9…
    }

    function test_quote_withAStaleOracle_reverts() public {
        vm.warp(START + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, START));
        vault.quote(1);
    }

    // charge

    function test_charge_ordersItsErrors() public {
        vm.startPrank(guardian);
        vault.pause(Flag.SPEND);
        vm.stopPrank();
        vm.startPrank(address(subscriptions));
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND));
        vault.charge(alice, 0, 0, 0);

        vm.warp(START + 7 days); // the pause is over, the price stale
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.charge(alice, 0, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, START));
        vault.charge(alice, 1e6, 0, 0);
        vm.stopPrank();

        postPrice(PRICE);
        vm.startPrank(address(subscriptions));
        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, 20e18, 20e18 - 1));
        vault.charge(alice, 1e6, 20e18 - 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 0, 20e18));
        vault.charge(alice, 1e6, 20e18, 0);
    }

    function test_charge_belowTheFloorPrice_revertsOutOfBounds() public {
        MockOracle mock = useMock(0.01e18);
        mock.setPrice(0.01e18 - 1);
        vm.expectRevert(abi.encodeWithSelector(IVault.OutOfBounds.selector, 0.01e18 - 1));
        vm.prank(address(subscriptions));
        vault.charge(alice, 1e6, type(uint256).max, 0);
    }

    function test_charge_fromARequestedWithdrawal_revertsInsufficient() public {
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(90e18);
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 10e18, 20e18));
        vm.prank(address(subscriptions));
        vault.charge(alice, 1e6, type(uint256).max, 0);
    }

    function test_charge_movesCreditsIntoRevenue() public {
        loadCredits(alice, 1000e18);
        vm.expectEmit(address(vault));
        emit IVault.Charged(alice, 19e6, 380e18, "ref");
        uint256 paid = charge(alice, 19e6);

        vm.assertEq(paid, 380e18);
        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.balance, 620e18);
        vm.assertEq(account.spent, 380e18);
        vm.assertEq(account.meteredUsd, 0);
        vm.assertEq(vault.credits(), 620e18);
        vm.assertEq(vault.revenue(), 380e18);
        vm.assertEq(vault.spent(), 380e18);
        vm.assertEq(vault.loaded(), 1000e18);
        vm.assertEq(token.balanceOf(address(vault)), 1000e18);
    }

    function test_charge_ofExactlyWhatIsAvailable_takesAllOfIt() public {
        loadCredits(alice, 25e18);
        vm.prank(alice);
        vault.requestWithdrawal(5e18);
        charge(alice, 1e6);
        vm.assertEq(vault.balanceOf(alice), 5e18);
        vm.assertEq(vault.availableOf(alice), 0);
    }

    function test_charge_byAStranger_reverts() public {
        loadCredits(alice, 100e18);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        vm.prank(bob);
        vault.charge(alice, 1e6, type(uint256).max, "ref");
    }

    function test_charge_doesNotConsumeTheDailyCap() public {
        loadCredits(alice, 1000e18);
        charge(alice, 19e6);
        vm.assertEq(vault.room(), 1_000_000e6);
    }

    // settle

    function test_settle_byAStranger_reverts() public {
        loadCredits(alice, 100e18);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        vm.prank(bob);
        vault.settle(usagesOf(alice, 1), "root");
    }

    function test_settle_whenPaused_revertsPausedBeforeTheOracle() public {
        pauseFlag(Flag.SPEND);
        vm.warp(START + 2 days);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 1), "root");
    }

    function test_settle_withAStaleOracle_reverts() public {
        vm.warp(START + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.Stale.selector, START));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 1), "root");
    }

    function test_settle_belowTheFloorPrice_revertsOutOfBounds() public {
        MockOracle mock = useMock(0.01e18);
        mock.setPrice(1);
        vm.expectRevert(abi.encodeWithSelector(IVault.OutOfBounds.selector, 1));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 1), "root");
    }

    function test_settle_takesTheDifferenceAndAnnouncesUserAndBatch() public {
        loadCredits(alice, 100e18);
        settle(alice, 1e6);
        vm.expectEmit(address(vault));
        emit IVault.Settled(alice, 2e6, 40e18);
        vm.expectEmit(address(vault));
        emit IVault.Batch("root", PRICE, 40e18);
        settle(alice, 3e6);

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.balance, 40e18);
        vm.assertEq(account.spent, 60e18);
        vm.assertEq(account.meteredUsd, 3e6);
        vm.assertEq(account.usedUsd, 0, "without a budget the second half is not touched");
        vm.assertEq(vault.credits(), 40e18);
        vm.assertEq(vault.revenue(), 60e18);
        vm.assertEq(vault.spent(), 60e18);
        vm.assertEq(vault.room(), 1_000_000e6 - 3e6);
    }

    function test_settle_ofNobody_announcesAnEmptyBatch() public {
        vm.expectEmit(address(vault));
        emit IVault.Batch("root", PRICE, 0);
        vm.prank(meter);
        vault.settle(new Usage[](0), "root");
    }

    function test_settle_replayedOrLower_changesNothing() public {
        loadCredits(alice, 100e18);
        settle(alice, 3e6);
        bytes memory before = stateOf(alice);
        vm.recordLogs();
        settle(alice, 3e6);
        settle(alice, 2e6);
        settle(alice, 0);
        vm.assertEq(keccak256(stateOf(alice)), keccak256(before));
        vm.assertEq(vm.getRecordedLogs().length, 3); // of the batches
    }

    function test_settle_sameUserTwiceInABatch_countsOnce() public {
        loadCredits(alice, 100e18);
        Usage[] memory usages = new Usage[](2);
        usages[0] = Usage(alice, 3e6);
        usages[1] = Usage(alice, 3e6);
        vm.prank(meter);
        vault.settle(usages, "root");
        vm.assertEq(vault.accountOf(alice).balance, 40e18);
        vm.assertEq(vault.room(), 1_000_000e6 - 3e6);
    }

    function test_settle_aDebtor_doesNotBlockTheOthers() public {
        loadCredits(bob, 100e18);
        Usage[] memory usages = new Usage[](2);
        usages[0] = Usage(alice, 3e6);
        usages[1] = Usage(bob, 3e6);
        vm.prank(meter);
        vault.settle(usages, "root");
        vm.assertEq(vault.accountOf(alice).meteredUsd, 0);
        vm.assertEq(vault.accountOf(bob).meteredUsd, 3e6);
    }

    function test_settle_whoCanPayNothing_doesNotConsumeTheCap() public {
        settle(alice, 900e6);
        vm.assertEq(vault.room(), 1_000_000e6);

        // Less than what a millionth of a dollar costs cannot pay for it, and is not taken as dust either.
        loadCredits(bob, 20e12 - 1);
        settle(bob, 900e6);
        vm.assertEq(vault.balanceOf(bob), 20e12 - 1);
        vm.assertEq(vault.room(), 1_000_000e6);
    }

    function test_settle_beyondTheBalance_takesAllOfItAndMetersWhatItPaidFor() public {
        loadCredits(alice, 60e18 + 7);
        vm.expectEmit(address(vault));
        emit IVault.Settled(alice, 3e6, 60e18 + 7);
        settle(alice, 5e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 3e6);
        vm.assertEq(vault.balanceOf(alice), 0);

        loadCredits(alice, 100e18);
        settle(alice, 5e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 5e6, "the rest follows once there are credits");
        vm.assertEq(vault.balanceOf(alice), 60e18);
    }

    function test_settle_takesWhatWasRequestedForWithdrawalToo() public {
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(100e18);
        settle(alice, 2e6);
        vm.assertEq(vault.balanceOf(alice), 60e18);
    }

    function test_settle_overTheCap_revertsWithTheRoom() public {
        setCap(10e6);
        loadCredits(alice, 1000e18);
        settle(alice, 4e6);
        vm.expectRevert(abi.encodeWithSelector(IVault.CapExceeded.selector, 7e6, 6e6));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 11e6), "root");
        settle(alice, 10e6);
        vm.assertEq(vault.room(), 0);
    }

    function test_settle_countsWhatWasAskedBeforeTheBalanceLimitsIt() public {
        setCap(10e6);
        loadCredits(alice, 20e18); // can pay for one dollar
        vm.expectRevert(abi.encodeWithSelector(IVault.CapExceeded.selector, 11e6, 10e6));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 11e6), "root");

        settle(alice, 10e6);
        vm.assertEq(vault.room(), 9e6, "the day counts what was taken");
    }

    function test_settle_onANewUtcDay_hasItsWholeCapAgain() public {
        setCap(10e6);
        loadCredits(alice, 1000e18);
        settle(alice, 10e6);
        uint256 midnight = (block.timestamp / 1 days + 1) * 1 days;
        vm.warp(midnight - 1);
        vm.assertEq(vault.room(), 0);
        vm.warp(midnight);
        vm.assertEq(vault.room(), 10e6);
        settle(alice, 20e6);
        vm.assertEq(vault.room(), 0);
    }

    function test_settle_afterTheCapWasLoweredBelowWhatIsUsed_hasNoRoom() public {
        loadCredits(alice, 1000e18);
        vm.prank(params);
        manager.schedule(address(vault), abi.encodeCall(vault.setDailyCap, (5e6)), 0);
        vm.warp(START + 2 days);
        postPrice(PRICE);
        settle(alice, 8e6);
        vm.prank(params);
        vault.setDailyCap(5e6);
        vm.assertEq(vault.room(), 0);
        settle(alice, 8e6); // nothing due: nothing to refuse
        vm.expectRevert(abi.encodeWithSelector(IVault.CapExceeded.selector, 1, 0));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 8e6 + 1), "root");
    }

    function test_settle_withTheGreatestUsage_revertsByTheCapAndNotByOverflow() public {
        loadCredits(alice, 1e18);
        vm.expectRevert(abi.encodeWithSelector(IVault.CapExceeded.selector, type(uint56).max, 1_000_000e6));
        vm.prank(meter);
        vault.settle(usagesOf(alice, type(uint56).max), "root");
    }

    function test_settle_movesNoTokens() public {
        loadCredits(alice, 100e18);
        settle(alice, 3e6);
        charge(alice, 1e6);
        vm.assertEq(token.balanceOf(address(vault)), 100e18);
    }

    function test_settle_underAReenteringOracle_reverts() public {
        MockOracle mock = useMock(PRICE);
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(100e18);
        vm.warp(block.timestamp + 1 days);
        mock.attack(address(vault), alice);

        // The price is read by a static call: state cannot change inside it, so the whole settlement fails.
        vm.expectRevert();
        vm.prank(meter);
        vault.settle(usagesOf(alice, 1e6), "root");
        vm.assertEq(vault.balanceOf(alice), 100e18);
    }

    function setCap(uint56 usd) private {
        asRole(params, address(vault), abi.encodeCall(vault.setDailyCap, (usd)));
        postPrice(PRICE);
    }

    function useMock(uint256 price) private returns (MockOracle mock) {
        mock = new MockOracle(price);
        asRole(params, address(vault), abi.encodeCall(vault.setOracle, (address(mock), 0.01e18)));
    }

    function stateOf(address user) private view returns (bytes memory) {
        return abi.encode(vault.accountOf(user), vault.credits(), vault.revenue(), vault.spent(), vault.room());
    }
}
