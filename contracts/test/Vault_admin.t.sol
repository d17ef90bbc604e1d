// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vault} from "../src/Vault.sol";
import {IRewards} from "../src/interfaces/IRewards.sol";
import {ICXPT} from "../src/interfaces/ICXPT.sol";
import {ITreasury} from "../src/interfaces/ITreasury.sol";
import {Flag, IVault, Split} from "../src/interfaces/IVault.sol";
import {Actions} from "./Actions.sol";
import {MockOracle} from "./Mocks.sol";

/// @notice Construction, pauses, the oracle and the daily cap.
contract Vault_admin_test is Actions {
    // constructor

    function test_constructor_announcesWhatItSets() public {
        vm.recordLogs();
        Vault fresh = deploy(token, treasury, rewards, address(oracle), 0.02e18, launchSplit());
        vm.assertEq(vm.getRecordedLogs().length, 6); // authority, oracle, cap, split, two approvals
        vm.assertEq(fresh.oracle(), address(oracle));
        vm.assertEq(fresh.minPrice(), 0.02e18);
        vm.assertEq(fresh.dailyCapUsd(), 5e6);
        vm.assertEq(fresh.room(), 5e6);
        vm.assertEq(fresh.authority(), address(manager));
    }

    function test_constructor_withAMissingPart_revertsZeroAddress() public {
        vm.expectRevert(IVault.ZeroAddress.selector);
        this.deploy(ICXPT(address(0)), treasury, rewards, address(oracle), 1, launchSplit());
        vm.expectRevert(IVault.ZeroAddress.selector);
        this.deploy(token, ITreasury(address(0)), rewards, address(oracle), 1, launchSplit());
        vm.expectRevert(IVault.ZeroAddress.selector);
        this.deploy(token, treasury, IRewards(address(0)), address(oracle), 1, launchSplit());
        vm.expectRevert(IVault.ZeroAddress.selector);
        this.deploy(token, treasury, rewards, address(0), 1, launchSplit());
    }

    function test_constructor_withABadSplitOrFloor_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IVault.SplitSum.selector, 1));
        this.deploy(token, treasury, rewards, address(oracle), 1, Split(1, 0, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IVault.OutOfBounds.selector, PRICE));
        this.deploy(token, treasury, rewards, address(oracle), 0, launchSplit());
    }

    // setOracle

    function test_setOracle_ofNothing_revertsZeroAddress() public {
        vm.expectRevert(IVault.ZeroAddress.selector);
        this.asRole(params, address(vault), abi.encodeCall(vault.setOracle, (address(0), 1)));
    }

    function test_setOracle_belowTheFloorOrWithoutOne_revertsOutOfBounds() public {
        MockOracle mock = new MockOracle(9);
        vm.expectRevert(abi.encodeWithSelector(IVault.OutOfBounds.selector, 9));
        this.asRole(params, address(vault), abi.encodeCall(vault.setOracle, (address(mock), 10)));
        vm.expectRevert(abi.encodeWithSelector(IVault.OutOfBounds.selector, 9));
        this.asRole(params, address(vault), abi.encodeCall(vault.setOracle, (address(mock), 0)));
    }

    function test_setOracle_withoutAPrice_reverts() public {
        MockOracle mock = new MockOracle(9);
        mock.kill();
        vm.expectRevert(MockOracle.Dead.selector);
        this.asRole(params, address(vault), abi.encodeCall(vault.setOracle, (address(mock), 9)));
    }

    function test_setOracle_replacesOracleAndFloor() public {
        MockOracle mock = new MockOracle(9);
        vm.prank(params);
        manager.schedule(address(vault), abi.encodeCall(vault.setOracle, (address(mock), 9)), 0);
        vm.warp(START + 2 days);

        vm.expectEmit(address(vault));
        emit IVault.OracleSet(address(mock), 9);
        vm.prank(params);
        vault.setOracle(address(mock), 9);
        vm.assertEq(vault.oracle(), address(mock));
        vm.assertEq(vault.minPrice(), 9);
        vm.assertEq(vault.quote(9), 1e30);
    }

    // setDailyCap

    function test_setDailyCap_replacesItAndAnnounces() public {
        vm.prank(params);
        manager.schedule(address(vault), abi.encodeCall(vault.setDailyCap, (0)), 0);
        vm.warp(START + 2 days);
        vm.expectEmit(address(vault));
        emit IVault.CapSet(0);
        vm.prank(params);
        vault.setDailyCap(0);
        vm.assertEq(vault.dailyCapUsd(), 0);
        vm.assertEq(vault.room(), 0);
    }

    // pause, pauseAll, unpause

    function test_pause_lastsSevenDays() public {
        Flag[3] memory flags = [Flag.DEPOSIT, Flag.SPEND, Flag.DISTRIBUTE];
        for (uint256 i = 0; i < flags.length; ++i) {
            vm.expectEmit(address(vault));
            emit IVault.PauseSet(flags[i], START, START + 7 days);
            pauseFlag(flags[i]);
            (uint48 from, uint48 until) = vault.pauseOf(flags[i]);
            vm.assertEq(from, START);
            vm.assertEq(until, START + 7 days);
        }

        loadAllowed(false);
        vm.warp(START + 7 days - 1);
        loadAllowed(false);
        vm.warp(START + 7 days);
        loadAllowed(true);
    }

    function test_pauseAll_pausesAllThree() public {
        vm.prank(guardian);
        vault.pauseAll();
        Flag[3] memory flags = [Flag.DEPOSIT, Flag.SPEND, Flag.DISTRIBUTE];
        for (uint256 i = 0; i < flags.length; ++i) {
            (, uint48 until) = vault.pauseOf(flags[i]);
            vm.assertEq(until, START + 7 days);
        }
    }

    function test_pause_ofOneFlag_leavesTheOthers() public {
        pauseFlag(Flag.SPEND);
        loadAllowed(true);
        (, uint48 until) = vault.pauseOf(Flag.DISTRIBUTE);
        vm.assertEq(until, 0);
    }

    function test_pause_again_extendsAndKeepsWhenItBegan() public {
        pauseFlag(Flag.SPEND);
        vm.warp(START + 6 days);
        pauseFlag(Flag.SPEND);
        assertPause(START, START + 13 days);

        // Less than a day after its end it is still the same pause.
        vm.warp(START + 14 days - 1);
        pauseFlag(Flag.SPEND);
        assertPause(START, START + 21 days - 1);

        vm.warp(START + 22 days - 1);
        pauseFlag(Flag.SPEND);
        assertPause(START + 22 days - 1, START + 29 days - 1);
    }

    function test_unpause_endsItNow() public {
        pauseFlag(Flag.SPEND);
        vm.prank(unpauser);
        manager.schedule(address(vault), abi.encodeCall(vault.unpause, (Flag.SPEND)), 0);
        vm.warp(START + 1 hours);

        vm.expectEmit(address(vault));
        emit IVault.PauseSet(Flag.SPEND, START, START + 1 hours);
        vm.prank(unpauser);
        vault.unpause(Flag.SPEND);
        assertPause(START, START + 1 hours);
        settle(alice, 1);
    }

    function test_unpause_whenNotRunning_revertsNotPaused() public {
        vm.expectRevert(abi.encodeWithSelector(IVault.NotPaused.selector, Flag.SPEND));
        this.asRole(unpauser, address(vault), abi.encodeCall(vault.unpause, (Flag.SPEND)));

        pauseFlag(Flag.DEPOSIT);
        vm.warp(block.timestamp + 7 days);
        vm.expectRevert(abi.encodeWithSelector(IVault.NotPaused.selector, Flag.DEPOSIT));
        this.asRole(unpauser, address(vault), abi.encodeCall(vault.unpause, (Flag.DEPOSIT)));
    }

    function test_whatStillWorks_whilePausedSpending() public {
        loadCredits(alice, 1000e18);
        charge(alice, 1e6);
        pauseFlag(Flag.SPEND);

        loadAllowed(true);
        vault.distribute();
        requestAndWait(alice, 5);
        vm.prank(alice);
        vault.withdraw(alice);
        vm.prank(alice);
        vault.setBudget(5);
        vm.assertEq(token.balanceOf(alice), 5);
    }

    /// @notice Deploys a Vault; called on `this` where it is expected to revert.
    function deploy(
        ICXPT token_,
        ITreasury treasury_,
        IRewards rewards_,
        address oracle_,
        uint96 minPrice,
        Split memory split
    ) public returns (Vault) {
        return new Vault(address(manager), token_, treasury_, rewards_, oracle_, minPrice, 5e6, split);
    }

    function loadAllowed(bool isAllowed) private {
        give(bob, 1);
        vm.prank(bob);
        token.approve(address(vault), 1);
        if (!isAllowed) vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT));
        vm.prank(bob);
        vault.deposit(bob, 1);
    }

    function assertPause(uint256 from, uint256 until) private view {
        (uint48 actualFrom, uint48 actualUntil) = vault.pauseOf(Flag.SPEND);
        vm.assertEq(actualFrom, from);
        vm.assertEq(actualUntil, until);
    }
}
