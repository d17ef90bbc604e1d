// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title SupplyFlow
/// @notice S1 and S2: the tokens of the whole system are the genesis supply less what was burned, wherever they are.
/// @dev Models the money map of the contracts: `CXPT.constructor`, `burn`, `burnFrom`; `Vault.deposit*`, `withdraw`, `distribute`, `skim`;
/// `Treasury.deposit`, `withdraw`, `fund`; `Rewards.fund`, `claim`, `defund`, `migrate`.
/// Abstractions, each of which allows more than the contracts do:
/// - Every amount is free: each arrow may carry all that is at its foot. Whose it is is proved by the other models.
/// - Everybody who is none of the three contracts is `outside`, a migration's recipient too.
contract SupplyFlow {
    uint256 private constant SUPPLY = 1_000_000_000e18;

    uint256 private treasury = 520_000_000e18;
    uint256 private rewards = 480_000_000e18;
    uint256 private vault;
    uint256 private outside;
    uint256 private burned;

    function deposit(uint256 amount) external {
        outside -= amount;
        vault += amount;
    }

    function withdraw(uint256 amount) external {
        vault -= amount;
        outside += amount;
    }

    function distribute(uint256 toBurn, uint256 toTreasury, uint256 toRewards) external {
        vault -= toBurn + toTreasury + toRewards;
        burned += toBurn;
        treasury += toTreasury;
        rewards += toRewards;
    }

    function skim(uint256 amount) external {
        vault -= amount;
        treasury += amount;
    }

    function payFromTreasury(uint256 amount) external {
        treasury -= amount;
        outside += amount;
    }

    function fund(uint256 amount) external {
        treasury -= amount;
        rewards += amount;
    }

    /// @notice A claim, a defund or the migration.
    function payFromRewards(uint256 amount) external {
        rewards -= amount;
        outside += amount;
    }

    /// @notice A deposit into the Treasury or a donation to it.
    function giveTreasury(uint256 amount) external {
        outside -= amount;
        treasury += amount;
    }

    /// @notice Funding of a category by anyone, or a donation.
    function giveRewards(uint256 amount) external {
        outside -= amount;
        rewards += amount;
    }

    function burn(uint256 amount) external {
        outside -= amount;
        burned += amount;
    }

    function nothingComesFromNowhere() external view {
        assert(treasury + rewards + vault + outside + burned == SUPPLY);
    }
}
