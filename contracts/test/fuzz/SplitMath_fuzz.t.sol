// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Split} from "../../src/interfaces/IVault.sol";
import {SplitMath} from "../../src/libraries/SplitMath.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice Revenue in four shares: every wei goes somewhere, and the providers own what rounding leaves.
contract SplitMath_fuzz_test is Fuzz {
    using Dicing for Dice;
    using SplitMath for Split;

    function testFuzz_apportion_addsUpForEveryAmount(uint256 seed) public pure {
        (Split memory split, uint256 amount) = _draw(Dice(seed));
        (uint256 burned, uint256 protocol, uint256 operations, uint256 provider) = split.apportion(amount);
        vm.assertEq(burned + protocol + operations + provider, amount);
    }

    function testFuzz_apportion_floorsAllButTheProviders(uint256 seed) public pure {
        (Split memory split, uint256 amount) = _draw(Dice(seed));
        (uint256 burned, uint256 protocol, uint256 operations, uint256 provider) = split.apportion(amount);
        vm.assertEq(burned, _floor(amount, split.burn));
        vm.assertEq(protocol, _floor(amount, split.protocol));
        vm.assertEq(operations, _floor(amount, split.operations));

        uint256 least = _floor(amount, split.provider);
        assertLe(least, provider, "the providers get their share");
        assertLe(provider, least + 3, "and at most 3 wei of remainder");
    }

    function testFuzz_apportion_burnsNothingWithoutABurnShare(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        (Split memory split, uint256 amount) = _draw(dice);
        (split.provider, split.burn) = (split.provider + split.burn, 0);
        (uint256 burned,,,) = split.apportion(amount);
        vm.assertEq(burned, 0);
    }

    function testFuzz_apportion_ofMoreRevenue_burnsAndPaysNoLess(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        (Split memory split, uint256 amount) = _draw(dice);
        (uint256 burned, uint256 protocol, uint256 operations,) = split.apportion(amount);
        (uint256 b, uint256 p, uint256 o,) = split.apportion(dice.roll(0, amount));
        assertLe(b, burned, "burn");
        assertLe(p, protocol, "protocol");
        assertLe(o, operations, "operations");
    }

    function testFuzz_sum_ofAnyFourShares_doesNotOverflow(uint16 a, uint16 b, uint16 c, uint16 d) public pure {
        vm.assertEq(Split(a, b, c, d).sum(), uint256(a) + uint256(b) + uint256(c) + uint256(d));
    }

    function _draw(Dice memory dice) private pure returns (Split memory split, uint256 amount) {
        uint256 left = BPS;
        split.burn = uint16(dice.roll(0, left));
        left -= split.burn;
        split.protocol = uint16(dice.roll(0, left));
        left -= split.protocol;
        split.operations = uint16(dice.roll(0, left));
        split.provider = uint16(left - split.operations);
        amount = dice.roll(0, type(uint256).max);
    }

    /// @dev Long division by hand: `amount · bps` in full would not fit.
    function _floor(uint256 amount, uint256 bps) private pure returns (uint256) {
        return amount / BPS * bps + Math.mulDiv(amount % BPS, bps, BPS);
    }
}
