// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Handler} from "./Handler.sol";
import {Operation, Queue} from "./Queue.sol";

/// @title Delayed
/// @notice Handlers whose actors schedule what they do with the access manager, and do it when its delay is over.
abstract contract Delayed is Handler {
    /// @dev From when an operation is ready to when it is not any more: the stock manager's own.
    uint256 internal constant EXPIRATION = 7 days;

    Queue internal queue;

    /// @dev Half of the time an operation is waited for and done at once, else it stays for {_executeAny}.
    function _propose(bytes32 name, address caller, address target, bytes memory data, uint256 delay, uint256 seed)
        internal
    {
        IAccessManager manager = system.manager();
        bytes32 id = manager.hashOperation(caller, target, data);
        bool isQueued = manager.getSchedule(id) != 0;
        bytes memory expected = isQueued ? _error(IAccessManager.AccessManagerAlreadyScheduled.selector, id) : bytes("");

        bytes memory call = abi.encodeCall(IAccessManager.schedule, (target, data, 0));
        if (!_act("schedule", caller, address(manager), call, expected)) return;
        queue.add(Operation(name, id, caller, target, data, block.timestamp, delay));

        if (_isRare(seed, 100, 2)) _execute(queue.length() - 1, seed);
    }

    /// @dev Mostly waits for it to be ready; else it may be refused, because it is too early or too late.
    function _executeAny(uint256 seed) internal {
        uint256 count = queue.length();
        if (count == 0) return;
        _execute(_pick(seed, 101, count), seed);
    }

    function _execute(uint256 index, uint256 seed) internal {
        Operation memory operation = queue.operationAt(index);
        uint256 readyAt = operation.scheduledAt + operation.delay;
        if (!_isRare(seed, 102, 4)) _waitUntil(readyAt);

        bytes memory expected = "";
        bool isExpired = block.timestamp >= readyAt + EXPIRATION;
        if (block.timestamp < readyAt) {
            expected = _error(IAccessManager.AccessManagerNotReady.selector, operation.id);
        } else if (isExpired) {
            expected = _error(IAccessManager.AccessManagerExpired.selector, operation.id);
        } else {
            _prepare(operation, seed);
            expected = _whyNot(operation);
        }

        bool isDone = _run(operation, expected);
        if (isDone) _hold("A2", block.timestamp >= readyAt);
        if (isDone || isExpired) queue.remove(index);
    }

    function _run(Operation memory operation, bytes memory expected) internal virtual returns (bool isDone) {
        return _act(operation.name, operation.caller, operation.target, operation.data, expected);
    }

    /// @dev What an operator would do just before, such as to post a price.
    function _prepare(Operation memory operation, uint256 seed) internal virtual {}

    /// @dev The error with which a ready operation fails now; empty when it does not.
    function _whyNot(Operation memory operation) internal virtual returns (bytes memory);

    /// @dev The guardian stops an operation. An expired one too: it is scheduled until somebody takes it away.
    function _cancelAny(uint256 seed) internal {
        uint256 count = queue.length();
        if (count == 0) return;
        uint256 index = _pick(seed, 103, count);
        Operation memory operation = queue.operationAt(index);
        IAccessManager manager = system.manager();
        bytes memory data = abi.encodeCall(IAccessManager.cancel, (operation.caller, operation.target, operation.data));
        if (_act("cancel", system.guardian(), address(manager), data, "")) queue.remove(index);
    }

    /// @dev The unpauser waits an hour. Nobody may cancel that.
    function _scheduleUnpause(address target, bytes memory data) internal {
        IAccessManager manager = system.manager();
        address unpauser = system.unpauser();
        vm.prank(unpauser);
        manager.schedule(target, data, 0);
        _waitUntil(block.timestamp + 1 hours);
    }

    function _error(bytes4 selector, bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, id);
    }

    /// @dev The arguments of a call, without its selector.
    function _arguments(bytes memory data) internal view returns (bytes memory) {
        return this.withoutSelector(data);
    }

    function withoutSelector(bytes calldata data) external pure returns (bytes memory) {
        return data[4:];
    }
}
