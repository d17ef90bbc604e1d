// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Plan, Sub} from "../../src/interfaces/ISubscriptions.sol";
import {PlanBook} from "./PlanBook.sol";
import {VaultCampaign} from "./VaultCampaign.sol";

/// @notice B1 to B6 of docs/invariants.md, after every step of every actor around the Vault.
contract Subscriptions_invariants is VaultCampaign {
    function invariant_B1_periodsLast30Days() public view {
        for (uint256 i = 0; i < everybody.length; ++i) {
            Sub memory sub = subscriptions.subscriptionOf(everybody[i]);
            if (sub.index != 0) vm.assertEq(sub.end - sub.start, 30 days);
            else vm.assertEq(sub.end, 0);
        }
        _assertKept("B1");
    }

    function invariant_B2_indexIsTheNumberOfPaidPeriods() public view {
        for (uint256 i = 0; i < everybody.length; ++i) {
            vm.assertEq(subscriptions.subscriptionOf(everybody[i]).index, book.periodOf(everybody[i]).count);
        }
        _assertKept("B2");
    }

    /// @dev Of the running period: it began when it was paid for, and never for nothing.
    function invariant_B3_whoIsActiveHasPaid() public timed {
        for (uint256 i = 0; i < everybody.length; ++i) {
            Sub memory sub = subscriptions.subscriptionOf(everybody[i]);
            if (block.timestamp >= sub.end) continue;
            PlanBook.Period memory period = book.periodOf(everybody[i]);
            vm.assertEq(sub.start, period.start);
            vm.assertTrue(period.paid != 0);
        }
        _assertKept("B3");
    }

    /// @dev More closely than asked: between what the period began with and the plan it is of now.
    function invariant_B4_allowanceLiesBetweenTheUsersOwnPlans() public view {
        for (uint256 i = 0; i < everybody.length; ++i) {
            Sub memory sub = subscriptions.subscriptionOf(everybody[i]);
            if (sub.index == 0) continue;
            vm.assertTrue(sub.allowance >= book.periodOf(everybody[i]).firstAllowance);
            vm.assertTrue(sub.allowance <= subscriptions.planOf(sub.plan).allowance);
        }
    }

    /// @dev The best of all plans the user could ever buy, compared without dividing.
    function invariant_B5_nobodyPaysLessPerTokenThanTheBestPlan() public view {
        for (uint256 i = 0; i < everybody.length; ++i) {
            Sub memory sub = subscriptions.subscriptionOf(everybody[i]);
            if (sub.index == 0) continue;
            Plan memory best = bestFor(everybody[i]);
            uint256 usd = book.periodOf(everybody[i]).usd;
            vm.assertTrue(usd * best.allowance >= uint256(best.usd) * sub.allowance);
        }
    }

    function invariant_B6_rolloverStaysWithinItsShare() public view {
        for (uint256 i = 0; i < everybody.length; ++i) {
            PlanBook.Period memory period = book.periodOf(everybody[i]);
            vm.assertTrue(period.rolled <= period.rollCap);
            vm.assertTrue(2 * period.rolled <= period.firstAllowance, "half");
        }
        _assertKept("B6");
    }

    function bestFor(address user) private view returns (Plan memory best) {
        best = subscriptions.planOf(1);
        for (uint32 id = 2; id <= subscriptions.planCount(); ++id) {
            Plan memory plan = subscriptions.planOf(id);
            if (plan.customer != address(0) && plan.customer != user) continue;
            if (uint256(plan.usd) * best.allowance < uint256(best.usd) * plan.allowance) best = plan;
        }
    }

    function _numbers() internal pure override returns (bytes32[] memory numbers) {
        numbers = new bytes32[](4);
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (bytes32("B1"), "B2", "B3", "B6");
    }
}
