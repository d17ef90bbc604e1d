// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Managed} from "./Managed.sol";
import {IParameters, Kind, Knot, Phase, Pricing, Rate, Tier, Weight} from "./interfaces/IParameters.sol";

/// @title Parameters
/// @notice The rate card and every economic parameter used off chain, typed, range-checked and versioned.
contract Parameters is IParameters, Managed {
    uint256 private constant PPM = 1e6;
    uint256 private constant MAX_SERVICES = 64;
    uint256 private constant MIN_KNOTS = 2;
    uint256 private constant MAX_KNOTS = 8;
    uint256 private constant MAX_TIERS_BPS = 2000;
    uint256 private constant LEAST_FACTOR = 500_000;
    uint256 private constant GREATEST_FACTOR = 2_000_000;

    Rate[] private _rates;
    Pricing private _pricing;
    mapping(Kind kind => Knot[]) private _curves;
    Tier[] private _referralTiers;
    Tier[] private _loyaltyTiers;
    Tier[] private _usageBonusTiers;
    Weight[] private _classWeights;

    /// @inheritdoc IParameters
    uint128 public pointsRate;
    /// @inheritdoc IParameters
    uint128 public epochPool;
    /// @inheritdoc IParameters
    Phase public phase;
    /// @inheritdoc IParameters
    mapping(bytes4 setter => uint256) public versionOf;

    constructor(address manager) Managed(manager) {}

    /// @inheritdoc IParameters
    function setRates(Rate[] calldata newRates) external restricted {
        delete _rates;
        for (uint256 i = 0; i < newRates.length; ++i) {
            Rate calldata rate = newRates[i];
            if (i == MAX_SERVICES || rate.inputNanoUsd == 0 || rate.unit == 0) revert BadRate(i);
            for (uint256 j = 0; j < i; ++j) {
                if (newRates[j].service == rate.service) revert DuplicateService(rate.service);
            }
            _rates.push(rate);
        }

        emit RatesSet(_nextVersion(), newRates);
    }

    /// @inheritdoc IParameters
    function setPricing(Pricing calldata newPricing) external restricted {
        if (newPricing.targetUtilisation == 0 || newPricing.targetUtilisation >= PPM) revert BadPricing();
        if (newPricing.stepDivisor == 0) revert BadPricing();
        if (newPricing.minFactor < LEAST_FACTOR || newPricing.minFactor > PPM) revert BadPricing();
        if (newPricing.maxFactor < PPM || newPricing.maxFactor > GREATEST_FACTOR) revert BadPricing();
        if (newPricing.maxDailyMove == 0) revert BadPricing();

        _pricing = newPricing;
        emit PricingSet(_nextVersion(), newPricing);
    }

    /// @inheritdoc IParameters
    function setCurve(Kind kind, Knot[] calldata knots) external restricted {
        if (knots.length < MIN_KNOTS || knots.length > MAX_KNOTS) revert BadCurve();
        (uint256 least, uint256 greatest) = _rangeOf(kind);

        delete _curves[kind];
        for (uint256 i = 0; i < knots.length; ++i) {
            Knot calldata knot = knots[i];
            if (i != 0 && knot.x <= knots[i - 1].x) revert BadCurve();
            if (knot.y < least || knot.y > greatest) revert BadCurve();
            _curves[kind].push(knot);
        }

        emit CurveSet(kind, _nextVersion(), knots);
    }

    /// @inheritdoc IParameters
    function setReferralTiers(Tier[] calldata tiers) external restricted {
        _replace(_referralTiers, tiers);
        emit ReferralTiersSet(_nextVersion(), tiers);
    }

    /// @inheritdoc IParameters
    function setLoyaltyTiers(Tier[] calldata tiers) external restricted {
        _replace(_loyaltyTiers, tiers);
        emit LoyaltyTiersSet(_nextVersion(), tiers);
    }

    /// @inheritdoc IParameters
    function setUsageBonusTiers(Tier[] calldata tiers) external restricted {
        _replace(_usageBonusTiers, tiers);
        emit UsageBonusTiersSet(_nextVersion(), tiers);
    }

    /// @inheritdoc IParameters
    function setClassWeights(Weight[] calldata weights) external restricted {
        delete _classWeights;
        for (uint256 i = 0; i < weights.length; ++i) {
            Weight calldata weight = weights[i];
            if (i == MAX_SERVICES || weight.weightPpm == 0) revert BadWeight(i);
            for (uint256 j = 0; j < i; ++j) {
                if (weights[j].service == weight.service) revert DuplicateService(weight.service);
            }
            _classWeights.push(weight);
        }

        emit ClassWeightsSet(_nextVersion(), weights);
    }

    /// @inheritdoc IParameters
    function setPointsRate(uint128 cxptPerPoint) external restricted {
        pointsRate = cxptPerPoint;
        emit PointsRateSet(_nextVersion(), cxptPerPoint);
    }

    /// @inheritdoc IParameters
    function setEpochPool(uint128 pool) external restricted {
        epochPool = pool;
        emit EpochPoolSet(_nextVersion(), pool);
    }

    /// @inheritdoc IParameters
    function setPhase(Phase newPhase) external restricted {
        Phase old = phase;
        if (uint256(newPhase) != uint256(old) + 1) revert BadPhase(old, newPhase);

        phase = newPhase;
        _nextVersion();
        emit PhaseSet(newPhase);
    }

    /// @inheritdoc IParameters
    function rates() external view returns (Rate[] memory) {
        return _rates;
    }

    /// @inheritdoc IParameters
    function pricing() external view returns (Pricing memory) {
        return _pricing;
    }

    /// @inheritdoc IParameters
    function curve(Kind kind) external view returns (Knot[] memory) {
        return _curves[kind];
    }

    /// @inheritdoc IParameters
    function referralTiers() external view returns (Tier[] memory) {
        return _referralTiers;
    }

    /// @inheritdoc IParameters
    function loyaltyTiers() external view returns (Tier[] memory) {
        return _loyaltyTiers;
    }

    /// @inheritdoc IParameters
    function usageBonusTiers() external view returns (Tier[] memory) {
        return _usageBonusTiers;
    }

    /// @inheritdoc IParameters
    function classWeights() external view returns (Weight[] memory) {
        return _classWeights;
    }

    /// @dev Counts a change under the selector of the setter that entered this contract.
    function _nextVersion() private returns (uint256 version) {
        version = ++versionOf[msg.sig];
    }

    /// @dev Checks and stores one of the three tier lists, then holds the three together to their limit.
    function _replace(Tier[] storage stored, Tier[] calldata tiers) private {
        while (stored.length != 0) stored.pop();
        for (uint256 i = 0; i < tiers.length; ++i) {
            Tier calldata tier = tiers[i];
            if (i != 0 && (tier.threshold <= tiers[i - 1].threshold || tier.bps <= tiers[i - 1].bps)) {
                revert BadTiers();
            }
            stored.push(tier);
        }

        uint256 sum = _topOf(_referralTiers) + _topOf(_loyaltyTiers) + _topOf(_usageBonusTiers);
        if (sum > MAX_TIERS_BPS) revert TiersTooHigh(sum);
    }

    /// @dev The last tier pays most, because bps strictly increase.
    function _topOf(Tier[] storage tiers) private view returns (uint256 bps) {
        uint256 count = tiers.length;
        return count == 0 ? 0 : tiers[count - 1].bps;
    }

    /// @dev The factors a curve may take, in ppm.
    function _rangeOf(Kind kind) private pure returns (uint256 least, uint256 greatest) {
        if (kind == Kind.UPTIME) return (800_000, 1_200_000);
        if (kind == Kind.RESPONSE) return (900_000, 1_100_000);
        if (kind == Kind.DEMAND) return (500_000, 2_000_000);
        return (900_000, 1_300_000);
    }
}
