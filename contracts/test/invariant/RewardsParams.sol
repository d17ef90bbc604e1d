// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRewards, Tranche} from "../../src/interfaces/IRewards.sol";
import {System} from "../System.sol";
import {Queue} from "./Queue.sol";
import {RewardsBook} from "./RewardsBook.sol";
import {RewardsHandler} from "./RewardsHandler.sol";
import {RewardsOperations} from "./RewardsOperations.sol";

/// @title RewardsParams
/// @notice Schedules the emission and the steps of its roots, two days before; and the migrator, once, thirty days before.
contract RewardsParams is RewardsOperations {
    uint256 private constant DELAY = 2 days;

    address private successor = named("successor");

    constructor(System system_, RewardsBook book_, Queue queue_) RewardsHandler(system_, book_) {
        queue = queue_;
        _offer(RewardsParams.addTranche.selector, "addTranche");
        _offer(RewardsParams.cancelTranche.selector, "cancelTranche");
        _offer(RewardsParams.setMaxStep.selector, "setMaxStep");
        _offer(RewardsParams.execute.selector, "schedule");
    }

    /// @dev Mostly of what is left of the cap, and mostly not in the past by the time it is added.
    function addTranche(uint256 seed) external step {
        uint256 room = CAP - rewards.scheduled();
        uint256 start = block.timestamp + DELAY + _between(seed, 1, 0, 60 days);
        if (_isRare(seed, 2, 12)) start = block.timestamp + DELAY - 1;
        uint256 end = start + _between(seed, 3, 0, 90 days);
        if (_isRare(seed, 4, 12)) end = start - 1;
        uint256 amount = _isRare(seed, 5, 12) ? room + 1 : _between(seed, 6, 0, room / 8);
        bytes memory data = abi.encodeCall(IRewards.addTranche, (uint48(start), uint48(end), uint128(amount)));
        _propose("addTranche", system.params(), address(rewards), data, DELAY, seed);
    }

    /// @dev The last that may still be cancelled, or any.
    function cancelTranche(uint256 seed) external step {
        Tranche[] memory all = rewards.tranches();
        uint256 id = _pick(seed, 1, all.length + 1);
        for (uint256 i = 0; i < all.length && !_isRare(seed, 2, 3); ++i) {
            if (all[i].amount != 0 && all[i].start > block.timestamp + DELAY) id = i;
        }
        bytes memory data = abi.encodeCall(IRewards.cancelTranche, (id));
        _propose("cancelTranche", system.params(), address(rewards), data, DELAY, seed);
    }

    function setMaxStep(uint256 seed) external step {
        uint128 most = uint128(_isRare(seed, 2, 2) ? type(uint128).max : _between(seed, 3, 0, 1_000_000e18));
        bytes memory data = abi.encodeCall(IRewards.setMaxStep, (_category(seed), most));
        _propose("setMaxStep", system.params(), address(rewards), data, DELAY, seed);
    }

    /// @dev What waits, and seldom the migration, of which there is one a campaign at most.
    function execute(uint256 seed) external step {
        if (!_isRare(seed, 1, 40)) return _executeAny(seed);
        bytes memory data = abi.encodeCall(IRewards.migrate, (successor));
        _propose("migrate", system.migrator(), address(rewards), data, 30 days, seed);
    }
}
