// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Where a test's random values come from: one fuzzed seed, drawn from as often as needed.
struct Dice {
    uint256 seed;
}

/// @title Dicing
/// @notice Draws that prefer the edges: of 16, four are the ends of the range and their neighbours, four have a random
/// number of bits, the rest is uniform. Uniform draws from 128 bits would never be small.
library Dicing {
    function roll(Dice memory dice, uint256 min, uint256 max) internal pure returns (uint256) {
        uint256 draw = _next(dice);
        uint256 kind = draw % 16;
        uint256 span = max - min;
        if (kind == 0) return min;
        if (kind == 1) return max;
        if (kind == 2) return min + Math.min(span, 1);
        if (kind == 3) return max - Math.min(span, 1);
        if (kind < 8) span >>= (draw >> 8) % (Math.log2(span) + 1);

        return span == type(uint256).max ? _next(dice) : min + _next(dice) % (span + 1);
    }

    /// @dev One of `count`, each as likely: for choosing what to do.
    function pick(Dice memory dice, uint256 count) internal pure returns (uint256) {
        return _next(dice) % count;
    }

    function chance(Dice memory dice, uint256 percent) internal pure returns (bool) {
        return pick(dice, 100) < percent;
    }

    function word(Dice memory dice) internal pure returns (bytes32) {
        return bytes32(_next(dice));
    }

    function _next(Dice memory dice) private pure returns (uint256) {
        dice.seed = uint256(keccak256(abi.encode(dice.seed)));
        return dice.seed;
    }
}
