// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Treasury} from "../src/Treasury.sol";
import {ICXPT} from "../src/interfaces/ICXPT.sol";
import {Category, IRewards} from "../src/interfaces/IRewards.sol";
import {Bucket, ITreasury} from "../src/interfaces/ITreasury.sol";
import {Actions} from "./Actions.sol";

/// @notice The four buckets.
contract Treasury_test is Actions {
    uint256 private constant OPERATIONS = 150_000_000e18;

    // constructor

    function test_constructor_booksTheGenesisBuckets() public {
        Treasury fresh = new Treasury(address(manager), token, rewards);
        vm.assertEq(fresh.balanceOf(Bucket.RESERVE), 300_000_000e18);
        vm.assertEq(fresh.balanceOf(Bucket.OPERATIONS), OPERATIONS);
        vm.assertEq(fresh.balanceOf(Bucket.LIQUIDITY), 70_000_000e18);
        vm.assertEq(fresh.balanceOf(Bucket.PROTOCOL), 0);
        vm.assertEq(fresh.authority(), address(manager));
    }

    function test_constructor_withoutAnAddress_revertsZeroAddress() public {
        vm.expectRevert(ITreasury.ZeroAddress.selector);
        new Treasury(address(manager), ICXPT(address(0)), rewards);
        vm.expectRevert(ITreasury.ZeroAddress.selector);
        new Treasury(address(manager), token, IRewards(address(0)));
    }

    function test_fixture_leftTwentyMillionInLiquidity() public view {
        vm.assertEq(treasury.balanceOf(Bucket.LIQUIDITY), 20_000_000e18);
        vm.assertEq(token.balanceOf(address(treasury)), 470_000_000e18);
    }

    // deposit

    function test_deposit_ofNothing_revertsZeroAmount() public {
        vm.expectRevert(ITreasury.ZeroAmount.selector);
        treasury.deposit(Bucket.RESERVE, 0);
    }

    function test_deposit_pullsFromTheCallerIntoTheBucketNamed() public {
        Bucket[4] memory buckets = [Bucket.RESERVE, Bucket.OPERATIONS, Bucket.LIQUIDITY, Bucket.PROTOCOL];
        give(alice, 40);
        vm.startPrank(alice);
        token.approve(address(treasury), 40);
        for (uint256 i = 0; i < buckets.length; ++i) {
            uint256[4] memory before = balances();
            vm.expectEmit(address(treasury));
            emit ITreasury.Deposited(buckets[i], alice, 10);
            treasury.deposit(buckets[i], 10);
            uint256[4] memory then = balances();
            for (uint256 j = 0; j < 4; ++j) {
                vm.assertEq(then[j], before[j] + (i == j ? 10 : 0));
            }
        }
        vm.assertEq(token.balanceOf(alice), 0);
    }

    function test_deposit_beyondAHundredAndTwentyEightBits_reverts() public {
        uint256 tooMuch = uint256(1) << 128;
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 128, tooMuch));
        treasury.deposit(Bucket.PROTOCOL, tooMuch);
    }

    function test_deposit_withoutApproval_reverts() public {
        give(alice, 5);
        bytes memory insufficient =
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(treasury), 0, 5);
        vm.expectRevert(insufficient);
        vm.prank(alice);
        treasury.deposit(Bucket.PROTOCOL, 5);
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 0);
    }

    // withdraw

    function test_withdraw_byAStranger_reverts() public {
        expectUnauthorized(bob);
        treasury.withdraw(Bucket.RESERVE, bob, 1, "ref");
    }

    function test_withdraw_leavesTheOtherBuckets() public {
        Bucket[3] memory buckets = [Bucket.RESERVE, Bucket.OPERATIONS, Bucket.LIQUIDITY];
        for (uint256 i = 0; i < buckets.length; ++i) {
            uint256[4] memory before = balances();
            asRole(treasurer, address(treasury), abi.encodeCall(treasury.withdraw, (buckets[i], alice, 10, "ref")));
            uint256[4] memory then = balances();
            for (uint256 j = 0; j < 4; ++j) {
                vm.assertEq(then[j], before[j] - (i == j ? 10 : 0));
            }
        }
    }

    function test_withdraw_ordersItsErrors() public {
        expectWithdrawal(Bucket.PROTOCOL, address(0), 0, abi.encodeWithSelector(ITreasury.ZeroAddress.selector));
        expectWithdrawal(Bucket.PROTOCOL, alice, 0, abi.encodeWithSelector(ITreasury.ZeroAmount.selector));
        bytes memory insufficient = abi.encodeWithSelector(ITreasury.Insufficient.selector, Bucket.PROTOCOL, 0, 1);
        expectWithdrawal(Bucket.PROTOCOL, alice, 1, insufficient);
    }

    function test_withdraw_paysOutOfTheBucket() public {
        bytes memory data = abi.encodeCall(treasury.withdraw, (Bucket.RESERVE, alice, 300_000_000e18, "ref"));
        vm.prank(treasurer);
        manager.schedule(address(treasury), data, 0);
        vm.warp(START + 1 days);

        vm.expectEmit(address(treasury));
        emit ITreasury.Withdrawn(Bucket.RESERVE, alice, 300_000_000e18, "ref");
        vm.prank(treasurer);
        treasury.withdraw(Bucket.RESERVE, alice, 300_000_000e18, "ref");
        vm.assertEq(treasury.balanceOf(Bucket.RESERVE), 0);
        vm.assertEq(token.balanceOf(alice), 300_000_000e18);
    }

    // fund

    function test_fund_byAStranger_reverts() public {
        expectUnauthorized(bob);
        treasury.fund(Bucket.RESERVE, Category.REFERRAL, 1, "ref");
    }

    function test_fund_ordersItsErrors() public {
        vm.expectRevert(abi.encodeWithSelector(ITreasury.NotFundable.selector, Category.PROVIDER));
        this.asRole(treasurer, address(treasury), fundCall(Bucket.PROTOCOL, Category.PROVIDER, 0));
        vm.expectRevert(ITreasury.ZeroAmount.selector);
        this.asRole(treasurer, address(treasury), fundCall(Bucket.PROTOCOL, Category.REFERRAL, 0));
        vm.expectRevert(abi.encodeWithSelector(ITreasury.Insufficient.selector, Bucket.PROTOCOL, 0, 1));
        this.asRole(treasurer, address(treasury), fundCall(Bucket.PROTOCOL, Category.REFERRAL, 1));
    }

    function test_fund_movesTokensIntoTheCategory() public {
        vm.prank(treasurer);
        manager.schedule(address(treasury), fundCall(Bucket.OPERATIONS, Category.LOYALTY, 9), 0);
        vm.warp(START + 1 days);

        vm.expectEmit(address(treasury));
        emit ITreasury.Funded(Bucket.OPERATIONS, Category.LOYALTY, 9, "ref");
        vm.expectEmit(address(rewards));
        emit IRewards.Funded(Category.LOYALTY, address(treasury), 9);
        vm.prank(treasurer);
        treasury.fund(Bucket.OPERATIONS, Category.LOYALTY, 9, "ref");

        vm.assertEq(treasury.balanceOf(Bucket.OPERATIONS), OPERATIONS - 9);
        vm.assertEq(rewards.streamOf(Category.LOYALTY).funded, 9);
        vm.assertEq(token.balanceOf(address(rewards)), 480_000_000e18 + 9);
        vm.assertEq(token.allowance(address(treasury), address(rewards)), 0);
    }

    // move

    function test_move_byAStranger_reverts() public {
        expectUnauthorized(bob);
        treasury.move(Bucket.RESERVE, Bucket.OPERATIONS, 1, "ref");
    }

    function test_move_ordersItsErrors() public {
        vm.expectRevert(ITreasury.SameBucket.selector);
        this.asRole(treasurer, address(treasury), moveCall(Bucket.RESERVE, Bucket.RESERVE, 0));
        vm.expectRevert(ITreasury.ZeroAmount.selector);
        this.asRole(treasurer, address(treasury), moveCall(Bucket.PROTOCOL, Bucket.RESERVE, 0));
        vm.expectRevert(abi.encodeWithSelector(ITreasury.Insufficient.selector, Bucket.PROTOCOL, 0, 1));
        this.asRole(treasurer, address(treasury), moveCall(Bucket.PROTOCOL, Bucket.RESERVE, 1));
    }

    function test_move_changesTwoBucketsAndNoTokens() public {
        vm.prank(treasurer);
        manager.schedule(address(treasury), moveCall(Bucket.OPERATIONS, Bucket.PROTOCOL, 6), 0);
        vm.warp(START + 1 days);

        vm.expectEmit(address(treasury));
        emit ITreasury.Moved(Bucket.OPERATIONS, Bucket.PROTOCOL, 6, "ref");
        vm.prank(treasurer);
        treasury.move(Bucket.OPERATIONS, Bucket.PROTOCOL, 6, "ref");
        vm.assertEq(treasury.balanceOf(Bucket.OPERATIONS), OPERATIONS - 6);
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 6);
        vm.assertEq(token.balanceOf(address(treasury)), 470_000_000e18);
    }

    // skim

    function test_skim_withoutSurplus_revertsZeroAmount() public {
        vm.expectRevert(ITreasury.ZeroAmount.selector);
        treasury.skim();
    }

    function test_skim_booksADonationAsProtocol() public {
        give(address(treasury), 8);
        vm.expectEmit(address(treasury));
        emit ITreasury.Skimmed(8);
        vm.prank(carol);
        treasury.skim();
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 8);
    }

    function test_skim_ofASecondDonation_leavesWhatIsBookedAsProtocol() public {
        give(address(treasury), 8);
        treasury.skim();
        give(address(treasury), 3);
        vm.expectEmit(address(treasury));
        emit ITreasury.Skimmed(3);
        treasury.skim();
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), 11);
    }

    function balances() private view returns (uint256[4] memory) {
        return [
            treasury.balanceOf(Bucket.RESERVE),
            treasury.balanceOf(Bucket.OPERATIONS),
            treasury.balanceOf(Bucket.LIQUIDITY),
            treasury.balanceOf(Bucket.PROTOCOL)
        ];
    }

    /// @dev The next call is made by `who` and refused.
    function expectUnauthorized(address who) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, who));
        vm.prank(who);
    }

    function expectWithdrawal(Bucket bucket, address to, uint256 amount, bytes memory expected) private {
        vm.expectRevert(expected);
        this.asRole(treasurer, address(treasury), abi.encodeCall(treasury.withdraw, (bucket, to, amount, "ref")));
    }

    function fundCall(Bucket bucket, Category category, uint256 amount) private view returns (bytes memory) {
        return abi.encodeCall(treasury.fund, (bucket, category, amount, "ref"));
    }

    function moveCall(Bucket from, Bucket to, uint256 amount) private view returns (bytes memory) {
        return abi.encodeCall(treasury.move, (from, to, amount, "ref"));
    }
}
