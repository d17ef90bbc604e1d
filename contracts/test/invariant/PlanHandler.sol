// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptions, Plan, Status, Sub} from "../../src/interfaces/ISubscriptions.sol";
import {Flag} from "../../src/interfaces/IVault.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title PlanHandler
/// @notice Why a plan could not be bought or renewed, in the order of the specification, and what is noted when it was.
abstract contract PlanHandler is VaultHandler {
    function _statusOf(address user) internal view returns (Status) {
        (uint48 from, uint48 until) = vault.pauseOf(Flag.SPEND);
        return book.statusOf(subscriptions.subscriptionOf(user), from, until);
    }

    function _whyNotOffered(uint32 id) internal view returns (bytes memory) {
        Plan memory plan = subscriptions.planOf(id);
        bool isOffered = plan.usd != 0 && (plan.retireAt == 0 || block.timestamp < plan.retireAt);
        if (!isOffered) return abi.encodeWithSelector(ISubscriptions.PlanInactive.selector, id);
        return "";
    }

    function _whyNotBuyable(uint32 id, address user) internal view returns (bytes memory) {
        address customer = subscriptions.planOf(id).customer;
        bool isForeign = customer != address(0) && customer != user;
        if (isForeign) return abi.encodeWithSelector(ISubscriptions.NotCustomer.selector, id);
        return _whyNotOffered(id);
    }

    function _whyNotReferred(address user, address referrer) internal view returns (bytes memory) {
        if (referrer == user) return abi.encodeWithSelector(ISubscriptions.SelfReferral.selector);
        bool isCycle = subscriptions.referrerOf(referrer) == user;
        if (isCycle) return abi.encodeWithSelector(ISubscriptions.ReferralCycle.selector);
        return "";
    }

    function _whyNotRenew(address user, address caller) internal view returns (bytes memory why) {
        Sub memory sub = subscriptions.subscriptionOf(user);
        uint32 id = _nextOf(sub);
        if (id == 0) return abi.encodeWithSelector(ISubscriptions.NotRenewable.selector);
        if (block.timestamp < sub.end) return abi.encodeWithSelector(ISubscriptions.RenewTooEarly.selector, sub.end);
        if (_statusOf(user) != Status.Grace) return abi.encodeWithSelector(ISubscriptions.NotRenewable.selector);
        if (!sub.autoRenew && caller != user) return abi.encodeWithSelector(ISubscriptions.AutoRenewOff.selector);
        why = _whyNotOffered(id);
        if (why.length != 0) return why;
        return _whyNotCharge(user, subscriptions.planOf(id).usd, sub.renewCap, 0);
    }

    function _nextOf(Sub memory sub) internal pure returns (uint32) {
        return sub.nextPlan == 0 ? sub.plan : sub.nextPlan;
    }

    /// @dev What a renewal that was done has to have done. `balance` is what the user had before.
    function _noteRenewal(address user, Sub memory before, uint256 balance, uint256 seed) internal {
        Sub memory later = subscriptions.subscriptionOf(user);
        Plan memory next = subscriptions.planOf(_nextOf(before));
        uint256 paid = balance - vault.balanceOf(user);
        (uint256 price,) = _priceOrWhy();

        _hold("B2", later.index == before.index + 1);
        _hold("B1", later.start == block.timestamp && later.end == block.timestamp + 30 days);
        book.noteSpent(user, paid);
        Plan memory ended = subscriptions.planOf(before.plan);
        uint256 cost = _costOf(next.usd, price);
        book.noteRenewed(subscriptions, user, before, ended, next, _draw(seed, 80), paid, cost);
    }

    /// @dev Time passes to a moment at which a period may be renewed: its end, the last second of grace, or between.
    function _waitForGrace(address user, uint256 seed) internal {
        uint256 end = subscriptions.subscriptionOf(user).end;
        if (end != 0 && !_isRare(seed, 81, 2)) _waitUntil(_between(seed, 82, end, end + 3 days - 1));
    }

    /// @dev The first from a random one on who ever subscribed, else that one.
    function _subscriber(uint256 seed) internal view returns (address) {
        uint256 first = _pick(seed, 1, CUSTOMERS);
        for (uint256 i = 0; i < CUSTOMERS; ++i) {
            address user = everybody[(first + i) % CUSTOMERS];
            if (subscriptions.subscriptionOf(user).end != 0) return user;
        }
        return everybody[first];
    }

    /// @dev Now and then one that does not exist.
    function _plan(uint256 seed) internal view returns (uint32) {
        uint256 count = subscriptions.planCount();
        return uint32(_isRare(seed, 83, 20) ? count + 1 : 1 + _pick(seed, 84, count));
    }
}
