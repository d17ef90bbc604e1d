// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Category} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {Account, Flag, IVault, Usage} from "../../src/interfaces/IVault.sol";
import {PermitThief, RawSource, Wallet} from "./Attackers.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Attacks on what users load and take back: permits, approvals, exits, donations, overflows.
contract Threats_credits_test is Attacks {
    /// @dev Slot of `loaded` and `spent`, and of the mapping of accounts, whose first word holds balance and spent.
    uint256 private constant TOTALS_SLOT = 5;
    uint256 private constant ACCOUNTS_SLOT = 6;

    // Permits

    function test_threat_permitFrontRun_changesNothing() public {
        PermitThief thief = new PermitThief();
        (address owner, PermitThief.Signature memory signed) = signedPermit(5);
        give(owner, 5);
        thief.frontRun(token, owner, address(vault), 5, signed);

        vm.prank(owner);
        vault.depositWithPermit(owner, 5, signed.deadline, signed.v, signed.r, signed.s);
        vm.assertEq(vault.balanceOf(owner), 5);
    }

    function test_threat_permitFrontRun_changesNothingOfAPurchase() public {
        PermitThief thief = new PermitThief();
        (address owner, PermitThief.Signature memory signed) = signedPermit(400e18);
        give(owner, 400e18);
        thief.frontRun(token, owner, address(vault), 400e18, signed);

        vm.prank(owner);
        subscriptions.subscribeWithPermit(
            1, 380e18, true, 0, address(0), 400e18, signed.deadline, signed.v, signed.r, signed.s
        );
        vm.assertEq(vault.balanceOf(owner), 20e18);
    }

    function test_threat_permitOfSomebodyElse_pullsNothing() public {
        PermitThief thief = new PermitThief();
        (address owner, PermitThief.Signature memory signed) = signedPermit(5);
        give(owner, 5);
        vm.assertEq(thief.steal(token, vault, owner, 5, signed), 0);

        // Nor once the approval stands: what the Vault may pull it pulls from its own caller only.
        thief.frontRun(token, owner, address(vault), 5, signed);
        vm.assertEq(thief.steal(token, vault, owner, 5, signed), 0);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 5));
        vm.prank(mallory);
        subscriptions.subscribeWithPermit(1, MAX, true, 0, address(0), 5, signed.deadline, signed.v, signed.r, signed.s);
        vm.assertEq(token.balanceOf(owner), 5);
    }

    // Standing approvals

    /// @dev The worst a captured CHARGER can do with an approval is to load its owner's own credits, which he takes back.
    function test_threat_standingApproval_pulledByACapturedCharger_creditsOnlyThePayer() public {
        give(alice, 70e18);
        vm.prank(alice);
        token.approve(address(vault), MAX);
        vm.prank(address(subscriptions));
        vault.depositFrom(alice, 70e18);

        vm.assertEq(vault.balanceOf(alice), 70e18);
        vm.assertEq(vault.balanceOf(address(subscriptions)), 0);
        vm.assertEq(exit(alice), 70e18);
    }

    // The exit

    function test_threat_standingRequest_asAnInstantExit_buysNothing() public {
        loadCredits(alice, 400e18);
        requestAndWait(alice, 400e18);
        postPrice(PRICE);

        // He could leave at once, so no plan is sold on these credits and the gateway serves nothing on them.
        vm.assertEq(vault.availableOf(alice), 0);
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 0, 380e18));
        vm.prank(alice);
        subscriptions.subscribe(1, MAX, true, 0, address(0));

        // What he used all the same is settled out of them first.
        settle(alice, 5e6);
        vm.prank(alice);
        vault.withdraw(alice);
        vm.assertEq(token.balanceOf(alice), 300e18);
        vm.assertEq(vault.revenue(), 100e18);
    }

    function test_threat_dustFromAStranger_delaysNoExit() public {
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(100e18);
        give(mallory, 1);
        vm.startPrank(mallory);
        token.approve(address(vault), 1);
        vm.warp(START + 1 days - 1);
        vault.deposit(alice, 1);
        vm.stopPrank();

        vm.assertEq(vault.accountOf(alice).unlockAt, START + 1 days);
        vm.warp(START + 1 days);
        vm.prank(alice);
        vault.withdraw(alice);
        vm.assertEq(token.balanceOf(alice), 100e18);
    }

    /// @dev Counters at their end, and the greatest balance there can be: the exit computes none of it.
    function test_threat_overflow_locksNoExit() public {
        uint256 all = token.balanceOf(address(this));
        loadCredits(alice, all);
        uint256 word = uint256(vm.load(address(vault), accountSlot(alice)));
        vm.assertEq(word, all);
        vm.store(address(vault), accountSlot(alice), bytes32(all | uint256(type(uint96).max) << 96));
        vm.store(address(vault), bytes32(TOTALS_SLOT), bytes32(MAX));
        vm.assertEq(vault.accountOf(alice).spent, type(uint96).max);
        vm.assertEq(vault.loaded(), type(uint128).max);
        vm.assertEq(vault.spent(), type(uint128).max);

        vm.prank(meter);
        vm.expectRevert();
        vault.settle(usagesOf(alice, 1e6), "root");
        vm.assertEq(exit(alice), all);
        vm.assertEq(vault.credits(), 0);
    }

    function test_threat_overflow_atExtremePrices_takesAtMostTheBalance() public {
        RawSource source = new RawSource();
        source.answer(abi.encode(uint256(1)), 0);
        asRole(params, address(vault), abi.encodeCall(vault.setOracle, (address(source), 1)));
        asRole(params, address(vault), abi.encodeCall(vault.setDailyCap, (type(uint56).max)));
        loadCredits(alice, 10_000_000e18);
        settle(alice, type(uint56).max); // at 1e-18 USD the least usage costs more than there is
        vm.assertEq(vault.balanceOf(alice), 10_000_000e18);
        vm.assertEq(exit(alice), 10_000_000e18);
    }

    // Pauses

    /// @dev The pause that is missing elsewhere is there, for each way in which money moves, and never for the way out.
    function test_threat_missingPause_eachWayInIsStoppedAndTheWayOutIsNot() public {
        loadCredits(alice, 100e18);
        charge(alice, 1e6);
        vm.startPrank(guardian);
        vault.pauseAll();
        rewards.pauseAll();
        vm.stopPrank();
        assertPaused(alice, abi.encodeCall(vault.deposit, (alice, 1)), Flag.DEPOSIT);
        assertPaused(alice, abi.encodeCall(vault.depositWithPermit, (alice, 1, 0, 0, 0, 0)), Flag.DEPOSIT);
        assertPaused(address(subscriptions), abi.encodeCall(vault.depositFrom, (alice, 1)), Flag.DEPOSIT);
        assertPaused(address(subscriptions), abi.encodeCall(vault.charge, (alice, 1, MAX, "ref")), Flag.SPEND);
        assertPaused(meter, abi.encodeCall(vault.settle, (usagesOf(alice, 1), "root")), Flag.SPEND);
        assertPaused(alice, abi.encodeCall(vault.distribute, ()), Flag.DISTRIBUTE);
        vm.assertEq(exit(alice), 80e18);
    }

    function test_threat_abusedPause_endsByItselfAfterSevenDays() public {
        vm.startPrank(guardian);
        vault.pauseAll();
        rewards.pauseAll();
        vm.stopPrank();
        vm.warp(START + 7 days);
        postPrice(PRICE);
        loadCredits(alice, 100e18);
        settle(alice, 1e6);
        vault.distribute();
        token.approve(address(rewards), 5);
        rewards.fund(Category.LOYALTY, 5);
        acceptSingle(Category.LOYALTY, bob, 5, 5);
        rewards.claim(Category.LOYALTY, bob, 5, none);
        vm.assertEq(token.balanceOf(bob), 5);
    }

    // Donations

    function test_threat_donation_changesNobodysCreditsNorRewards() public {
        loadCredits(alice, 100e18);
        bytes memory before = abi.encode(vault.accountOf(alice), vault.credits(), vault.revenue(), vault.quote(1e6));
        give(address(vault), 7e18);
        give(address(rewards), 8e18);
        give(address(treasury), 9e18);
        give(address(subscriptions), 1e18);

        bytes memory afterwards = abi.encode(vault.accountOf(alice), vault.credits(), vault.revenue(), vault.quote(1e6));
        vm.assertEq(keccak256(afterwards), keccak256(before));
        vm.assertEq(rewards.allocatable(Category.PROVIDER), 0);
        vm.assertEq(rewards.allocatable(Category.REFERRAL), 0);
        vm.prank(mallory);
        vault.skim();
        vm.prank(mallory);
        treasury.skim();
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 16e18);
        vm.assertEq(token.balanceOf(mallory), 0);
        vm.assertEq(exit(alice), 100e18);
    }

    /// @dev Skimming in the same transaction as anything else takes the surplus alone.
    function test_threat_skim_neverTakesCreditsOrRevenue() public {
        loadCredits(alice, 100e18);
        charge(alice, 1e6);
        vm.assertFalse(succeeds(mallory, address(vault), abi.encodeCall(vault.skim, ())));
        vm.assertFalse(succeeds(mallory, address(treasury), abi.encodeCall(treasury.skim, ())));
        vault.distribute();
        vm.assertFalse(succeeds(mallory, address(vault), abi.encodeCall(vault.skim, ())));
        vm.assertFalse(succeeds(mallory, address(treasury), abi.encodeCall(treasury.skim, ())));
        vm.assertEq(token.balanceOf(address(vault)), 80e18);
    }

    // Reentrancy

    /// @dev The token calls nobody, so no receiver gets a turn while money is on its way.
    function test_threat_reentrancy_noReceiverIsCalled() public {
        Wallet wallet = new Wallet(mallory);
        address receiver = address(wallet);
        token.approve(address(rewards), 5);
        rewards.fund(Category.LOYALTY, 5);
        acceptSingle(Category.LOYALTY, receiver, 4, 4);
        rewards.claim(Category.LOYALTY, receiver, 4, none);
        asRole(treasurer, address(rewards), abi.encodeCall(rewards.defund, (Category.LOYALTY, receiver, 1, "ref")));
        asRole(treasurer, address(treasury), abi.encodeCall(treasury.withdraw, (Bucket.RESERVE, receiver, 3, "ref")));
        loadCredits(receiver, 2);
        requestAndWait(receiver, 2);
        vm.prank(receiver);
        vault.withdraw(receiver);

        vm.assertEq(token.balanceOf(receiver), 10);
        vm.assertEq(wallet.calls(), 0);
    }

    // Debtors

    function test_threat_debtor_blocksNobodyInTheBatch() public {
        loadCredits(alice, 30e18);
        loadCredits(bob, 100e18);
        loadCredits(carol, 5);
        Usage[] memory usages = new Usage[](5);
        usages[0] = Usage(carol, 3e6); // dust
        usages[1] = Usage(alice, 3e6); // half of it
        usages[2] = Usage(mallory, 3e6); // nothing at all
        usages[3] = Usage(address(0), 3e6);
        usages[4] = Usage(bob, 3e6);
        vm.prank(meter);
        vault.settle(usages, "root");

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.balance, 0);
        vm.assertEq(account.meteredUsd, 1.5e6);
        vm.assertEq(vault.balanceOf(bob), 40e18);
        vm.assertEq(vault.balanceOf(carol), 5);
        vm.assertEq(vault.revenue(), 90e18);
    }

    function assertPaused(address who, bytes memory data, Flag flag) private {
        vm.prank(who);
        (bool success, bytes memory answer) = address(vault).call(data);
        vm.assertFalse(success);
        vm.assertEq(keccak256(answer), keccak256(abi.encodeWithSelector(IVault.Paused.selector, flag)));
    }

    function accountSlot(address user) private pure returns (bytes32) {
        return keccak256(abi.encode(user, ACCOUNTS_SLOT));
    }
}
