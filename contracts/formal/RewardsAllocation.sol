// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title RewardsAllocation
/// @notice W3, upper half: no category promises more than was funded for it and has vested.
/// @dev Models `Rewards.fund`, `defund`, `accept`, `migrate` and the passing of time for one category, which stands for all three:
/// REFERRAL and LOYALTY are PROVIDER without vesting, PROVIDER the others without `defund`.
/// Abstractions, each of which allows more than the contract does:
/// - What is accepted is free: it need not have been proposed, so that funds taken out or a migration in between are covered.
/// - `vested` grows by any amount, beyond the cap too.
/// - Roots, windows, steps, pauses and roles are left out: they only refuse calls.
contract RewardsAllocation {
    uint256 private vested;
    uint256 private funded;
    uint256 private total;

    function passTime(uint256 amount) external {
        vested += amount;
    }

    function fund(uint256 amount) external {
        funded += amount;
    }

    function defund(uint256 amount) external {
        require(amount <= funded - total);

        funded -= amount;
    }

    function accept(uint256 newTotal) external {
        require(newTotal <= funded + vested);

        total = newTotal;
    }

    function migrate() external {
        funded = total;
        vested = 0;
    }

    function totalIsAllocatable() external view {
        assert(total <= funded + vested);
    }
}
