// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title VaultExits
/// @notice V2 and V12: the credits cover what any one user may take out beside all the others, so that his exit never fails.
/// @dev Models `Vault.deposit*`, `requestWithdrawal`, `withdraw`, `settle` and `charge`, seen from one user. He stands for every user, as
/// nothing tells him from another.
/// Abstractions, each of which allows more than the contract does:
/// - All other users are one sum. What one of them takes is at most his balance, and so at most the sum.
/// - `pending` is free at every withdrawal, so that every request, cancelled, repeated or outdated, is among them.
/// - A debit takes any amount up to the balance: budgets, prices and the clamp of `settle` only choose among these.
/// - Tokens back the credits (VaultSolvency); revenue is left out, as no debit moves a token.
/// - Counters have 256 bits. `Account.balance` has 96, above the supply of 1e27, and `credits` has 128.
contract VaultExits {
    uint256 private credits;
    uint256 private one;
    uint256 private others;

    function deposit(uint256 amount) external {
        one += amount;
        credits += amount;
    }

    function depositOther(uint256 amount) external {
        others += amount;
        credits += amount;
    }

    function withdraw(uint256 pending) external {
        uint256 amount = pending < one ? pending : one;

        assert(amount <= one);
        assert(amount <= credits);

        one -= amount;
        credits -= amount;
    }

    function debit(uint256 amount) external {
        one -= amount;
        credits -= amount;
    }

    /// @notice A withdrawal, a settlement or a charge of somebody else.
    function debitOther(uint256 amount) external {
        others -= amount;
        credits -= amount;
    }

    function creditsAreTheBalances() external view {
        assert(credits == one + others);
    }
}
