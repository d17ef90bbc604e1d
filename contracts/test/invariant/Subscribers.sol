// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptions, Plan, Status, Sub} from "../../src/interfaces/ISubscriptions.sol";
import {Flag, IVault} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {Permits} from "./Permits.sol";
import {PlanHandler} from "./PlanHandler.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title Subscribers
/// @notice Customers buy, change and renew their plans, and name who brought them.
contract Subscribers is PlanHandler, Permits {
    /// @dev The arguments of a subscription.
    struct Order {
        uint32 id;
        uint256 maxIn;
        bool autoRenew;
        uint96 renewCap;
        address referrer;
    }

    constructor(System system_, VaultBook book_) VaultHandler(system_, book_) {
        _offer(Subscribers.subscribe.selector, "subscribe");
        _offer(Subscribers.subscribeWithPermit.selector, "subscribeWithPermit");
        _offer(Subscribers.upgrade.selector, "upgrade");
        _offer(Subscribers.scheduleChange.selector, "scheduleChange");
        _offer(Subscribers.setAutoRenew.selector, "setAutoRenew");
        _offer(Subscribers.setReferrer.selector, "setReferrer");
        _offer(Subscribers.renewOwn.selector, "renewOwn");
    }

    function subscribe(uint256 seed) external step {
        _freshen(seed);
        address user = _unsubscribed(seed);
        Order memory order = _orderOf(seed);
        uint256 balance = vault.balanceOf(user);
        uint256 index = subscriptions.subscriptionOf(user).index;
        bytes memory data = abi.encodeCall(
            ISubscriptions.subscribe, (order.id, order.maxIn, order.autoRenew, order.renewCap, order.referrer)
        );
        bytes memory expected = _whyNotSubscribe(user, order, 0);

        book.noteSpending();
        if (!_act("subscribe", user, address(subscriptions), data, expected)) return;
        _noteSubscribed(user, order, index, balance - vault.balanceOf(user));
    }

    /// @dev Loads exactly what is signed, and buys out of everything there is then.
    function subscribeWithPermit(uint256 seed) external step {
        _freshen(seed);
        address user = _unsubscribed(seed);
        Order memory order = _orderOf(seed);
        uint256 balance = vault.balanceOf(user);
        uint256 index = subscriptions.subscriptionOf(user).index;
        uint256 amount = _isRare(seed, 9, 20) ? 0 : _between(seed, 10, 1, 20_000e18);
        Permit memory permit = _permitOf(token, user, address(vault), amount, block.timestamp);
        if (_isRare(seed, 11, 3)) _handIn(token, permit);

        bytes memory expected = _whyNotSubscribe(user, order, amount);
        if (amount == 0) expected = abi.encodeWithSelector(IVault.ZeroAmount.selector);
        if (_isPaused(Flag.DEPOSIT)) expected = abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT);

        book.noteSpending();
        if (!_act("subscribeWithPermit", user, address(subscriptions), _dataOf(order, permit), expected)) return;
        book.noteDeposit(user, amount);
        _noteSubscribed(user, order, index, balance + amount - vault.balanceOf(user));
    }

    function upgrade(uint256 seed) external step {
        _freshen(seed);
        address user = _active(seed);
        Sub memory before = subscriptions.subscriptionOf(user);
        uint32 id = _isRare(seed, 2, 6) ? _plan(seed) : _greaterPlan(seed, before.plan, user);
        (uint256 usd, uint256 added, bytes memory expected) = _upgradeOrWhy(user, before, id);
        if (expected.length == 0) expected = _whyNotCharge(user, usd, type(uint256).max, 0);
        uint256 balance = vault.balanceOf(user);

        book.noteSpending();
        bytes memory data = abi.encodeCall(ISubscriptions.upgrade, (id, type(uint256).max));
        if (!_act("upgrade", user, address(subscriptions), data, expected)) return;
        Sub memory later = subscriptions.subscriptionOf(user);
        vm.assertEq(later.allowance, before.allowance + added);
        vm.assertEq(later.plan, id);
        vm.assertEq(later.nextPlan, 0);
        uint256 paid = balance - vault.balanceOf(user);
        (uint256 price,) = _priceOrWhy();
        book.noteSpent(user, paid);
        book.noteUpgraded(user, before, later, usd, paid, _costOf(usd, price));
    }

    function scheduleChange(uint256 seed) external step {
        address user = _isRare(seed, 18, 4) ? _subscriber(seed) : _active(seed);
        uint32 id = _isRare(seed, 2, 4) ? 0 : _plan(seed);
        bytes memory expected = _whyNotCurrent(user);
        if (expected.length == 0 && id != 0) expected = _whyNotBuyable(id, user);
        bytes memory data = abi.encodeCall(ISubscriptions.scheduleChange, (id));
        _act("scheduleChange", user, address(subscriptions), data, expected);
    }

    function setAutoRenew(uint256 seed) external step {
        address user = _isRare(seed, 18, 4) ? _subscriber(seed) : _active(seed);
        bytes memory data = abi.encodeCall(ISubscriptions.setAutoRenew, (!_isRare(seed, 2, 3), _capOf(seed)));
        _act("setAutoRenew", user, address(subscriptions), data, _whyNotCurrent(user));
    }

    function setReferrer(uint256 seed) external step {
        address user = _newcomer(seed);
        address referrer = _isRare(seed, 3, 20) ? address(0) : _anybody(seed, 4);
        address old = subscriptions.referrerOf(user);
        bytes memory expected = _whyNotReferred(user, referrer);
        if (referrer == address(0)) expected = abi.encodeWithSelector(ISubscriptions.ZeroAddress.selector);
        if (vault.accountOf(user).spent != 0) expected = abi.encodeWithSelector(ISubscriptions.TooLate.selector);
        if (old != address(0)) expected = abi.encodeWithSelector(ISubscriptions.AlreadyReferred.selector, old);
        bytes memory data = abi.encodeCall(ISubscriptions.setReferrer, (referrer));
        if (!_act("setReferrer", user, address(subscriptions), data, expected)) return;
        vm.assertEq(subscriptions.referrerOf(user), referrer);
    }

    function renewOwn(uint256 seed) external step {
        address user = _subscriber(seed);
        _waitForGrace(user, seed);
        _freshen(seed);
        Sub memory before = subscriptions.subscriptionOf(user);
        uint256 balance = vault.balanceOf(user);
        bytes memory expected = _whyNotRenew(user, user);

        book.noteSpending();
        bytes memory data = abi.encodeCall(ISubscriptions.renew, (user));
        if (_act("renewOwn", user, address(subscriptions), data, expected)) _noteRenewal(user, before, balance, seed);
    }

    function _noteSubscribed(address user, Order memory order, uint256 index, uint256 paid) private {
        Sub memory later = subscriptions.subscriptionOf(user);
        Plan memory plan = subscriptions.planOf(order.id);
        (uint256 price,) = _priceOrWhy();
        _hold("B2", later.index == index + 1);
        _hold("B1", later.start == block.timestamp && later.end == block.timestamp + 30 days);
        vm.assertEq(later.renewCap, order.renewCap);
        book.noteSpent(user, paid);
        book.noteSubscribed(user, plan, paid, _costOf(plan.usd, price));
    }

    /// @dev What an upgrade costs in micro-USD and adds in tokens, or why there is none.
    function _upgradeOrWhy(address user, Sub memory sub, uint32 id)
        private
        view
        returns (uint256 usd, uint256 added, bytes memory why)
    {
        if (block.timestamp >= sub.end) return (0, 0, abi.encodeWithSelector(ISubscriptions.NotActive.selector));
        why = _whyNotBuyable(id, user);
        if (why.length != 0) return (0, 0, why);
        Plan memory from = subscriptions.planOf(sub.plan);
        Plan memory to = subscriptions.planOf(id);
        bool isGreater = to.usd > from.usd && to.allowance > from.allowance;
        if (!isGreater) return (0, 0, abi.encodeWithSelector(ISubscriptions.NotUpgrade.selector));

        uint256 left = sub.end - block.timestamp;
        usd = (uint256(to.usd - from.usd) * left + 30 days - 1) / 30 days;
        added = uint256(to.allowance - from.allowance) * left / 30 days;
    }

    function _whyNotSubscribe(address user, Order memory order, uint256 loading)
        private
        view
        returns (bytes memory why)
    {
        Status status = _statusOf(user);
        if (status == Status.Active || status == Status.Grace) {
            uint256 end = subscriptions.subscriptionOf(user).end;
            return abi.encodeWithSelector(ISubscriptions.AlreadySubscribed.selector, end);
        }
        why = _whyNotBuyable(order.id, user);
        if (why.length == 0 && order.referrer != address(0)) why = _whyNotReferred(user, order.referrer);
        if (why.length != 0) return why;
        return _whyNotCharge(user, subscriptions.planOf(order.id).usd, order.maxIn, loading);
    }

    function _whyNotCurrent(address user) private view returns (bytes memory) {
        Status status = _statusOf(user);
        bool isCurrent = status == Status.Active || status == Status.Grace;
        return isCurrent ? bytes("") : abi.encodeWithSelector(ISubscriptions.NotActive.selector);
    }

    function _orderOf(uint256 seed) private view returns (Order memory) {
        return Order({
            id: _plan(seed),
            maxIn: _isRare(seed, 5, 12) ? _between(seed, 6, 0, 6000e18) : type(uint256).max,
            autoRenew: !_isRare(seed, 7, 3),
            renewCap: _capOf(seed),
            referrer: _isRare(seed, 8, 2) ? address(0) : _anybody(seed, 12)
        });
    }

    function _dataOf(Order memory order, Permit memory permit) private pure returns (bytes memory) {
        bytes memory first = abi.encode(order.id, order.maxIn, order.autoRenew, order.renewCap, order.referrer);
        bytes memory last = abi.encode(permit.amount, permit.deadline, permit.v, permit.r, permit.s);
        return bytes.concat(ISubscriptions.subscribeWithPermit.selector, first, last);
    }

    function _capOf(uint256 seed) private pure returns (uint96) {
        return _isRare(seed, 13, 4) ? uint96(_between(seed, 14, 0, 6000e18)) : type(uint96).max;
    }

    /// @dev Mostly the first from a random one on who may still name a referrer.
    function _newcomer(uint256 seed) private view returns (address) {
        uint256 first = _pick(seed, 2, everybody.length);
        for (uint256 i = 0; i < everybody.length && !_isRare(seed, 17, 4); ++i) {
            address user = everybody[(first + i) % everybody.length];
            bool isNew = vault.accountOf(user).spent == 0 && subscriptions.referrerOf(user) == address(0);
            if (isNew) return user;
        }
        return everybody[first];
    }

    /// @dev The first from a random one on in a running period, else that one.
    function _active(uint256 seed) private view returns (address) {
        uint256 first = _pick(seed, 1, CUSTOMERS);
        for (uint256 i = 0; i < CUSTOMERS; ++i) {
            address user = everybody[(first + i) % CUSTOMERS];
            if (_statusOf(user) == Status.Active) return user;
        }
        return everybody[first];
    }

    /// @dev The first plan from a random one on that `user` may upgrade to, else that one.
    function _greaterPlan(uint256 seed, uint32 id, address user) private view returns (uint32) {
        Plan memory plan = subscriptions.planOf(id);
        uint32 count = subscriptions.planCount();
        uint32 first = uint32(_pick(seed, 16, count));
        for (uint32 i = 0; i < count; ++i) {
            uint32 other = 1 + (first + i) % count;
            Plan memory greater = subscriptions.planOf(other);
            bool isGreater = greater.usd > plan.usd && greater.allowance > plan.allowance;
            if (isGreater && _whyNotBuyable(other, user).length == 0) return other;
        }
        return 1 + first;
    }

    /// @dev Mostly one without a running period.
    function _unsubscribed(uint256 seed) private view returns (address) {
        uint256 first = _pick(seed, 1, CUSTOMERS);
        if (_isRare(seed, 15, 6)) return everybody[first];
        for (uint256 i = 0; i < CUSTOMERS; ++i) {
            address user = everybody[(first + i) % CUSTOMERS];
            Status status = _statusOf(user);
            if (status == Status.None || status == Status.Lapsed) return user;
        }
        return everybody[first];
    }
}
