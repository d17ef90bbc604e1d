// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category, IRewards, Stream} from "../../src/interfaces/IRewards.sol";
import {Bucket, ITreasury} from "../../src/interfaces/ITreasury.sol";
import {System} from "../System.sol";
import {RewardsBook} from "./RewardsBook.sol";
import {RewardsHandler} from "./RewardsHandler.sol";
import {Trees} from "./Trees.sol";

/// @title Claimers
/// @notice Does what anybody may: accepts, claims for himself and for others, funds, gives, skims. And time.
contract Claimers is RewardsHandler {
    address private keeper = named("keeper");

    constructor(System system_, RewardsBook book_) RewardsHandler(system_, book_) {
        _offer(Claimers.accept.selector, "accept");
        _offer(Claimers.claim.selector, "claim");
        _offer(Claimers.claimWrongly.selector, "claimWrongly");
        _offer(Claimers.fund.selector, "fund");
        _offer(Claimers.deposit.selector, "deposit");
        _offer(Claimers.donate.selector, "donate");
        _offer(Claimers.skim.selector, "skim");
        _offer(Claimers.pass.selector, "pass");
        _offer(Claimers.passToBoundary.selector, "passToBoundary");
    }

    /// @dev Mostly once the window is over, seldom the wrong root.
    function accept(uint256 seed) external step {
        Category category = _pendingCategory(seed);
        Stream memory stream = rewards.streamOf(category);
        if (!_isRare(seed, 2, 3)) _waitUntil(stream.acceptAt);
        bytes32 root = _isRare(seed, 3, 12) ? bytes32(_draw(seed, 4)) : stream.pendingRoot;
        bytes memory expected = _whyNotAccept(category, root);

        book.noteAccepting();
        bytes memory data = abi.encodeCall(IRewards.accept, (category, root));
        _act("accept", keeper, address(rewards), data, expected);
    }

    /// @dev By the account itself or by anybody else.
    function claim(uint256 seed) external step {
        Category category = _activeCategory(seed);
        bytes32 root = rewards.streamOf(category).root;
        if (root == 0) return _claim(category, 0, 1, new bytes32[](0), keeper, true);

        uint256[] memory cumulatives = book.treeOf(root);
        uint256 index = _claimable(category, cumulatives, seed);
        bytes32[] memory leaves = _leavesOf(category, cumulatives);
        address caller = _isRare(seed, 4, 2) ? accounts[index] : keeper;
        _claim(category, index, cumulatives[index], Trees.proofOf(leaves, index), caller, true);
    }

    /// @dev Somebody else's proof, another amount, another category, a node as a leaf, no proof. "Done" counts refusals.
    function claimWrongly(uint256 seed) external step {
        Category category = _activeCategory(seed);
        bytes32 root = rewards.streamOf(category).root;
        if (root == 0) return;
        uint256[] memory cumulatives = book.treeOf(root);
        uint256 index = _pick(seed, 3, accounts.length);
        bytes32[] memory leaves = _leavesOf(category, cumulatives);
        bytes32[] memory proof = Trees.proofOf(leaves, index);

        uint256 way = _pick(seed, 4, 4);
        uint256 cumulative = cumulatives[index];
        if (way == 0) ++cumulative;
        else if (way == 1) proof = Trees.proofOf(leaves, (index + 1) % accounts.length);
        else if (way == 2) proof = new bytes32[](0);
        else proof[0] = ~proof[0];
        _claim(category, index, cumulative, proof, keeper, false);
        book.count("claimWrongly", true);
    }

    function fund(uint256 seed) external step {
        Category category = _category(seed);
        uint256 amount = _between(seed, 2, 1, 10_000e18);
        address from = _donor(seed, address(rewards), amount);
        uint256 funded = rewards.streamOf(category).funded;
        _act("fund", from, address(rewards), abi.encodeCall(IRewards.fund, (category, amount)), "");
        vm.assertEq(rewards.streamOf(category).funded, funded + amount);
    }

    function deposit(uint256 seed) external step {
        Bucket bucket = Bucket(_pick(seed, 1, 4));
        uint256 amount = _between(seed, 2, 1, 1000e18);
        address from = _donor(seed, address(treasury), amount);
        uint256 balance = treasury.balanceOf(bucket);
        _act("deposit", from, address(treasury), abi.encodeCall(ITreasury.deposit, (bucket, amount)), "");
        vm.assertEq(treasury.balanceOf(bucket), balance + amount);
    }

    function donate(uint256 seed) external step {
        uint256 amount = _between(seed, 2, 1, 1000e18);
        bool isForTreasury = _isRare(seed, 3, 2);
        address to = isForTreasury ? address(treasury) : address(rewards);
        address from = _donor(seed, to, amount);
        _act("donate", from, address(token), abi.encodeCall(token.transfer, (to, amount)), "");
        book.noteDonation(isForTreasury, amount);
    }

    function skim(uint256) external step {
        uint256 surplus = book.donatedToTreasury();
        bytes memory expected = surplus == 0 ? abi.encodeWithSelector(ITreasury.ZeroAmount.selector) : bytes("");
        uint256 protocol = treasury.balanceOf(Bucket.PROTOCOL);
        if (!_act("skim", keeper, address(treasury), abi.encodeCall(ITreasury.skim, ()), expected)) return;
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), protocol + surplus);
        book.noteSkim();
    }

    function pass(uint256 seed) external step {
        uint256 most = _isRare(seed, 1, 8) ? 40 days : (_isRare(seed, 2, 3) ? 3 days : 12 hours);
        vm.warp(block.timestamp + _between(seed, 3, 0, most));
        book.count("pass", true);
    }

    /// @dev To the end of a window, a pause or a tranche, or the second before it.
    function passToBoundary(uint256 seed) external step {
        Stream memory stream = rewards.streamOf(_category(seed));
        uint256 count = rewards.tranches().length;
        uint256 id = count == 0 ? 0 : _pick(seed, 2, count);
        uint256[4] memory moments = [
            uint256(stream.acceptAt),
            stream.pausedUntil,
            count == 0 ? 0 : rewards.tranches()[id].start,
            count == 0 ? 0 : rewards.tranches()[id].end
        ];
        uint256 moment = moments[_pick(seed, 3, 4)];
        if (moment > block.timestamp) vm.warp(moment - _pick(seed, 4, 2));
        book.count("passToBoundary", true);
    }

    function _claim(
        Category category,
        uint256 index,
        uint256 cumulative,
        bytes32[] memory proof,
        address caller,
        bool isProven
    ) private {
        address account = accounts[index];
        Stream memory stream = rewards.streamOf(category);
        uint256 before = rewards.claimedOf(category, account);
        bytes memory expected = "";
        if (cumulative > before && cumulative - before > stream.total - stream.claimed) {
            expected = _overAllocated(stream.claimed + cumulative - before, stream.total);
        }
        if (cumulative <= before) expected = abi.encodeWithSelector(IRewards.NothingToClaim.selector);
        if (!isProven) expected = abi.encodeWithSelector(IRewards.InvalidProof.selector);
        if (stream.root == 0) expected = abi.encodeWithSelector(IRewards.RootNotSet.selector);
        if (_isPaused(category)) expected = abi.encodeWithSelector(IRewards.Paused.selector, category);

        uint256[] memory held = _held();
        bytes memory data = abi.encodeCall(IRewards.claim, (category, account, cumulative, proof));
        if (!_act(isProven ? bytes32("claim") : bytes32("wrong"), caller, address(rewards), data, expected)) return;
        uint256[] memory later = _held();
        for (uint256 i = 0; i < held.length; ++i) {
            if (i == index) held[i] += cumulative - before;
            if (i == accounts.length) held[i] -= cumulative - before;
            _hold("W8", later[i] == held[i]);
        }
        book.notePaid(category, account, cumulative - before);
    }

    /// @dev The tokens of every account, of Rewards, of the keeper and of the Treasury.
    function _held() private view returns (uint256[] memory held) {
        held = new uint256[](accounts.length + 3);
        for (uint256 i = 0; i < accounts.length; ++i) {
            held[i] = token.balanceOf(accounts[i]);
        }
        held[accounts.length] = token.balanceOf(address(rewards));
        held[accounts.length + 1] = token.balanceOf(keeper);
        held[accounts.length + 2] = token.balanceOf(address(treasury));
    }

    function _leavesOf(Category category, uint256[] memory cumulatives) private view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            leaves[i] = Trees.leafOf(address(rewards), category, accounts[i], cumulatives[i]);
        }
    }

    /// @dev Somebody with `amount` wei that `spender` may take.
    function _donor(uint256 seed, address spender, uint256 amount) private returns (address from) {
        from = accounts[_pick(seed, 5, accounts.length)];
        system.give(from, amount);
        vm.prank(from);
        token.approve(spender, amount);
    }

    /// @dev The first from a random one on with something to accept, else that one.
    function _pendingCategory(uint256 seed) private view returns (Category) {
        for (uint256 i = 0; i < 3; ++i) {
            Category category = Category((_pick(seed, 1, 3) + i) % 3);
            if (rewards.streamOf(category).pendingRoot != 0) return category;
        }
        return _category(seed);
    }

    /// @dev The first from a random one on who can be paid, else that one.
    function _claimable(Category category, uint256[] memory cumulatives, uint256 seed) private view returns (uint256) {
        Stream memory stream = rewards.streamOf(category);
        uint256 first = _pick(seed, 3, accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 index = (first + i) % accounts.length;
            uint256 before = rewards.claimedOf(category, accounts[index]);
            bool isOwed = cumulatives[index] > before && cumulatives[index] - before <= stream.total - stream.claimed;
            if (isOwed) return index;
        }
        return first;
    }

    function _activeCategory(uint256 seed) private view returns (Category) {
        for (uint256 i = 0; i < 3; ++i) {
            Category category = Category((_pick(seed, 1, 3) + i) % 3);
            if (rewards.streamOf(category).root != 0) return category;
        }
        return _category(seed);
    }
}
