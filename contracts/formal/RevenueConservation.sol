// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title RevenueConservation
/// @notice V4: all that was ever spent is revenue that waits, or was burned or paid out in one of the three shares.
/// @dev Models `Vault.settle`, `charge`, `distribute` and `setSplit`.
/// Abstractions, each of which allows more than the contract does:
/// - Three shares are free as long as they fit the revenue (SplitFloors), so that every split ever set is among them.
/// - Roles, pauses, prices, caps and budgets are left out: they only refuse calls.
contract RevenueConservation {
    uint256 private spent;
    uint256 private revenue;
    uint256 private burned;
    uint256 private protocol;
    uint256 private operations;
    uint256 private provider;

    function spend(uint256 amount) external {
        spent += amount;
        revenue += amount;
    }

    function distribute(uint256 toBurn, uint256 toProtocol, uint256 toOperations) external {
        burned += toBurn;
        protocol += toProtocol;
        operations += toOperations;
        provider += revenue - toBurn - toProtocol - toOperations;
        revenue = 0;
    }

    function spentIsSomewhere() external view {
        assert(spent == revenue + burned + protocol + operations + provider);
    }
}
