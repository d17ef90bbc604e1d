// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rewards} from "../../src/Rewards.sol";
import {Treasury} from "../../src/Treasury.sol";
import {Vault} from "../../src/Vault.sol";
import {Category} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {Account, Flag, Split, Usage} from "../../src/interfaces/IVault.sol";
import {MockOracle} from "../Mocks.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";
import {VaultModel} from "./VaultModel.sol";

/// @title VaultPair
/// @notice The Vault and its model side by side, fed with the same random calls.
abstract contract VaultPair is Fuzz {
    using Dicing for Dice;

    uint256 internal constant MIN_PRICE = 0.01e18;
    uint56 internal constant CAP = 10_000e6;

    Vault internal vault;
    VaultModel internal model;
    Treasury internal treasury;
    Rewards internal rewards;
    MockOracle internal oracle = new MockOracle(0.05e18);
    address[] internal users;

    function setUp() public virtual override {
        super.setUp();
        Split memory split = Split(500, 2000, 1500, 6000);
        rewards = new Rewards(manager, token, 1 days);
        treasury = new Treasury(manager, token, rewards);
        vault = new Vault(manager, token, treasury, rewards, address(oracle), uint96(MIN_PRICE), CAP, split);
        model = new VaultModel(address(oracle), MIN_PRICE, CAP, split);
        for (uint256 i = 0; i < 4; ++i) {
            users.push(address(uint160(0x1000 + i)));
        }
    }

    function call(address who, bytes memory data) internal returns (bool) {
        return both(who, address(vault), address(model), data);
    }

    function load(address user, uint256 amount) internal {
        free.mint(user, amount);
        call(user, abi.encodeCall(vault.deposit, (user, amount)));
    }

    /// @dev A price the vault accepts, mostly of the size of real ones.
    function rollPrice(Dice memory dice) internal pure returns (uint256) {
        return dice.chance(80) ? dice.roll(MIN_PRICE, 10e18) : dice.roll(MIN_PRICE, type(uint128).max);
    }

    /// @dev Entries that repeat users, go back, jump and stand still. `most` is the most a user may have used in all.
    function rollUsages(Dice memory dice, uint256 count, uint256 most) internal view returns (Usage[] memory usages) {
        usages = new Usage[](dice.roll(0, count));
        for (uint256 i = 0; i < usages.length; ++i) {
            address user = users[dice.pick(users.length)];
            uint256 metered = vault.accountOf(user).meteredUsd;
            uint256 cumulative = dice.chance(75) ? metered + dice.roll(0, most) : dice.roll(0, most);
            usages[i] = Usage(user, uint56(cumulative));
        }
    }

    /// @dev One thing that anybody might do to a Vault, its time, its oracle or its limits.
    function act(Dice memory dice) internal {
        address user = users[dice.pick(users.length)];
        uint256 what = dice.pick(14);
        if (what < 2) {
            load(user, dice.roll(0, 100_000e18));
        } else if (what < 5) {
            call(user, abi.encodeCall(vault.settle, (rollUsages(dice, 10, 2 * CAP / 5), "root")));
        } else if (what == 5) {
            call(user, abi.encodeCall(vault.requestWithdrawal, (dice.roll(0, vault.balanceOf(user) + 2))));
        } else if (what == 6) {
            call(user, abi.encodeCall(vault.withdraw, (dice.chance(95) ? user : address(0))));
        } else if (what == 7) {
            call(user, abi.encodeCall(vault.setBudget, (uint56(dice.roll(0, CAP / 4)))));
        } else if (what == 8) {
            uint256 maxIn = dice.chance(80) ? type(uint256).max : dice.roll(0, 1000e18);
            call(user, abi.encodeCall(vault.charge, (user, dice.roll(0, 300e6), maxIn, "ref")));
        } else if (what == 9) {
            oracle.setPrice(dice.chance(90) ? rollPrice(dice) : dice.roll(0, 2 * MIN_PRICE));
        } else if (what == 10) {
            _rule(dice);
        } else {
            vm.warp(block.timestamp + _rollTime(dice));
        }
    }

    function assertSame() internal view {
        uint256 sum = 0;
        for (uint256 i = 0; i < users.length; ++i) {
            assertSameUser(users[i]);
            sum += vault.balanceOf(users[i]);
        }
        same(sum, model.credits(), "sum of balances");
        same(vault.credits(), model.credits(), "credits");
        same(vault.revenue(), model.revenue(), "revenue");
        same(vault.loaded(), model.loaded(), "loaded");
        same(vault.spent(), model.spent(), "spent");
        same(vault.room(), model.room(), "room");
        same(free.balanceOf(address(vault)), model.credits() + model.revenue(), "tokens");
        same(free.burned(), model.given(0), "burned");
        same(treasury.balanceOf(Bucket.PROTOCOL), model.given(1), "protocol");
        same(treasury.balanceOf(Bucket.OPERATIONS), 150_000_000e18 + model.given(2), "operations");
        same(rewards.streamOf(Category.PROVIDER).funded, model.given(3), "providers");
    }

    function assertSameUser(address user) internal view {
        Account memory account = vault.accountOf(user);
        (uint256 balance, uint256 spent, uint256 metered, uint256 withdrawn, uint256 pending, uint256 unlockAt) =
            model.users(user);
        same(account.balance, balance, "balance");
        same(account.spent, spent, "spent by the user");
        same(account.meteredUsd, metered, "metered");
        same(account.withdrawn, withdrawn, "withdrawn");
        same(account.pending, pending, "pending");
        same(account.unlockAt, unlockAt, "unlockAt");
        same(vault.availableOf(user), model.availableOf(user), "available");
    }

    function assertSamePause(Flag flag) internal view {
        (uint48 from, uint48 until) = vault.pauseOf(flag);
        (uint256 modelFrom, uint256 modelUntil) = model.pauseOf(flag);
        same(from, modelFrom, "paused from");
        same(until, modelUntil, "paused until");
    }

    /// @dev What guardian, unpauser and parameters do, and a distribution.
    function _rule(Dice memory dice) private {
        uint256 what = dice.pick(8);
        if (what < 3) {
            call(manager, abi.encodeCall(vault.distribute, ()));
        } else if (what == 3) {
            call(manager, abi.encodeCall(vault.pause, (Flag(dice.pick(3)))));
        } else if (what < 6) {
            call(manager, abi.encodeCall(vault.unpause, (Flag(dice.pick(3)))));
        } else if (what == 6) {
            call(manager, abi.encodeCall(vault.setDailyCap, (uint56(dice.roll(0, 2 * CAP)))));
        } else {
            uint16 burn = uint16(dice.roll(0, 10_001));
            Split memory split = Split(burn, 0, 0, uint16(BPS - (burn > BPS ? 0 : burn)));
            call(manager, abi.encodeCall(vault.setSplit, (split)));
        }
    }

    /// @dev Seconds, hours, to a midnight exactly, or weeks.
    function _rollTime(Dice memory dice) private view returns (uint256) {
        uint256 kind = dice.pick(4);
        if (kind == 0) return dice.roll(0, 60);
        if (kind == 1) return dice.roll(0, 1 days);
        if (kind == 2) return 1 days - block.timestamp % 1 days;
        return dice.roll(0, 10 days);
    }
}
