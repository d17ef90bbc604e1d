// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Subscriptions} from "../../src/Subscriptions.sol";
import {Plan, Status, Sub} from "../../src/interfaces/ISubscriptions.sol";
import {Flag, IVault} from "../../src/interfaces/IVault.sol";
import {Dice, Dicing} from "./Dice.sol";
import {SubscriptionsModel} from "./SubscriptionsModel.sol";
import {VaultPair} from "./VaultPair.sol";

/// @notice Plans and periods against their model: upgrades at any second, renewals around any pause, prices of any size.
contract Subscriptions_fuzz_test is VaultPair {
    using Dicing for Dice;

    uint256 private constant PERIOD = 30 days;

    Subscriptions private subscriptions;
    SubscriptionsModel private books;

    function setUp() public override {
        super.setUp();
        subscriptions = new Subscriptions(manager, token, IVault(address(vault)));
        books = new SubscriptionsModel(model);
    }

    function testFuzz_anyCalls_followTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 4; ++i) {
            _addPlan(_rollPlan(dice, 400e6, 1e12));
            load(users[i], dice.roll(1, 60_000e18));
        }
        for (uint256 i = 0; i < 28; ++i) {
            _act(dice, users[dice.pick(users.length)]);
            _assertSameSubs();
        }
        assertSame();
    }

    /// @dev Whenever the pauses came, the renewal is open from the end exactly until the close of the specification.
    function testFuzz_renew_aroundPauses_isOpenUntilTheClose(uint256 seed) public {
        Dice memory dice = Dice(seed);
        _addPlan(Plan(19e6, 2_000_000, 1, 20, 5000, 1, 0, address(0)));
        load(users[0], 1_000_000e18);
        _subscribe(users[0], 1, true);
        uint256 end = block.timestamp + PERIOD;
        vm.warp(dice.roll(end - 8 days, end + 1 days));
        for (uint256 i = 0; i < 5; ++i) {
            if (dice.chance(60)) call(manager, abi.encodeCall(vault.pause, (Flag.SPEND)));
            else call(manager, abi.encodeCall(vault.unpause, (Flag.SPEND)));
            uint256 close = books.closeOf(end);
            vm.warp(
                dice.chance(30) && close >= block.timestamp
                    ? close - dice.pick(2)
                    : block.timestamp + dice.roll(0, 3 days)
            );
            _assertSameSubs();
            uint256 snapshot = vm.snapshotState();
            _both(users[1], abi.encodeCall(subscriptions.renew, (users[0])));
            _assertSameSubs();
            vm.revertToState(snapshot);
        }
        assertLe(end + 3 days, books.closeOf(end), "a pause never shortens the grace");
    }

    function testFuzz_upgrade_atAnySecond_isProRata(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Plan memory from = _rollPlan(dice, type(uint56).max - 1, type(uint64).max - 1);
        Plan memory to = _rollPlan(dice, type(uint56).max, type(uint64).max);
        to.usd = uint56(dice.roll(from.usd + 1, type(uint56).max));
        to.allowance = uint64(dice.roll(from.allowance + 1, type(uint64).max));
        _startWith(from, to);
        uint256 left = dice.roll(1, PERIOD);
        vm.warp(block.timestamp + PERIOD - left);

        (uint256 usd, uint256 tokens) = subscriptions.quoteUpgrade(users[0], 2);
        same(usd, Math.mulDiv(to.usd - from.usd, left, PERIOD, Math.Rounding.Ceil), "usd round up");
        same(tokens, Math.mulDiv(to.allowance - from.allowance, left, PERIOD), "tokens round down");
        assertLe(usd, to.usd - from.usd, "no more than the difference");
        if (left == PERIOD) same(usd, to.usd - from.usd, "all of it for a whole period");

        uint256 spent = vault.spent();
        uint256 price = vault.quote(usd);
        vm.assertTrue(_both(users[0], abi.encodeCall(subscriptions.upgrade, (2, price))));
        same(vault.spent() - spent, price, "pays what was quoted");
        vm.assertEq(subscriptions.subscriptionOf(users[0]).allowance, from.allowance + tokens);
        assertLe(from.allowance + tokens, to.allowance, "never above the plan bought");
        _assertSameSubs();
        assertSame();
    }

    /// @dev B5 for one upgrade: its USD per token are never below the difference of the plans.
    function testFuzz_quoteUpgrade_neverUndercutsThePlans(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Plan memory from = _rollPlan(dice, type(uint56).max - 1, type(uint64).max - 1);
        Plan memory to = _rollPlan(dice, type(uint56).max, type(uint64).max);
        to.usd = uint56(dice.roll(from.usd + 1, type(uint56).max));
        to.allowance = uint64(dice.roll(from.allowance + 1, type(uint64).max));
        _startWith(from, to);
        vm.warp(block.timestamp + dice.roll(0, PERIOD - 1));
        (uint256 usd, uint256 tokens) = subscriptions.quoteUpgrade(users[0], 2);
        assertLe(tokens * (to.usd - from.usd), usd * (to.allowance - from.allowance), "cheaper per token");
    }

    function testFuzz_subscribe_paysThePlanAtThePrice(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Plan memory plan = _rollPlan(dice, type(uint56).max, type(uint64).max);
        _addPlan(plan);
        oracle.setPrice(dice.roll(1e18, type(uint128).max)); // at a dollar the greatest plan still fits 96 bits
        uint256 cost = Math.mulDiv(plan.usd, 1e30, _price(), Math.Rounding.Ceil);
        vm.assertEq(vault.quote(plan.usd), cost);
        load(users[0], dice.roll(cost - 1, cost + 1));
        uint256 maxIn = dice.roll(cost - 1, cost + 1);
        bool isPaid = maxIn >= cost && vault.balanceOf(users[0]) >= cost;
        bytes memory data = abi.encodeCall(subscriptions.subscribe, (1, maxIn, false, 0, address(0)));
        vm.assertTrue(_both(users[0], data) == isPaid);
        vm.assertTrue(subscriptions.statusOf(users[0]) == (isPaid ? Status.Active : Status.None));
        _assertSameSubs();
        assertSame();
    }

    function testFuzz_addPlan_acceptsExactlyTheBounds(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Plan memory plan = _rollPlan(dice, type(uint56).max, type(uint64).max);
        plan.customer = address(uint160(dice.roll(0, type(uint160).max)));
        uint256 what = dice.pick(7);
        if (what == 0) plan.usd = uint56(dice.roll(0, 1));
        if (what == 1) plan.allowance = uint64(dice.roll(0, 1));
        if (what == 2) plan.concurrency = uint32(dice.roll(0, 1));
        if (what == 3) plan.rpm = uint32(dice.roll(0, 1));
        if (what == 4) plan.rolloverBps = uint16(dice.roll(4999, type(uint16).max));
        if (what == 5) plan.retireAt = uint48(dice.roll(0, type(uint48).max));
        if (_addPlan(plan)) {
            vm.assertEq(keccak256(abi.encode(subscriptions.planOf(1))), keccak256(abi.encode(plan)));
            vm.assertEq(keccak256(abi.encode(books.planOf(1))), keccak256(abi.encode(plan)));
        }
    }

    function _act(Dice memory dice, address user) private {
        uint32 id = uint32(dice.roll(0, 5));
        uint96 cap = dice.chance(80) ? type(uint96).max : uint96(dice.roll(0, 10_000e18));
        address referrer = dice.chance(50) ? address(0) : users[dice.pick(users.length)];
        uint256 what = dice.pick(16);
        if (what < 3) {
            _both(user, abi.encodeCall(subscriptions.subscribe, (id, cap, dice.chance(60), cap, referrer)));
        } else if (what < 5) {
            _both(user, abi.encodeCall(subscriptions.upgrade, (id, cap)));
        } else if (what == 5) {
            _both(user, abi.encodeCall(subscriptions.scheduleChange, (id)));
        } else if (what == 6) {
            _both(user, abi.encodeCall(subscriptions.setAutoRenew, (dice.chance(60), cap)));
        } else if (what < 9) {
            _both(users[dice.pick(users.length)], abi.encodeCall(subscriptions.renew, (user)));
        } else if (what == 9) {
            _both(user, abi.encodeCall(subscriptions.setReferrer, (referrer)));
        } else if (what == 10) {
            if (dice.chance(50)) _both(manager, abi.encodeCall(subscriptions.retirePlan, (id, _retireAt(dice))));
            else call(manager, abi.encodeCall(vault.pause, (Flag.SPEND)));
        } else if (what == 11) {
            call(manager, abi.encodeCall(vault.unpause, (Flag.SPEND)));
        } else if (what == 12) {
            act(dice);
        } else {
            vm.warp(_later(dice, subscriptions.subscriptionOf(user).end));
        }
    }

    /// @dev Some days on, or to where a period of the user ends or closes, give or take a second.
    function _later(Dice memory dice, uint256 end) private view returns (uint256) {
        uint256 edge = dice.chance(50) ? end : books.closeOf(end);
        if (dice.chance(60) && edge > block.timestamp) return edge - 1 + dice.pick(3);
        return block.timestamp + dice.roll(0, 20 days);
    }

    function _retireAt(Dice memory dice) private view returns (uint48) {
        return uint48(dice.roll(block.timestamp + PERIOD - 1, block.timestamp + 2 * PERIOD));
    }

    function _rollPlan(Dice memory dice, uint256 mostUsd, uint256 mostTokens) private pure returns (Plan memory plan) {
        plan.usd = uint56(dice.roll(1, mostUsd));
        plan.allowance = uint64(dice.roll(1, mostTokens));
        (plan.concurrency, plan.rpm) = (uint32(dice.roll(1, type(uint32).max)), uint32(dice.roll(1, type(uint32).max)));
        plan.rolloverBps = uint16(dice.roll(0, 5000));
        plan.priority = uint8(dice.roll(0, type(uint8).max));
    }

    /// @dev A user in a period of the first of two plans, who can pay for anything at the price of a dollar a token.
    function _startWith(Plan memory from, Plan memory to) private {
        oracle.setPrice(1e30); // a wei a micro-USD: the greatest plans still fit 96 bits
        _addPlan(from);
        _addPlan(to);
        load(users[0], type(uint80).max);
        _subscribe(users[0], 1, false);
    }

    function _subscribe(address user, uint32 id, bool autoRenew) private {
        bytes memory data =
            abi.encodeCall(subscriptions.subscribe, (id, type(uint256).max, autoRenew, type(uint96).max, address(0)));
        vm.assertTrue(_both(user, data));
    }

    function _addPlan(Plan memory plan) private returns (bool) {
        return _both(manager, abi.encodeCall(subscriptions.addPlan, (plan)));
    }

    function _both(address who, bytes memory data) private returns (bool) {
        return both(who, address(subscriptions), address(books), data);
    }

    function _price() private view returns (uint256) {
        (bool success, bytes memory data) = address(oracle).staticcall(abi.encodeWithSignature("price()"));
        vm.assertTrue(success);
        return abi.decode(data, (uint256));
    }

    function _assertSameSubs() private view {
        for (uint256 i = 0; i < users.length; ++i) {
            Sub memory s = subscriptions.subscriptionOf(users[i]);
            SubscriptionsModel.Period memory p = books.periodOf(users[i]);
            same(keccak256(abi.encode(s)), keccak256(abi.encode(p)), "subscription");
            same(uint256(subscriptions.statusOf(users[i])), uint256(books.statusOf(users[i])), "status");
            if (s.end != 0) same(s.end - s.start, PERIOD, "a period is 30 days");
        }
    }
}
