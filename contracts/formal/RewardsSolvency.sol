// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title RewardsSolvency
/// @notice W6: what was promised and is not yet claimed is there, before and after a migration, and no claim lacks tokens.
/// @dev Models `Rewards.fund`, `defund`, `accept`, `claim`, `migrate` and the passing of time. The three categories are one sum.
/// Abstractions, each of which allows more than the contract does:
/// - Summed up, the bounds of the categories (RewardsAllocation, RewardsRoots) are the ones required here; a sum may satisfy them
///   where one category would be refused.
/// - `vested` grows by any amount up to the cap. Tranches, their times and their rounding only choose among these curves; a
///   cancelled tranche had not begun, and so had vested nothing.
/// - Roots, proofs, windows, steps, pauses and roles are left out: they only refuse calls.
/// - Donations are left out: they only add tokens, and a migration pays them out.
contract RewardsSolvency {
    uint256 private constant GENESIS = 480_000_000e18;

    uint256 private tokens = GENESIS;
    /// @dev What may vest in all: `CAP`, and nothing after the migration.
    uint256 private cap = GENESIS;
    uint256 private vested;
    uint256 private funded;
    uint256 private total;
    uint256 private claimed;

    function passTime(uint256 amount) external {
        require(amount <= cap - vested);

        vested += amount;
    }

    function fund(uint256 amount) external {
        funded += amount;
        tokens += amount;
    }

    function defund(uint256 amount) external {
        require(total + amount <= funded + vested);

        funded -= amount;
        tokens -= amount;
    }

    function accept(uint256 newTotal) external {
        require(newTotal >= claimed);
        require(newTotal <= funded + vested);

        total = newTotal;
    }

    function claim(uint256 amount) external {
        require(amount <= total - claimed);

        assert(tokens >= amount);

        claimed += amount;
        tokens -= amount;
    }

    function migrate() external {
        tokens = total - claimed;
        funded = total;
        vested = 0;
        cap = 0;
    }

    function whatIsOwedIsThere() external view {
        assert(tokens >= total - claimed);
    }
}
