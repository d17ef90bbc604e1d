// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {Base} from "../Base.sol";
import {System} from "../System.sol";
import {Book, textOf} from "./Book.sol";

/// @title Handler
/// @notice One group of actors. Each of its actions draws everything from one seed, foretells how the call ends, makes it,
/// and fails the campaign when it ends otherwise: with another error, with none, or with one that was not expected.
abstract contract Handler is Base {
    struct Action {
        bytes4 selector;
        bytes32 name;
    }

    System internal system;
    Book private _ledger;
    Action[] private _actions;

    constructor(System system_, Book ledger) {
        (system, _ledger) = (system_, ledger);
    }

    /// @dev Sets the clock before an action and keeps it afterwards, then compares the system with what was there before.
    modifier step() {
        _ledger.begin();
        _;
        _ledger.passTo(block.timestamp);
        _observe();
    }

    /// @notice What the campaign may call. A walk proves that each of these names is done, not only tried.
    function actions() external view returns (Action[] memory) {
        return _actions;
    }

    function _offer(bytes4 selector, bytes32 name) internal {
        _actions.push(Action(selector, name));
    }

    /// @dev Compares the state after an action with the one before it.
    function _observe() internal virtual;

    /// @dev Calls `target` as `who`. `expected` is the exact error, or empty when the call must succeed.
    function _act(bytes32 name, address who, address target, bytes memory data, bytes memory expected)
        internal
        returns (bool isDone)
    {
        bytes memory answer;
        vm.prank(who);
        (isDone, answer) = target.call(data);

        _ledger.count(name, isDone);
        if (isDone) vm.assertTrue(expected.length == 0, string.concat(textOf(name), " was not refused"));
        else if (expected.length == 0) Address.verifyCallResult(false, answer);
        else vm.assertEq(keccak256(answer), keccak256(expected), string.concat(textOf(name), " failed otherwise"));
    }

    /// @dev Calls `target` as `who`, which the invariant `number` forbids: a success breaks it, so that its own test fails
    /// and no other. `expected` is the exact error of the refusal.
    function _attempt(
        bytes32 name,
        bytes32 number,
        address who,
        address target,
        bytes memory data,
        bytes memory expected
    ) internal returns (bool isDone) {
        bytes memory answer;
        vm.prank(who);
        (isDone, answer) = target.call(data);

        _ledger.count(name, isDone);
        _hold(number, !isDone);
        if (!isDone) {
            vm.assertEq(keccak256(answer), keccak256(expected), string.concat(textOf(name), " failed otherwise"));
        }
    }

    function _hold(bytes32 number, bool isKept) internal {
        _ledger.hold(number, isKept);
    }

    function _waitUntil(uint256 moment) internal {
        if (moment > block.timestamp) vm.warp(moment);
    }

    /// @dev Independent draws out of one seed.
    function _draw(uint256 seed, uint256 index) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, index)));
    }

    function _pick(uint256 seed, uint256 index, uint256 count) internal pure returns (uint256) {
        return _draw(seed, index) % count;
    }

    /// @dev Once in `odds`.
    function _isRare(uint256 seed, uint256 index, uint256 odds) internal pure returns (bool) {
        return _draw(seed, index) % odds == 0;
    }

    /// @dev Within both bounds, and each bound itself once in eight.
    function _between(uint256 seed, uint256 index, uint256 least, uint256 greatest) internal pure returns (uint256) {
        uint256 drawn = _draw(seed, index);
        if (drawn % 8 == 0) return least;
        if (drawn % 8 == 1) return greatest;
        return least + (drawn >> 8) % (greatest - least + 1);
    }
}
