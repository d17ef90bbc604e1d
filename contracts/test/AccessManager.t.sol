// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {IManaged} from "../src/interfaces/IManaged.sol";
import {Bucket} from "../src/interfaces/ITreasury.sol";
import {Flag} from "../src/interfaces/IVault.sol";
import {
    ADMIN,
    CHARGER,
    FINANCE,
    GUARDIAN,
    KEYKEEPER,
    METER,
    MIGRATOR,
    PARAMS,
    PRICER,
    PUBLISHER,
    RoleTable,
    Rule,
    SENTINEL,
    TREASURER,
    UNPAUSER,
    WARDEN
} from "./RoleTable.sol";
import {System} from "./System.sol";

/// @notice Who may call what, after which delay, who can stop it, and the traps of the stock access manager.
contract AccessManager_test is System {
    struct Holder {
        uint64 role;
        address account;
        uint32 delay;
    }

    address private stranger = named("stranger");

    // The table: selector, role, delay

    function test_everyRestrictedSelector_hasItsRoleOnChain() public view {
        Rule[] memory rules = RoleTable.rules();
        for (uint256 i = 0; i < rules.length; ++i) {
            uint64 role = manager.getTargetFunctionRole(addressOf(rules[i].target), selectorOf(rules[i].signature));
            vm.assertEq(role, rules[i].role, rules[i].signature);
        }
    }

    function test_everyRestrictedSelector_isCallableByItsHolderAfterItsDelayAndByNobodyElse() public view {
        Rule[] memory rules = RoleTable.rules();
        Holder[] memory all = holders();
        for (uint256 i = 0; i < rules.length; ++i) {
            if (rules[i].role == SENTINEL) continue;
            for (uint256 j = 0; j < all.length; ++j) {
                (bool isImmediate, uint32 delay) =
                    manager.canCall(all[j].account, addressOf(rules[i].target), selectorOf(rules[i].signature));
                bool isHolder = all[j].role == rules[i].role;
                vm.assertEq(delay, isHolder ? all[j].delay : 0, rules[i].signature);
                vm.assertTrue(isImmediate == (isHolder && all[j].delay == 0), rules[i].signature);
            }
        }
    }

    function test_everyRole_hasOneHolderWithItsDelay() public view {
        Holder[] memory all = holders();
        for (uint256 i = 0; i < all.length; ++i) {
            for (uint64 role = 0; role <= KEYKEEPER; ++role) {
                (bool isMember, uint32 delay) = manager.hasRole(role, all[i].account);
                vm.assertTrue(isMember == (role == all[i].role));
                if (isMember) vm.assertEq(delay, all[i].delay);
            }
        }
    }

    /// @dev Calls every function of every contract with empty arguments: exactly those of the table reject a stranger.
    function test_everyFunctionOfEveryContract_rejectsStrangersExactlyWhenTheTableSaysSo() public {
        string[7] memory names =
            ["Treasury", "PriceOracle", "Vault", "Subscriptions", "Rewards", "Parameters", "Reports"];
        uint256 rejected = 0;
        for (uint256 i = 0; i < names.length; ++i) {
            string memory artifact = vm.readFile(string.concat("out/", names[i], ".sol/", names[i], ".json"));
            string[] memory signatures = vm.parseJsonKeys(artifact, ".methodIdentifiers");
            for (uint256 j = 0; j < signatures.length; ++j) {
                bool isRejected = rejects(addressOf(names[i]), selectorOf(signatures[j]));
                vm.assertTrue(isRejected == isRestricted(names[i], signatures[j]), signatures[j]);
                if (isRejected) ++rejected;
            }
        }
        vm.assertEq(rejected, 39);
    }

    function test_rolesFile_saysTheSameAsTheTable() public view {
        string memory json = vm.readFile("contracts/config/roles.json");
        Rule[] memory rules = RoleTable.rules();
        uint256 count = 0;
        string[] memory targets = vm.parseJsonKeys(json, ".functions");
        for (uint256 i = 0; i < targets.length; ++i) {
            count += vm.parseJsonKeys(json, string.concat(".functions.", targets[i])).length;
        }
        vm.assertEq(count, rules.length);
        for (uint256 i = 0; i < rules.length; ++i) {
            string memory path = string.concat(".functions.", rules[i].target, "['", rules[i].signature, "']");
            vm.assertEq(vm.parseJsonString(json, path), nameOf(rules[i].role), rules[i].signature);
        }
    }

    function test_rolesFile_saysTheSameIdsGuardiansAndAdminsAsTheChain() public view {
        string memory json = vm.readFile("contracts/config/roles.json");
        string[] memory names = vm.parseJsonKeys(json, ".roles");
        vm.assertEq(names.length, 14);
        for (uint256 i = 0; i < names.length; ++i) {
            string memory path = string.concat(".roles.", names[i]);
            uint64 role = uint64(vm.parseJsonUint(json, string.concat(path, ".id")));
            vm.assertEq(names[i], nameOf(role));

            string memory guardianPath = string.concat(path, ".guardian");
            bool hasGuardian = vm.keyExistsJson(json, guardianPath);
            string memory guardianName = nameOf(manager.getRoleGuardian(role));
            vm.assertEq(hasGuardian ? vm.parseJsonString(json, guardianPath) : "ADMIN", guardianName, names[i]);

            string memory adminPath = string.concat(".admins.", names[i]);
            bool hasAdmin = vm.keyExistsJson(json, adminPath);
            string memory adminName = nameOf(manager.getRoleAdmin(role));
            vm.assertEq(hasAdmin ? vm.parseJsonString(json, adminPath) : "ADMIN", adminName, names[i]);
        }
    }

    function test_noGrantDelayAndNoTargetAdminDelay_isSet() public view {
        for (uint64 role = 0; role <= KEYKEEPER; ++role) {
            vm.assertEq(manager.getRoleGrantDelay(role), 0);
        }
        vm.assertEq(manager.getTargetAdminDelay(address(vault)), 0);
        vm.assertEq(manager.getTargetAdminDelay(address(manager)), 0);
    }

    // Trap 1: the guardian can stop the admin

    function test_guardian_cancelsEveryOneOfTheManagersOwnOperations() public {
        bytes[9] memory calls = managerCalls();
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(admin);
            (bytes32 id,) = manager.schedule(address(manager), calls[i], 0);
            vm.prank(guardian);
            manager.cancel(admin, address(manager), calls[i]);
            vm.assertEq(manager.getSchedule(id), 0);
        }
    }

    function test_guardian_cancelsAGrantOfTheWarden() public {
        bytes memory data = abi.encodeCall(manager.grantRole, (GUARDIAN, stranger, 0));
        vm.prank(warden);
        manager.schedule(address(manager), data, 0);

        vm.prank(guardian);
        manager.cancel(warden, address(manager), data);
    }

    function test_guardian_cancelsAGrantOfTheKeykeeper() public {
        bytes memory data = abi.encodeCall(manager.grantRole, (METER, stranger, 0));
        vm.prank(keykeeper);
        manager.schedule(address(manager), data, 0);

        vm.prank(guardian);
        manager.cancel(keykeeper, address(manager), data);
    }

    function test_guardian_cannotCancelHisOwnRemoval() public {
        bytes memory data = abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian));
        vm.prank(warden);
        manager.schedule(address(manager), data, 0);

        vm.expectRevert(unauthorizedCancel(guardian, warden, address(manager), data));
        vm.prank(guardian);
        manager.cancel(warden, address(manager), data);
    }

    function test_guardian_cancelsWhatParamsTreasurerAndMigratorScheduled() public {
        cancelAs(guardian, params, address(vault), abi.encodeCall(vault.setDailyCap, (1)));
        cancelAs(guardian, treasurer, address(treasury), withdrawal("a"));
        cancelAs(guardian, migrator, address(rewards), abi.encodeCall(rewards.migrate, (stranger)));
    }

    function test_guardian_cannotCancelAnUnpause() public {
        bytes memory data = abi.encodeCall(vault.unpause, (Flag.SPEND));
        vm.prank(unpauser);
        manager.schedule(address(vault), data, 0);

        vm.expectRevert(unauthorizedCancel(guardian, unpauser, address(vault), data));
        vm.prank(guardian);
        manager.cancel(unpauser, address(vault), data);
    }

    function test_stranger_cannotCancel() public {
        bytes memory data = withdrawal("a");
        vm.prank(treasurer);
        manager.schedule(address(treasury), data, 0);

        vm.expectRevert(unauthorizedCancel(stranger, treasurer, address(treasury), data));
        vm.prank(stranger);
        manager.cancel(treasurer, address(treasury), data);
    }

    function test_sentinel_hasNoMember() public view {
        Holder[] memory all = holders();
        for (uint256 i = 0; i < all.length; ++i) {
            (bool isMember,) = manager.hasRole(SENTINEL, all[i].account);
            vm.assertFalse(isMember);
        }
    }

    // Trap 2: the authority is fixed

    function test_setAuthority_scheduledByAdminOnTheTargetItself_revertsAuthorityFixed() public {
        address[7] memory targets = managedContracts();
        for (uint256 i = 0; i < targets.length; ++i) {
            vm.expectRevert(IManaged.AuthorityFixed.selector);
            this.asRole(admin, targets[i], abi.encodeCall(IAccessManaged.setAuthority, (address(this))));
            vm.assertEq(IAccessManaged(targets[i]).authority(), address(manager));
        }
    }

    function test_setAuthority_executedThroughTheManager_revertsAuthorityFixed() public {
        bytes memory data = abi.encodeCall(IAccessManaged.setAuthority, (address(this)));
        vm.prank(admin);
        manager.schedule(address(vault), data, 0);
        vm.warp(START + 5 days);

        vm.expectRevert(IManaged.AuthorityFixed.selector);
        vm.prank(admin);
        manager.execute(address(vault), data);
    }

    function test_updateAuthority_ofEveryContract_revertsAuthorityFixed() public {
        address[7] memory targets = managedContracts();
        for (uint256 i = 0; i < targets.length; ++i) {
            vm.expectRevert(IManaged.AuthorityFixed.selector);
            this.asRole(admin, address(manager), abi.encodeCall(manager.updateAuthority, (targets[i], address(this))));
            vm.assertEq(IAccessManaged(targets[i]).authority(), address(manager));
        }
    }

    function test_setAuthority_byAStranger_revertsAuthorityFixed() public {
        vm.expectRevert(IManaged.AuthorityFixed.selector);
        vm.prank(stranger);
        vault.setAuthority(stranger);
    }

    // Trap 3: delays

    function test_admin_canExecuteNothingForFiveDays() public {
        bytes memory data = abi.encodeCall(manager.grantRole, (PARAMS, stranger, 0));
        bytes32 id = manager.hashOperation(admin, address(manager), data);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        vm.prank(admin);
        manager.grantRole(PARAMS, stranger, 0);

        vm.prank(admin);
        manager.schedule(address(manager), data, 0);
        vm.warp(START + 5 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        vm.prank(admin);
        manager.grantRole(PARAMS, stranger, 0);

        vm.warp(START + 5 days);
        vm.prank(admin);
        manager.grantRole(PARAMS, stranger, 0);
        (bool isMember,) = manager.hasRole(PARAMS, stranger);
        vm.assertTrue(isMember);
    }

    function test_delayRaisedLater_takesEffectAfterFiveDays() public {
        asRole(admin, address(manager), abi.encodeCall(manager.setGrantDelay, (PARAMS, 3 days)));
        uint256 setAt = block.timestamp;

        vm.warp(setAt + 5 days - 1);
        vm.assertEq(manager.getRoleGrantDelay(PARAMS), 0);
        vm.warp(setAt + 5 days);
        vm.assertEq(manager.getRoleGrantDelay(PARAMS), 3 days);
    }

    function test_everyDelayedRole_cannotRunBeforeItsDelay() public {
        runsFrom(params, address(vault), abi.encodeCall(vault.setDailyCap, (1)), 2 days);
        runsFrom(treasurer, address(treasury), withdrawal("a"), 1 days);
        runsFrom(migrator, address(rewards), abi.encodeCall(rewards.migrate, (stranger)), 30 days);
        vm.prank(guardian);
        vault.pause(Flag.SPEND);
        runsFrom(unpauser, address(vault), abi.encodeCall(vault.unpause, (Flag.SPEND)), 1 hours);
        runsFrom(warden, address(manager), abi.encodeCall(manager.grantRole, (GUARDIAN, stranger, 0)), 5 days);
        runsFrom(keykeeper, address(manager), abi.encodeCall(manager.grantRole, (METER, stranger, 0)), 1 hours);
    }

    function test_memberWhoLostTheRoleAfterScheduling_canExecuteNothing() public {
        bytes memory data = abi.encodeCall(vault.setDailyCap, (1));
        vm.prank(params);
        manager.schedule(address(vault), data, 0);
        asRole(admin, address(manager), abi.encodeCall(manager.revokeRole, (PARAMS, params)));
        bytes32 id = manager.hashOperation(params, address(vault), data);
        vm.assertEq(manager.getSchedule(id), START + 2 days, "it is ready, and has not expired");

        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, params));
        vm.prank(params);
        vault.setDailyCap(1);

        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                params,
                address(vault),
                vault.setDailyCap.selector
            )
        );
        vm.prank(params);
        manager.execute(address(vault), data);
    }

    function test_roleWithoutDelay_cannotSchedule() public {
        bytes memory data = abi.encodeCall(oracle.post, (PRICE));
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector, pricer, address(oracle), oracle.post.selector
            )
        );
        vm.prank(pricer);
        manager.schedule(address(oracle), data, 0);
    }

    // Trap 4: the deployer

    function test_deployer_holdsNoRole() public view {
        for (uint64 role = 0; role <= KEYKEEPER; ++role) {
            (bool isMember,) = manager.hasRole(role, address(this));
            vm.assertFalse(isMember);
        }
    }

    // Trap 5: identical operations

    function test_identicalOperation_cannotBeQueuedTwiceAndARefTellsThemApart() public {
        bytes32 id = manager.hashOperation(treasurer, address(treasury), withdrawal("a"));
        vm.startPrank(treasurer);
        manager.schedule(address(treasury), withdrawal("a"), 0);
        manager.schedule(address(treasury), withdrawal("b"), 0);

        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerAlreadyScheduled.selector, id));
        manager.schedule(address(treasury), withdrawal("a"), 0);
    }

    // Trap 6: expiry and closing

    function test_operation_expiresSevenDaysAfterItIsReady() public {
        bytes memory data = withdrawal("a");
        bytes32 id = manager.hashOperation(treasurer, address(treasury), data);
        vm.prank(treasurer);
        manager.schedule(address(treasury), data, 0);

        vm.warp(START + 1 days + 7 days);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerExpired.selector, id));
        vm.prank(treasurer);
        treasury.withdraw(Bucket.RESERVE, stranger, 1, "a");
    }

    function test_migration_isExecutableFromDay30ToDay37() public {
        bytes memory data = abi.encodeCall(rewards.migrate, (stranger));
        bytes32 id = manager.hashOperation(migrator, address(rewards), data);
        vm.prank(migrator);
        manager.schedule(address(rewards), data, 0);
        uint256 snapshot = vm.snapshotState();

        vm.warp(START + 37 days - 1);
        vm.prank(migrator);
        rewards.migrate(stranger);

        vm.revertToState(snapshot);
        vm.warp(START + 37 days);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerExpired.selector, id));
        vm.prank(migrator);
        rewards.migrate(stranger);
    }

    function test_closedTarget_cannotBePausedAndStillLetsUsersOut() public {
        give(stranger, 1e18);
        vm.startPrank(stranger);
        token.approve(address(vault), 1e18);
        vault.deposit(stranger, 1e18);
        vault.requestWithdrawal(1e18);
        vm.stopPrank();

        asRole(admin, address(manager), abi.encodeCall(manager.setTargetClosed, (address(vault), true)));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
        vm.prank(guardian);
        vault.pause(Flag.SPEND);

        vm.prank(stranger);
        vault.withdraw(stranger);
        vm.assertEq(token.balanceOf(stranger), 1e18);
    }

    // Trap 7: a selector without a role belongs to ADMIN

    function test_selectorWithoutARole_belongsToAdmin() public view {
        vm.assertEq(manager.getTargetFunctionRole(address(vault), bytes4("none")), ADMIN);
    }

    // Trap 8: what a captured admin can and cannot do

    function test_admin_cancelsWhatTheWardenAndTheTreasurerScheduled() public {
        cancelAs(admin, treasurer, address(treasury), withdrawal("a"));
        cancelAs(admin, warden, address(manager), abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian)));
    }

    function test_admin_mayRevokeTheWarden() public {
        asRole(admin, address(manager), abi.encodeCall(manager.revokeRole, (WARDEN, warden)));
        (bool isMember,) = manager.hasRole(WARDEN, warden);
        vm.assertFalse(isMember);
    }

    function test_admin_cannotTouchTheGuardianRole() public {
        bytes memory revocation = abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian));
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                admin,
                address(manager),
                manager.revokeRole.selector
            )
        );
        vm.prank(admin);
        manager.schedule(address(manager), revocation, 0);

        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerUnauthorizedAccount.selector, admin, WARDEN));
        vm.prank(admin);
        manager.grantRole(GUARDIAN, stranger, 0);
    }

    function test_wardenReplacesTheGuardian_afterFiveDays() public {
        asRole(warden, address(manager), abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian)));
        vm.assertEq(block.timestamp, START + 5 days);
        (bool isMember,) = manager.hasRole(GUARDIAN, guardian);
        vm.assertFalse(isMember);
    }

    function test_stolenKey_dropsItselfAtOnceAndIsReplacedInAnHour() public {
        vm.prank(meter);
        manager.renounceRole(METER, meter);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, meter));
        this.asRole(meter, address(vault), abi.encodeWithSelector(vault.settle.selector, 64, 0, 0));

        asRole(keykeeper, address(manager), abi.encodeCall(manager.grantRole, (METER, stranger, 0)));
        vm.assertEq(block.timestamp, START + 1 hours);
        (bool isImmediate,) = manager.canCall(stranger, address(vault), vault.settle.selector);
        vm.assertTrue(isImmediate);
    }

    function test_restrictedFunction_executedThroughTheManager_neverTakesTheManagerAsPayee() public {
        bytes memory data = withdrawal("a");
        vm.prank(treasurer);
        manager.schedule(address(treasury), data, 0);
        vm.warp(START + 1 days);

        vm.prank(treasurer);
        manager.execute(address(treasury), data);
        vm.assertEq(token.balanceOf(stranger), 1);
        vm.assertEq(token.balanceOf(address(manager)), 0);
    }

    // What the tests above share

    function holders() private view returns (Holder[] memory all) {
        all = new Holder[](13);
        all[0] = Holder(ADMIN, admin, 5 days);
        all[1] = Holder(PARAMS, params, 2 days);
        all[2] = Holder(TREASURER, treasurer, 1 days);
        all[3] = Holder(METER, meter, 0);
        all[4] = Holder(CHARGER, address(subscriptions), 0);
        all[5] = Holder(PUBLISHER, publisher, 0);
        all[6] = Holder(GUARDIAN, guardian, 0);
        all[7] = Holder(PRICER, pricer, 0);
        all[8] = Holder(UNPAUSER, unpauser, 1 hours);
        all[9] = Holder(MIGRATOR, migrator, 30 days);
        all[10] = Holder(FINANCE, finance, 0);
        all[11] = Holder(WARDEN, warden, 5 days);
        all[12] = Holder(KEYKEEPER, keykeeper, 1 hours);
    }

    function nameOf(uint64 role) private pure returns (string memory) {
        if (role == SENTINEL) return "SENTINEL";
        string[13] memory names = [
            "ADMIN",
            "PARAMS",
            "TREASURER",
            "METER",
            "CHARGER",
            "PUBLISHER",
            "GUARDIAN",
            "PRICER",
            "UNPAUSER",
            "MIGRATOR",
            "FINANCE",
            "WARDEN",
            "KEYKEEPER"
        ];
        return names[role];
    }

    function managedContracts() private view returns (address[7] memory) {
        return [
            address(treasury),
            address(oracle),
            address(vault),
            address(subscriptions),
            address(rewards),
            address(parameters),
            address(reports)
        ];
    }

    function managerCalls() private view returns (bytes[9] memory) {
        return [
            abi.encodeCall(manager.grantRole, (ADMIN, stranger, 0)),
            abi.encodeCall(manager.setRoleAdmin, (GUARDIAN, ADMIN)),
            abi.encodeCall(manager.setRoleGuardian, (SENTINEL, ADMIN)),
            abi.encodeCall(manager.setGrantDelay, (PARAMS, 1)),
            abi.encodeCall(manager.setTargetAdminDelay, (address(vault), 1)),
            abi.encodeCall(manager.setTargetClosed, (address(vault), true)),
            abi.encodeCall(manager.setTargetFunctionRole, (address(vault), new bytes4[](0), PARAMS)),
            abi.encodeCall(manager.updateAuthority, (address(vault), stranger)),
            abi.encodeCall(manager.labelRole, (PARAMS, "PARAMS"))
        ];
    }

    function withdrawal(bytes32 ref) private view returns (bytes memory) {
        return abi.encodeCall(treasury.withdraw, (Bucket.RESERVE, stranger, 1, ref));
    }

    function cancelAs(address canceller, address caller, address target, bytes memory data) private {
        vm.prank(caller);
        (bytes32 id,) = manager.schedule(target, data, 0);
        vm.prank(canceller);
        manager.cancel(caller, target, data);
        vm.assertEq(manager.getSchedule(id), 0);
    }

    /// @dev Schedules `data` now and asserts that it runs after `delay` and not a second earlier.
    function runsFrom(address caller, address target, bytes memory data, uint256 delay) private {
        uint256 from = block.timestamp;
        vm.prank(caller);
        (bytes32 id,) = manager.schedule(target, data, 0);
        vm.assertEq(manager.getSchedule(id), from + delay);

        vm.warp(from + delay - 1);
        vm.prank(caller);
        (bool success,) = target.call(data);
        vm.assertFalse(success);

        vm.warp(from + delay);
        vm.prank(caller);
        (success,) = target.call(data);
        vm.assertTrue(success);
    }

    function unauthorizedCancel(address canceller, address caller, address target, bytes memory data)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeWithSelector(
            IAccessManager.AccessManagerUnauthorizedCancel.selector, canceller, caller, target, bytes4(data)
        );
    }

    function rejects(address target, bytes4 selector) private returns (bool) {
        vm.prank(stranger);
        (bool success, bytes memory answer) = target.call(abi.encodePacked(selector, new bytes(640)));
        bytes memory rejection = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        return !success && keccak256(answer) == keccak256(rejection);
    }

    function isRestricted(string memory target, string memory signature) private pure returns (bool) {
        Rule[] memory rules = RoleTable.rules();
        for (uint256 i = 0; i < rules.length; ++i) {
            bool isTarget = keccak256(bytes(rules[i].target)) == keccak256(bytes(target));
            if (isTarget && keccak256(bytes(rules[i].signature)) == keccak256(bytes(signature))) return true;
        }
        return false;
    }
}
