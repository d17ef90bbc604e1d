// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlanMath} from "../../src/libraries/PlanMath.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice Rollover: `min(max(0, A + R − U), floor(min(A, A_next)·bps/1e4))`.
contract PlanMath_fuzz_test is Fuzz {
    using Dicing for Dice;

    struct End {
        uint256 allowance;
        uint256 rolled;
        uint256 used;
        uint256 next;
        uint256 bps;
    }

    function testFuzz_nextRollover_isTheFormula(uint256 seed) public pure {
        End memory end = _draw(Dice(seed), type(uint128).max);
        uint256 had = end.allowance + end.rolled;
        uint256 left = had > end.used ? had - end.used : 0;
        uint256 cap = (end.allowance < end.next ? end.allowance : end.next) * end.bps / BPS;
        vm.assertEq(_rollover(end), left < cap ? left : cap);
    }

    function testFuzz_nextRollover_neverRevertsForTokenCounts(uint256 seed) public pure {
        End memory end = _draw(Dice(seed), type(uint128).max);
        end.used = type(uint256).max;
        same(_rollover(end), 0, "all used");
        end.used = 0;
        assertLe(_rollover(end), end.allowance, "no more than the allowance");
    }

    function testFuzz_nextRollover_fallsWithUseAndRisesWithWhatWasRolled(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        End memory end = _draw(dice, type(uint64).max);
        uint256 carried = _rollover(end);
        uint256 used = end.used;
        end.used = dice.roll(used, type(uint128).max);
        assertLe(_rollover(end), carried, "using more leaves no more");
        end.used = used;
        end.rolled = dice.roll(end.rolled, type(uint128).max);
        assertLe(carried, _rollover(end), "having more leaves no less");
    }

    /// @dev Years of a user who never uses anything: what he holds is never above one and a half allowances.
    function testFuzz_nextRollover_neverCompounds(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 allowance = dice.roll(1, type(uint64).max);
        uint256 rolled = 0;
        for (uint256 i = 0; i < 24; ++i) {
            uint256 next = dice.chance(70) ? allowance : dice.roll(1, type(uint64).max);
            rolled = PlanMath.nextRollover(allowance, rolled, 0, next, 5000);
            assertLe(rolled, next / 2, "at most half of what follows");
            allowance = next;
        }
    }

    function _draw(Dice memory dice, uint256 most) private pure returns (End memory) {
        return End({
            allowance: dice.roll(0, most),
            rolled: dice.roll(0, most),
            used: dice.roll(0, 2 * most),
            next: dice.roll(0, most),
            bps: dice.roll(0, 5000)
        });
    }

    function _rollover(End memory end) private pure returns (uint256) {
        return PlanMath.nextRollover(end.allowance, end.rolled, end.used, end.next, end.bps);
    }
}
