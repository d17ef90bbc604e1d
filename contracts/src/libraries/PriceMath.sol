// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title PriceMath
/// @notice Converts between micro-USD (6 decimals) and CXPT wei (18 decimals) at a price in USD per CXPT, in WAD.
library PriceMath {
    /// @dev wei per CXPT · WAD / micro-USD per USD = 1e18 · 1e18 / 1e6.
    uint256 private constant SCALE = 1e30;

    /// @dev What a debit of `usd` costs: rounds up, against the payer by less than one wei. The product fits 256 bits for
    /// every amount of money there is (below 1e41 USD) and reverts beyond.
    function toTokensUp(uint256 usd, uint256 price) internal pure returns (uint256 amount) {
        return Math.ceilDiv(usd * SCALE, price);
    }

    /// @dev What `amount` pays for: rounds down. Assumes `amount < toTokensUp(usd, price)` for some `usd`: the product is
    /// then below `usd · SCALE` and fits, and the result is below `usd`.
    function toUsdDown(uint256 amount, uint256 price) internal pure returns (uint256 usd) {
        return amount * price / SCALE;
    }
}
