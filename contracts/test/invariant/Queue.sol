// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice An operation that waits in the access manager.
struct Operation {
    bytes32 name;
    bytes32 id;
    address caller;
    address target;
    bytes data;
    uint256 scheduledAt;
    uint256 delay;
}

/// @title Queue
/// @notice The scheduled operations of a campaign, shared by those who schedule them and the guardian who cancels them.
contract Queue {
    Operation[] private _operations;

    /// @notice Adds an operation, in the place of an expired one with the same id.
    function add(Operation calldata operation) external {
        for (uint256 i = 0; i < _operations.length; ++i) {
            if (_operations[i].id != operation.id) continue;
            _operations[i] = operation;
            return;
        }
        _operations.push(operation);
    }

    function remove(uint256 index) external {
        _operations[index] = _operations[_operations.length - 1];
        _operations.pop();
    }

    function length() external view returns (uint256) {
        return _operations.length;
    }

    function operationAt(uint256 index) external view returns (Operation memory) {
        return _operations[index];
    }
}
