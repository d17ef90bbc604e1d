// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Split} from "../interfaces/IVault.sol";

/// @title SplitMath
/// @notice Divides vault revenue into its four shares, in CXPT wei.
library SplitMath {
    /// @dev One whole, in basis points.
    uint256 internal constant BPS = 10_000;

    /// @dev The sum of the four shares in bps; a split is valid when it is `BPS`.
    function sum(Split memory split) internal pure returns (uint256) {
        return uint256(split.burn) + split.protocol + split.operations + split.provider;
    }

    /// @dev Burn, protocol and operations round down; the providers own the remainder, so the parts add up to `amount`
    /// for every input and nothing is burned that the split does not name. Assumes `sum(split) == BPS`.
    function apportion(Split memory split, uint256 amount)
        internal
        pure
        returns (uint256 burned, uint256 protocol, uint256 operations, uint256 provider)
    {
        burned = Math.mulDiv(amount, split.burn, BPS);
        protocol = Math.mulDiv(amount, split.protocol, BPS);
        operations = Math.mulDiv(amount, split.operations, BPS);
        provider = amount - burned - protocol - operations;
    }
}
