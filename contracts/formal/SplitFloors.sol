// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title SplitFloors
/// @notice V5: three shares round down, the providers own the remainder, which exceeds their floor by at most 3 wei; the four are
/// exactly the amount, and taking them never underflows.
/// @dev Models `SplitMath.apportion` for every amount of 128 bits and every split whose bps add up to 10,000.
/// Abstraction, which allows more than the contract does:
/// - The products `amount · bps` are four free numbers that add up to `amount · BPS`. The real ones do, because the bps add up to
///   `BPS`; leaving out which number times which keeps the model linear.
contract SplitFloors {
    uint256 private constant BPS = 10_000;

    function apportion(uint256 amount, uint256 burn, uint256 protocol, uint256 operations, uint256 provider)
        external
        pure
    {
        require(amount <= type(uint128).max);
        require(burn + protocol + operations + provider == amount * BPS);

        uint256 named = burn / BPS + protocol / BPS + operations / BPS;
        assert(named <= amount);

        uint256 rest = amount - named;
        uint256 floor = provider / BPS;
        assert(named + rest == amount);
        assert(rest >= floor);
        assert(rest <= floor + 3);
    }
}
