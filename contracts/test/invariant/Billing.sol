// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Flag, IVault, Usage} from "../../src/interfaces/IVault.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @notice What a batch must lead to. `accounts` and `taken` (micro-USD) are of everybody, in order.
struct Bill {
    Account[] accounts;
    uint256[] taken;
    uint256 asked;
    uint256 usd;
    uint256 total;
    bytes why;
}

/// @title Billing
/// @notice The words of the specification on settling, once more and plainly: no `unchecked`, no saved reads.
abstract contract Billing is VaultHandler {
    function _billsOf(Usage[] memory usages) internal view returns (Bill memory bill) {
        bill.accounts = new Account[](everybody.length);
        bill.taken = new uint256[](everybody.length);
        for (uint256 i = 0; i < everybody.length; ++i) {
            bill.accounts[i] = vault.accountOf(everybody[i]);
        }
        if (_isPaused(Flag.SPEND)) {
            bill.why = abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND);
            return bill;
        }
        uint256 price;
        (price, bill.why) = _priceOrWhy();
        if (bill.why.length != 0) return bill;

        for (uint256 i = 0; i < usages.length; ++i) {
            _add(bill, usages[i], price);
        }
        uint256 room = vault.room();
        if (bill.asked > room) bill.why = abi.encodeWithSelector(IVault.CapExceeded.selector, bill.asked, room);
    }

    /// @dev In micro-USD, 0 when there is none: the waiting one once its day has come.
    function _budgetOf(Account memory account) private view returns (uint256) {
        if (!account.budgeted) return 0;
        bool isTurned = account.nextBudgetDay != 0 && block.timestamp / 1 days >= account.nextBudgetDay;
        return isTurned ? account.nextBudgetUsd : account.budgetUsd;
    }

    function _add(Bill memory bill, Usage memory usage, uint256 price) private view {
        uint256 index = _indexOf(usage.user);
        Account memory account = bill.accounts[index];
        uint256 today = block.timestamp / 1 days;
        if (usage.cumulativeUsd <= account.meteredUsd) return;
        uint256 due = usage.cumulativeUsd - account.meteredUsd;

        uint256 used = account.usedDay == today ? account.usedUsd : 0;
        uint256 budget = _budgetOf(account);
        if (budget != 0) {
            uint256 left = used < budget ? budget - used : 0;
            due = due < left ? due : left;
        }
        if (due == 0) return;

        uint256 taken = due;
        uint256 amount = _costOf(due, price);
        if (amount > account.balance) {
            amount = account.balance;
            taken = amount * price / 1e30;
            if (taken == 0) return;
        }

        account.balance -= uint96(amount);
        account.spent += uint96(amount);
        account.meteredUsd += uint56(taken);
        if (account.budgeted) (account.usedUsd, account.usedDay) = (uint56(used + taken), uint32(today));
        bill.taken[index] += taken;
        (bill.asked, bill.usd, bill.total) = (bill.asked + due, bill.usd + taken, bill.total + amount);
    }

    function _indexOf(address user) private view returns (uint256) {
        for (uint256 i = 0; i < everybody.length; ++i) {
            if (everybody[i] == user) return i;
        }
        revert("nobody");
    }
}
