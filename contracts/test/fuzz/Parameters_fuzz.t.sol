// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Parameters} from "../../src/Parameters.sol";
import {IParameters, Kind, Knot, Phase, Pricing, Rate, Tier, Weight} from "../../src/interfaces/IParameters.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice Every parameter: any value inside its range is stored and counted, any single fault is named.
contract Parameters_fuzz_test is Fuzz {
    using Dicing for Dice;

    Parameters private parameters;

    function setUp() public override {
        super.setUp();
        parameters = new Parameters(manager);
    }

    // rates

    function testFuzz_setRates_valid_areStoredAndCounted(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 version = 1; version <= 3; ++version) {
            Rate[] memory rates = _rollRates(dice, dice.roll(0, 64));
            parameters.setRates(rates);
            vm.assertEq(keccak256(abi.encode(parameters.rates())), keccak256(abi.encode(rates)));
            vm.assertEq(parameters.versionOf(parameters.setRates.selector), version);
        }
    }

    function testFuzz_setRates_withOneFault_namesIt(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 what = dice.pick(4);
        Rate[] memory rates = _rollRates(dice, what == 3 ? dice.roll(65, 80) : dice.roll(2, 64));
        uint256 i = dice.roll(1, rates.length - 1);
        bytes memory expected = abi.encodeWithSelector(IParameters.BadRate.selector, what == 3 ? 64 : i);
        if (what == 0) rates[i].inputNanoUsd = 0;
        if (what == 1) rates[i].unit = 0;
        if (what == 2) {
            rates[i].service = rates[dice.pick(i)].service;
            expected = abi.encodeWithSelector(IParameters.DuplicateService.selector, rates[i].service);
        }
        vm.expectRevert(expected);
        parameters.setRates(rates);
    }

    // weights

    function testFuzz_setClassWeights_valid_areStoredAndCounted(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 version = 1; version <= 3; ++version) {
            Weight[] memory weights = _rollWeights(dice, dice.roll(0, 64));
            parameters.setClassWeights(weights);
            vm.assertEq(keccak256(abi.encode(parameters.classWeights())), keccak256(abi.encode(weights)));
            vm.assertEq(parameters.versionOf(parameters.setClassWeights.selector), version);
        }
    }

    function testFuzz_setClassWeights_withOneFault_namesIt(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 what = dice.pick(3);
        Weight[] memory weights = _rollWeights(dice, what == 2 ? dice.roll(65, 80) : dice.roll(2, 64));
        uint256 i = dice.roll(1, weights.length - 1);
        bytes memory expected = abi.encodeWithSelector(IParameters.BadWeight.selector, what == 2 ? 64 : i);
        if (what == 0) weights[i].weightPpm = 0;
        if (what == 1) {
            weights[i].service = weights[dice.pick(i)].service;
            expected = abi.encodeWithSelector(IParameters.DuplicateService.selector, weights[i].service);
        }
        vm.expectRevert(expected);
        parameters.setClassWeights(weights);
    }

    // pricing

    function testFuzz_setPricing_valid_isStoredAndCounted(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Pricing memory pricing = _rollPricing(dice);
        parameters.setPricing(pricing);
        vm.assertEq(keccak256(abi.encode(parameters.pricing())), keccak256(abi.encode(pricing)));
        vm.assertEq(parameters.versionOf(parameters.setPricing.selector), 1);
    }

    function testFuzz_setPricing_withOneFault_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Pricing memory pricing = _rollPricing(dice);
        uint32 most = type(uint32).max;
        uint256 what = dice.pick(8);
        if (what == 0) pricing.targetUtilisation = 0;
        if (what == 1) pricing.targetUtilisation = uint32(dice.roll(1_000_000, most));
        if (what == 2) pricing.stepDivisor = 0;
        if (what == 3) pricing.minFactor = uint32(dice.roll(0, 499_999));
        if (what == 4) pricing.minFactor = uint32(dice.roll(1_000_001, most));
        if (what == 5) pricing.maxFactor = uint32(dice.roll(0, 999_999));
        if (what == 6) pricing.maxFactor = uint32(dice.roll(2_000_001, most));
        if (what == 7) pricing.maxDailyMove = 0;
        vm.expectRevert(IParameters.BadPricing.selector);
        parameters.setPricing(pricing);
    }

    // curves

    function testFuzz_setCurve_valid_isStoredAndCounted(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 version = 1; version <= 3; ++version) {
            Kind kind = Kind(dice.pick(4));
            Knot[] memory knots = _rollCurve(dice, kind, dice.roll(2, 8));
            parameters.setCurve(kind, knots);
            vm.assertEq(keccak256(abi.encode(parameters.curve(kind))), keccak256(abi.encode(knots)));
            same(parameters.versionOf(parameters.setCurve.selector), version, "the curves share a counter");
        }
    }

    function testFuzz_setCurve_withOneFault_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Kind kind = Kind(dice.pick(4));
        uint256 what = dice.pick(4);
        Knot[] memory knots = _rollCurve(dice, kind, what == 3 ? dice.roll(9, 20) : dice.roll(2, 8));
        (uint256 least, uint256 greatest) = _rangeOf(kind);
        uint256 i = dice.roll(1, knots.length - 1);
        if (what == 0) knots[i].x = uint64(dice.roll(0, knots[i - 1].x));
        if (what == 1) knots[i].y = uint64(dice.roll(0, least - 1));
        if (what == 2) knots[i].y = uint64(dice.roll(greatest + 1, type(uint64).max));
        vm.expectRevert(IParameters.BadCurve.selector);
        parameters.setCurve(kind, knots);

        Knot[] memory short = _rollCurve(dice, kind, dice.pick(2));
        vm.expectRevert(IParameters.BadCurve.selector);
        parameters.setCurve(kind, short);
    }

    // tiers

    /// @dev Three lists of any sizes whose greatest bps fit 2,000 together, set in any order, each twice.
    function testFuzz_setTiers_valid_areStoredAndCounted(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 first = dice.pick(3);
        for (uint256 k = 0; k < 6; ++k) {
            uint256 which = (first + k) % 3;
            Tier[] memory tiers = _rollTiers(dice, dice.roll(0, 6), 666);
            _setTiers(which, tiers);
            vm.assertEq(keccak256(abi.encode(_tiers(which))), keccak256(abi.encode(tiers)));
        }
        vm.assertEq(parameters.versionOf(parameters.setReferralTiers.selector), 2);
        vm.assertEq(parameters.versionOf(parameters.setLoyaltyTiers.selector), 2);
        vm.assertEq(parameters.versionOf(parameters.setUsageBonusTiers.selector), 2);
    }

    function testFuzz_setTiers_notRising_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Tier[] memory tiers = _rollTiers(dice, dice.roll(2, 6), 2000);
        uint256 i = dice.roll(1, tiers.length - 1);
        if (dice.chance(50)) tiers[i].threshold = uint64(dice.roll(0, tiers[i - 1].threshold));
        else tiers[i].bps = uint16(dice.roll(0, tiers[i - 1].bps));
        uint256 which = dice.pick(3);
        vm.expectRevert(IParameters.BadTiers.selector);
        _setTiers(which, tiers);
    }

    function testFuzz_setTiers_togetherAbove2000_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 first = dice.pick(3);
        uint256 sum = 0;
        for (uint256 k = 0; k < 3; ++k) {
            Tier[] memory tiers = _rollTiers(dice, 1, 2000);
            tiers[0].bps = uint16(dice.chance(80) ? dice.roll(0, 1000) : dice.roll(0, type(uint16).max));
            bool fits = sum + tiers[0].bps <= 2000;
            if (!fits) {
                vm.expectRevert(abi.encodeWithSelector(IParameters.TiersTooHigh.selector, sum + tiers[0].bps));
            }
            _setTiers((first + k) % 3, tiers);
            if (fits) sum += tiers[0].bps;
        }
    }

    // the rest

    function testFuzz_amounts_ofAnySize_areStored(uint128 rate, uint128 pool) public {
        parameters.setPointsRate(rate);
        parameters.setEpochPool(pool);
        vm.assertEq(parameters.pointsRate(), rate);
        vm.assertEq(parameters.epochPool(), pool);
    }

    function testFuzz_setPhase_movesOneStepForward(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 6; ++i) {
            Phase old = parameters.phase();
            Phase next = Phase(dice.pick(3));
            bool isStep = uint256(next) == uint256(old) + 1;
            if (!isStep) vm.expectRevert(abi.encodeWithSelector(IParameters.BadPhase.selector, old, next));
            parameters.setPhase(next);
            vm.assertTrue(parameters.phase() == (isStep ? next : old));
        }
    }

    function _rollRates(Dice memory dice, uint256 count) private pure returns (Rate[] memory rates) {
        rates = new Rate[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint64 input = uint64(dice.roll(1, type(uint64).max));
            uint64 output = uint64(dice.roll(0, type(uint64).max));
            rates[i] = Rate(keccak256(abi.encode(dice.seed, i)), input, output, uint32(dice.roll(1, type(uint32).max)));
        }
    }

    function _rollWeights(Dice memory dice, uint256 count) private pure returns (Weight[] memory weights) {
        weights = new Weight[](count);
        for (uint256 i = 0; i < count; ++i) {
            weights[i] = Weight(keccak256(abi.encode(dice.seed, i)), uint64(dice.roll(1, type(uint64).max)));
        }
    }

    function _rollPricing(Dice memory dice) private pure returns (Pricing memory pricing) {
        pricing.targetUtilisation = uint32(dice.roll(1, 999_999));
        pricing.stepDivisor = uint32(dice.roll(1, type(uint32).max));
        pricing.minFactor = uint32(dice.roll(500_000, 1_000_000));
        pricing.maxFactor = uint32(dice.roll(1_000_000, 2_000_000));
        pricing.maxDailyMove = uint32(dice.roll(1, type(uint32).max));
    }

    function _rollCurve(Dice memory dice, Kind kind, uint256 count) private pure returns (Knot[] memory knots) {
        (uint256 least, uint256 greatest) = _rangeOf(kind);
        uint256 x = dice.roll(0, 1000);
        knots = new Knot[](count);
        for (uint256 i = 0; i < count; ++i) {
            knots[i] = Knot(uint64(x), uint64(dice.roll(least, greatest)));
            x += dice.roll(1, type(uint56).max);
        }
    }

    /// @dev `count` tiers that rise and end at `most` bps or below.
    function _rollTiers(Dice memory dice, uint256 count, uint256 most) private pure returns (Tier[] memory tiers) {
        uint256 threshold = dice.roll(0, 1000);
        uint256 bps = dice.roll(0, most / (count + 1));
        tiers = new Tier[](count);
        for (uint256 i = 0; i < count; ++i) {
            tiers[i] = Tier(uint64(threshold), uint16(bps));
            threshold += dice.roll(1, type(uint56).max);
            bps += dice.roll(1, most / (count + 1));
        }
    }

    function _rangeOf(Kind kind) private pure returns (uint256 least, uint256 greatest) {
        uint64[8] memory ranges = [uint64(0.8e6), 1.2e6, 0.9e6, 1.1e6, 0.5e6, 2e6, 0.9e6, 1.3e6];
        return (ranges[2 * uint256(kind)], ranges[2 * uint256(kind) + 1]);
    }

    function _setTiers(uint256 which, Tier[] memory tiers) private {
        if (which == 0) parameters.setReferralTiers(tiers);
        else if (which == 1) parameters.setLoyaltyTiers(tiers);
        else parameters.setUsageBonusTiers(tiers);
    }

    function _tiers(uint256 which) private view returns (Tier[] memory) {
        if (which == 0) return parameters.referralTiers();
        if (which == 1) return parameters.loyaltyTiers();
        return parameters.usageBonusTiers();
    }
}
