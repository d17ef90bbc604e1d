// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Subscriptions} from "../../src/Subscriptions.sol";
import {Plan, Status, Sub} from "../../src/interfaces/ISubscriptions.sol";
import {Book} from "./Book.sol";

/// @title PlanBook
/// @notice What users paid for and what they got, kept apart from the contract that sells it.
abstract contract PlanBook is Book {
    /// @dev `usd` and `firstAllowance` are of the running period: all that was paid for it, and what it began with.
    /// `rolled` are the tokens carried into it, of a usage that is drawn at random, and `rollCap` the most there may be.
    struct Period {
        uint256 count;
        uint256 start;
        uint256 usd;
        uint256 paid;
        uint256 firstAllowance;
        uint256 rolled;
        uint256 rollCap;
    }

    mapping(address user => Period) internal _periods;

    function periodOf(address user) external view returns (Period memory) {
        return _periods[user];
    }

    /// @notice A period that was bought by subscribing: nothing is carried into it.
    function noteSubscribed(address user, Plan calldata plan, uint256 paid, uint256 cost) external {
        (_periods[user].rolled, _periods[user].rollCap) = (0, 0);
        _noteStart(user, plan, paid, cost);
    }

    /// @notice A period that was bought by renewing `before`, of plan `ended`, of which `used` tokens were used.
    function noteRenewed(
        Subscriptions subscriptions,
        address user,
        Sub calldata before,
        Plan calldata ended,
        Plan calldata next,
        uint256 used,
        uint256 paid,
        uint256 cost
    ) external {
        Period storage period = _periods[user];
        used = used % (before.allowance + period.rolled + 1);
        uint256 rolled =
            subscriptions.nextRollover(before.allowance, period.rolled, used, next.allowance, ended.rolloverBps);
        uint256 cap = Math.min(before.allowance, next.allowance) * ended.rolloverBps / 10_000;
        hold("B6", rolled <= cap && rolled + used <= before.allowance + period.rolled);

        (period.rolled, period.rollCap) = (rolled, cap);
        _noteStart(user, next, paid, cost);
    }

    function noteUpgraded(
        address user,
        Sub calldata before,
        Sub calldata later,
        uint256 usd,
        uint256 paid,
        uint256 cost
    ) external {
        _periods[user].usd += usd;
        _periods[user].paid += paid;
        hold("B3", paid == cost && paid != 0);
        hold("B2", later.index == before.index);
        hold("B1", later.start == before.start && later.end == before.end);
    }

    function _noteStart(address user, Plan calldata plan, uint256 paid, uint256 cost) private {
        Period storage period = _periods[user];
        ++period.count;
        period.start = block.timestamp;
        (period.usd, period.paid, period.firstAllowance) = (plan.usd, paid, plan.allowance);
        hold("B3", paid == cost && paid != 0);
    }

    /// @notice Where a subscription stands, by the words of the specification.
    function statusOf(Sub memory sub, uint256 pausedFrom, uint256 pausedUntil) public view returns (Status) {
        if (sub.end == 0) return Status.None;
        if (block.timestamp < sub.end) return Status.Active;

        uint256 close = uint256(sub.end) + 3 days;
        if (pausedFrom < close && pausedUntil > sub.end) close = Math.max(close, pausedUntil + 1 days);
        return block.timestamp < close ? Status.Grace : Status.Lapsed;
    }
}
