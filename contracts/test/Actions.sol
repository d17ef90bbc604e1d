// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category} from "../src/interfaces/IRewards.sol";
import {Flag, Usage} from "../src/interfaces/IVault.sol";
import {System} from "./System.sol";

/// @title Actions
/// @notice What several tests make users, gateways and operators do.
abstract contract Actions is System {
    address internal alice = named("alice");
    address internal bob = named("bob");
    address internal carol = named("carol");

    /// @dev Gives `user` so many wei of CXPT and deposits them as his credits.
    function loadCredits(address user, uint256 amount) internal {
        give(user, amount);
        vm.startPrank(user);
        token.approve(address(vault), amount);
        vault.deposit(user, amount);
        vm.stopPrank();
    }

    function usagesOf(address user, uint56 cumulativeUsd) internal pure returns (Usage[] memory usages) {
        usages = new Usage[](1);
        usages[0] = Usage(user, cumulativeUsd);
    }

    /// @dev Settles `user` up to `cumulativeUsd` micro-USD.
    function settle(address user, uint56 cumulativeUsd) internal {
        vm.prank(meter);
        vault.settle(usagesOf(user, cumulativeUsd), "root");
    }

    /// @dev Charges as the Subscriptions contract does.
    function charge(address user, uint256 usd) internal returns (uint256) {
        vm.prank(address(subscriptions));
        return vault.charge(user, usd, type(uint256).max, "ref");
    }

    function pauseFlag(Flag flag) internal {
        vm.prank(guardian);
        vault.pause(flag);
    }

    function requestAndWait(address user, uint256 amount) internal {
        vm.prank(user);
        vault.requestWithdrawal(amount);
        vm.warp(block.timestamp + 1 days);
    }

    function leafOf(Category category, address account, uint256 cumulative) internal view returns (bytes32) {
        bytes32 inner = keccak256(abi.encode(block.chainid, address(rewards), uint8(category), account, cumulative));
        return keccak256(bytes.concat(inner));
    }

    /// @dev A tree of one leaf: the leaf is the root and the proof is empty.
    function acceptSingle(Category category, address account, uint104 cumulative, uint104 total)
        internal
        returns (bytes32 root)
    {
        root = leafOf(category, account, cumulative);
        vm.prank(publisher);
        rewards.propose(category, root, total, "ipfs://inputs");
        vm.warp(block.timestamp + 1 days);
        rewards.accept(category, root);
    }
}
