// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Tranche} from "../interfaces/IRewards.sol";

/// @title Vesting
/// @notice How much of a tranche has been released at a time, in CXPT wei.
library Vesting {
    /// @dev Linear between start and end, rounded down; everything from `end` on, which makes `start == end` a cliff.
    /// `amount` has 128 bits and a time 48: the product cannot overflow.
    function vestedAt(Tranche memory tranche, uint256 time) internal pure returns (uint256) {
        if (time >= tranche.end) return tranche.amount;
        if (time <= tranche.start) return 0;
        return uint256(tranche.amount) * (time - tranche.start) / (tranche.end - tranche.start);
    }
}
