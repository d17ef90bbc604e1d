// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Reports} from "../../src/Reports.sol";
import {IReports} from "../../src/interfaces/IReports.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice Report periods `kind·1e6 + yyyymm`, and the versions of each.
contract Reports_fuzz_test is Fuzz {
    using Dicing for Dice;

    Reports private reports;

    function setUp() public override {
        super.setUp();
        reports = new Reports(manager);
    }

    function testFuzz_anchor_ofAnyNumber_acceptsExactlyThePeriods(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint32 period = uint32(dice.chance(50) ? dice.roll(0, type(uint32).max) : dice.roll(201_900, 3_209_999));
        if (dice.chance(50)) period = uint32(dice.roll(0, 3) * 1e6 + dice.roll(2018, 9999) * 100 + dice.roll(0, 13));
        if (!_isPeriod(period)) vm.expectRevert(abi.encodeWithSelector(IReports.BadPeriod.selector, period));
        reports.anchor(period, "hash", "ipfs://report");
    }

    function testFuzz_anchor_ofEveryPeriod_isAccepted(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 year = dice.roll(2020, 9999) * 100;
        reports.anchor(uint32(year + dice.roll(1, 12)), "hash", "");
        reports.anchor(uint32(1e6 + year + 3 * dice.roll(1, 4)), "hash", "");
        reports.anchor(uint32(2e6 + year + 12), "hash", "");
    }

    function testFuzz_anchor_keepsEveryVersion(uint256 seed) public {
        Dice memory dice = Dice(seed);
        bytes32[] memory hashes = new bytes32[](dice.roll(1, 8));
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = dice.word();
            vm.assertEq(reports.anchor(202_701, hashes[i], "uri"), i + 1);
            vm.expectRevert(IReports.SameHash.selector);
            reports.anchor(202_701, hashes[i], "again");
        }
        vm.assertEq(reports.versions(202_701), hashes.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            (bytes32 kept,) = reports.anchorOf(202_701, i + 1);
            vm.assertEq(kept, hashes[i]);
        }
        (bytes32 none,) = reports.anchorOf(202_701, dice.roll(hashes.length + 1, type(uint256).max));
        vm.assertEq(none, 0);
    }

    /// @dev Out of the seven digits, as a person reads them.
    function _isPeriod(uint256 period) private pure returns (bool) {
        uint256 kind = period / 1_000_000;
        uint256 yyyymm = period - kind * 1_000_000;
        uint256 month = yyyymm - yyyymm / 100 * 100;
        bool isMonth = yyyymm >= 202_001 && month >= 1 && month <= 12;
        if (kind == 1) return isMonth && (month == 3 || month == 6 || month == 9 || month == 12);
        if (kind == 2) return isMonth && month == 12;
        return isMonth && kind == 0;
    }
}
