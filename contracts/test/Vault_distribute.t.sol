// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Category} from "../src/interfaces/IRewards.sol";
import {Bucket} from "../src/interfaces/ITreasury.sol";
import {Flag, IVault, Split} from "../src/interfaces/IVault.sol";
import {SplitMath} from "../src/libraries/SplitMath.sol";
import {Actions} from "./Actions.sol";

/// @notice How revenue is split, and how the split and surplus tokens are handled.
contract Vault_distribute_test is Actions {
    function test_distribute_whenPaused_revertsPausedBeforeZeroAmount() public {
        pauseFlag(Flag.DISTRIBUTE);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.DISTRIBUTE));
        vault.distribute();
    }

    function test_distribute_withoutRevenue_revertsZeroAmount() public {
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.distribute();
    }

    function test_distribute_burnsAndPaysTheFourShares() public {
        loadCredits(alice, 1000e18);
        charge(alice, 19e6); // 380 CXPT

        vm.expectEmit(address(vault));
        emit IVault.Distributed(19e18, 76e18, 57e18, 228e18);
        vm.prank(carol);
        vault.distribute();

        vm.assertEq(vault.revenue(), 0);
        vm.assertEq(vault.credits(), 620e18);
        vm.assertEq(token.totalSupply(), 1e27 - 19e18);
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 76e18);
        vm.assertEq(treasury.balanceOf(Bucket.OPERATIONS), 150_000_000e18 + 57e18);
        vm.assertEq(rewards.streamOf(Category.PROVIDER).funded, 228e18);
        vm.assertEq(token.balanceOf(address(rewards)), 480_000_000e18 + 228e18);
        vm.assertEq(token.balanceOf(address(vault)), 620e18);
    }

    function test_distribute_ofASingleWei_givesItToTheProviders() public {
        giveRevenue(1);
        vm.expectEmit(address(vault));
        emit IVault.Distributed(0, 0, 0, 1);
        vault.distribute();
    }

    function test_distribute_ofASingleWeiEach_movesThatWei() public {
        setSplit(Split(2500, 2500, 2500, 2500));
        giveRevenue(4);
        uint256 held = token.balanceOf(address(vault));
        vault.distribute();
        vm.assertEq(token.totalSupply(), 1e27 - 1);
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 1);
        vm.assertEq(treasury.balanceOf(Bucket.OPERATIONS), 150_000_000e18 + 1);
        vm.assertEq(rewards.streamOf(Category.PROVIDER).funded, 1);
        vm.assertEq(token.balanceOf(address(vault)), held - 4);
    }

    function test_distribute_roundsThreeSharesDownAndGivesTheProvidersTheRemainder() public {
        giveRevenue(9_999);
        vm.expectEmit(address(vault));
        emit IVault.Distributed(499, 1999, 1499, 6002);
        vault.distribute();
    }

    function test_distribute_skipsEmptyLegs() public {
        Split[4] memory splits =
            [Split(10_000, 0, 0, 0), Split(0, 10_000, 0, 0), Split(0, 0, 10_000, 0), Split(0, 0, 0, 10_000)];
        for (uint256 i = 0; i < splits.length; ++i) {
            setSplit(splits[i]);
            giveRevenue(100);
            vm.expectEmit(address(vault));
            emit IVault.Distributed(i == 0 ? 100 : 0, i == 1 ? 100 : 0, i == 2 ? 100 : 0, i == 3 ? 100 : 0);
            vault.distribute();
        }
    }

    function test_apportion_addsUpForTheExtremes() public pure {
        Split memory split = Split(1, 3333, 3333, 3333);
        uint256[4] memory amounts = [uint256(0), 1, 9_999, type(uint128).max];
        for (uint256 i = 0; i < amounts.length; ++i) {
            (uint256 burned, uint256 protocol, uint256 operations, uint256 provider) =
                SplitMath.apportion(split, amounts[i]);
            vm.assertEq(burned + protocol + operations + provider, amounts[i]);
        }
    }

    // setSplit

    function test_setSplit_byAStranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        vm.prank(bob);
        vault.setSplit(launchSplit());
    }

    function test_setSplit_notAddingUpToOne_revertsSplitSum() public {
        vm.expectRevert(abi.encodeWithSelector(IVault.SplitSum.selector, 9_999));
        this.asRole(params, address(vault), abi.encodeCall(vault.setSplit, (Split(500, 2000, 1500, 5999))));
        vm.expectRevert(abi.encodeWithSelector(IVault.SplitSum.selector, 4 * 65_535));
        this.asRole(params, address(vault), abi.encodeCall(vault.setSplit, (Split(65_535, 65_535, 65_535, 65_535))));
    }

    function test_setSplit_distributesUnderTheOldSplitFirst() public {
        giveRevenue(10_000);
        vm.prank(params);
        manager.schedule(address(vault), abi.encodeCall(vault.setSplit, (Split(0, 0, 0, 10_000))), 0);
        vm.warp(block.timestamp + 2 days);

        vm.expectEmit(address(vault));
        emit IVault.Distributed(500, 2000, 1500, 6000);
        vm.expectEmit(address(vault));
        emit IVault.SplitSet(Split(0, 0, 0, 10_000));
        vm.prank(params);
        vault.setSplit(Split(0, 0, 0, 10_000));

        vm.assertEq(vault.revenue(), 0);
        vm.assertEq(vault.split().provider, 10_000);
        vm.assertEq(vault.split().burn, 0);
    }

    function test_setSplit_withoutRevenue_worksWhileDistributionIsPaused() public {
        vm.prank(params);
        manager.schedule(address(vault), abi.encodeCall(vault.setSplit, (Split(0, 0, 0, 10_000))), 0);
        vm.warp(START + 2 days);
        pauseFlag(Flag.DISTRIBUTE);
        vm.prank(params);
        vault.setSplit(Split(0, 0, 0, 10_000));
        vm.assertEq(vault.split().provider, 10_000);
    }

    function test_setSplit_withRevenueWhilePaused_revertsPaused() public {
        giveRevenue(10_000);
        vm.prank(params);
        manager.schedule(address(vault), abi.encodeCall(vault.setSplit, (Split(0, 0, 0, 10_000))), 0);
        vm.warp(block.timestamp + 2 days);
        pauseFlag(Flag.DISTRIBUTE);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.DISTRIBUTE));
        vm.prank(params);
        vault.setSplit(Split(0, 0, 0, 10_000));
    }

    function test_split_startsAsDeployed() public view {
        vm.assertEq(keccak256(abi.encode(vault.split())), keccak256(abi.encode(launchSplit())));
    }

    // skim

    function test_skim_withoutSurplus_revertsZeroAmount() public {
        loadCredits(alice, 5);
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.skim();
    }

    function test_skim_movesADonationToTheProtocolAndNothingElse() public {
        loadCredits(alice, 1000e18);
        charge(alice, 1e6);
        give(address(vault), 7);

        vm.expectEmit(address(vault));
        emit IVault.Skimmed(7);
        vm.prank(carol);
        vault.skim();
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 7);
        vm.assertEq(token.balanceOf(address(vault)), 1000e18);
        vm.assertEq(uint256(vault.credits()) + vault.revenue(), 1000e18);
    }

    function setSplit(Split memory newSplit) private {
        asRole(params, address(vault), abi.encodeCall(vault.setSplit, (newSplit)));
    }

    /// @dev Makes revenue of exactly `amount` wei by moving it from credits in storage, where the two share a slot: a
    /// charge comes in steps of 2e13 wei, too coarse to see the rounding.
    function giveRevenue(uint256 amount) private {
        loadCredits(alice, amount);
        bytes32 slot = bytes32(uint256(4));
        uint256 word = uint256(vm.load(address(vault), slot));
        vm.assertEq(word, uint256(vault.credits()) | uint256(vault.revenue()) << 128);
        vm.store(address(vault), slot, bytes32((word - amount) + (amount << 128)));
        vm.assertEq(vault.revenue(), amount);
    }
}
