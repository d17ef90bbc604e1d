// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rewards} from "../../src/Rewards.sol";
import {Category, IRewards, Stream} from "../../src/interfaces/IRewards.sol";
import {ADMIN} from "../RoleTable.sol";
import {GreedyClaimer} from "./Attackers.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Forged and foreign proofs, doubled claims, wrong roots, and everything that ever emptied a distributor.
contract Threats_rewards_test is Attacks {
    Category private constant C = Category.REFERRAL;

    function setUp() public override {
        super.setUp();
        token.approve(address(rewards), 2000);
        rewards.fund(C, 1000);
        rewards.fund(Category.LOYALTY, 1000);
    }

    // Foreign proofs

    function test_threat_foreignProof_ofAnotherChain_isRefused() public {
        uint256[3] memory chains = [uint256(1), 8453, 84532];
        for (uint256 i = 0; i < chains.length; ++i) {
            accept(foreignLeaf(chains[i], address(rewards), C, mallory, 100), 100);
            claimFails(C, mallory, 100, none);
        }
        // And ours is worth nothing on a fork of this chain.
        acceptSingle(C, alice, 100, 400);
        vm.chainId(1);
        claimFails(C, alice, 100, none);
    }

    function test_threat_foreignProof_ofAnotherContract_isRefused() public {
        Rewards other = new Rewards(address(manager), token, 1 days);
        accept(foreignLeaf(block.chainid, address(other), C, mallory, 100), 100);
        claimFails(C, mallory, 100, none);
    }

    function test_threat_foreignProof_ofAnotherCategory_isRefused() public {
        bytes32 root = acceptSingle(Category.LOYALTY, mallory, 100, 100);
        accept(root, 100);
        claimFails(C, mallory, 100, none);
        claimFails(Category.PROVIDER, mallory, 100, none);
        rewards.claim(Category.LOYALTY, mallory, 100, none);
        vm.assertEq(token.balanceOf(mallory), 100);
    }

    function test_threat_foreignProof_ofAnotherAccountOrAmount_isRefused() public {
        acceptSingle(C, alice, 100, 1000);
        claimFails(C, mallory, 100, none);
        claimFails(C, alice, 101, none);
        claimFails(C, alice, 99, none);
        claimFails(C, alice, MAX, none);
    }

    // Trees

    /// @dev Every node of a tree of four, offered as the leaf it is not: with the rest of its own path as the proof.
    function test_threat_nodeAsLeaf_isRefused() public {
        bytes32[4] memory leaves = [leafOf(C, alice, 1), leafOf(C, bob, 2), leafOf(C, carol, 3), leafOf(C, mallory, 4)];
        bytes32 left = pair(leaves[0], leaves[1]);
        bytes32 right = pair(leaves[2], leaves[3]);
        accept(pair(left, right), 10);

        bytes32[] memory one = new bytes32[](1);
        bytes32[5] memory nodes = [leaves[0], leaves[3], left, right, pair(left, right)];
        for (uint256 i = 0; i < nodes.length; ++i) {
            one[0] = nodes[i];
            claimFails(C, mallory, 4, one);
            claimFails(C, address(uint160(uint256(nodes[i]))), uint256(nodes[(i + 1) % 5]), none);
        }
        claimFails(C, mallory, 4, none);

        bytes32[] memory proof = new bytes32[](2);
        (proof[0], proof[1]) = (leaves[2], left);
        rewards.claim(C, mallory, 4, proof);
        vm.assertEq(token.balanceOf(mallory), 4);
    }

    /// @dev A leaf hashed once has the shape of a node. Were it accepted, a node could be passed for a leaf.
    function test_threat_leafHashedOnce_isRefused() public {
        accept(keccak256(abi.encode(block.chainid, address(rewards), uint8(C), mallory, uint256(9))), 9);
        claimFails(C, mallory, 9, none);
    }

    /// @dev Nomad: a root that nobody set proved everything.
    function test_threat_zeroRoot_provesNothing() public {
        bytes memory notSet = abi.encodeWithSelector(IRewards.RootNotSet.selector);
        bytes32[] memory zeros = new bytes32[](3);
        claimFailsWith(mallory, 100, none, notSet);
        claimFailsWith(mallory, 100, zeros, notSet);
        vm.expectRevert(IRewards.ZeroRoot.selector);
        vm.prank(publisher);
        rewards.propose(C, 0, 100, "");
        vm.expectRevert(IRewards.NoPending.selector);
        rewards.accept(C, 0);

        bytes32 root = acceptSingle(C, alice, 100, 100);
        vm.prank(guardian);
        rewards.revoke(C, root);
        claimFailsWith(alice, 100, none, notSet);
        claimFailsWith(mallory, 0, zeros, notSet);
    }

    // Claiming twice

    /// @dev Level Finance and Balancer Orchard paid a claim as often as it was listed.
    function test_threat_duplicateClaims_inOneTransaction_payOnce() public {
        GreedyClaimer greedy = new GreedyClaimer();
        acceptSingle(C, address(greedy), 100, 1000);
        vm.assertEq(greedy.claim(rewards, C, 100, none, 5), 1);
        vm.assertEq(token.balanceOf(address(greedy)), 100);
    }

    function test_threat_duplicateClaims_overNewRoots_payTheDifferenceAlone() public {
        acceptSingle(C, alice, 100, 100);
        rewards.claim(C, alice, 100, none);
        bytes32 root = acceptSingle(C, alice, 100, 200);
        claimFails(C, alice, 100, none);
        vm.prank(guardian);
        rewards.revoke(C, root);
        acceptSingle(C, alice, 100, 200);
        claimFails(C, alice, 100, none);
        acceptSingle(C, alice, 130, 200);
        rewards.claim(C, alice, 130, none);
        vm.assertEq(token.balanceOf(alice), 130);
        vm.assertEq(rewards.streamOf(C).claimed, 130);
    }

    function test_threat_claimInFrontOfTheOwners_paysTheOwner() public {
        acceptSingle(C, alice, 100, 100);
        vm.prank(mallory);
        rewards.claim(C, alice, 100, none);
        vm.assertEq(token.balanceOf(alice), 100);
        vm.assertEq(token.balanceOf(mallory), 0);
    }

    /// @dev A tree that promises more than its total is stopped at the total: no other category pays for it.
    function test_threat_rootPromisingMoreThanItsTotal_isPaidUpToIt() public {
        bytes32 a = leafOf(C, mallory, 100);
        bytes32 b = leafOf(C, bob, 100);
        accept(pair(a, b), 150);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = b;
        rewards.claim(C, mallory, 100, proof);
        proof[0] = a;
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 200, 150));
        rewards.claim(C, bob, 100, proof);
        vm.assertEq(token.balanceOf(address(rewards)), 480_000_000e18 + 2000 - 100);
    }

    // Sweeps

    /// @dev ZKsync's distributor had a function that swept what was unclaimed. These are all functions beside the restricted
    /// ones of the role table, so that none is added unseen; those that pay, `defund` and `migrate`, spare what is owed.
    function test_threat_sweep_noFunctionTakesWhatIsOwed() public {
        string[15] memory open = [
            "WINDOW()",
            "accept(uint8,bytes32)",
            "allocatable(uint8)",
            "authority()",
            "claim(uint8,address,uint256,bytes32[])",
            "claimedOf(uint8,address)",
            "fund(uint8,uint256)",
            "isConsumingScheduledOp()",
            "isMigrated()",
            "pauseOf(uint8)",
            "scheduled()",
            "setAuthority(address)",
            "streamOf(uint8)",
            "tranches()",
            "vested(uint256)"
        ];
        string[] memory all = vm.parseJsonKeys(vm.readFile("out/Rewards.sol/Rewards.json"), ".methodIdentifiers");
        uint256 found = 0;
        for (uint256 i = 0; i < all.length; ++i) {
            if (manager.getTargetFunctionRole(address(rewards), selectorOf(all[i])) != ADMIN) continue;
            vm.assertEq(all[i], open[found++]);
        }
        vm.assertEq(found, open.length);

        acceptSingle(C, alice, 900, 1000);
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 1, 0));
        this.asRole(treasurer, address(rewards), abi.encodeCall(rewards.defund, (C, mallory, 1, "loot")));
        bytes memory provider = abi.encodeCall(rewards.defund, (Category.PROVIDER, mallory, 1, "loot"));
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotDefundable.selector, Category.PROVIDER));
        this.asRole(treasurer, address(rewards), provider);
        asRole(migrator, address(rewards), abi.encodeCall(rewards.migrate, (mallory)));
        rewards.claim(C, alice, 900, none);
        vm.assertEq(token.balanceOf(alice), 900);
    }

    // Wrong roots and how they are stopped

    /// @dev Compound's proposal 62 paid out for days because the fix had to wait. Here fixing waits, stopping does not.
    function test_threat_rewardBug_isStoppedInTheSameBlockByEachOfThreeBrakes() public {
        bytes32 wrong = acceptSingle(C, mallory, 900, 1000);
        uint256 snapshot = vm.snapshotState();
        vm.prank(guardian);
        rewards.revoke(C, wrong);
        claimFails(C, mallory, 900, none);
        vm.revertToState(snapshot);
        vm.prank(guardian);
        rewards.pause(C);
        claimFails(C, mallory, 900, none);
        vm.revertToState(snapshot);
        vm.prank(guardian);
        rewards.pauseAll();
        claimFails(C, mallory, 900, none);

        // The right root pays the right people, out of the same money.
        vm.revertToState(snapshot);
        vm.prank(guardian);
        rewards.revoke(C, wrong);
        acceptSingle(C, alice, 900, 900);
        rewards.claim(C, alice, 900, none);
        vm.assertEq(token.balanceOf(alice), 900);
        vm.assertEq(token.balanceOf(mallory), 0);
    }

    function test_threat_wrongProposal_isVetoedBeforeAnybodyCanAcceptIt() public {
        bytes32 wrong = leafOf(C, mallory, 900);
        propose(wrong, 1000);
        vm.warp(START + 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotReady.selector, START + 1 days));
        vm.prank(mallory);
        rewards.accept(C, wrong);
        vm.prank(guardian);
        rewards.veto(C, wrong);
        vm.warp(START + 1 days);
        vm.expectRevert(IRewards.NoPending.selector);
        vm.prank(mallory);
        rewards.accept(C, wrong);
    }

    /// @dev The root changes in front of the veto, of the revoke, of the accept: none hits what its sender did not mean.
    function test_threat_vetoNamingAnotherRoot_hitsNothing() public {
        propose("wrong", 100);
        propose("right", 100);
        bytes memory changed = abi.encodeWithSelector(IRewards.RootChanged.selector, bytes32("right"), bytes32("wrong"));
        vm.expectRevert(changed);
        vm.prank(guardian);
        rewards.veto(C, "wrong");
        vm.assertEq(rewards.streamOf(C).pendingRoot, "right");

        vm.warp(START + 1 days);
        vm.expectRevert(changed);
        rewards.accept(C, "wrong");
        rewards.accept(C, "right");
        vm.expectRevert(changed);
        vm.prank(guardian);
        rewards.revoke(C, "wrong");
        vm.assertEq(rewards.streamOf(C).root, "right");
    }

    /// @dev What was earned can neither be scheduled into the past nor taken out of it.
    function test_threat_emissionRewritten_isRefused() public {
        uint48 begin = uint48(START + 4 days);
        asRole(params, address(rewards), abi.encodeCall(rewards.addTranche, (begin, begin + 100 days, 1000)));
        vm.warp(begin + 50 days);
        vm.assertEq(rewards.vested(block.timestamp), 500);
        vm.expectRevert(abi.encodeWithSelector(IRewards.Begun.selector, 0));
        this.asRole(params, address(rewards), abi.encodeCall(rewards.cancelTranche, (0)));
        bytes memory past = abi.encodeCall(rewards.addTranche, (begin, begin, 1));
        vm.expectRevert(abi.encodeWithSelector(IRewards.Retroactive.selector, begin));
        this.asRole(params, address(rewards), past);
    }

    function propose(bytes32 root, uint104 total) private {
        vm.prank(publisher);
        rewards.propose(C, root, total, "");
    }

    /// @dev Makes `root` active for `total` more than what was promised before.
    function accept(bytes32 root, uint104 total) private {
        Stream memory stream = rewards.streamOf(C);
        propose(root, stream.total + total);
        vm.warp(block.timestamp + 1 days);
        rewards.accept(C, root);
    }

    /// @dev No claim of `account` goes through, whoever sends it.
    function claimFails(Category category, address account, uint256 cumulative, bytes32[] memory proof) private {
        uint256 before = token.balanceOf(account);
        bytes memory data = abi.encodeCall(rewards.claim, (category, account, cumulative, proof));
        vm.assertFalse(succeeds(account, address(rewards), data));
        vm.assertFalse(succeeds(carol, address(rewards), data));
        vm.assertEq(token.balanceOf(account), before);
    }

    function claimFailsWith(address account, uint256 cumulative, bytes32[] memory proof, bytes memory expected)
        private
    {
        vm.expectRevert(expected);
        rewards.claim(C, account, cumulative, proof);
    }

    function foreignLeaf(uint256 chain, address distributor, Category category, address account, uint256 cumulative)
        private
        pure
        returns (bytes32)
    {
        bytes32 inner = keccak256(abi.encode(chain, distributor, uint8(category), account, cumulative));
        return keccak256(bytes.concat(inner));
    }

    function pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}
