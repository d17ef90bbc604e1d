// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Base} from "../Base.sol";

/// @dev A name without the zeros behind it.
function textOf(bytes32 name) pure returns (string memory) {
    uint256 length = 0;
    while (length < 32 && name[length] != 0) ++length;
    bytes memory text = new bytes(length);
    for (uint256 i = 0; i < length; ++i) {
        text[i] = name[i];
    }
    return string(text);
}

/// @title Book
/// @notice What the handlers of a campaign share: the clock, what was done and what refused, and which transitions kept
/// or broke the invariant of a number.
/// @dev The runner forgets `vm.warp` between two calls of a campaign. The clock is therefore kept here, and every call
/// begins by setting it.
contract Book is Base {
    uint256 public time = block.timestamp;
    uint256 public calls;
    mapping(bytes32 action => uint256 times) public done;
    mapping(bytes32 action => uint256 times) public refused;
    mapping(bytes32 number => uint256 times) public checked;
    mapping(bytes32 number => uint256 times) public broken;

    /// @notice Moves the clock on to `moment`, never back.
    function passTo(uint256 moment) external {
        if (moment > time) time = moment;
        vm.warp(time);
    }

    function begin() external {
        ++calls;
        vm.warp(time);
    }

    function count(bytes32 action, bool isDone) external {
        if (isDone) ++done[action];
        else ++refused[action];
    }

    /// @notice Records whether a transition kept the invariant `number`, whose own test then fails, and no other.
    function hold(bytes32 number, bool isKept) public {
        ++checked[number];
        if (!isKept) ++broken[number];
    }
}
