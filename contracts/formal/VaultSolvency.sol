// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title VaultSolvency
/// @notice V1: the Vault never owes more than it holds, and neither an exit, a distribution nor a skim lacks tokens.
/// @dev Models `Vault.deposit*`, `withdraw`, `settle`, `charge`, `distribute` (hence `setSplit`), `skim` and a transfer to the Vault.
/// Abstractions, each of which allows more than the contract does:
/// - Amounts are free. What a withdrawal or a debit takes is at most `credits`, because a user's balance is (VaultExits).
/// - Roles, pauses, prices, caps, budgets and time are left out: they only refuse calls that the model allows.
/// - The token is three lines of arithmetic: it takes no fee, never rebases, and nobody but the Vault moves the Vault's tokens.
/// - Counters have 256 bits instead of 128. In both an overflow reverts, and the supply of 1e27 keeps both away from it.
contract VaultSolvency {
    uint256 private tokens;
    uint256 private credits;
    uint256 private revenue;

    function deposit(uint256 amount) external {
        credits += amount;
        tokens += amount;
    }

    function withdraw(uint256 amount) external {
        require(amount <= credits);

        assert(tokens >= amount);

        credits -= amount;
        tokens -= amount;
    }

    /// @notice A settlement or a charge.
    function debit(uint256 amount) external {
        credits -= amount;
        revenue += amount;
    }

    function distribute() external {
        assert(tokens >= revenue);

        tokens -= revenue;
        revenue = 0;
    }

    function donate(uint256 amount) external {
        tokens += amount;
    }

    function skim() external {
        assert(tokens >= credits + revenue);

        tokens -= tokens - credits - revenue;
    }
}
