// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {IVault, Split} from "../../src/interfaces/IVault.sol";
import {TREASURER} from "../RoleTable.sol";
import {FakeTarget} from "./Attackers.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Ways around a delay. Each is tried by the call itself and by {execute}, for a contract and for the manager.
contract Threats_timelock_test is Attacks {
    bytes32 private constant REF = "loot";

    function test_threat_timelock_unscheduled_runsNothing() public {
        vm.assertFalse(runs(treasurer, address(treasury), withdrawal(mallory, 1)));
        vm.assertFalse(runs(admin, address(manager), grant()));
        vm.assertFalse(runs(params, address(vault), abi.encodeCall(vault.setSplit, (Split(0, 0, 0, 10_000)))));
    }

    function test_threat_timelock_beforeItsDelay_runsNothing() public {
        schedule(treasurer, address(treasury), withdrawal(mallory, 1));
        schedule(admin, address(manager), grant());
        vm.warp(START + 1 days - 1);
        vm.assertFalse(runs(treasurer, address(treasury), withdrawal(mallory, 1)));
        vm.warp(START + 1 days);
        vm.assertTrue(runs(treasurer, address(treasury), withdrawal(mallory, 1)));

        vm.warp(START + 5 days - 1);
        vm.assertFalse(runs(admin, address(manager), grant()));
        vm.warp(START + 5 days);
        vm.assertTrue(runs(admin, address(manager), grant()));
    }

    function test_threat_timelock_askingForAnEarlierTime_isRefused() public {
        bytes memory data = withdrawal(mallory, 1);
        bytes memory refused = abi.encodeWithSelector(
            IAccessManager.AccessManagerUnauthorizedCall.selector, treasurer, address(treasury), bytes4(data)
        );
        vm.expectRevert(refused);
        vm.prank(treasurer);
        manager.schedule(address(treasury), data, uint48(START + 1 days - 1));
    }

    function test_threat_timelock_schedulingAndRunningInOneTransaction_isRefused() public {
        bytes memory data = withdrawal(mallory, 1);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(manager.schedule, (address(treasury), data, 0));
        calls[1] = abi.encodeCall(manager.execute, (address(treasury), data));
        bytes32 id = manager.hashOperation(treasurer, address(treasury), data);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        vm.prank(treasurer);
        manager.multicall(calls);
    }

    function test_threat_timelock_withOtherCalldata_runsNothing() public {
        schedule(treasurer, address(treasury), withdrawal(bob, 1));
        vm.warp(START + 1 days);
        vm.assertFalse(runs(treasurer, address(treasury), withdrawal(mallory, 1)));
        vm.assertFalse(runs(treasurer, address(treasury), withdrawal(bob, 2)));
        vm.assertFalse(runs(treasurer, address(treasury), bytes.concat(withdrawal(bob, 1), hex"00")));
        vm.assertTrue(runs(treasurer, address(treasury), withdrawal(bob, 1)));
        vm.assertEq(token.balanceOf(mallory), 0);
        vm.assertEq(token.balanceOf(bob), 1);
    }

    function test_threat_timelock_onAnotherTarget_runsNothing() public {
        bytes memory data = abi.encodeCall(vault.setDailyCap, (1));
        schedule(params, address(vault), data);
        vm.warp(START + 2 days);
        vm.assertFalse(runs(params, address(oracle), data));
        vm.assertFalse(runs(params, address(treasury), data));
        vm.assertTrue(runs(params, address(vault), data));
    }

    function test_threat_timelock_twice_runsOnce() public {
        bytes memory data = withdrawal(mallory, 1);
        schedule(treasurer, address(treasury), data);
        vm.warp(START + 1 days);
        vm.assertTrue(succeeds(treasurer, address(treasury), data));
        vm.assertFalse(runs(treasurer, address(treasury), data));

        // The other way round: by the manager first.
        schedule(treasurer, address(treasury), data);
        vm.warp(START + 2 days);
        bytes memory execution = abi.encodeCall(manager.execute, (address(treasury), data));
        vm.assertTrue(succeeds(treasurer, address(manager), execution));
        vm.assertFalse(runs(treasurer, address(treasury), data));
        vm.assertEq(token.balanceOf(mallory), 2);
    }

    function test_threat_timelock_expired_runsNothing() public {
        schedule(treasurer, address(treasury), withdrawal(mallory, 1));
        schedule(admin, address(manager), grant());
        vm.warp(START + 8 days);
        vm.assertFalse(runs(treasurer, address(treasury), withdrawal(mallory, 1)));
        vm.warp(START + 12 days);
        vm.assertFalse(runs(admin, address(manager), grant()));
    }

    function test_threat_timelock_bySomebodyElse_runsNothing() public {
        schedule(treasurer, address(treasury), withdrawal(mallory, 1));
        vm.warp(START + 1 days);
        address[5] memory others = [mallory, admin, params, guardian, warden];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.assertFalse(runs(others[i], address(treasury), withdrawal(mallory, 1)));
        }
        vm.assertEq(token.balanceOf(mallory), 0);
    }

    function test_threat_timelock_afterTheRoleWasTaken_runsNothing() public {
        schedule(treasurer, address(treasury), withdrawal(mallory, 1));
        bytes memory revocation = abi.encodeCall(manager.revokeRole, (TREASURER, treasurer));
        schedule(admin, address(manager), revocation);
        vm.warp(START + 5 days);
        vm.assertTrue(runs(admin, address(manager), revocation));
        vm.assertFalse(runs(treasurer, address(treasury), withdrawal(mallory, 1)));
    }

    /// @dev A contract of the attacker's may consume operations on itself only: the operation's hash names its target.
    function test_threat_timelock_consumedByAForeignTarget_staysScheduled() public {
        FakeTarget fake = new FakeTarget();
        bytes memory data = withdrawal(bob, 1);
        schedule(treasurer, address(treasury), data);
        vm.warp(START + 1 days);
        bytes32 id = manager.hashOperation(treasurer, address(fake), data);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        fake.consume(manager, treasurer, data);
        vm.assertTrue(runs(treasurer, address(treasury), data));
    }

    /// @dev The split binds what is earned from now on. What was earned before is shared out by the old one first.
    function test_threat_splitChange_isNeverRetroactive() public {
        loadCredits(alice, 1000e18);
        bytes memory data = abi.encodeCall(vault.setSplit, (Split(0, 10_000, 0, 0)));
        schedule(params, address(vault), data);
        vm.warp(START + 2 days - 1);
        postPrice(PRICE);
        charge(alice, 10e6); // 200 CXPT, earned under 500 / 2000 / 1500 / 6000
        vm.warp(START + 2 days);

        vm.expectEmit(address(vault));
        emit IVault.Distributed(10e18, 40e18, 30e18, 120e18);
        vm.prank(params);
        vault.setSplit(Split(0, 10_000, 0, 0));
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 40e18);
        vm.assertEq(vault.revenue(), 0);
    }

    function withdrawal(address to, uint256 amount) private view returns (bytes memory) {
        return abi.encodeCall(treasury.withdraw, (Bucket.RESERVE, to, amount, REF));
    }

    function grant() private view returns (bytes memory) {
        return abi.encodeCall(manager.grantRole, (TREASURER, mallory, 0));
    }
}
