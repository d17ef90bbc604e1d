// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title PlanMath
/// @notice What of a plan's allowance is carried into the next period, in tokens.
library PlanMath {
    uint256 private constant BPS = 10_000;

    /// @dev `min(max(0, A + R − U), floor(min(A, A_next) · bps / 1e4))`. Rolled tokens are used first, so what is left is
    /// at most the fresh allowance's own remainder and never compounds beyond the cap.
    function nextRollover(uint256 allowance, uint256 rolled, uint256 used, uint256 nextAllowance, uint256 bps)
        internal
        pure
        returns (uint256)
    {
        uint256 left = Math.saturatingSub(allowance + rolled, used);
        uint256 cap = Math.mulDiv(Math.min(allowance, nextAllowance), bps, BPS);
        return Math.min(left, cap);
    }
}
