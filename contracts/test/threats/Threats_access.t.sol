// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IManaged} from "../../src/interfaces/IManaged.sol";
import {Category} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {Flag} from "../../src/interfaces/IVault.sol";
import {
    ADMIN,
    CHARGER,
    GUARDIAN,
    KEYKEEPER,
    MIGRATOR,
    PARAMS,
    RoleTable,
    Rule,
    SENTINEL,
    TREASURER,
    WARDEN
} from "../RoleTable.sol";
import {Attacks} from "./Attacks.sol";

/// @notice A captured admin, a guardian gone rogue, and both at once.
contract Threats_access_test is Attacks {
    // A captured admin

    function test_threat_capturedAdmin_cannotMint() public {
        bytes memory data = abi.encodeWithSignature("mint(address,uint256)", mallory, 1e18);
        schedule(admin, address(token), data);
        vm.warp(START + 5 days);
        vm.assertFalse(runs(admin, address(token), data));
        vm.assertEq(token.totalSupply(), 1e27);
        vm.assertEq(token.balanceOf(mallory), 0);
    }

    /// @dev Everything in his own favour is queued in one go, and the guardian needs one transaction to stop all of it.
    function test_threat_capturedAdmin_racingTheGuardian_getsNothing() public {
        bytes[] memory grabs = adminGrabs();
        bytes[] memory cancels = new bytes[](grabs.length);
        for (uint256 i = 0; i < grabs.length; ++i) {
            schedule(admin, address(manager), grabs[i]);
            cancels[i] = abi.encodeCall(manager.cancel, (admin, address(manager), grabs[i]));
        }

        vm.warp(START + 5 days - 1);
        vm.prank(guardian);
        manager.multicall(cancels);

        vm.warp(START + 5 days);
        for (uint256 i = 0; i < grabs.length; ++i) {
            vm.assertFalse(runs(admin, address(manager), grabs[i]));
        }
        for (uint64 role = 0; role <= KEYKEEPER; ++role) {
            (bool isMember,) = manager.hasRole(role, mallory);
            vm.assertFalse(isMember);
        }
    }

    function test_threat_capturedAdmin_queueingAgainAfterACancel_waitsAgain() public {
        bytes memory data = abi.encodeCall(manager.grantRole, (TREASURER, mallory, 0));
        schedule(admin, address(manager), data);
        vm.warp(START + 4 days);
        vm.prank(guardian);
        manager.cancel(admin, address(manager), data);
        schedule(admin, address(manager), data);

        vm.warp(START + 5 days);
        vm.assertFalse(runs(admin, address(manager), data));
        vm.warp(START + 9 days - 1);
        vm.assertFalse(runs(admin, address(manager), data));
    }

    /// @dev Path one: he schedules `setAuthority` on the contract, which nobody can cancel. Path two: `updateAuthority`.
    function test_threat_capturedAdmin_cannotReplaceTheAuthority_byEitherPath() public {
        AccessManager own = new AccessManager(mallory);
        address[7] memory targets = managedContracts();
        bytes memory direct = abi.encodeCall(IAccessManaged.setAuthority, (address(own)));
        for (uint256 i = 0; i < targets.length; ++i) {
            schedule(admin, targets[i], direct);
            schedule(admin, address(manager), abi.encodeCall(manager.updateAuthority, (targets[i], address(own))));
        }

        vm.warp(START + 5 days);
        for (uint256 i = 0; i < targets.length; ++i) {
            vm.assertFalse(runs(admin, targets[i], direct));
            bytes memory throughManager = abi.encodeCall(manager.updateAuthority, (targets[i], address(own)));
            vm.expectRevert(IManaged.AuthorityFixed.selector);
            vm.prank(admin);
            manager.updateAuthority(targets[i], address(own));
            vm.assertFalse(runs(admin, address(manager), throughManager));
            vm.assertEq(IAccessManaged(targets[i]).authority(), address(manager));
        }
        vm.expectRevert(unauthorized(mallory));
        vm.prank(mallory);
        treasury.withdraw(Bucket.RESERVE, mallory, 1, "loot");
    }

    function test_threat_capturedAdmin_cannotRemoveTheGuardianAlone() public {
        bytes[2] memory calls = [
            abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian)),
            abi.encodeCall(manager.grantRole, (GUARDIAN, mallory, 0))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            bytes memory queue = abi.encodeCall(manager.schedule, (address(manager), calls[i], 0));
            vm.assertFalse(succeeds(admin, address(manager), queue));
            vm.assertFalse(runs(admin, address(manager), calls[i]));
        }
        // Renouncing in the guardian's name can be queued, and fails because the manager is not the guardian.
        bytes memory renunciation = abi.encodeCall(manager.renounceRole, (GUARDIAN, guardian));
        schedule(admin, address(manager), renunciation);
        vm.warp(START + 5 days);
        vm.assertFalse(runs(admin, address(manager), renunciation));

        // He may remove the warden, but not put himself in his place.
        asRole(admin, address(manager), abi.encodeCall(manager.revokeRole, (WARDEN, warden)));
        bytes memory grant = abi.encodeCall(manager.grantRole, (WARDEN, mallory, 0));
        schedule(admin, address(manager), grant);
        vm.prank(guardian);
        manager.cancel(admin, address(manager), grant);
        vm.warp(block.timestamp + 5 days);
        vm.assertFalse(runs(admin, address(manager), grant));
        (bool isMember,) = manager.hasRole(GUARDIAN, guardian);
        vm.assertTrue(isMember);
    }

    /// @dev ADMIN may make the manager call anything without a role of its own. It owns and is owed nothing.
    function test_threat_capturedAdmin_callingThroughTheManager_movesNobodysMoney() public {
        loadCredits(alice, 100e18);
        give(alice, 5e18);
        vm.startPrank(alice);
        token.approve(address(vault), MAX);
        vault.requestWithdrawal(50e18);
        vm.stopPrank();

        address[3] memory targets = [address(token), address(token), address(vault)];
        bytes[3] memory calls = [
            abi.encodeCall(token.transferFrom, (alice, mallory, 1)),
            abi.encodeCall(token.transfer, (mallory, 1)),
            abi.encodeCall(vault.withdraw, (mallory))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            schedule(admin, targets[i], calls[i]);
        }
        vm.warp(START + 5 days);
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.assertFalse(runs(admin, targets[i], calls[i]));
        }
        vm.assertEq(token.balanceOf(alice), 5e18);
        vm.assertEq(vault.balanceOf(alice), 100e18);
    }

    function test_threat_capturedAdmin_closingTheVault_locksNobodyIn() public {
        loadCredits(alice, 100e18);
        asRole(admin, address(manager), abi.encodeCall(manager.setTargetClosed, (address(vault), true)));
        vm.expectRevert(unauthorized(meter));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 1e6), "root");
        vm.assertEq(exit(alice), 100e18);
    }

    // A guardian gone rogue

    function test_threat_rogueGuardian_hasNoPowerOverMoney() public {
        string[6] memory brakes = [
            "pause(uint8)", "pauseAll()", "veto(uint8,bytes32)", "revoke(uint8,bytes32)", "pause(uint8)", "pauseAll()"
        ];
        Rule[] memory rules = RoleTable.rules();
        uint256 found = 0;
        for (uint256 i = 0; i < rules.length; ++i) {
            (bool isImmediate, uint32 delay) =
                manager.canCall(guardian, addressOf(rules[i].target), selectorOf(rules[i].signature));
            if (isImmediate) vm.assertEq(rules[i].signature, brakes[found++]);
            vm.assertEq(delay, 0, rules[i].signature);
        }
        vm.assertEq(found, 6);
        bytes memory grant = abi.encodeCall(manager.grantRole, (TREASURER, guardian, 0));
        vm.assertFalse(runs(guardian, address(manager), grant));
    }

    /// @dev He pauses everything before each pause ends, for two months. Who wants out gets out.
    function test_threat_rogueGuardian_pausingForEver_locksNobodyIn() public {
        loadCredits(alice, 100e18);
        for (uint256 i = 0; i < 10; ++i) {
            vm.startPrank(guardian);
            vault.pauseAll();
            rewards.pauseAll();
            vm.stopPrank();
            vm.warp(block.timestamp + 6 days);
        }
        vm.assertEq(exit(alice), 100e18);

        // Once he is silent nothing has to be done: his last pause ends by itself.
        vm.warp(block.timestamp + 1 days);
        loadCredits(bob, 1);
        vm.assertEq(vault.balanceOf(bob), 1);
    }

    function test_threat_rogueGuardian_cancellingEverything_isRemovedByTheWardenAndCannotStopIt() public {
        bytes memory removal = abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian));
        schedule(warden, address(manager), removal);
        bytes memory cancel = abi.encodeCall(manager.cancel, (warden, address(manager), removal));
        vm.assertFalse(succeeds(guardian, address(manager), cancel));

        bytes memory salary = abi.encodeCall(treasury.withdraw, (Bucket.OPERATIONS, bob, 5, "salary"));
        schedule(treasurer, address(treasury), salary);
        vm.prank(guardian);
        manager.cancel(treasurer, address(treasury), salary);

        vm.warp(START + 5 days);
        vm.assertTrue(runs(warden, address(manager), removal));
        schedule(treasurer, address(treasury), salary);
        cancel = abi.encodeCall(manager.cancel, (treasurer, address(treasury), salary));
        vm.assertFalse(succeeds(guardian, address(manager), cancel));
        vm.warp(START + 6 days);
        vm.assertTrue(runs(treasurer, address(treasury), salary));
        vm.assertEq(token.balanceOf(bob), 5);

        vm.expectRevert(unauthorized(guardian));
        vm.prank(guardian);
        vault.pause(Flag.SPEND);
    }

    function test_threat_rogueGuardian_vetoingEveryRoot_takesNoEntitlement() public {
        token.approve(address(rewards), 100);
        rewards.fund(Category.REFERRAL, 100);
        bytes32 root = acceptSingle(Category.REFERRAL, alice, 100, 100);
        vm.startPrank(guardian);
        rewards.revoke(Category.REFERRAL, root);
        vm.stopPrank();
        vm.prank(publisher);
        rewards.propose(Category.REFERRAL, root, 100, "");
        vm.prank(guardian);
        rewards.veto(Category.REFERRAL, root);

        asRole(warden, address(manager), abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian)));
        acceptSingle(Category.REFERRAL, alice, 100, 100);
        rewards.claim(Category.REFERRAL, alice, 100, none);
        vm.assertEq(token.balanceOf(alice), 100);
    }

    // Both at once

    /// @dev Together they can keep each other, and after 5 days give themselves every role. A user's notice is 1 day.
    function test_threat_adminAndGuardianTogether_areSlowerThanTheUsersExit() public {
        loadCredits(alice, 100e18);
        bytes memory removal = abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian));
        schedule(warden, address(manager), removal);
        vm.prank(admin);
        manager.cancel(warden, address(manager), removal);
        bytes memory grant = abi.encodeCall(manager.grantRole, (CHARGER, mallory, 0));
        schedule(admin, address(manager), grant);
        vm.startPrank(guardian);
        vault.pauseAll();
        vm.stopPrank();

        vm.warp(START + 3 days);
        vm.assertEq(exit(alice), 100e18);
        vm.assertFalse(runs(admin, address(manager), grant));
        vm.warp(START + 5 days);
        vm.assertTrue(runs(admin, address(manager), grant));
        vm.assertEq(vault.credits(), 0);
    }

    function adminGrabs() private view returns (bytes[] memory grabs) {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = treasury.withdraw.selector;
        grabs = new bytes[](13);
        grabs[0] = abi.encodeCall(manager.grantRole, (ADMIN, mallory, 0));
        grabs[1] = abi.encodeCall(manager.grantRole, (PARAMS, mallory, 0));
        grabs[2] = abi.encodeCall(manager.grantRole, (TREASURER, mallory, 0));
        grabs[3] = abi.encodeCall(manager.grantRole, (CHARGER, mallory, 0));
        grabs[4] = abi.encodeCall(manager.grantRole, (MIGRATOR, mallory, 0));
        grabs[5] = abi.encodeCall(manager.grantRole, (WARDEN, mallory, 0));
        grabs[6] = abi.encodeCall(manager.grantRole, (KEYKEEPER, mallory, 0));
        grabs[7] = abi.encodeCall(manager.setRoleAdmin, (GUARDIAN, ADMIN));
        grabs[8] = abi.encodeCall(manager.setRoleGuardian, (SENTINEL, ADMIN));
        grabs[9] = abi.encodeCall(manager.setTargetFunctionRole, (address(treasury), selectors, ADMIN));
        grabs[10] = abi.encodeCall(manager.setTargetFunctionRole, (address(manager), selectors, ADMIN));
        grabs[11] = abi.encodeCall(manager.setTargetClosed, (address(vault), true));
        grabs[12] = abi.encodeCall(manager.setTargetAdminDelay, (address(vault), 1));
    }
}
