// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptions, Sub} from "../../src/interfaces/ISubscriptions.sol";
import {Flag, IVault} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {PlanHandler} from "./PlanHandler.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title Keeper
/// @notice Does what anybody may: renews others, distributes, skims.
contract Keeper is PlanHandler {
    address private keeper = named("keeper");

    constructor(System system_, VaultBook book_) VaultHandler(system_, book_) {
        _offer(Keeper.renew.selector, "renew");
        _offer(Keeper.renewMany.selector, "renewMany");
        _offer(Keeper.distribute.selector, "distribute");
        _offer(Keeper.skim.selector, "skim");
    }

    function renew(uint256 seed) external step {
        address user = _subscriber(seed);
        _waitForGrace(user, seed);
        _freshen(seed);
        Sub memory before = subscriptions.subscriptionOf(user);
        uint256 balance = vault.balanceOf(user);
        bytes memory expected = _whyNotRenew(user, keeper);

        book.noteSpending();
        bytes memory data = abi.encodeCall(ISubscriptions.renew, (user));
        if (_act("renew", keeper, address(subscriptions), data, expected)) _noteRenewal(user, before, balance, seed);
    }

    /// @dev Everybody, and the first twice: one renewal of a user does not touch another.
    function renewMany(uint256 seed) external step {
        _waitForGrace(_subscriber(seed), seed);
        _freshen(seed);
        address[] memory users = new address[](everybody.length + 1);
        Sub[] memory subs = new Sub[](everybody.length);
        uint256[] memory balances = new uint256[](everybody.length);
        bool[] memory isRenewable = new bool[](everybody.length);
        for (uint256 i = 0; i < everybody.length; ++i) {
            address user = everybody[i];
            (users[i], subs[i], balances[i]) = (user, subscriptions.subscriptionOf(user), vault.balanceOf(user));
            isRenewable[i] = _whyNotRenew(user, address(subscriptions)).length == 0;
        }
        users[everybody.length] = everybody[0];

        (, bytes memory expected) = _priceOrWhy();
        if (_isPaused(Flag.SPEND)) expected = abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND);
        book.noteSpending();
        bytes memory data = abi.encodeCall(ISubscriptions.renewMany, (users));
        if (!_act("renewMany", keeper, address(subscriptions), data, expected)) return;
        for (uint256 i = 0; i < everybody.length; ++i) {
            if (isRenewable[i]) _noteRenewal(everybody[i], subs[i], balances[i], seed);
            else vm.assertEq(vault.balanceOf(everybody[i]), balances[i], "renewed");
        }
    }

    function distribute(uint256) external step {
        Shares memory before = _sharesNow();
        bytes memory expected = "";
        if (before.revenue == 0) expected = abi.encodeWithSelector(IVault.ZeroAmount.selector);
        if (_isPaused(Flag.DISTRIBUTE)) expected = abi.encodeWithSelector(IVault.Paused.selector, Flag.DISTRIBUTE);

        if (!_act("distribute", keeper, address(vault), abi.encodeCall(IVault.distribute, ()), expected)) return;
        _noteDistribution(before);
    }

    function skim(uint256) external step {
        uint256 donated = book.donated();
        bytes memory expected = donated == 0 ? abi.encodeWithSelector(IVault.ZeroAmount.selector) : bytes("");
        uint256 protocol = _sharesNow().protocol;

        if (!_act("skim", keeper, address(vault), abi.encodeCall(IVault.skim, ()), expected)) return;
        vm.assertEq(_sharesNow().protocol - protocol, donated);
        book.noteSkim();
    }
}
