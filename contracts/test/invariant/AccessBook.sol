// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Book} from "./Book.sol";

/// @title AccessBook
/// @notice Who was made a member of what, and by what was done.
contract AccessBook is Book {
    mapping(uint64 role => mapping(address account => bool)) public isMember;
    uint256 public dailyCap;

    function noteMember(uint64 role, address account, bool isIn) external {
        isMember[role][account] = isIn;
    }

    function noteCap(uint256 cap) external {
        dailyCap = cap;
    }
}
