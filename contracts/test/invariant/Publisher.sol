// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category, IRewards, Stream} from "../../src/interfaces/IRewards.sol";
import {System} from "../System.sol";
import {RewardsBook} from "./RewardsBook.sol";
import {RewardsHandler} from "./RewardsHandler.sol";
import {Trees} from "./Trees.sol";

/// @title Publisher
/// @notice Proposes roots of real trees: honest ones, that give every account more than before; careless ones, whose
/// leaves add up to more than the total or take something back; and ones that must be refused.
contract Publisher is RewardsHandler {
    constructor(System system_, RewardsBook book_) RewardsHandler(system_, book_) {
        _offer(Publisher.propose.selector, "propose");
        _offer(Publisher.proposeCarelessly.selector, "proposeCarelessly");
        _offer(Publisher.proposeBadly.selector, "proposeBadly");
    }

    function propose(uint256 seed) external step {
        _proposeHonestly("propose", seed);
    }

    /// @dev A total between its bounds, and leaves that have nothing to do with it; in two cases of three it is honest
    /// after all, so that claims find something to claim.
    function proposeCarelessly(uint256 seed) external step {
        if (!_isRare(seed, 2, 3)) return _proposeHonestly("propose", seed);
        Category category = _category(seed);
        (uint256 least, uint256 most) = _boundsOf(category);
        uint256[] memory cumulatives = new uint256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            cumulatives[i] = _between(seed, 10 + i, 0, 2 * most + 1);
        }
        _propose("proposeCarelessly", category, cumulatives, uint104(_between(seed, 3, least, most)), "");
    }

    /// @dev "Done" counts refusals here.
    function proposeBadly(uint256 seed) external step {
        Category category = _category(seed);
        Stream memory stream = rewards.streamOf(category);
        (uint256 least,) = _boundsOf(category);
        uint256 available = _allocatable(category);
        bytes32 root = bytes32(_draw(seed, 2) | 1);
        uint256 total = stream.total + uint256(stream.maxStep);
        bytes memory why;

        if (_isRare(seed, 3, 3)) {
            (root, why) = (0, abi.encodeWithSelector(IRewards.ZeroRoot.selector));
        } else if (least != 0 && _isRare(seed, 4, 2)) {
            total = _between(seed, 5, 0, least - 1);
            why = abi.encodeWithSelector(IRewards.TotalDecreased.selector, least, total);
        } else if (total < type(uint104).max) {
            total += _between(seed, 5, 1, type(uint104).max - total);
            why = abi.encodeWithSelector(IRewards.StepTooLarge.selector, total - stream.total, stream.maxStep);
        } else {
            total = _between(seed, 5, available + 1, type(uint104).max);
            why = _overAllocated(total, available);
        }
        if (total > type(uint104).max) total = type(uint104).max;

        bytes memory data = abi.encodeCall(IRewards.propose, (category, root, uint104(total), "ipfs://bad"));
        _act("bad", system.publisher(), address(rewards), data, why);
        book.count("proposeBadly", true);
    }

    function _proposeHonestly(bytes32 name, uint256 seed) private {
        Category category = _category(seed);
        (uint256 least, uint256 most) = _boundsOf(category);
        (uint256[] memory cumulatives, uint256 total) = _entitled(category, rewards.streamOf(category).root);
        if (total > most) (cumulatives, total) = _entitled(category, 0);
        uint256 room = most > total ? (most - total) / accounts.length : 0;
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 added = _between(seed, 10 + i, 0, room);
            (cumulatives[i], total) = (cumulatives[i] + added, total + added);
        }
        if (total < least) total = least;
        _propose(name, category, cumulatives, uint104(total), "");
    }

    function _propose(
        bytes32 name,
        Category category,
        uint256[] memory cumulatives,
        uint104 total,
        bytes memory expected
    ) private {
        bytes32[] memory leaves = new bytes32[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            leaves[i] = Trees.leafOf(address(rewards), category, accounts[i], cumulatives[i]);
        }
        bytes32 root = Trees.rootOf(leaves);
        bytes memory data = abi.encodeCall(IRewards.propose, (category, root, total, "ipfs://tree"));
        if (!_act(name, system.publisher(), address(rewards), data, expected)) return;
        vm.assertEq(rewards.streamOf(category).acceptAt, block.timestamp + 1 days);
        book.noteProposal(category, root, cumulatives);
    }

    /// @dev What the accounts are entitled to by the tree of `root`, and at least what they were paid.
    function _entitled(Category category, bytes32 root)
        private
        view
        returns (uint256[] memory cumulatives, uint256 total)
    {
        uint256[] memory tree = book.treeOf(root);
        cumulatives = new uint256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            cumulatives[i] = rewards.claimedOf(category, accounts[i]);
            if (tree.length != 0 && tree[i] > cumulatives[i]) cumulatives[i] = tree[i];
            total += cumulatives[i];
        }
    }

    /// @dev Between what was accepted, or claimed while no root is active, and what may be had.
    function _boundsOf(Category category) private view returns (uint256 least, uint256 most) {
        Stream memory stream = rewards.streamOf(category);
        least = stream.root == 0 ? stream.claimed : stream.total;
        most = _allocatable(category);
        uint256 reach = stream.total + uint256(stream.maxStep);
        if (most > reach) most = reach;
    }
}
