// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title RewardsRoots
/// @notice W3, lower half, and W5: a total is never below what was claimed, though it may fall after a revoke and `accept` does not
/// compare the two again.
/// @dev Models `Rewards.propose`, `accept`, `revoke` and `claim` of one category. `open` is what may still be claimed: `total − claimed`
/// while there is a root, 0 without one, so that the least total of {propose} is `claimed + open` in both cases.
/// Abstractions, each of which allows more than the contract does:
/// - The last proposal may be accepted at any time and again, also when it was vetoed or dropped by a migration.
/// - A claim takes any part of what is open, whoever holds which leaf.
/// - What is allocatable (RewardsAllocation), windows, steps, pauses and roles are left out: they only refuse calls.
contract RewardsRoots {
    uint256 private total;
    uint256 private claimed;
    uint256 private open;
    uint256 private pending;

    function propose(uint256 newTotal) external {
        require(newTotal >= claimed + open);

        pending = newTotal;
    }

    function accept() external {
        total = pending;

        assert(total >= claimed);

        open = total - claimed;
    }

    function revoke() external {
        open = 0;
    }

    function claim(uint256 amount) external {
        require(amount <= open);

        open -= amount;
        claimed += amount;
    }

    function claimedIsWithinTheTotal() external view {
        assert(claimed <= total);
    }
}
