// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CXPT} from "../../src/CXPT.sol";
import {Rewards} from "../../src/Rewards.sol";
import {Treasury} from "../../src/Treasury.sol";
import {Category, IRewards, Stream} from "../../src/interfaces/IRewards.sol";
import {System} from "../System.sol";
import {Handler} from "./Handler.sol";
import {RewardsBook} from "./RewardsBook.sol";

/// @title RewardsHandler
/// @notice What the actors around Rewards and the Treasury know.
abstract contract RewardsHandler is Handler {
    RewardsBook internal book;
    CXPT internal token;
    Rewards internal rewards;
    Treasury internal treasury;
    address[] internal accounts;

    constructor(System system_, RewardsBook book_) Handler(system_, book_) {
        book = book_;
        (token, rewards, treasury) = (system_.token(), system_.rewards(), system_.treasury());
        accounts = book_.accounts();
    }

    function _observe() internal override {
        book.observe();
    }

    function _category(uint256 seed) internal pure returns (Category) {
        return Category(_pick(seed, 1, 3));
    }

    function _isPaused(Category category) internal view returns (bool) {
        return block.timestamp < rewards.pauseOf(category);
    }

    /// @dev What was funded; for providers with what has vested, until the migration. Sums the tranches once more.
    function _allocatable(Category category) internal view returns (uint256 amount) {
        amount = rewards.streamOf(category).funded;
        if (category == Category.PROVIDER && !rewards.isMigrated()) amount += rewards.vested(block.timestamp);
    }

    function _whyNotPending(Category category, bytes32 root) internal view returns (bytes memory) {
        bytes32 pending = rewards.streamOf(category).pendingRoot;
        if (pending == 0) return abi.encodeWithSelector(IRewards.NoPending.selector);
        if (pending != root) return abi.encodeWithSelector(IRewards.RootChanged.selector, pending, root);
        return "";
    }

    function _whyNotAccept(Category category, bytes32 root) internal view returns (bytes memory why) {
        Stream memory stream = rewards.streamOf(category);
        why = _whyNotPending(category, root);
        if (why.length != 0) return why;
        if (block.timestamp < stream.acceptAt) {
            return abi.encodeWithSelector(IRewards.NotReady.selector, stream.acceptAt);
        }
        uint256 available = _allocatable(category);
        if (stream.pendingTotal > available) return _overAllocated(stream.pendingTotal, available);
        if (_isPaused(category)) return abi.encodeWithSelector(IRewards.Paused.selector, category);
    }

    function _overAllocated(uint256 want, uint256 have) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewards.OverAllocated.selector, want, have);
    }
}
