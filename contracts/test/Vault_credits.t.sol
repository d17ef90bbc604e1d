// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Account, Flag, IVault} from "../src/interfaces/IVault.sol";
import {Actions} from "./Actions.sol";

/// @notice How credits come in, and how they always come out.
contract Vault_credits_test is Actions {
    uint256 private constant OWNER_KEY = 0xA11CE;

    // deposit

    function test_deposit_whenPaused_revertsPausedBeforeAnythingElse() public {
        pauseFlag(Flag.DEPOSIT);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT));
        vault.deposit(address(0), 0);
    }

    function test_deposit_ofNothing_revertsZeroAmountBeforeZeroAddress() public {
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.deposit(address(0), 0);
    }

    function test_deposit_toNobody_revertsZeroAddress() public {
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.deposit(address(0), 1);
    }

    function test_deposit_withoutApproval_reverts() public {
        give(alice, 5);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 5));
        vm.prank(alice);
        vault.deposit(alice, 5);
    }

    function test_deposit_beyondNinetySixBits_revertsInsteadOfTruncating() public {
        vm.expectRevert();
        vault.deposit(alice, uint256(1) << 96);
    }

    function test_deposit_forSomebodyElse_creditsHimAndCountsAsLoaded() public {
        give(alice, 10);
        vm.startPrank(alice);
        token.approve(address(vault), 10);

        vm.expectEmit(address(vault));
        emit IVault.Deposited(alice, bob, 7);
        vault.deposit(bob, 7);

        vm.assertEq(vault.balanceOf(bob), 7);
        vm.assertEq(vault.balanceOf(alice), 0);
        vm.assertEq(vault.credits(), 7);
        vm.assertEq(vault.loaded(), 7);
        vm.assertEq(vault.revenue(), 0);
        vm.assertEq(vault.spent(), 0);
        vm.assertEq(token.balanceOf(address(vault)), 7);
        vm.assertEq(token.balanceOf(alice), 3);
    }

    function test_deposit_ofMoreThanTheCallerHolds_reverts() public {
        give(alice, 5);
        vm.startPrank(alice);
        token.approve(address(vault), 6);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, 5, 6));
        vault.deposit(alice, 6);
        vm.assertEq(vault.balanceOf(alice), 0);
        vm.assertEq(vault.credits(), 0);
    }

    function test_deposit_again_addsToTheBalanceAndTouchesNothingElse() public {
        loadCredits(alice, 100e18);
        charge(alice, 1e6);
        settle(alice, 1e6);
        vm.prank(alice);
        vault.requestWithdrawal(60e18);
        vm.prank(alice);
        vault.setBudget(5e6);

        Account memory expected = vault.accountOf(alice);
        expected.balance += 7;
        loadCredits(alice, 7);
        vm.assertEq(keccak256(abi.encode(vault.accountOf(alice))), keccak256(abi.encode(expected)));
    }

    // depositWithPermit

    function test_depositWithPermit_needsNoApproval() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(5, START + 1 hours);
        give(owner, 5);
        vm.prank(owner);
        vault.depositWithPermit(owner, 5, START + 1 hours, v, r, s);
        vm.assertEq(vault.balanceOf(owner), 5);
    }

    function test_depositWithPermit_frontRun_changesNothing() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(5, START + 1 hours);
        give(owner, 5);
        token.permit(owner, address(vault), 5, START + 1 hours, v, r, s);

        vm.prank(owner);
        vault.depositWithPermit(owner, 5, START + 1 hours, v, r, s);
        vm.assertEq(vault.balanceOf(owner), 5);
    }

    function test_depositWithPermit_ofSomebodyElse_pullsNothingFromHim() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(5, START + 1 hours);
        give(owner, 5);

        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 5));
        vm.prank(bob);
        vault.depositWithPermit(bob, 5, START + 1 hours, v, r, s);
    }

    function test_depositWithPermit_forSomebodyElse_creditsHim() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(5, START + 1 hours);
        give(owner, 5);
        vm.prank(owner);
        vault.depositWithPermit(bob, 5, START + 1 hours, v, r, s);
        vm.assertEq(vault.balanceOf(bob), 5);
        vm.assertEq(vault.balanceOf(owner), 0);
    }

    function test_depositWithPermit_expiredWithAnApproval_depositsByIt() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(5, START - 1);
        give(owner, 5);
        vm.startPrank(owner);
        token.approve(address(vault), 5);
        vault.depositWithPermit(owner, 5, START - 1, v, r, s);
        vm.assertEq(vault.balanceOf(owner), 5);
        vm.assertEq(token.nonces(owner), 0);
    }

    function test_depositWithPermit_expiredWithoutAnApproval_reverts() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = signedPermit(5, START - 1);
        give(owner, 5);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 5));
        vm.prank(owner);
        vault.depositWithPermit(owner, 5, START - 1, v, r, s);
    }

    function test_depositWithPermit_whenPaused_reverts() public {
        pauseFlag(Flag.DEPOSIT);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT));
        vault.depositWithPermit(alice, 5, START, 27, 0, 0);
    }

    // depositFrom

    function test_depositFrom_pullsFromThePayerAndCreditsOnlyHim() public {
        give(alice, 5);
        vm.prank(alice);
        token.approve(address(vault), type(uint256).max);

        vm.expectEmit(address(vault));
        emit IVault.Deposited(alice, alice, 5);
        vm.prank(address(subscriptions));
        vault.depositFrom(alice, 5);
        vm.assertEq(vault.balanceOf(alice), 5);
        vm.assertEq(vault.loaded(), 5);
    }

    function test_depositFrom_hasTheErrorsOfDeposit() public {
        vm.startPrank(address(subscriptions));
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.depositFrom(address(0), 0);
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.depositFrom(address(0), 1);
        vm.stopPrank();

        pauseFlag(Flag.DEPOSIT);
        vm.expectRevert(abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT));
        vm.prank(address(subscriptions));
        vault.depositFrom(alice, 5);
    }

    function test_depositFrom_withoutApproval_reverts() public {
        give(alice, 5);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 5));
        vm.prank(address(subscriptions));
        vault.depositFrom(alice, 5);
    }

    function test_depositFrom_byAStranger_reverts() public {
        give(alice, 5);
        vm.prank(alice);
        token.approve(address(vault), 5);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        vm.prank(alice);
        vault.depositFrom(alice, 5);
    }

    // requestWithdrawal

    function test_requestWithdrawal_startsTheClock() public {
        loadCredits(alice, 10);
        vm.expectEmit(address(vault));
        emit IVault.WithdrawalRequested(alice, 4, START + 1 days);
        vm.prank(alice);
        vault.requestWithdrawal(4);

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.pending, 4);
        vm.assertEq(account.unlockAt, START + 1 days);
        vm.assertEq(vault.availableOf(alice), 6);
        vm.assertEq(vault.balanceOf(alice), 10);
    }

    function test_requestWithdrawal_again_replacesTheAmountAndRestartsTheClock() public {
        loadCredits(alice, 10);
        vm.startPrank(alice);
        vault.requestWithdrawal(4);
        vm.warp(START + 20 hours);
        vault.requestWithdrawal(3);

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.pending, 3);
        vm.assertEq(account.unlockAt, START + 44 hours);
    }

    function test_requestWithdrawal_ofNothing_cancels() public {
        loadCredits(alice, 10);
        vm.startPrank(alice);
        vault.requestWithdrawal(4);
        vm.expectEmit(address(vault));
        emit IVault.WithdrawalRequested(alice, 0, 0);
        vault.requestWithdrawal(0);

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.pending, 0);
        vm.assertEq(account.unlockAt, 0);
    }

    function test_requestWithdrawal_beyondTheBalance_revertsInsufficient() public {
        loadCredits(alice, 10);
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 10, 11));
        vm.prank(alice);
        vault.requestWithdrawal(11);
    }

    function test_requestWithdrawal_ofTheWholeBalance_leavesNothingAvailable() public {
        loadCredits(alice, 10);
        vm.prank(alice);
        vault.requestWithdrawal(10);
        vm.assertEq(vault.availableOf(alice), 0);
        vm.assertEq(vault.balanceOf(alice), 10);
    }

    // withdraw

    function test_withdraw_withoutARequest_revertsNoRequest() public {
        vm.expectRevert(IVault.NoRequest.selector);
        vm.prank(alice);
        vault.withdraw(address(0));
    }

    function test_withdraw_beforeTheNoticeEnds_revertsNotUnlockedBeforeZeroAddress() public {
        loadCredits(alice, 10);
        vm.startPrank(alice);
        vault.requestWithdrawal(4);
        vm.warp(START + 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IVault.NotUnlocked.selector, START + 1 days));
        vault.withdraw(address(0));
    }

    function test_withdraw_toNobody_revertsZeroAddress() public {
        loadCredits(alice, 10);
        requestAndWait(alice, 4);
        vm.expectRevert(IVault.ZeroAddress.selector);
        vm.prank(alice);
        vault.withdraw(address(0));
    }

    function test_withdraw_paysWhatWasAskedAndClearsTheRequest() public {
        loadCredits(alice, 10);
        requestAndWait(alice, 4);
        vm.expectEmit(address(vault));
        emit IVault.Withdrawn(alice, bob, 4);
        vm.prank(alice);
        vault.withdraw(bob);

        Account memory account = vault.accountOf(alice);
        vm.assertEq(account.balance, 6);
        vm.assertEq(account.withdrawn, 4);
        vm.assertEq(account.pending, 0);
        vm.assertEq(account.unlockAt, 0);
        vm.assertEq(vault.credits(), 6);
        vm.assertEq(vault.loaded(), 10);
        vm.assertEq(token.balanceOf(bob), 4);
    }

    function test_withdraw_afterANewDeposit_paysNoMoreThanWasAsked() public {
        loadCredits(alice, 10);
        requestAndWait(alice, 10);
        loadCredits(alice, 5);
        vm.prank(alice);
        vault.withdraw(bob);
        vm.assertEq(token.balanceOf(bob), 10);
        vm.assertEq(vault.balanceOf(alice), 5);
    }

    function test_withdraw_whenUsageTookPart_paysWhatIsLeft() public {
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(100e18);
        settle(alice, 3e6); // 60 CXPT at 0.05
        vm.warp(START + 1 days);

        vm.prank(alice);
        vault.withdraw(alice);
        vm.assertEq(token.balanceOf(alice), 40e18);
        vm.assertEq(vault.balanceOf(alice), 0);
        vm.assertEq(vault.credits(), 0);
    }

    function test_withdraw_whenNothingIsLeft_paysNothingAndClearsTheRequest() public {
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(100e18);
        settle(alice, 5e6);
        vm.warp(START + 1 days);

        vm.expectEmit(address(vault));
        emit IVault.Withdrawn(alice, alice, 0);
        vm.prank(alice);
        vault.withdraw(alice);
        vm.assertEq(vault.accountOf(alice).pending, 0);

        vm.expectRevert(IVault.NoRequest.selector);
        vm.prank(alice);
        vault.withdraw(alice);
    }

    function test_withdraw_worksWithEverythingPausedAndTheOracleDead() public {
        loadCredits(alice, 10);
        vm.prank(guardian);
        vault.pauseAll();
        vm.etch(address(oracle), "");
        vm.prank(alice);
        vault.requestWithdrawal(10);
        vm.warp(START + 1 days);

        vm.prank(alice);
        vault.withdraw(alice);
        vm.assertEq(token.balanceOf(alice), 10);
    }

    function test_availableOf_isZeroWhenTheRequestExceedsWhatIsLeft() public {
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(100e18);
        settle(alice, 1e6);
        vm.assertEq(vault.availableOf(alice), 0);
        vm.assertEq(vault.balanceOf(alice), 80e18);
    }

    /// @dev The owner's key is this test's own; the digest is EIP-712 over the token's domain.
    function signedPermit(uint256 amount, uint256 deadline)
        private
        view
        returns (address owner, uint8 v, bytes32 r, bytes32 s)
    {
        owner = vm.addr(OWNER_KEY);
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 message = keccak256(abi.encode(typeHash, owner, address(vault), amount, token.nonces(owner), deadline));
        (v, r, s) = vm.sign(OWNER_KEY, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message)));
    }
}
