// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Flag, IVault} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {Permits} from "./Permits.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title Users
/// @notice Customers load credits, take them back, and set budgets.
contract Users is VaultHandler, Permits {
    constructor(System system_, VaultBook book_) VaultHandler(system_, book_) {
        _offer(Users.deposit.selector, "deposit");
        _offer(Users.depositWithPermit.selector, "depositWithPermit");
        _offer(Users.requestWithdrawal.selector, "requestWithdrawal");
        _offer(Users.withdraw.selector, "withdraw");
        _offer(Users.setBudget.selector, "setBudget");
    }

    function deposit(uint256 seed) external step {
        address user = _customer(seed);
        (address to, uint256 amount) = _loadOf(seed, user);
        vm.prank(user);
        token.approve(address(vault), amount);

        bytes memory data = abi.encodeCall(IVault.deposit, (to, amount));
        if (_act("deposit", user, address(vault), data, _whyNotDeposit(to, amount))) book.noteDeposit(to, amount);
    }

    /// @dev Somebody may hand in the permit before the user does.
    function depositWithPermit(uint256 seed) external step {
        address user = _customer(seed);
        (address to, uint256 amount) = _loadOf(seed, user);
        Permit memory permit = _permitOf(token, user, address(vault), amount, block.timestamp + _pick(seed, 5, 2));
        if (_isRare(seed, 6, 3)) _handIn(token, permit);

        bytes memory data =
            abi.encodeCall(IVault.depositWithPermit, (to, amount, permit.deadline, permit.v, permit.r, permit.s));
        bool isDone = _act("depositWithPermit", user, address(vault), data, _whyNotDeposit(to, amount));
        if (isDone) book.noteDeposit(to, amount);
    }

    function requestWithdrawal(uint256 seed) external step {
        address user = _customer(seed);
        uint256 balance = vault.accountOf(user).balance;
        uint256 amount = _between(seed, 2, 0, balance);
        bytes memory expected = "";
        if (_isRare(seed, 3, 10)) {
            amount = balance + 1 + _pick(seed, 4, 1e30);
            expected = abi.encodeWithSelector(IVault.Insufficient.selector, balance, amount);
        }

        bytes memory data = abi.encodeCall(IVault.requestWithdrawal, (amount));
        if (!_act("requestWithdrawal", user, address(vault), data, expected)) return;
        Account memory account = vault.accountOf(user);
        vm.assertEq(account.pending, amount);
        vm.assertEq(account.unlockAt, amount == 0 ? 0 : block.timestamp + 1 days);
    }

    function withdraw(uint256 seed) external step {
        address user = _whoAsked(seed);
        Account memory account = vault.accountOf(user);
        if (!_isRare(seed, 2, 3)) _waitUntil(account.unlockAt);
        address to = _isRare(seed, 3, 10) ? address(0) : _anybody(seed, 4);

        bytes memory expected = "";
        if (account.pending == 0) expected = abi.encodeWithSelector(IVault.NoRequest.selector);
        else if (block.timestamp < account.unlockAt) expected = _notUnlocked(account.unlockAt);
        else if (to == address(0)) expected = abi.encodeWithSelector(IVault.ZeroAddress.selector);

        uint256 amount = account.pending < account.balance ? account.pending : account.balance;
        uint256 before = token.balanceOf(to);
        book.noteActor(user);
        if (!_act("withdraw", user, address(vault), abi.encodeCall(IVault.withdraw, (to)), expected)) return;
        vm.assertEq(token.balanceOf(to) - before, amount);
        vm.assertEq(vault.accountOf(user).pending, 0);
        book.noteWithdrawal(user, amount);
    }

    /// @dev Half of the budgets are small enough for one batch to meet them.
    function setBudget(uint256 seed) external step {
        address user = _customer(seed);
        uint256 most = _isRare(seed, 4, 2) ? 20e6 : 500e6;
        uint56 usd = _isRare(seed, 2, 3) ? 0 : uint56(_between(seed, 3, 1e6, most));
        if (_act("setBudget", user, address(vault), abi.encodeCall(IVault.setBudget, (usd)), "")) {
            book.noteBudget(user, usd);
        }
    }

    /// @dev Mostly to himself, and mostly something.
    function _loadOf(uint256 seed, address user) private view returns (address to, uint256 amount) {
        to = _isRare(seed, 2, 4) ? _anybody(seed, 3) : user;
        if (_isRare(seed, 7, 20)) to = address(0);
        amount = _isRare(seed, 8, 20) ? 0 : _between(seed, 4, 1, 40_000e18);
    }

    function _whyNotDeposit(address to, uint256 amount) private view returns (bytes memory) {
        if (_isPaused(Flag.DEPOSIT)) return abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT);
        if (amount == 0) return abi.encodeWithSelector(IVault.ZeroAmount.selector);
        if (to == address(0)) return abi.encodeWithSelector(IVault.ZeroAddress.selector);
        return "";
    }

    /// @dev The first from a random one on who asked for his credits, else that one.
    function _whoAsked(uint256 seed) private view returns (address) {
        uint256 first = _pick(seed, 1, CUSTOMERS);
        for (uint256 i = 0; i < CUSTOMERS; ++i) {
            address user = everybody[(first + i) % CUSTOMERS];
            if (vault.accountOf(user).pending != 0) return user;
        }
        return everybody[first];
    }

    function _notUnlocked(uint256 unlockAt) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IVault.NotUnlocked.selector, unlockAt);
    }
}
