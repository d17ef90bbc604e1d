// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IReports} from "../src/interfaces/IReports.sol";
import {Actions} from "./Actions.sol";

/// @notice Anchors of published reports.
contract Reports_test is Actions {
    function test_anchor_ordersItsErrors() public {
        vm.startPrank(finance);
        vm.expectRevert(IReports.ZeroHash.selector);
        reports.anchor(0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IReports.BadPeriod.selector, 0));
        reports.anchor(0, "hash", "");

        reports.anchor(202_610, "hash", "");
        vm.expectRevert(IReports.SameHash.selector);
        reports.anchor(202_610, "hash", "elsewhere");
    }

    function test_anchor_acceptsMonthsQuartersAndYears() public {
        uint32[10] memory good = [
            uint32(202_001),
            202_012,
            999_912,
            1_202_003,
            1_202_609,
            1_202_612,
            1_202_606,
            2_202_612,
            2_202_012,
            2_999_912
        ];
        vm.startPrank(finance);
        for (uint256 i = 0; i < good.length; ++i) {
            vm.assertEq(reports.anchor(good[i], "hash", "uri"), 1);
        }
    }

    function test_anchor_ofABadPeriod_revertsBadPeriod() public {
        uint32[13] memory bad = [
            uint32(0),
            201_912,
            202_600,
            202_613,
            1_202_601,
            1_202_602,
            1_202_600,
            1_202_615,
            2_202_611,
            2_202_600,
            3_202_612,
            1_201_912,
            type(uint32).max
        ];
        vm.startPrank(finance);
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IReports.BadPeriod.selector, bad[i]));
            reports.anchor(bad[i], "hash", "uri");
        }
    }

    function test_anchor_appendsVersionsAndKeepsEveryOne() public {
        vm.startPrank(finance);
        vm.expectEmit(address(reports));
        emit IReports.Anchored(202_610, 1, "first", "one");
        vm.assertEq(reports.anchor(202_610, "first", "one"), 1);
        vm.assertEq(reports.anchor(202_610, "second", "two"), 2);
        vm.assertEq(reports.anchor(202_610, "first", "three"), 3);

        vm.assertEq(reports.versions(202_610), 3);
        (uint256 version, bytes32 hash, string memory uri) = reports.latest(202_610);
        vm.assertEq(version, 3);
        vm.assertEq(hash, "first");
        vm.assertEq(uri, "three");
        (hash, uri) = reports.anchorOf(202_610, 2);
        vm.assertEq(hash, "second");
        vm.assertEq(uri, "two");
    }

    function test_reads_withoutAVersion_areEmpty() public view {
        (uint256 version, bytes32 hash, string memory uri) = reports.latest(202_610);
        vm.assertEq(version, 0);
        vm.assertEq(hash, 0);
        vm.assertEq(uri, "");
        vm.assertEq(reports.versions(202_610), 0);
        for (uint256 i = 0; i < 2; ++i) {
            (hash, uri) = reports.anchorOf(202_610, i);
            vm.assertEq(hash, 0);
            vm.assertEq(uri, "");
        }
    }
}
