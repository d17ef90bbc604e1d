// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category, IRewards} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {Flag, IVault} from "../../src/interfaces/IVault.sol";
import {RoleTable, Rule} from "../RoleTable.sol";
import {Attacks} from "./Attacks.sol";

/// @notice What a captured holder of a delayed role can do at most.
contract Threats_holders_test is Attacks {
    function test_threat_capturedTreasurer_isSeenADayBeforeAndCancelled() public {
        bytes[3] memory calls = [
            abi.encodeCall(treasury.withdraw, (Bucket.RESERVE, mallory, 300_000_000e18, "loot")),
            abi.encodeCall(treasury.fund, (Bucket.RESERVE, Category.REFERRAL, 1e18, "loot")),
            abi.encodeCall(treasury.move, (Bucket.RESERVE, Bucket.LIQUIDITY, 1e18, "loot"))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            schedule(treasurer, address(treasury), calls[i]);
        }
        vm.warp(START + 1 days - 1);
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.assertFalse(runs(treasurer, address(treasury), calls[i]));
            vm.prank(guardian);
            manager.cancel(treasurer, address(treasury), calls[i]);
        }
        vm.warp(START + 1 days);
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.assertFalse(runs(treasurer, address(treasury), calls[i]));
        }
        vm.assertEq(treasury.balanceOf(Bucket.RESERVE), 300_000_000e18);
    }

    function test_threat_capturedMigrator_isSeenThirtyDaysBefore_andNeverTakesWhatIsOwed() public {
        token.approve(address(rewards), 100);
        rewards.fund(Category.REFERRAL, 100);
        acceptSingle(Category.REFERRAL, alice, 100, 100);
        bytes memory data = abi.encodeCall(rewards.migrate, (mallory));
        uint256 from = block.timestamp;
        schedule(migrator, address(rewards), data);
        uint256 snapshot = vm.snapshotState();

        vm.prank(guardian);
        manager.cancel(migrator, address(rewards), data);
        vm.warp(from + 30 days);
        vm.assertFalse(runs(migrator, address(rewards), data));

        // Even when nobody cancels: what is owed stays and is paid.
        vm.revertToState(snapshot);
        vm.warp(from + 30 days - 1);
        vm.assertFalse(runs(migrator, address(rewards), data));
        vm.warp(from + 30 days);
        vm.assertTrue(runs(migrator, address(rewards), data));
        vm.expectRevert(IRewards.AlreadyMigrated.selector);
        this.asRole(migrator, address(rewards), data);
        rewards.claim(Category.REFERRAL, alice, 100, none);
        vm.assertEq(token.balanceOf(alice), 100);
    }

    /// @dev A hostile oracle, a split, a cap: two days' warning, and the exit takes one. The guardian can stop each.
    function test_threat_capturedParams_isSeenTwoDaysBefore_andUsersAreOutByThen() public {
        loadCredits(alice, 100e18);
        bytes memory data = abi.encodeCall(vault.setOracle, (address(oracle), 1));
        schedule(params, address(vault), data);
        vm.assertEq(exit(alice), 100e18);
        vm.assertFalse(runs(params, address(vault), data));

        vm.prank(guardian);
        manager.cancel(params, address(vault), data);
        vm.warp(START + 2 days);
        vm.assertFalse(runs(params, address(vault), data));
        vm.assertEq(vault.minPrice(), 0.01e18);
    }

    function test_threat_stolenUnpauser_canOnlyEndAPause() public {
        vm.expectRevert(abi.encodeWithSelector(IVault.NotPaused.selector, Flag.SPEND));
        this.asRole(unpauser, address(vault), abi.encodeCall(vault.unpause, (Flag.SPEND)));

        Rule[] memory rules = RoleTable.rules();
        uint256 callable = 0;
        for (uint256 i = 0; i < rules.length; ++i) {
            (, uint32 delay) = manager.canCall(unpauser, addressOf(rules[i].target), selectorOf(rules[i].signature));
            if (delay != 0) ++callable;
        }
        vm.assertEq(callable, 2); // unpause of Vault and of Rewards

        // The guardian pauses again at once: an early end buys the attacker nothing that lasts.
        pauseFlag(Flag.SPEND);
        asRole(unpauser, address(vault), abi.encodeCall(vault.unpause, (Flag.SPEND)));
        pauseFlag(Flag.SPEND);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 1), "root");
    }
}
