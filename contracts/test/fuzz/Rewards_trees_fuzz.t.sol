// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rewards} from "../../src/Rewards.sol";
import {Category, IRewards} from "../../src/interfaces/IRewards.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";
import {Tree} from "./Tree.sol";

/// @notice Claims out of trees of 1 to 64 leaves: every right proof pays once, every wrong one pays nothing.
contract Rewards_trees_fuzz_test is Fuzz {
    using Dicing for Dice;

    Rewards private rewards;
    Category private category;
    address[] private accounts;
    uint256[] private amounts;
    bytes32[] private leaves;

    function setUp() public override {
        super.setUp();
        rewards = new Rewards(manager, token, 1 days);
    }

    function testFuzz_claim_ofEveryLeaf_paysTheWholeTotalAndNoMore(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 total = _plant(dice, dice.roll(1, 64), 0);
        uint256 first = dice.pick(accounts.length);
        for (uint256 k = 0; k < accounts.length; ++k) {
            uint256 i = (first + k) % accounts.length;
            vm.prank(address(uint160(dice.roll(1, type(uint160).max)))); // whoever claims, the account is paid
            rewards.claim(category, accounts[i], amounts[i], Tree.proofOf(leaves, i));
            vm.assertEq(free.balanceOf(accounts[i]), amounts[i]);
        }
        vm.assertEq(rewards.streamOf(category).claimed, total);
        same(free.balanceOf(address(rewards)), 0, "all of it was paid");

        uint256 again = dice.pick(accounts.length);
        vm.expectRevert(IRewards.NothingToClaim.selector);
        rewards.claim(category, accounts[again], amounts[again], Tree.proofOf(leaves, again));
    }

    /// @dev A second root with other amounts pays each account the difference, whether it claimed before or not.
    function testFuzz_claim_fromTheNextRoot_paysTheDifference(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 count = dice.roll(1, 24);
        _plant(dice, count, 0);
        for (uint256 i = 0; i < count; ++i) {
            if (dice.chance(50)) rewards.claim(category, accounts[i], amounts[i], Tree.proofOf(leaves, i));
        }
        uint256 total = _plant(dice, count, 1);
        for (uint256 i = 0; i < count; ++i) {
            rewards.claim(category, accounts[i], amounts[i], Tree.proofOf(leaves, i));
            vm.assertEq(free.balanceOf(accounts[i]), amounts[i]);
            vm.assertEq(rewards.claimedOf(category, accounts[i]), amounts[i]);
        }
        vm.assertEq(rewards.streamOf(category).claimed, total);
    }

    function testFuzz_claim_withAWrongProof_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 count = dice.roll(2, 64);
        _plant(dice, count, 0);
        uint256 i = dice.pick(count);
        bytes32[] memory proof = Tree.proofOf(leaves, i);
        uint256 what = dice.pick(4);
        uint256 place = dice.pick(proof.length);
        if (what == 0) proof[place] ^= bytes32(2 ** dice.pick(256));
        if (what == 1) proof = _resized(proof, proof.length - 1);
        if (what == 2) proof = _resized(proof, proof.length + 1);
        if (what == 3) proof = Tree.proofOf(leaves, (i + 1 + dice.pick(count - 1)) % count);

        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(category, accounts[i], amounts[i], proof);
    }

    function testFuzz_claim_ofAnythingButTheLeaf_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 count = dice.roll(1, 64);
        _plant(dice, count, 0);
        uint256 i = dice.pick(count);
        bytes32[] memory proof = Tree.proofOf(leaves, i);
        (address account, uint256 amount, Category of_) = (accounts[i], amounts[i], category);
        uint256 what = dice.pick(5);
        if (what == 0) account = address(uint160(account) ^ uint160(2 ** dice.pick(160)));
        if (what == 1) amount = dice.roll(amount + 1, type(uint256).max);
        if (what == 2) amount = dice.roll(0, amount - 1);
        if (what == 3) of_ = Category((uint256(of_) + 1 + dice.pick(2)) % 3);
        if (what == 4) vm.chainId(1 + dice.pick(31_336));

        vm.expectRevert(what == 3 ? IRewards.RootNotSet.selector : IRewards.InvalidProof.selector);
        rewards.claim(of_, account, amount, proof);
        vm.chainId(31_337);
    }

    /// @dev An inner node, its proof shortened by as many levels, is no leaf: leaves are hashed twice.
    function testFuzz_claim_ofAnInnerNode_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 count = dice.roll(2, 64);
        _plant(dice, count, 0);
        uint256 i = dice.pick(count) & ~uint256(1);
        if (i + 1 == count) i -= 2;
        bytes32[] memory full = Tree.proofOf(leaves, i);
        bytes32[] memory proof = new bytes32[](full.length - 1);
        for (uint256 k = 0; k < proof.length; ++k) {
            proof[k] = full[k + 1];
        }
        (address account, uint256 amount) = (accounts[i], dice.roll(1, type(uint96).max));
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(category, account, amount, proof);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(category, account, uint256(Tree.pair(leaves[i], leaves[i + 1])), proof);
    }

    /// @dev A root whose leaves add up to more than its total stops paying at the total.
    function testFuzz_claim_beyondTheTotal_isRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 sum = _grow(dice, dice.roll(1, 16), 0);
        uint104 total = uint104(dice.roll(0, sum - 1));
        _accept(total, sum);
        uint256 paid = 0;
        for (uint256 i = 0; i < accounts.length; ++i) {
            bytes32[] memory proof = Tree.proofOf(leaves, i);
            bool fits = paid + amounts[i] <= total;
            if (!fits) {
                vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, paid + amounts[i], total));
            }
            rewards.claim(category, accounts[i], amounts[i], proof);
            if (fits) paid += amounts[i];
        }
        vm.assertEq(rewards.streamOf(category).claimed, paid);
    }

    /// @dev Grows a tree, funds it and makes it the active root.
    function _plant(Dice memory dice, uint256 count, uint256 generation) private returns (uint256 total) {
        uint256 before = rewards.streamOf(category).total;
        total = _grow(dice, count, generation);
        _accept(uint104(total), total - before);
    }

    function _grow(Dice memory dice, uint256 count, uint256 generation) private returns (uint256 total) {
        if (generation == 0) {
            category = Category(dice.pick(3));
            rewards.setMaxStep(category, type(uint128).max);
            for (uint256 i = 0; i < count; ++i) {
                accounts.push(address(uint160(uint256(keccak256(abi.encode(dice.seed, i))))));
                amounts.push(0);
            }
        }
        delete leaves;
        for (uint256 i = 0; i < count; ++i) {
            amounts[i] += dice.roll(1, type(uint96).max); // 128 of these fit the 104 bits of a total
            total += amounts[i];
            bytes memory leaf = abi.encode(block.chainid, address(rewards), uint8(category), accounts[i], amounts[i]);
            leaves.push(keccak256(bytes.concat(keccak256(leaf))));
        }
    }

    function _accept(uint104 total, uint256 funds) private {
        free.mint(address(this), funds);
        rewards.fund(category, funds);
        bytes32 root = Tree.rootOf(leaves);
        rewards.propose(category, root, total, "");
        vm.warp(block.timestamp + 1 days);
        rewards.accept(category, root);
    }

    function _resized(bytes32[] memory proof, uint256 length) private pure returns (bytes32[] memory next) {
        next = new bytes32[](length);
        for (uint256 i = 0; i < length && i < proof.length; ++i) {
            next[i] = proof[i];
        }
    }
}
