// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category, IRewards, Stream} from "../../src/interfaces/IRewards.sol";
import {System} from "../System.sol";
import {Queue} from "./Queue.sol";
import {RewardsBook} from "./RewardsBook.sol";
import {RewardsHandler} from "./RewardsHandler.sol";
import {RewardsOperations} from "./RewardsOperations.sol";

/// @title RewardsGuardian
/// @notice Pauses, vetoes, revokes and cancels; and the unpauser.
contract RewardsGuardian is RewardsOperations {
    constructor(System system_, RewardsBook book_, Queue queue_) RewardsHandler(system_, book_) {
        queue = queue_;
        _offer(RewardsGuardian.pause.selector, "pause");
        _offer(RewardsGuardian.unpause.selector, "unpause");
        _offer(RewardsGuardian.veto.selector, "veto");
        _offer(RewardsGuardian.revoke.selector, "revoke");
        _offer(RewardsGuardian.cancel.selector, "cancel");
    }

    /// @dev One category, seldom all, and mostly none: then the unpauser is at work.
    function pause(uint256 seed) external step {
        if (!_isRare(seed, 2, 4)) return _unpause(seed);
        Category category = _category(seed);
        bool isAll = _isRare(seed, 3, 6);
        bytes memory data = isAll ? abi.encodeCall(IRewards.pauseAll, ()) : abi.encodeCall(IRewards.pause, (category));
        _act("pause", system.guardian(), address(rewards), data, "");
        for (uint256 i = 0; i < 3; ++i) {
            if (isAll || uint256(category) == i) book.notePause(Category(i));
        }
        vm.assertEq(rewards.pauseOf(category), block.timestamp + 7 days);
    }

    function unpause(uint256 seed) external step {
        _unpause(seed);
    }

    /// @dev The pending root, or another one. One in four: a veto ends every proposal it meets.
    function veto(uint256 seed) external step {
        Category category = _category(seed);
        bytes32 root = rewards.streamOf(category).pendingRoot;
        if (root == 0 || !_isRare(seed, 2, 4)) root = bytes32(_draw(seed, 3));
        bytes memory expected = _whyNotPending(category, root);
        bytes memory data = abi.encodeCall(IRewards.veto, (category, root));
        if (!_act("veto", system.guardian(), address(rewards), data, expected)) return;
        book.noteDropped(category);
    }

    /// @dev The active root, or another one.
    function revoke(uint256 seed) external step {
        Category category = _category(seed);
        Stream memory before = rewards.streamOf(category);
        bytes32 root = before.root;
        if (root == 0 || !_isRare(seed, 2, 3)) root = bytes32(_draw(seed, 3));
        bytes memory expected = "";
        if (before.root == 0) expected = abi.encodeWithSelector(IRewards.RootNotSet.selector);
        else if (root != before.root) expected = _changed(before.root, root);

        book.noteRevoking();
        bytes memory data = abi.encodeCall(IRewards.revoke, (category, root));
        if (!_act("revoke", system.guardian(), address(rewards), data, expected)) return;
        before.root = 0;
        vm.assertEq(keccak256(abi.encode(rewards.streamOf(category))), keccak256(abi.encode(before)), "revoke");
    }

    function cancel(uint256 seed) external step {
        _cancelAny(seed);
    }

    function _unpause(uint256 seed) private {
        for (uint256 i = 0; i < 3; ++i) {
            Category category = Category((_pick(seed, 4, 3) + i) % 3);
            if (rewards.pauseOf(category) <= block.timestamp + 1 hours) continue;
            bytes memory data = abi.encodeCall(IRewards.unpause, (category));
            _scheduleUnpause(address(rewards), data);
            _act("unpause", system.unpauser(), address(rewards), data, "");
            vm.assertEq(rewards.pauseOf(category), block.timestamp);
            return;
        }
    }

    function _changed(bytes32 have, bytes32 want) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewards.RootChanged.selector, have, want);
    }
}
