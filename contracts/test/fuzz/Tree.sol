// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Tree
/// @notice Merkle trees of any number of leaves, level by level, a node without a sibling going up as it is.
library Tree {
    function rootOf(bytes32[] memory leaves) internal pure returns (bytes32) {
        bytes32[] memory level = leaves;
        while (level.length > 1) level = _up(level);
        return level[0];
    }

    function proofOf(bytes32[] memory leaves, uint256 place) internal pure returns (bytes32[] memory proof) {
        bytes32[] memory steps = new bytes32[](8); // up to 256 leaves
        bytes32[] memory level = leaves;
        uint256 count = 0;
        for (; level.length > 1; place /= 2) {
            uint256 sibling = place % 2 == 0 ? place + 1 : place - 1;
            if (sibling < level.length) steps[count++] = level[sibling];
            level = _up(level);
        }
        proof = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            proof[i] = steps[i];
        }
    }

    function pair(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(abi.encodePacked(a, b)) : keccak256(abi.encodePacked(b, a));
    }

    function _up(bytes32[] memory level) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((level.length + 1) / 2);
        for (uint256 i = 0; i < next.length; ++i) {
            next[i] = 2 * i + 1 < level.length ? pair(level[2 * i], level[2 * i + 1]) : level[2 * i];
        }
    }
}
