// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category, IRewards, Stream, Tranche} from "../../src/interfaces/IRewards.sol";
import {Bucket, ITreasury} from "../../src/interfaces/ITreasury.sol";
import {Delayed} from "./Delayed.sol";
import {Operation} from "./Queue.sol";
import {RewardsHandler} from "./RewardsHandler.sol";

/// @title RewardsOperations
/// @notice How what PARAMS, the treasurer and the migrator scheduled ends when it is ready.
abstract contract RewardsOperations is RewardsHandler, Delayed {
    uint256 internal constant CAP = 480_000_000e18;

    function _run(Operation memory operation, bytes memory expected) internal override returns (bool isDone) {
        bool isTreasurer = operation.caller == system.treasurer();
        if (isTreasurer) book.noteTreasurer(operation.scheduledAt + operation.delay);
        uint256 owed = 0;
        for (uint256 i = 0; i < 3; ++i) {
            owed += rewards.streamOf(Category(i)).total - rewards.streamOf(Category(i)).claimed;
        }

        isDone = super._run(operation, expected);
        if (!isDone || operation.name != "migrate") return isDone;
        vm.assertEq(token.balanceOf(address(rewards)), owed, "migrated");
        book.noteMigrated();
    }

    function _whyNot(Operation memory operation) internal view override returns (bytes memory) {
        if (operation.name == "addTranche") return _whyNotTranche(operation.data);
        if (operation.name == "cancelTranche") return _whyNotCancelled(operation.data);
        if (operation.name == "defund") return _whyNotDefund(operation.data);
        if (operation.name == "migrate") return rewards.isMigrated() ? _migrated() : bytes("");
        if (operation.name == "withdraw") return _whyNotWithdraw(operation.data);
        if (operation.name == "fundCategory") return _whyNotFund(operation.data);
        if (operation.name == "move") return _whyNotMove(operation.data);
        return "";
    }

    /// @dev What of the funds no accepted root entitles anybody to. Providers live on emission too.
    function _spareOf(Category category) internal view returns (uint256) {
        Stream memory stream = rewards.streamOf(category);
        return stream.funded > stream.total ? stream.funded - stream.total : 0;
    }

    function _whyNotTranche(bytes memory data) private view returns (bytes memory) {
        (uint48 start, uint48 end, uint128 amount) = abi.decode(_arguments(data), (uint48, uint48, uint128));
        uint256 room = CAP - rewards.scheduled();
        if (rewards.isMigrated()) return _migrated();
        if (start < block.timestamp) return abi.encodeWithSelector(IRewards.Retroactive.selector, start);
        if (end < start || amount == 0) return abi.encodeWithSelector(IRewards.BadTranche.selector);
        if (amount > room) return abi.encodeWithSelector(IRewards.CapExceeded.selector, amount, room);
        if (rewards.tranches().length == 64) return abi.encodeWithSelector(IRewards.TooMany.selector);
        return "";
    }

    function _whyNotCancelled(bytes memory data) private view returns (bytes memory) {
        uint256 id = abi.decode(_arguments(data), (uint256));
        Tranche[] memory all = rewards.tranches();
        bool isAhead = id < all.length && all[id].amount != 0 && all[id].start > block.timestamp;
        return isAhead ? bytes("") : abi.encodeWithSelector(IRewards.Begun.selector, id);
    }

    function _whyNotDefund(bytes memory data) private view returns (bytes memory) {
        (Category category,, uint128 amount,) = abi.decode(_arguments(data), (Category, address, uint128, bytes32));
        uint256 spare = _spareOf(category);
        if (category == Category.PROVIDER) return abi.encodeWithSelector(IRewards.NotDefundable.selector, category);
        if (amount == 0) return abi.encodeWithSelector(IRewards.ZeroAmount.selector);
        return amount > spare ? _overAllocated(amount, spare) : bytes("");
    }

    function _whyNotWithdraw(bytes memory data) private view returns (bytes memory) {
        (Bucket bucket,, uint256 amount,) = abi.decode(_arguments(data), (Bucket, address, uint256, bytes32));
        return _whyNotDebit(bucket, amount);
    }

    function _whyNotFund(bytes memory data) private view returns (bytes memory) {
        (Bucket bucket, Category category, uint256 amount,) =
            abi.decode(_arguments(data), (Bucket, Category, uint256, bytes32));
        bool isProvider = category == Category.PROVIDER;
        if (isProvider) return abi.encodeWithSelector(ITreasury.NotFundable.selector, category);
        return _whyNotDebit(bucket, amount);
    }

    function _whyNotMove(bytes memory data) private view returns (bytes memory) {
        (Bucket from, Bucket to, uint256 amount,) = abi.decode(_arguments(data), (Bucket, Bucket, uint256, bytes32));
        if (from == to) return abi.encodeWithSelector(ITreasury.SameBucket.selector);
        return _whyNotDebit(from, amount);
    }

    function _whyNotDebit(Bucket bucket, uint256 amount) private view returns (bytes memory) {
        uint256 balance = treasury.balanceOf(bucket);
        if (amount == 0) return abi.encodeWithSelector(ITreasury.ZeroAmount.selector);
        bool isMore = amount > balance;
        return isMore ? abi.encodeWithSelector(ITreasury.Insufficient.selector, bucket, balance, amount) : bytes("");
    }

    function _migrated() private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewards.AlreadyMigrated.selector);
    }
}
