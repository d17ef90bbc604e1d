// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {System} from "../System.sol";
import {Book, textOf} from "./Book.sol";
import {Handler} from "./Handler.sol";

/// @title Campaign
/// @notice A world of handlers that the runner calls at random, and a walk that proves that they do what they say.
abstract contract Campaign is System {
    /// @dev As the runner reads it.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    event log_named_uint(string key, uint256 value);

    uint256 private constant STEPS = 2000;
    uint256 private constant LEAST = 2;

    Book internal ledger;
    Handler[] private _handlers;

    function _join(Handler handler) internal {
        _handlers.push(handler);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](_handlers.length);
        for (uint256 i = 0; i < targets.length; ++i) {
            targets[i] = address(_handlers[i]);
        }
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](_handlers.length);
        for (uint256 i = 0; i < targets.length; ++i) {
            Handler.Action[] memory actions = _handlers[i].actions();
            bytes4[] memory selectors = new bytes4[](actions.length);
            for (uint256 j = 0; j < actions.length; ++j) {
                selectors[j] = actions[j].selector;
            }
            targets[i] = FuzzSelector(address(_handlers[i]), selectors);
        }
    }

    /// @dev Who calls a handler means nothing: it acts as somebody else.
    function targetSenders() public pure returns (address[] memory senders) {
        senders = new address[](1);
        senders[0] = address(0xCA11);
    }

    /// @dev The numbers whose transitions the handlers of this campaign check.
    function _numbers() internal view virtual returns (bytes32[] memory);

    /// @dev The runner forgets the clock between calls.
    modifier timed() {
        vm.warp(ledger.time());
        _;
    }

    /// @dev The transitions of a number, as its handlers saw them.
    function _assertKept(bytes32 number) internal view {
        vm.assertEq(ledger.broken(number), 0, textOf(number));
    }

    /// @notice A handler that always bails out proves nothing: a walk of random steps does every action, and checks the
    /// transitions of every number. `forge test -vv` shows how often.
    function test_walk_doesEveryActionAndChecksEveryTransition() public {
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256 seed = uint256(keccak256(abi.encode("walk", i)));
            Handler handler = _handlers[seed % _handlers.length];
            Handler.Action[] memory actions = handler.actions();
            bytes4 selector = actions[(seed >> 64) % actions.length].selector;

            (bool isDone, bytes memory answer) = address(handler).call(abi.encodeWithSelector(selector, seed));
            Address.verifyCallResult(isDone, answer);
        }

        for (uint256 i = 0; i < _handlers.length; ++i) {
            Handler.Action[] memory actions = _handlers[i].actions();
            for (uint256 j = 0; j < actions.length; ++j) {
                string memory name = textOf(actions[j].name);
                emit log_named_uint(name, ledger.done(actions[j].name));
                vm.assertTrue(ledger.done(actions[j].name) >= LEAST, name);
            }
        }
        bytes32[] memory numbers = _numbers();
        for (uint256 i = 0; i < numbers.length; ++i) {
            string memory name = textOf(numbers[i]);
            emit log_named_uint(name, ledger.checked(numbers[i]));
            vm.assertTrue(ledger.checked(numbers[i]) >= LEAST, name);
        }
    }
}
