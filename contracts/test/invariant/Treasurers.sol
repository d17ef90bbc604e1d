// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Category, IRewards} from "../../src/interfaces/IRewards.sol";
import {Bucket, ITreasury} from "../../src/interfaces/ITreasury.sol";
import {System} from "../System.sol";
import {Queue} from "./Queue.sol";
import {RewardsBook} from "./RewardsBook.sol";
import {RewardsHandler} from "./RewardsHandler.sol";
import {RewardsOperations} from "./RewardsOperations.sol";

/// @title Treasurers
/// @notice Moves what the Treasury holds and takes back what Rewards does not owe, a day after it was scheduled; and tries
/// to do so without waiting.
contract Treasurers is RewardsOperations {
    uint256 private constant DELAY = 1 days;

    constructor(System system_, RewardsBook book_, Queue queue_) RewardsHandler(system_, book_) {
        queue = queue_;
        _offer(Treasurers.withdraw.selector, "withdraw");
        _offer(Treasurers.fundCategory.selector, "fundCategory");
        _offer(Treasurers.move.selector, "move");
        _offer(Treasurers.defund.selector, "defund");
        _offer(Treasurers.withdrawAtOnce.selector, "withdrawAtOnce");
    }

    function withdraw(uint256 seed) external step {
        (Bucket bucket, uint256 amount) = _amountOf(seed);
        address to = accounts[_pick(seed, 5, accounts.length)];
        _plans("withdraw", abi.encodeCall(ITreasury.withdraw, (bucket, to, amount, bytes32(seed))), seed);
    }

    function fundCategory(uint256 seed) external step {
        (Bucket bucket, uint256 amount) = _amountOf(seed);
        Category category = _category(seed);
        _plans("fundCategory", abi.encodeCall(ITreasury.fund, (bucket, category, amount, bytes32(seed))), seed);
    }

    function move(uint256 seed) external step {
        (Bucket bucket, uint256 amount) = _amountOf(seed);
        Bucket to = Bucket(_pick(seed, 6, 4));
        _plans("move", abi.encodeCall(ITreasury.move, (bucket, to, amount, bytes32(seed))), seed);
    }

    function defund(uint256 seed) external step {
        Category category = _isRare(seed, 2, 8) ? Category.PROVIDER : Category(1 + _pick(seed, 3, 2));
        uint256 spare = _spareOf(category);
        uint256 amount = _between(seed, 4, 0, spare + spare / 4);
        address to = accounts[_pick(seed, 5, accounts.length)];
        bytes memory data = abi.encodeCall(IRewards.defund, (category, to, uint128(amount), bytes32(seed)));
        _propose("defund", system.treasurer(), address(rewards), data, DELAY, seed);
    }

    /// @dev By the treasurer or by somebody else, without an operation. "Done" counts refusals.
    function withdrawAtOnce(uint256 seed) external step {
        address caller = system.treasurer();
        address to = accounts[0];
        bytes memory data = abi.encodeCall(ITreasury.withdraw, (Bucket.RESERVE, to, 1, bytes32(_draw(seed, 2))));
        bytes32 id = system.manager().hashOperation(caller, address(treasury), data);
        bytes memory expected = _error(IAccessManager.AccessManagerNotScheduled.selector, id);
        _act("atOnce", caller, address(treasury), data, expected);
        book.count("withdrawAtOnce", true);
    }

    function _plans(bytes32 name, bytes memory data, uint256 seed) private {
        _propose(name, system.treasurer(), address(treasury), data, DELAY, seed);
    }

    /// @dev A thousandth of a bucket at most, so that campaigns do not run dry; seldom more than there is.
    function _amountOf(uint256 seed) private view returns (Bucket bucket, uint256 amount) {
        bucket = Bucket(_pick(seed, 3, 4));
        uint256 balance = treasury.balanceOf(bucket);
        amount = _isRare(seed, 4, 12) ? balance + 1 : _between(seed, 7, 0, balance / 1000);
    }
}
