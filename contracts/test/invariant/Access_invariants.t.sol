// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {KEYKEEPER, RoleTable, Rule, SENTINEL} from "../RoleTable.sol";
import {AccessBook} from "./AccessBook.sol";
import {Campaign} from "./Campaign.sol";
import {Officers} from "./Officers.sol";
import {Queue} from "./Queue.sol";

/// @notice A1 to A4 of docs/invariants.md, while roles are given and taken and operations wait, run, expire and are
/// cancelled.
contract Access_invariants is Campaign {
    AccessBook private book;
    address[] private candidates;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 3; ++i) {
            candidates.push(named(string(abi.encodePacked("candidate", bytes1(uint8(49 + i))))));
        }
        book = new AccessBook();
        book.noteCap(vault.dailyCapUsd());
        ledger = book;
        _join(new Officers(this, book, new Queue(), candidates, targets()));
    }

    /// @dev A stranger at every restricted function, and who may come to hold roles where he holds none.
    function invariant_A1_everyRestrictedSelectorRejectsWhoHoldsNoRole() public timed {
        Rule[] memory rules = RoleTable.rules();
        address stranger = address(0xBAD);
        for (uint256 i = 0; i < rules.length; ++i) {
            if (rules[i].role == SENTINEL) continue;
            address target = addressOf(rules[i].target);
            bytes4 selector = selectorOf(rules[i].signature);
            for (uint256 j = 0; j < candidates.length; ++j) {
                (bool isAllowed,) = manager.canCall(candidates[j], target, selector);
                vm.assertTrue(isAllowed == book.isMember(rules[i].role, candidates[j]), rules[i].signature);
            }

            vm.prank(stranger);
            (bool isDone, bytes memory answer) = target.call(bytes.concat(selector, new bytes(640)));
            vm.assertFalse(isDone, rules[i].signature);
            bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
            vm.assertEq(keccak256(answer), keccak256(refusal), rules[i].signature);
        }
    }

    /// @dev What is set is what an operation that had waited set last.
    function invariant_A2_nothingRunsBeforeItsDelay() public view {
        vm.assertEq(vault.dailyCapUsd(), book.dailyCap());
        _assertKept("A2");
    }

    function invariant_A3_theDeployerHoldsNoRole() public view {
        for (uint64 role = 0; role <= KEYKEEPER; ++role) {
            (bool isMember,) = manager.hasRole(role, address(this));
            vm.assertFalse(isMember);
        }
        (bool isSentinel,) = manager.hasRole(SENTINEL, address(this));
        vm.assertFalse(isSentinel);
    }

    function invariant_A4_theAuthorityNeverChanges() public view {
        address[7] memory all = targets();
        for (uint256 i = 0; i < all.length; ++i) {
            vm.assertEq(IAccessManaged(all[i]).authority(), address(manager));
        }
        _assertKept("A4");
    }

    function targets() private view returns (address[7] memory) {
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

    function _numbers() internal pure override returns (bytes32[] memory numbers) {
        numbers = new bytes32[](2);
        (numbers[0], numbers[1]) = (bytes32("A2"), "A4");
    }
}
