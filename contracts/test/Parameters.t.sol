// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IParameters, Kind, Knot, Phase, Pricing, Rate, Tier, Weight} from "../src/interfaces/IParameters.sol";
import {Actions} from "./Actions.sol";

/// @notice Every economic parameter: its range, its version, its event.
contract Parameters_test is Actions {
    function test_everything_startsEmptyAtVersionZero() public view {
        vm.assertEq(parameters.rates().length, 0);
        vm.assertEq(parameters.curve(Kind.UPTIME).length, 0);
        vm.assertEq(parameters.referralTiers().length, 0);
        vm.assertEq(parameters.loyaltyTiers().length, 0);
        vm.assertEq(parameters.usageBonusTiers().length, 0);
        vm.assertEq(parameters.classWeights().length, 0);
        vm.assertEq(parameters.pricing().stepDivisor, 0);
        vm.assertEq(parameters.pointsRate(), 0);
        vm.assertEq(parameters.epochPool(), 0);
        vm.assertEq(uint256(parameters.phase()), uint256(Phase.TESTNET));
        vm.assertEq(parameters.versionOf(parameters.setRates.selector), 0);
    }

    // setRates

    function test_setRates_replacesTheWholeCardAndCounts() public {
        set(abi.encodeCall(parameters.setRates, (rateCard(3))));
        Rate[] memory next = rateCard(2);
        next[1].outputNanoUsd = 0;
        expectFrom(abi.encodeCall(parameters.setRates, (next)));
        emit IParameters.RatesSet(2, next);
        vm.prank(params);
        parameters.setRates(next);

        vm.assertEq(keccak256(abi.encode(parameters.rates())), keccak256(abi.encode(next)));
        vm.assertEq(parameters.versionOf(parameters.setRates.selector), 2);
    }

    function test_setRates_ofNothing_isAllowed() public {
        set(abi.encodeCall(parameters.setRates, (rateCard(1))));
        set(abi.encodeCall(parameters.setRates, (rateCard(0))));
        vm.assertEq(parameters.rates().length, 0);
    }

    function test_setRates_refusesBadOnes() public {
        Rate[] memory bad = rateCard(3);
        bad[1].inputNanoUsd = 0;
        fails(abi.encodeCall(parameters.setRates, (bad)), abi.encodeWithSelector(IParameters.BadRate.selector, 1));
        bad = rateCard(3);
        bad[2].unit = 0;
        fails(abi.encodeCall(parameters.setRates, (bad)), abi.encodeWithSelector(IParameters.BadRate.selector, 2));
        bad = rateCard(3);
        bad[2].service = bad[0].service;
        fails(
            abi.encodeCall(parameters.setRates, (bad)),
            abi.encodeWithSelector(IParameters.DuplicateService.selector, bad[0].service)
        );
        fails(
            abi.encodeCall(parameters.setRates, (rateCard(65))),
            abi.encodeWithSelector(IParameters.BadRate.selector, 64)
        );
        set(abi.encodeCall(parameters.setRates, (rateCard(64))));
        vm.assertEq(parameters.rates().length, 64);
    }

    // setClassWeights

    function test_setClassWeights_replacesAllAndCounts() public {
        set(abi.encodeCall(parameters.setClassWeights, (weights(3))));
        Weight[] memory next = weights(2);
        expectFrom(abi.encodeCall(parameters.setClassWeights, (next)));
        emit IParameters.ClassWeightsSet(2, next);
        vm.prank(params);
        parameters.setClassWeights(next);
        vm.assertEq(keccak256(abi.encode(parameters.classWeights())), keccak256(abi.encode(next)));
        vm.assertEq(parameters.versionOf(parameters.setClassWeights.selector), 2);
        set(abi.encodeCall(parameters.setClassWeights, (weights(0))));
    }

    function test_setClassWeights_refusesBadOnes() public {
        Weight[] memory bad = weights(3);
        bad[1].weightPpm = 0;
        fails(
            abi.encodeCall(parameters.setClassWeights, (bad)), abi.encodeWithSelector(IParameters.BadWeight.selector, 1)
        );
        bad = weights(3);
        bad[2].service = bad[1].service;
        fails(
            abi.encodeCall(parameters.setClassWeights, (bad)),
            abi.encodeWithSelector(IParameters.DuplicateService.selector, bad[1].service)
        );
        fails(
            abi.encodeCall(parameters.setClassWeights, (weights(65))),
            abi.encodeWithSelector(IParameters.BadWeight.selector, 64)
        );
        set(abi.encodeCall(parameters.setClassWeights, (weights(64))));
    }

    // setPricing

    function test_setPricing_replacesItAndCounts() public {
        Pricing[3] memory good = [
            Pricing(600_000, 8, 500_000, 2_000_000, 250_000),
            Pricing(1, 1, 1_000_000, 1_000_000, 1),
            Pricing(999_999, type(uint32).max, 500_000, 2_000_000, type(uint32).max)
        ];
        for (uint256 i = 0; i < good.length; ++i) {
            expectFrom(abi.encodeCall(parameters.setPricing, (good[i])));
            emit IParameters.PricingSet(i + 1, good[i]);
            vm.prank(params);
            parameters.setPricing(good[i]);
            vm.assertEq(keccak256(abi.encode(parameters.pricing())), keccak256(abi.encode(good[i])));
        }
        vm.assertEq(parameters.versionOf(parameters.setPricing.selector), 3);
    }

    function test_setPricing_refusesBadOnes() public {
        Pricing[8] memory bad = [
            Pricing(0, 8, 500_000, 2_000_000, 250_000),
            Pricing(1_000_000, 8, 500_000, 2_000_000, 250_000),
            Pricing(600_000, 0, 500_000, 2_000_000, 250_000),
            Pricing(600_000, 8, 499_999, 2_000_000, 250_000),
            Pricing(600_000, 8, 1_000_001, 2_000_000, 250_000),
            Pricing(600_000, 8, 500_000, 999_999, 250_000),
            Pricing(600_000, 8, 500_000, 2_000_001, 250_000),
            Pricing(600_000, 8, 500_000, 2_000_000, 0)
        ];
        for (uint256 i = 0; i < bad.length; ++i) {
            fails(
                abi.encodeCall(parameters.setPricing, (bad[i])), abi.encodeWithSelector(IParameters.BadPricing.selector)
            );
        }
    }

    // setCurve

    function test_setCurve_acceptsTheRangeOfItsKindAndSharesOneVersion() public {
        Kind[4] memory kinds = [Kind.UPTIME, Kind.RESPONSE, Kind.DEMAND, Kind.AVAILABILITY];
        for (uint256 i = 0; i < kinds.length; ++i) {
            (uint64 least, uint64 greatest) = rangeOf(kinds[i]);
            Knot[] memory knots = line(least, greatest);
            expectFrom(abi.encodeCall(parameters.setCurve, (kinds[i], knots)));
            emit IParameters.CurveSet(kinds[i], i + 1, knots);
            vm.prank(params);
            parameters.setCurve(kinds[i], knots);
            vm.assertEq(keccak256(abi.encode(parameters.curve(kinds[i]))), keccak256(abi.encode(knots)));

            failsCurve(kinds[i], line(least - 1, greatest));
            failsCurve(kinds[i], line(least, greatest + 1));
        }
        vm.assertEq(parameters.versionOf(parameters.setCurve.selector), 4);
    }

    function test_setCurve_needsTwoToEightKnotsWithXIncreasing() public {
        failsCurve(Kind.UPTIME, flat(0));
        failsCurve(Kind.UPTIME, flat(1));
        failsCurve(Kind.UPTIME, flat(9));
        Knot[] memory same = flat(3);
        same[2].x = same[1].x;
        failsCurve(Kind.UPTIME, same);
        set(abi.encodeCall(parameters.setCurve, (Kind.UPTIME, flat(8))));
        set(abi.encodeCall(parameters.setCurve, (Kind.UPTIME, flat(2))));
        vm.assertEq(parameters.curve(Kind.UPTIME).length, 2);
    }

    // Tiers

    function test_setTiers_replaceTheirOwnListAndCount() public {
        Tier[] memory tiers = ladder(1, 300, 10, 500);
        expectFrom(abi.encodeCall(parameters.setReferralTiers, (tiers)));
        emit IParameters.ReferralTiersSet(1, tiers);
        vm.prank(params);
        parameters.setReferralTiers(tiers);
        vm.assertEq(keccak256(abi.encode(parameters.referralTiers())), keccak256(abi.encode(tiers)));

        tiers = ladder(3, 100, 6, 200);
        expectFrom(abi.encodeCall(parameters.setLoyaltyTiers, (tiers)));
        emit IParameters.LoyaltyTiersSet(1, tiers);
        vm.prank(params);
        parameters.setLoyaltyTiers(tiers);
        vm.assertEq(keccak256(abi.encode(parameters.loyaltyTiers())), keccak256(abi.encode(tiers)));

        tiers = ladder(100e6, 50, 1000e6, 150);
        expectFrom(abi.encodeCall(parameters.setUsageBonusTiers, (tiers)));
        emit IParameters.UsageBonusTiersSet(1, tiers);
        vm.prank(params);
        parameters.setUsageBonusTiers(tiers);
        vm.assertEq(keccak256(abi.encode(parameters.usageBonusTiers())), keccak256(abi.encode(tiers)));

        set(abi.encodeCall(parameters.setReferralTiers, (new Tier[](0))));
        vm.assertEq(parameters.referralTiers().length, 0);
        vm.assertEq(parameters.versionOf(parameters.setReferralTiers.selector), 2);
        vm.assertEq(parameters.versionOf(parameters.setLoyaltyTiers.selector), 1);
    }

    function test_setTiers_notStrictlyIncreasing_revertBadTiers() public {
        bytes memory bad = abi.encodeWithSelector(IParameters.BadTiers.selector);
        fails(abi.encodeCall(parameters.setReferralTiers, (ladder(1, 300, 1, 500))), bad);
        fails(abi.encodeCall(parameters.setLoyaltyTiers, (ladder(1, 300, 2, 300))), bad);
        fails(abi.encodeCall(parameters.setUsageBonusTiers, (ladder(2, 300, 1, 500))), bad);
        fails(abi.encodeCall(parameters.setReferralTiers, (ladder(1, 3000, 1, 4000))), bad);
    }

    function test_setTiers_togetherAboveTwentyPercent_revertTiersTooHigh() public {
        set(abi.encodeCall(parameters.setReferralTiers, (ladder(1, 300, 10, 800))));
        set(abi.encodeCall(parameters.setLoyaltyTiers, (ladder(1, 300, 10, 700))));
        fails(
            abi.encodeCall(parameters.setUsageBonusTiers, (ladder(1, 300, 10, 501))),
            abi.encodeWithSelector(IParameters.TiersTooHigh.selector, 2001)
        );
        set(abi.encodeCall(parameters.setUsageBonusTiers, (ladder(1, 300, 10, 500))));
        fails(
            abi.encodeCall(parameters.setReferralTiers, (ladder(1, 300, 10, 801))),
            abi.encodeWithSelector(IParameters.TiersTooHigh.selector, 2001)
        );
    }

    // Points rate, epoch pool, phase

    function test_setPointsRate_replacesItAndCounts() public {
        expectFrom(abi.encodeCall(parameters.setPointsRate, (5)));
        emit IParameters.PointsRateSet(1, 5);
        vm.prank(params);
        parameters.setPointsRate(5);
        vm.assertEq(parameters.pointsRate(), 5);
        vm.assertEq(parameters.versionOf(parameters.setPointsRate.selector), 1);
    }

    function test_setEpochPool_replacesItAndCounts() public {
        expectFrom(abi.encodeCall(parameters.setEpochPool, (6)));
        emit IParameters.EpochPoolSet(1, 6);
        vm.prank(params);
        parameters.setEpochPool(6);
        vm.assertEq(parameters.epochPool(), 6);
        vm.assertEq(parameters.versionOf(parameters.setEpochPool.selector), 1);
    }

    function test_setPhase_goesOneStepForwardOnly() public {
        failsPhase(Phase.TESTNET, Phase.TESTNET);
        failsPhase(Phase.TESTNET, Phase.FULL);
        expectFrom(abi.encodeCall(parameters.setPhase, (Phase.MAINNET)));
        emit IParameters.PhaseSet(Phase.MAINNET);
        vm.prank(params);
        parameters.setPhase(Phase.MAINNET);
        failsPhase(Phase.MAINNET, Phase.TESTNET);
        failsPhase(Phase.MAINNET, Phase.MAINNET);

        set(abi.encodeCall(parameters.setPhase, (Phase.FULL)));
        failsPhase(Phase.FULL, Phase.MAINNET);
        vm.assertEq(uint256(parameters.phase()), uint256(Phase.FULL));
        vm.assertEq(parameters.versionOf(parameters.setPhase.selector), 2);
    }

    function set(bytes memory data) private {
        asRole(params, address(parameters), data);
    }

    function fails(bytes memory data, bytes memory expected) private {
        vm.expectRevert(expected);
        this.asRole(params, address(parameters), data);
    }

    function failsCurve(Kind kind, Knot[] memory knots) private {
        fails(abi.encodeCall(parameters.setCurve, (kind, knots)), abi.encodeWithSelector(IParameters.BadCurve.selector));
    }

    function failsPhase(Phase from, Phase to) private {
        fails(
            abi.encodeCall(parameters.setPhase, (to)), abi.encodeWithSelector(IParameters.BadPhase.selector, from, to)
        );
    }

    /// @dev Schedules `data` and waits, so that the next call of params runs it; expects the event that follows.
    function expectFrom(bytes memory data) private {
        vm.prank(params);
        manager.schedule(address(parameters), data, 0);
        vm.warp(block.timestamp + 2 days);
        vm.expectEmit(address(parameters));
    }

    function rateCard(uint256 count) private pure returns (Rate[] memory card) {
        card = new Rate[](count);
        for (uint256 i = 0; i < count; ++i) {
            card[i] = Rate(bytes32(i + 1), 200_000, 400_000, 1000);
        }
    }

    function weights(uint256 count) private pure returns (Weight[] memory list) {
        list = new Weight[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = Weight(bytes32(i + 1), 1_000_000);
        }
    }

    function flat(uint256 count) private pure returns (Knot[] memory knots) {
        knots = new Knot[](count);
        for (uint256 i = 0; i < count; ++i) {
            knots[i] = Knot(uint64(i), 1_000_000);
        }
    }

    function line(uint64 from, uint64 to) private pure returns (Knot[] memory knots) {
        knots = new Knot[](2);
        (knots[0], knots[1]) = (Knot(0, from), Knot(1, to));
    }

    function ladder(uint64 t0, uint16 bps0, uint64 t1, uint16 bps1) private pure returns (Tier[] memory tiers) {
        tiers = new Tier[](2);
        (tiers[0], tiers[1]) = (Tier(t0, bps0), Tier(t1, bps1));
    }

    function rangeOf(Kind kind) private pure returns (uint64, uint64) {
        if (kind == Kind.UPTIME) return (800_000, 1_200_000);
        if (kind == Kind.RESPONSE) return (900_000, 1_100_000);
        if (kind == Kind.DEMAND) return (500_000, 2_000_000);
        return (900_000, 1_300_000);
    }
}
