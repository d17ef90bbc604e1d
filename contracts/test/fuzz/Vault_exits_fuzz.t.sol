// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IVault, Usage} from "../../src/interfaces/IVault.sol";
import {Dice, Dicing} from "./Dice.sol";
import {VaultPair} from "./VaultPair.sol";

/// @notice The way out: for any amount, after any life, under any pause, a user gets what he asked for or what is left.
contract Vault_exits_fuzz_test is VaultPair {
    using Dicing for Dice;

    address private constant AWAY = address(0xA11A);

    function testFuzz_withdraw_afterAnyLife_paysWhatIsPendingAndLeft(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < users.length; ++i) {
            load(users[i], dice.roll(1, 10_000e18));
        }
        for (uint256 i = 0; i < 10; ++i) {
            act(dice);
        }
        address user = users[dice.pick(users.length)];
        if (vault.balanceOf(user) == 0) return;
        _request(user, dice.roll(1, vault.balanceOf(user)));
        for (uint256 i = 0; i < 4; ++i) {
            _spend(dice, user);
        }
        _stopEverything();
        uint256 pending = vault.accountOf(user).pending;
        uint256 balance = vault.balanceOf(user);
        uint256 expected = pending < balance ? pending : balance;
        vm.warp(vault.accountOf(user).unlockAt + dice.roll(0, 365 days));

        vm.assertTrue(call(user, abi.encodeCall(vault.withdraw, (AWAY))), "nothing keeps a user in");
        vm.assertEq(free.balanceOf(AWAY), expected);
        vm.assertEq(vault.balanceOf(user), balance - expected);
        assertSame();
    }

    function testFuzz_withdraw_ofAnyAmount_doesNotOverflow(uint256 seed) public {
        Dice memory dice = Dice(seed);
        address user = users[0];
        uint256 total = 0;
        for (uint256 i = 0; i < 6; ++i) {
            uint256 amount = dice.roll(1, type(uint96).max);
            load(user, amount);
            uint256 wanted = dice.chance(50) ? amount : dice.roll(1, amount);
            _request(user, wanted);
            vm.warp(block.timestamp + 1 days);
            vm.assertTrue(call(user, abi.encodeCall(vault.withdraw, (AWAY))));
            total += wanted;
            vm.assertEq(vault.accountOf(user).withdrawn, total);
            vm.assertEq(free.balanceOf(AWAY), total);

            _request(user, vault.balanceOf(user)); // the rest, so that the next deposit fits 96 bits
            vm.warp(block.timestamp + 1 days);
            if (vault.balanceOf(user) == 0) continue;
            total += vault.balanceOf(user);
            vm.assertTrue(call(user, abi.encodeCall(vault.withdraw, (AWAY))));
        }
        assertSame();
    }

    function testFuzz_withdraw_beforeTheNotice_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        load(users[0], dice.roll(1, type(uint96).max));
        _request(users[0], dice.roll(1, vault.balanceOf(users[0])));
        uint256 unlockAt = block.timestamp + 1 days;
        vm.warp(block.timestamp + dice.roll(0, 1 days - 1));
        vm.expectRevert(abi.encodeWithSelector(IVault.NotUnlocked.selector, unlockAt));
        vm.prank(users[0]);
        vault.withdraw(AWAY);
    }

    function testFuzz_requestWithdrawal_ofMoreThanTheBalance_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        load(users[0], dice.roll(1, type(uint96).max));
        uint256 balance = vault.balanceOf(users[0]);
        uint256 wanted = dice.roll(balance + 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, balance, wanted));
        vm.prank(users[0]);
        vault.requestWithdrawal(wanted);
    }

    /// @dev Credits that are on their way out buy nothing, and what they leave is never more than the balance.
    function testFuzz_availableOf_isWhatIsNotOnItsWayOut(uint256 seed) public {
        Dice memory dice = Dice(seed);
        address user = users[0];
        load(user, dice.roll(1, 10_000e18));
        uint256 pending = dice.roll(1, vault.balanceOf(user));
        _request(user, pending);
        _spend(dice, user);
        uint256 balance = vault.balanceOf(user);
        uint256 available = vault.availableOf(user);
        vm.assertEq(available, balance > pending ? balance - pending : 0);

        uint256 usd = dice.roll(1, 1000e6);
        bool isAffordable = vault.quote(usd) <= available;
        bytes memory data = abi.encodeCall(vault.charge, (user, usd, type(uint256).max, "ref"));
        vm.assertTrue(call(manager, data) == isAffordable);
        assertSame();
    }

    function testFuzz_deposit_ofAnyAmount_isCreditedOrRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 amount = dice.roll(0, type(uint128).max);
        free.mint(users[0], amount);
        bytes memory data = abi.encodeCall(vault.deposit, (users[1], amount));
        if (amount <= type(uint96).max) {
            vm.assertTrue(call(users[0], data) == (amount != 0));
            assertSame();
        } else {
            vm.expectRevert(abi.encodeWithSignature("SafeCastOverflowedUintDowncast(uint8,uint256)", 96, amount));
            vm.prank(users[0]);
            vault.deposit(users[1], amount);
        }
    }

    function _request(address user, uint256 amount) private {
        vm.assertTrue(call(user, abi.encodeCall(vault.requestWithdrawal, (amount))));
    }

    function _spend(Dice memory dice, address user) private {
        Usage[] memory usages = new Usage[](1);
        usages[0] = Usage(user, uint56(vault.accountOf(user).meteredUsd + dice.roll(0, CAP / 4)));
        call(manager, abi.encodeCall(vault.settle, (usages, "root")));
    }

    function _stopEverything() private {
        call(manager, abi.encodeCall(vault.pauseAll, ()));
        oracle.kill();
    }
}
