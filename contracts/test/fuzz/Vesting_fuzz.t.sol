// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Tranche} from "../../src/interfaces/IRewards.sol";
import {Vesting} from "../../src/libraries/Vesting.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice A tranche over time: nothing before, everything after, floored in between.
contract Vesting_fuzz_test is Fuzz {
    using Dicing for Dice;
    using Vesting for Tranche;

    function testFuzz_vestedAt_isTheExactFloor(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        Tranche memory tranche = _draw(dice);
        uint256 time = _near(dice, tranche);
        vm.assertEq(tranche.vestedAt(time), _reference(tranche, time));
    }

    function testFuzz_vestedAt_isNothingBeforeAndAllAfter(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        Tranche memory tranche = _draw(dice);
        same(tranche.vestedAt(dice.roll(tranche.end, type(uint256).max)), tranche.amount, "after");
        if (tranche.start < tranche.end) same(tranche.vestedAt(dice.roll(0, tranche.start)), 0, "before");
        else if (tranche.start != 0) same(tranche.vestedAt(tranche.start - 1), 0, "before the cliff");
    }

    function testFuzz_vestedAt_neverFalls(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        Tranche memory tranche = _draw(dice);
        uint256 later = _near(dice, tranche);
        assertLe(tranche.vestedAt(dice.roll(0, later)), tranche.vestedAt(later), "time takes nothing back");
        assertLe(tranche.vestedAt(later), tranche.amount, "and gives no more than there is");
    }

    /// @dev Two halves of a tranche release what the whole does, but for the wei that each floors away.
    function testFuzz_vestedAt_ofParts_isAtMostAWeiLess(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        Tranche memory whole = _draw(dice);
        uint256 time = _near(dice, whole);
        uint128 part = uint128(dice.roll(0, whole.amount));
        uint256 parts = Tranche(whole.start, whole.end, part).vestedAt(time)
            + Tranche(whole.start, whole.end, whole.amount - part).vestedAt(time);
        uint256 all = whole.vestedAt(time);
        vm.assertTrue(parts == all || parts + 1 == all);
    }

    function _draw(Dice memory dice) private pure returns (Tranche memory tranche) {
        tranche.start = uint48(dice.roll(0, type(uint48).max));
        tranche.end = uint48(dice.roll(tranche.start, type(uint48).max));
        tranche.amount = uint128(dice.roll(0, type(uint128).max));
    }

    function _near(Dice memory dice, Tranche memory tranche) private pure returns (uint256) {
        return dice.chance(80) ? dice.roll(tranche.start, tranche.end) : dice.roll(0, type(uint256).max);
    }

    /// @dev `amount · clamp(t − start, 0, end − start) / (end − start)` with a product of 512 bits.
    function _reference(Tranche memory tranche, uint256 time) private pure returns (uint256) {
        uint256 length = tranche.end - tranche.start;
        if (length == 0) return time < tranche.end ? 0 : tranche.amount;
        uint256 passed = time < tranche.start ? 0 : Math.min(time - tranche.start, length);
        return Math.mulDiv(tranche.amount, passed, length);
    }
}
