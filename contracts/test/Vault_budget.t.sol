// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, IVault} from "../src/interfaces/IVault.sol";
import {Actions} from "./Actions.sol";

/// @notice A user's own limit per UTC day: raising it works at once, lowering it leaves time to settle what was used.
contract Vault_budget_test is Actions {
    uint32 private constant DAY = uint32(START / 1 days);

    function test_setBudget_theFirst_waitsForTheFirstDayAfterTheNotice() public {
        // Midnight plus the notice is the next midnight exactly: nothing to round up.
        vm.expectEmit(address(vault));
        emit IVault.BudgetSet(alice, 5e6, DAY + 1);
        budget(5e6);

        Account memory account = vault.accountOf(alice);
        vm.assertTrue(account.budgeted);
        vm.assertEq(account.budgetUsd, 0);
        vm.assertEq(account.nextBudgetUsd, 5e6);
        vm.assertEq(account.nextBudgetDay, DAY + 1);
    }

    function test_setBudget_lowerASecondAfterMidnight_waitsTwoMidnights() public {
        vm.warp(START + 1);
        vm.expectEmit(address(vault));
        emit IVault.BudgetSet(alice, 5e6, DAY + 2);
        budget(5e6);
    }

    function test_setBudget_noneWhenNoneIsInForce_isAtOnce() public {
        vm.expectEmit(address(vault));
        emit IVault.BudgetSet(alice, 0, DAY);
        budget(0);
        vm.assertFalse(vault.accountOf(alice).budgeted);
    }

    function test_setBudget_none_dropsTheWaitingOne() public {
        budget(5e6);
        budget(0);
        Account memory account = vault.accountOf(alice);
        vm.assertFalse(account.budgeted);
        vm.assertEq(account.nextBudgetUsd, 0);
        vm.assertEq(account.nextBudgetDay, 0);
    }

    function test_setBudget_higherOrEqual_isAtOnceAndDropsTheWaitingOne() public {
        budget(5e6);
        vm.warp(START + 1 days);
        budget(4e6);
        vm.assertEq(vault.accountOf(alice).nextBudgetUsd, 4e6);

        vm.expectEmit(address(vault));
        emit IVault.BudgetSet(alice, 5e6, DAY + 1);
        budget(5e6);
        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.budgetUsd, 5e6);
        vm.assertEq(account.nextBudgetDay, 0);
        vm.assertTrue(account.budgeted);
    }

    function test_setBudget_lower_keepsTheOldOneInForceUntilItsDay() public {
        budget(5e6);
        vm.warp(START + 1 days);
        vm.expectEmit(address(vault));
        emit IVault.BudgetSet(alice, 2e6, DAY + 2);
        budget(2e6);

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.budgetUsd, 5e6);
        vm.assertEq(account.nextBudgetUsd, 2e6);
        vm.assertEq(account.nextBudgetDay, DAY + 2);
    }

    function test_setBudget_lowerAgain_replacesTheWaitingOne() public {
        budget(5e6);
        vm.warp(START + 1 days);
        budget(2e6);
        vm.warp(START + 1 days + 1 hours);
        budget(3e6);
        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.budgetUsd, 5e6);
        vm.assertEq(account.nextBudgetUsd, 3e6);
        vm.assertEq(account.nextBudgetDay, DAY + 3);
    }

    function test_settle_beforeTheFirstBudgetsDay_isUnlimited() public {
        loadCredits(alice, 1000e18);
        budget(1e6);
        settle(alice, 9e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 9e6);
        vm.assertEq(vault.accountOf(alice).usedUsd, 9e6);
    }

    function test_settle_underABudget_takesAtMostItPerUtcDay() public {
        loadCredits(alice, 1000e18);
        budget(5e6);
        vm.warp(START + 1 days);
        postPrice(PRICE);

        settle(alice, 3e6);
        settle(alice, 9e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 5e6);
        vm.assertEq(vault.accountOf(alice).usedUsd, 5e6);
        vm.assertEq(vault.accountOf(alice).usedDay, DAY + 1);

        vm.warp(START + 2 days);
        settle(alice, 9e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 9e6);
        vm.assertEq(vault.accountOf(alice).usedUsd, 4e6);
        vm.assertEq(vault.accountOf(alice).usedDay, DAY + 2);
    }

    function test_settle_whenTheBudgetIsUsedUp_doesNotConsumeTheCap() public {
        loadCredits(alice, 1000e18);
        budget(5e6);
        vm.warp(START + 1 days);
        postPrice(PRICE);
        settle(alice, 5e6);
        settle(alice, 900e6);
        vm.assertEq(vault.room(), 1_000_000e6 - 5e6);
    }

    function test_settle_underABudgetLoweredToDodgeIt_takesWhatWasUsedBefore() public {
        loadCredits(alice, 1000e18);
        budget(9e6);
        vm.warp(START + 1 days);
        postPrice(PRICE);
        budget(1);
        settle(alice, 8e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 8e6);
    }

    function test_settle_onTheWaitingBudgetsDay_usesIt() public {
        loadCredits(alice, 1000e18);
        budget(9e6);
        vm.warp(START + 1 days);
        budget(2e6);
        vm.warp(START + 2 days);
        postPrice(PRICE);
        settle(alice, 8e6);

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.meteredUsd, 2e6);
        vm.assertEq(account.nextBudgetUsd, 2e6, "keeps its value after its day");
        vm.assertEq(account.nextBudgetDay, DAY + 2);
    }

    function test_setBudget_raisedDuringTheDay_countsWhatWasAlreadyUsed() public {
        loadCredits(alice, 1000e18);
        budget(2e6);
        vm.warp(START + 1 days);
        postPrice(PRICE);
        settle(alice, 8e6);
        budget(3e6);
        settle(alice, 8e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 3e6);
        vm.assertEq(vault.accountOf(alice).usedUsd, 3e6);
    }

    function test_charge_isNotLimitedByTheBudget() public {
        loadCredits(alice, 1000e18);
        budget(1);
        vm.warp(START + 1 days);
        postPrice(PRICE);
        charge(alice, 19e6);
        vm.assertEq(vault.accountOf(alice).usedUsd, 0);
        vm.assertEq(vault.balanceOf(alice), 620e18);
    }

    function budget(uint56 usdPerDay) private {
        vm.prank(alice);
        vault.setBudget(usdPerDay);
    }
}
