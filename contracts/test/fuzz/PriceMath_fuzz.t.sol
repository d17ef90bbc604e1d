// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {PriceMath} from "../../src/libraries/PriceMath.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice micro-USD to CXPT wei and back: debits round up by less than one wei, and nothing wraps around.
contract PriceMath_fuzz_test is Fuzz {
    using Dicing for Dice;

    uint256 private constant SCALE = 1e30;
    /// @dev The most micro-USD whose product with the scale fits 256 bits.
    uint256 private constant MOST_USD = type(uint256).max / SCALE;

    function testFuzz_toTokensUp_isTheExactCeiling(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 usd = dice.roll(0, MOST_USD);
        uint256 price = dice.roll(1, type(uint128).max);
        vm.assertEq(PriceMath.toTokensUp(usd, price), Math.mulDiv(usd, SCALE, price, Math.Rounding.Ceil));
    }

    function testFuzz_toTokensUp_costsThePayerLessThanOneWeiTooMuch(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 usd = dice.roll(1, type(uint56).max);
        uint256 price = dice.roll(1, type(uint128).max);
        uint256 amount = PriceMath.toTokensUp(usd, price);
        assertLe(usd * SCALE, amount * price, "pays at least the price");
        vm.assertTrue((amount - 1) * price < usd * SCALE, "one wei less would not do");
    }

    function testFuzz_toTokensUp_neverWrapsAround(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 usd = dice.roll(MOST_USD + 1, type(uint256).max);
        uint256 price = dice.roll(1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.toTokensUp(usd, price);
    }

    function testFuzz_toTokensUp_atNoPrice_reverts(uint256 seed) public {
        uint256 usd = Dice(seed).roll(0, MOST_USD);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x12));
        this.toTokensUp(usd, 0);
    }

    function testFuzz_toTokensUp_risesWithUsdAndFallsWithThePrice(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 usd = dice.roll(0, MOST_USD);
        uint256 price = dice.roll(1, type(uint128).max);
        uint256 amount = PriceMath.toTokensUp(usd, price);
        assertLe(PriceMath.toTokensUp(dice.roll(0, usd), price), amount, "less usd cost no more");
        assertLe(amount, PriceMath.toTokensUp(usd, dice.roll(1, price)), "a lower price costs no less");
    }

    /// @dev A bill in two parts never costs less, and at most a wei more: splitting usage saves nobody anything.
    function testFuzz_toTokensUp_ofTwoParts_costsAtMostAWeiMore(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 usd = dice.roll(0, MOST_USD);
        uint256 price = dice.roll(1, type(uint128).max);
        uint256 part = dice.roll(0, usd);
        uint256 whole = PriceMath.toTokensUp(usd, price);
        uint256 parts = PriceMath.toTokensUp(part, price) + PriceMath.toTokensUp(usd - part, price);
        assertLe(whole, parts, "parts cost less");
        assertLe(parts, whole + 1, "parts cost too much");
    }

    function testFuzz_toUsdDown_isTheExactFloor(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 amount = dice.roll(0, type(uint96).max);
        uint256 price = dice.roll(1, type(uint128).max);
        vm.assertEq(PriceMath.toUsdDown(amount, price), Math.mulDiv(amount, price, SCALE));
    }

    /// @dev What the clamp of `settle` relies on: a balance that does not cover a debit pays for less than all of it.
    function testFuzz_toUsdDown_ofLessThanTheCost_isLessThanTheUsd(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 usd = dice.roll(1, MOST_USD);
        uint256 price = dice.roll(1, type(uint128).max);
        uint256 cost = PriceMath.toTokensUp(usd, price);
        vm.assertTrue(PriceMath.toUsdDown(dice.roll(0, cost - 1), price) < usd);
    }

    function testFuzz_toUsdDown_ofTheCost_isTheUsdAgain(uint256 seed) public pure {
        Dice memory dice = Dice(seed);
        uint256 usd = dice.roll(0, type(uint56).max);
        uint256 price = dice.roll(1, SCALE); // up to 1e12 USD per CXPT a wei is worth less than a micro-USD
        vm.assertEq(PriceMath.toUsdDown(PriceMath.toTokensUp(usd, price), price), usd);
    }

    function toTokensUp(uint256 usd, uint256 price) external pure returns (uint256) {
        return PriceMath.toTokensUp(usd, price);
    }
}
