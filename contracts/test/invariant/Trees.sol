// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category} from "../../src/interfaces/IRewards.sol";

/// @title Trees
/// @notice Merkle trees of any number of leaves, of sorted pairs; an odd node goes up as it is.
library Trees {
    /// @dev By the words of the specification.
    function leafOf(address rewards, Category category, address account, uint256 cumulative)
        internal
        view
        returns (bytes32)
    {
        bytes32 inner = keccak256(abi.encode(block.chainid, rewards, uint8(category), account, cumulative));
        return keccak256(bytes.concat(inner));
    }

    function rootOf(bytes32[] memory leaves) internal pure returns (bytes32) {
        bytes32[] memory layer = leaves;
        while (layer.length > 1) {
            layer = above(layer);
        }
        return layer[0];
    }

    function proofOf(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory proof) {
        bytes32[] memory found = new bytes32[](256);
        uint256 count = 0;
        bytes32[] memory layer = leaves;
        while (layer.length > 1) {
            uint256 sibling = index ^ 1;
            if (sibling < layer.length) found[count++] = layer[sibling];
            (layer, index) = (above(layer), index / 2);
        }
        proof = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            proof[i] = found[i];
        }
    }

    function above(bytes32[] memory layer) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((layer.length + 1) / 2);
        for (uint256 i = 0; i < next.length; ++i) {
            bool isAlone = 2 * i + 1 == layer.length;
            next[i] = isAlone ? layer[2 * i] : pair(layer[2 * i], layer[2 * i + 1]);
        }
    }

    function pair(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return left < right ? keccak256(abi.encode(left, right)) : keccak256(abi.encode(right, left));
    }
}
