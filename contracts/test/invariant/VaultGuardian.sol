// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Flag, IVault} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {Delayed} from "./Delayed.sol";
import {Operation, Queue} from "./Queue.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title VaultGuardian
/// @notice Pauses the Vault and cancels what waits; and the unpauser, who ends pauses more often than they begin, so that
/// campaigns are not spent in pauses.
contract VaultGuardian is VaultHandler, Delayed {
    constructor(System system_, VaultBook book_, Queue queue_) VaultHandler(system_, book_) {
        queue = queue_;
        _offer(VaultGuardian.pause.selector, "pause");
        _offer(VaultGuardian.unpause.selector, "unpause");
        _offer(VaultGuardian.cancel.selector, "cancel");
    }

    /// @dev One flag, seldom all, and mostly none: then the unpauser is at work.
    function pause(uint256 seed) external step {
        if (!_isRare(seed, 1, 4)) return _unpause(seed);
        if (_isRare(seed, 2, 6)) {
            _act("pause", system.guardian(), address(vault), abi.encodeCall(IVault.pauseAll, ()), "");
            for (uint256 i = 0; i < 3; ++i) {
                book.notePause(Flag(i));
            }
            return;
        }

        Flag flag = Flag(_pick(seed, 3, 3));
        (uint256 from, uint256 until) = vault.pauseOf(flag);
        if (!_act("pause", system.guardian(), address(vault), abi.encodeCall(IVault.pause, (flag)), "")) return;
        book.notePause(flag);
        if (block.timestamp >= until + 1 days) from = block.timestamp;
        (uint256 fromNow, uint256 untilNow) = vault.pauseOf(flag);
        vm.assertEq(fromNow, from);
        vm.assertEq(untilNow, block.timestamp + 7 days);
    }

    function unpause(uint256 seed) external step {
        _unpause(seed);
    }

    function cancel(uint256 seed) external step {
        _cancelAny(seed);
    }

    /// @dev The first flag from a random one on whose pause outlasts the unpauser's delay of an hour.
    function _unpause(uint256 seed) private {
        for (uint256 i = 0; i < 3; ++i) {
            Flag flag = Flag((_pick(seed, 4, 3) + i) % 3);
            (uint256 from, uint256 until) = vault.pauseOf(flag);
            if (until <= block.timestamp + 1 hours) continue;

            bytes memory data = abi.encodeCall(IVault.unpause, (flag));
            _scheduleUnpause(address(vault), data);
            _act("unpause", system.unpauser(), address(vault), data, "");
            (uint256 fromNow, uint256 untilNow) = vault.pauseOf(flag);
            vm.assertEq(fromNow, from);
            vm.assertEq(untilNow, block.timestamp);
            return;
        }
    }

    function _whyNot(Operation memory) internal pure override returns (bytes memory) {
        return "";
    }
}
