// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Usage} from "../../src/interfaces/IVault.sol";
import {Budget} from "../../src/libraries/Budget.sol";
import {Dice, Dicing} from "./Dice.sol";
import {VaultPair} from "./VaultPair.sol";

/// @notice A user's limit per UTC day: what is in force on which day, and that lowering it never dodges a settlement.
contract Budget_fuzz_test is VaultPair {
    using Budget for Account;
    using Dicing for Dice;

    Account private account;

    function testFuzz_standingOn_isTheWaitingBudgetFromItsDay(uint256 seed) public {
        Dice memory dice = Dice(seed);
        account.budgetUsd = uint56(dice.roll(0, type(uint56).max));
        account.usedUsd = uint56(dice.roll(0, type(uint56).max));
        account.nextBudgetUsd = uint56(dice.roll(0, type(uint56).max));
        uint256 day = dice.roll(1, type(uint32).max);
        account.usedDay = uint32(dice.roll(day - 1, day));
        account.nextBudgetDay = uint32(dice.chance(30) ? 0 : dice.roll(day - 1, type(uint32).max));

        (uint256 limit, uint256 used) = account.standingOn(day);
        bool hasCome = account.nextBudgetDay != 0 && account.nextBudgetDay <= day;
        vm.assertEq(limit, hasCome ? account.nextBudgetUsd : account.budgetUsd);
        vm.assertEq(used, account.usedDay == day ? account.usedUsd : 0);
    }

    /// @dev A rich user and an endless bill: each settlement shows exactly what the budget of its day lets through.
    function testFuzz_setBudget_sequences_followTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        address user = users[0];
        load(user, 10_000_000e18);
        for (uint256 i = 0; i < 16; ++i) {
            if (dice.chance(60)) {
                uint256 usd = dice.chance(20) ? 0 : dice.roll(0, 400e6);
                call(user, abi.encodeCall(vault.setBudget, (uint56(usd))));
            }
            vm.warp(block.timestamp + (dice.chance(30) ? 0 : dice.roll(0, 2 days)));
            Usage[] memory usages = new Usage[](1);
            usages[0] = Usage(user, uint56(vault.accountOf(user).meteredUsd + dice.roll(0, 500e6)));
            call(manager, abi.encodeCall(vault.settle, (usages, "root")));
            assertSame();
        }
    }

    /// @dev V10 of one user: on no day more than the highest budget that was in force on it.
    function testFuzz_settle_perDay_staysWithinTheHighestBudgetOfTheDay(uint256 seed) public {
        Dice memory dice = Dice(seed);
        address user = users[0];
        load(user, 10_000_000e18);
        call(user, abi.encodeCall(vault.setBudget, (uint56(dice.roll(1, 400e6)))));
        vm.warp(block.timestamp + 2 days);
        for (uint256 d = 0; d < 4; ++d) {
            uint256 today = block.timestamp / 1 days;
            uint256 highest = model.budgetOn(user, today);
            uint256 before = vault.accountOf(user).meteredUsd;
            for (uint256 i = 0; i < 4; ++i) {
                Usage[] memory usages = new Usage[](1);
                usages[0] = Usage(user, uint56(vault.accountOf(user).meteredUsd + dice.roll(0, 300e6)));
                call(manager, abi.encodeCall(vault.settle, (usages, "root")));
                call(user, abi.encodeCall(vault.setBudget, (uint56(dice.roll(1, 400e6)))));
                uint256 inForce = model.budgetOn(user, today);
                if (inForce > highest) highest = inForce;
            }
            assertLe(vault.accountOf(user).meteredUsd - before, highest, "above the day's highest budget");
            vm.warp(block.timestamp + 1 days);
        }
    }

    /// @dev What was used under a budget can still be settled under it for a day after a lower one was set.
    function testFuzz_setBudget_lower_leavesADayToSettle(uint256 seed) public {
        Dice memory dice = Dice(seed);
        address user = users[0];
        load(user, 10_000_000e18);
        uint256 high = dice.roll(2, 400e6);
        call(user, abi.encodeCall(vault.setBudget, (uint56(high))));
        vm.warp(block.timestamp + 2 days + dice.roll(0, 1 days - 1));
        call(user, abi.encodeCall(vault.setBudget, (uint56(dice.roll(1, high - 1)))));
        vm.warp(block.timestamp + dice.roll(0, 1 days - 1));

        Usage[] memory usages = new Usage[](1);
        usages[0] = Usage(user, uint56(high));
        call(manager, abi.encodeCall(vault.settle, (usages, "root")));
        vm.assertEq(vault.accountOf(user).meteredUsd, high);
    }
}
