// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Category, IRewards, Stream} from "../src/interfaces/IRewards.sol";
import {Actions} from "./Actions.sol";

/// @notice Roots: proposed, accepted, vetoed, revoked; and claims against them.
contract Rewards_roots_test is Actions {
    Category private constant C = Category.REFERRAL;
    bytes32[] private none;

    function setUp() public override {
        super.setUp();
        token.approve(address(rewards), 1000);
        rewards.fund(C, 1000);
    }

    // propose

    function test_propose_byAStranger_reverts() public {
        expectUnauthorized(bob);
        rewards.propose(C, "root", 1, "");
    }

    function test_propose_ordersItsErrors() public {
        acceptSingle(C, alice, 100, 100);
        proposeFails(0, 0, abi.encodeWithSelector(IRewards.ZeroRoot.selector));
        proposeFails("root", 99, abi.encodeWithSelector(IRewards.TotalDecreased.selector, 100, 99));
        proposeFails("root", 1001, abi.encodeWithSelector(IRewards.OverAllocated.selector, 1001, 1000));

        asRole(params, address(rewards), abi.encodeCall(rewards.setMaxStep, (C, 900)));
        proposeFails("root", 1001, abi.encodeWithSelector(IRewards.StepTooLarge.selector, 901, 900));
        propose("root", 1000);
    }

    function test_propose_announcesTheWindowAndLeavesTheActiveRoot() public {
        bytes32 active = acceptSingle(C, alice, 100, 100);
        uint256 time = block.timestamp;
        vm.expectEmit(address(rewards));
        emit IRewards.Proposed(C, "root", 150, time + 1 days, "ipfs://epoch");
        vm.prank(publisher);
        rewards.propose(C, "root", 150, "ipfs://epoch");

        Stream memory stream = rewards.streamOf(C);
        vm.assertEq(stream.root, active);
        vm.assertEq(stream.total, 100);
        vm.assertEq(stream.pendingRoot, "root");
        vm.assertEq(stream.pendingTotal, 150);
        vm.assertEq(stream.acceptAt, time + 1 days);
    }

    function test_propose_again_overwritesAndRestartsTheWindow() public {
        propose("first", 10);
        vm.warp(START + 1 days - 1);
        propose("second", 20);
        vm.warp(START + 1 days);
        vm.expectRevert(abi.encodeWithSelector(IRewards.RootChanged.selector, bytes32("second"), bytes32("first")));
        rewards.accept(C, "first");
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotReady.selector, START + 2 days - 1));
        rewards.accept(C, "second");
    }

    function test_propose_afterARevoke_mayLowerTheTotalToWhatIsClaimed() public {
        bytes32 root = acceptSingle(C, alice, 30, 100);
        rewards.claim(C, alice, 30, none);
        vm.prank(guardian);
        rewards.revoke(C, root);

        proposeFails("root", 29, abi.encodeWithSelector(IRewards.TotalDecreased.selector, 30, 29));
        propose("root", 30);
        vm.warp(block.timestamp + 1 days);
        rewards.accept(C, "root");
        vm.assertEq(rewards.streamOf(C).total, 30);
        proposeFails("root", 29, abi.encodeWithSelector(IRewards.TotalDecreased.selector, 30, 29));
    }

    function test_propose_withoutAMaxStep_isImpossible() public {
        asRole(params, address(rewards), abi.encodeCall(rewards.setMaxStep, (C, 0)));
        proposeFails("root", 1, abi.encodeWithSelector(IRewards.StepTooLarge.selector, 1, 0));
    }

    // accept

    function test_accept_ordersItsErrors() public {
        vm.expectRevert(IRewards.NoPending.selector);
        rewards.accept(C, 0);

        propose("root", 1000);
        vm.expectRevert(abi.encodeWithSelector(IRewards.RootChanged.selector, bytes32("root"), bytes32("other")));
        rewards.accept(C, "other");
        vm.warp(START + 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotReady.selector, START + 1 days));
        rewards.accept(C, "root");

        vm.warp(START + 1 days);
        asRole(treasurer, address(rewards), abi.encodeCall(rewards.defund, (C, bob, 1, "ref")));
        vm.prank(guardian);
        rewards.pause(C);
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 1000, 999));
        rewards.accept(C, "root");

        token.approve(address(rewards), 1);
        rewards.fund(C, 1); // works while paused
        vm.expectRevert(abi.encodeWithSelector(IRewards.Paused.selector, C));
        rewards.accept(C, "root");

        vm.warp(block.timestamp + 7 days);
        rewards.accept(C, "root");
    }

    function test_accept_byAnyone_activatesAndClearsThePending() public {
        propose("root", 10);
        vm.warp(START + 1 days);
        vm.expectEmit(address(rewards));
        emit IRewards.Accepted(C, "root", 10);
        vm.prank(carol);
        rewards.accept(C, "root");

        Stream memory stream = rewards.streamOf(C);
        vm.assertEq(stream.root, "root");
        vm.assertEq(stream.total, 10);
        vm.assertEq(stream.pendingRoot, 0);
        vm.assertEq(stream.pendingTotal, 0);
        vm.assertEq(stream.acceptAt, 0);
    }

    // veto

    function test_veto_byAStranger_reverts() public {
        propose("root", 10);
        expectUnauthorized(publisher);
        rewards.veto(C, "root");
    }

    function test_veto_namesTheRootItMeans() public {
        vm.startPrank(guardian);
        vm.expectRevert(IRewards.NoPending.selector);
        rewards.veto(C, "root");
        vm.stopPrank();

        propose("root", 10);
        vm.startPrank(guardian);
        vm.expectRevert(abi.encodeWithSelector(IRewards.RootChanged.selector, bytes32("root"), bytes32("other")));
        rewards.veto(C, "other");

        rewards.pause(C); // works while paused
        vm.expectEmit(address(rewards));
        emit IRewards.Vetoed(C, "root");
        rewards.veto(C, "root");
        vm.assertEq(rewards.streamOf(C).pendingRoot, 0);
        vm.assertEq(rewards.streamOf(C).pendingTotal, 0);
    }

    // revoke

    function test_revoke_byAStranger_reverts() public {
        bytes32 root = acceptSingle(C, alice, 100, 100);
        expectUnauthorized(publisher);
        rewards.revoke(C, root);
    }

    function test_revoke_clearsTheRootAndNothingElse() public {
        vm.startPrank(guardian);
        vm.expectRevert(IRewards.RootNotSet.selector);
        rewards.revoke(C, "root");
        vm.stopPrank();

        bytes32 root = acceptSingle(C, alice, 100, 100);
        propose("next", 200);
        vm.startPrank(guardian);
        vm.expectRevert(abi.encodeWithSelector(IRewards.RootChanged.selector, root, bytes32("other")));
        rewards.revoke(C, "other");

        vm.expectEmit(address(rewards));
        emit IRewards.Revoked(C, root);
        rewards.revoke(C, root);
        Stream memory stream = rewards.streamOf(C);
        vm.assertEq(stream.root, 0);
        vm.assertEq(stream.total, 100);
        vm.assertEq(stream.pendingRoot, "next");

        vm.expectRevert(IRewards.RootNotSet.selector);
        rewards.claim(C, alice, 100, none);
    }

    // claim

    function test_claim_ordersItsErrors() public {
        vm.prank(guardian);
        rewards.pause(C);
        vm.expectRevert(abi.encodeWithSelector(IRewards.Paused.selector, C));
        rewards.claim(C, alice, 100, none);

        vm.warp(START + 7 days);
        vm.expectRevert(IRewards.RootNotSet.selector);
        rewards.claim(C, alice, 100, none);

        acceptSingle(C, alice, 100, 99);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(C, alice, 101, none);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(C, bob, 100, none);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(C, alice, 100, new bytes32[](1));
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 100, 99));
        rewards.claim(C, alice, 100, none);
    }

    function test_claim_byAnyone_paysTheAccountOnce() public {
        acceptSingle(C, alice, 100, 100);
        vm.expectEmit(address(rewards));
        emit IRewards.Claimed(C, alice, 100, 100);
        vm.prank(carol);
        rewards.claim(C, alice, 100, none);
        vm.assertEq(token.balanceOf(alice), 100);
        vm.assertEq(token.balanceOf(carol), 0);
        vm.assertEq(rewards.claimedOf(C, alice), 100);
        vm.assertEq(rewards.claimedOf(Category.LOYALTY, alice), 0);
        vm.assertEq(rewards.streamOf(C).claimed, 100);

        vm.expectRevert(IRewards.NothingToClaim.selector);
        rewards.claim(C, alice, 100, none);
    }

    function test_claim_isCumulative() public {
        acceptSingle(C, alice, 100, 100);
        rewards.claim(C, alice, 100, none);
        acceptSingle(C, alice, 130, 130);
        vm.expectEmit(address(rewards));
        emit IRewards.Claimed(C, alice, 30, 130);
        rewards.claim(C, alice, 130, none);
        vm.assertEq(token.balanceOf(alice), 130);
    }

    function test_claim_ofALowerCumulative_revertsNothingToClaim() public {
        acceptSingle(C, alice, 100, 100);
        rewards.claim(C, alice, 100, none);
        acceptSingle(C, alice, 90, 100);
        vm.expectRevert(IRewards.NothingToClaim.selector);
        rewards.claim(C, alice, 90, none);
    }

    function test_claim_survivesARevokeAndANewRoot() public {
        bytes32 root = acceptSingle(C, alice, 100, 100);
        vm.prank(guardian);
        rewards.revoke(C, root);
        acceptSingle(C, alice, 100, 100);
        rewards.claim(C, alice, 100, none);
        vm.assertEq(token.balanceOf(alice), 100);
    }

    function test_claim_fromATreeOfThree_provesEachLeafAndRefusesNodes() public {
        bytes32 a = leafOf(C, alice, 1);
        bytes32 b = leafOf(C, bob, 2);
        bytes32 c = leafOf(C, carol, 3);
        bytes32 ab = pair(a, b);
        accept(pair(ab, c), 6);

        bytes32[] memory proof = new bytes32[](2);
        (proof[0], proof[1]) = (b, c);
        rewards.claim(C, alice, 1, proof);
        (proof[0], proof[1]) = (a, c);
        rewards.claim(C, bob, 2, proof);
        bytes32[] memory short = new bytes32[](1);
        short[0] = ab;
        rewards.claim(C, carol, 3, short);
        vm.assertEq(token.balanceOf(alice), 1);
        vm.assertEq(token.balanceOf(bob), 2);
        vm.assertEq(token.balanceOf(carol), 3);

        // A leaf hashed once, as an inner node would be, proves nothing.
        bytes32 once = keccak256(abi.encode(block.chainid, address(rewards), uint8(C), alice, uint256(9)));
        accept(once, 15);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(C, alice, 9, none);
    }

    function test_claim_onAnotherChainContractOrCategory_revertsInvalidProof() public {
        acceptSingle(C, alice, 100, 100);
        vm.chainId(1);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(C, alice, 100, none);
        vm.chainId(31337);

        bytes32 elsewhere =
            keccak256(bytes.concat(keccak256(abi.encode(block.chainid, address(this), uint8(C), alice, uint256(100)))));
        accept(elsewhere, 100);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(C, alice, 100, none);

        accept(leafOf(Category.LOYALTY, alice, 100), 100);
        vm.expectRevert(IRewards.InvalidProof.selector);
        rewards.claim(C, alice, 100, none);
    }

    function test_pauseOfOneCategory_leavesTheOthers() public {
        token.approve(address(rewards), 5);
        rewards.fund(Category.LOYALTY, 5);
        vm.prank(guardian);
        rewards.pause(C);
        acceptSingle(Category.LOYALTY, alice, 5, 5);
        rewards.claim(Category.LOYALTY, alice, 5, none);
        vm.assertEq(token.balanceOf(alice), 5);
    }

    function propose(bytes32 root, uint104 total) private {
        vm.prank(publisher);
        rewards.propose(C, root, total, "");
    }

    /// @dev The next call is made by `who` and refused.
    function expectUnauthorized(address who) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, who));
        vm.prank(who);
    }

    function proposeFails(bytes32 root, uint104 total, bytes memory expected) private {
        vm.expectRevert(expected);
        propose(root, total);
    }

    function accept(bytes32 root, uint104 total) private {
        propose(root, total);
        vm.warp(block.timestamp + 1 days);
        rewards.accept(C, root);
    }

    function pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}
