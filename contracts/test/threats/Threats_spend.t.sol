// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {IVault, Usage} from "../../src/interfaces/IVault.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Attacks on what usage costs: budgets, rounding, the clamp to the balance, the order of transactions.
contract Threats_spend_test is Attacks {
    /// @dev 1 micro-USD at 0.03 USD per CXPT is 33,333,333,333,333.3… wei: every debit rounds.
    uint256 private constant ODD_PRICE = 0.03e18;

    // Budgets

    /// @dev He uses 8 USD under a budget of 9 and lowers it to a millionth before the batch: the batch still takes 8.
    function test_threat_budgetLoweredToDodge_isSettledByTheOldOne() public {
        loadCredits(mallory, 1000e18);
        setBudget(9e6);
        vm.warp(START + 1 days + 23 hours);
        postPrice(PRICE);
        setBudget(1);
        settle(mallory, 8e6);
        vm.assertEq(vault.accountOf(mallory).meteredUsd, 8e6);

        // Nor by lowering again and again, nor by none at all and then a low one: it waits a full day at least.
        setBudget(0);
        setBudget(1);
        vm.warp(START + 2 days + 22 hours);
        settle(mallory, 16e6);
        vm.assertEq(vault.accountOf(mallory).meteredUsd, 16e6);
    }

    function test_threat_budgetRaisedAndLoweredInADay_takesNoMoreThanTheHighest() public {
        loadCredits(alice, 1000e18);
        vm.prank(alice);
        vault.setBudget(2e6);
        vm.warp(START + 1 days);
        postPrice(PRICE);
        settle(alice, 50e6);
        vm.prank(alice);
        vault.setBudget(3e6);
        settle(alice, 50e6);
        vm.prank(alice);
        vault.setBudget(1e6);
        settle(alice, 50e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 3e6);
    }

    // Rounding

    /// @dev A thousand settlements of the least amount cost as much as one of all, and up to a wei each more. Never less.
    function test_threat_rounding_tinySettlementsInALoop_neverProfitTheUser() public {
        useOddPrice();
        loadCredits(alice, 1e18);
        loadCredits(bob, 1e18);
        for (uint56 i = 1; i <= 1000; ++i) {
            settle(alice, i);
        }
        settle(bob, 1000);
        uint256 atOnce = 1e18 - vault.balanceOf(bob);
        uint256 inParts = 1e18 - vault.balanceOf(alice);
        vm.assertEq(atOnce, 33_333_333_333_333_334);
        vm.assertEq(inParts, 33_333_333_333_334_000);
    }

    function test_threat_rounding_tinyChargesInALoop_neverProfitTheUser() public {
        useOddPrice();
        loadCredits(alice, 1e18);
        for (uint256 i = 0; i < 300; ++i) {
            vm.assertEq(charge(alice, 1), 33_333_333_333_334);
        }
        vm.assertEq(vault.balanceOf(alice), 1e18 - 300 * 33_333_333_333_334);
    }

    /// @dev In and out as often as he likes: what goes in comes out, to the wei, and not a wei more.
    function test_threat_rounding_depositsAndWithdrawalsInALoop_gainNothing() public {
        loadCredits(bob, 100e18);
        give(mallory, 7);
        vm.startPrank(mallory);
        token.approve(address(vault), MAX);
        for (uint256 i = 0; i < 30; ++i) {
            vault.deposit(mallory, 3);
            vault.deposit(mallory, 4);
            vault.requestWithdrawal(7);
            vm.warp(block.timestamp + 1 days);
            vault.withdraw(mallory);
            vm.assertEq(token.balanceOf(mallory), 7);
        }
        vm.stopPrank();
        vm.assertEq(vault.balanceOf(mallory), 0);
        vm.assertEq(vault.credits(), 100e18);
    }

    /// @dev Who lets each small revenue be distributed by itself shifts three wei a time at most, and burns nothing more.
    function test_threat_rounding_distributingInALoop_shiftsThreeWeiATime() public {
        useOddPrice();
        loadCredits(alice, 1e18);
        uint256 earned = 0;
        for (uint256 i = 0; i < 50; ++i) {
            earned += charge(alice, 1);
            vm.prank(mallory);
            vault.distribute();
        }
        uint256 burned = 1e27 - token.totalSupply();
        vm.assertTrue(burned <= earned * 500 / 10_000);
        vm.assertTrue(burned + 50 > earned * 500 / 10_000);
        uint256 providers = rewards.streamOf(Category.PROVIDER).funded;
        vm.assertTrue(providers >= earned * 6000 / 10_000);
        vm.assertTrue(providers <= earned * 6000 / 10_000 + 3 * 50);
        vm.assertEq(
            burned + providers + treasury.balanceOf(Bucket.PROTOCOL)
                + (treasury.balanceOf(Bucket.OPERATIONS) - 150_000_000e18),
            earned
        );
    }

    // The clamp

    /// @dev A balance that does not pay for a millionth of a dollar stays: it is not swept as dust for nothing.
    function test_threat_clamp_takesNoDustForNothing() public {
        useOddPrice();
        loadCredits(alice, 33_333_333_333_333);
        settle(alice, 900e6);
        vm.assertEq(vault.balanceOf(alice), 33_333_333_333_333);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 0);
        vm.assertEq(exit(alice), 33_333_333_333_333);
    }

    /// @dev Feeding the balance in parts that fit badly never lets metered usage be paid for below its price.
    function test_threat_clamp_feedingTheBalanceInParts_neverProfitsTheUser() public {
        useOddPrice();
        uint256[6] memory parts = [uint256(33_333_333_333_334), 1, 66_666_666_666_665, 40e12, 99e12 + 7, 33e12];
        for (uint256 i = 0; i < parts.length; ++i) {
            loadCredits(mallory, parts[i]);
            settle(mallory, 1_000_000);
            uint256 paid = vault.accountOf(mallory).spent;
            uint256 metered = vault.accountOf(mallory).meteredUsd;
            vm.assertTrue(paid * ODD_PRICE >= metered * 1e30, "paid at least what was metered is worth");
        }
        vm.assertEq(vault.accountOf(mallory).meteredUsd, 5);
        vm.assertEq(vault.balanceOf(mallory), 33e12, "the last part pays for nothing, and stays");
    }

    // The order of transactions

    function test_threat_priceMovedBetweenPreviewAndPurchase_isBoundByTheLimit() public {
        loadCredits(alice, 1000e18);
        uint256 preview = vault.quote(19e6);
        vm.warp(START + 1 hours);
        postPrice(PRICE * 9 / 10); // in front of her transaction
        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, 422_222_222_222_222_222_223, preview));
        vm.prank(alice);
        subscriptions.subscribe(1, preview, true, 0, address(0));
        vm.assertEq(vault.balanceOf(alice), 1000e18);
    }

    function test_threat_capLoweredBeforeABatch_revertsItAsAWholeAndLosesNothing() public {
        loadCredits(alice, 1000e18);
        asRole(params, address(vault), abi.encodeCall(vault.setDailyCap, (5e6)));
        postPrice(PRICE);
        vm.expectRevert(abi.encodeWithSelector(IVault.CapExceeded.selector, 6e6, 5e6));
        vm.prank(meter);
        vault.settle(usagesOf(alice, 6e6), "root");

        // The figures are cumulative: what did not fit today is settled tomorrow.
        settle(alice, 5e6);
        vm.warp(block.timestamp + 1 days);
        postPrice(PRICE);
        settle(alice, 6e6);
        vm.assertEq(vault.accountOf(alice).meteredUsd, 6e6);
    }

    function test_threat_replayedBatch_takesNothingTwice() public {
        loadCredits(alice, 1000e18);
        loadCredits(bob, 1000e18);
        Usage[] memory usages = new Usage[](4);
        (usages[0], usages[1]) = (Usage(alice, 3e6), Usage(bob, 4e6));
        (usages[2], usages[3]) = (Usage(alice, 3e6), Usage(alice, 1e6));
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(meter);
            vault.settle(usages, "root");
        }
        vm.assertEq(vault.balanceOf(alice), 940e18);
        vm.assertEq(vault.balanceOf(bob), 920e18);
        vm.assertEq(vault.revenue(), 140e18);
    }

    function useOddPrice() private {
        asRole(params, address(oracle), abi.encodeCall(oracle.reset, (ODD_PRICE)));
    }

    function setBudget(uint56 usdPerDay) private {
        vm.prank(mallory);
        vault.setBudget(usdPerDay);
    }
}
