// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category, IRewards} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {Flag, IVault, Usage} from "../../src/interfaces/IVault.sol";
import {METER, PRICER, PUBLISHER, RoleTable, Rule} from "../RoleTable.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Stolen hot keys: what the thief can do at most, and how fast he is out.
contract Threats_keys_test is Attacks {
    // METER

    /// @dev At most the cap a day, out of credits into revenue and never to him, and everybody can leave after a day.
    function test_threat_stolenMeter_takesAtMostTheDailyCap_andNothingForHimself() public {
        setCap(1000e6);
        loadCredits(alice, 100_000e18);
        loadCredits(bob, 100_000e18);
        Usage[] memory usages = new Usage[](2);
        (usages[0], usages[1]) = (Usage(alice, 600e6), Usage(bob, 401e6));
        vm.expectRevert(abi.encodeWithSelector(IVault.CapExceeded.selector, 1001e6, 1000e6));
        vm.prank(meter);
        vault.settle(usages, "loot");

        // By as many small batches as he likes: no more.
        uint256 batches = 0;
        while (succeeds(meter, address(vault), settlement(alice, uint56((batches + 1) * 60e6)))) ++batches;
        vm.assertEq(batches, 16);
        vm.assertEq(vault.room(), 40e6);
        vm.assertEq(vault.spent(), 960e6 * 20e12);
        vm.assertEq(token.balanceOf(address(vault)), 200_000e18);
        vm.assertEq(token.balanceOf(meter), 0);
        vm.assertEq(exit(bob), 100_000e18);
    }

    function test_threat_stolenMeter_takesOfAUserAtMostHisBudget() public {
        loadCredits(alice, 100_000e18);
        vm.prank(alice);
        vault.setBudget(3e6);
        vm.warp(START + 1 days);
        postPrice(PRICE);
        vm.startPrank(meter);
        for (uint56 i = 1; i <= 10; ++i) {
            vault.settle(usagesOf(alice, i * 100e6), "loot");
        }
        vm.stopPrank();
        vm.assertEq(vault.accountOf(alice).spent, 60e18);
    }

    /// @dev A single figure far too high reverts the batch by the cap, before anybody's balance limits it.
    function test_threat_unitBug_revertsInsteadOfDrainingEverybody() public {
        Usage[] memory usages = new Usage[](20);
        for (uint160 i = 0; i < 20; ++i) {
            address user = address(i + 1000);
            loadCredits(user, 10e18);
            usages[i] = Usage(user, 0.4e6 * 1e6); // micro-USD taken for USD
        }
        vm.expectRevert(abi.encodeWithSelector(IVault.CapExceeded.selector, 20 * 0.4e12, 1_000_000e6));
        vm.prank(meter);
        vault.settle(usages, "root");
        vm.assertEq(vault.credits(), 200e18);
    }

    // PRICER

    /// @dev The worst price he can post is the band's end, after hours of steps that everybody sees. Below
    /// `minPrice` none counts.
    function test_threat_stolenPricer_isBoundByBandStepsAndMinPrice() public {
        loadCredits(alice, 100_000e18);
        uint256 price = PRICE;
        for (uint256 i = 0; i < 30; ++i) {
            vm.warp(block.timestamp + 1 hours);
            uint256 next = price * 9 / 10;
            if (succeeds(pricer, address(oracle), abi.encodeCall(oracle.post, (next)))) price = next;
        }
        vm.assertTrue(price >= 0.01e18 && price < 0.0111e18);
        vm.assertFalse(succeeds(pricer, address(oracle), abi.encodeCall(oracle.post, (0.01e18 - 1))));

        // In those 30 hours she had her day's notice. And a purchase names the most it may cost.
        vm.expectRevert(abi.encodeWithSelector(IVault.Slippage.selector, (19e6 * 1e30 + price - 1) / price, 400e18));
        vm.prank(alice);
        subscriptions.subscribe(1, 400e18, true, 0, address(0));
        vm.assertEq(exit(alice), 100_000e18);
    }

    function test_threat_stolenPricer_raisingThePrice_takesFromUsersNothing() public {
        loadCredits(alice, 100e18);
        for (uint256 i = 0; i < 5; ++i) {
            vm.warp(block.timestamp + 1 hours);
            (uint256 price,) = oracle.posted();
            postPrice(price * 11 / 10);
        }
        settle(alice, 1e6);
        vm.assertEq(vault.revenue(), 12_418_426_461_183_103_489); // instead of 20 CXPT
    }

    // PUBLISHER

    function test_threat_stolenPublisher_isBoundByStepAndWindow_andVetoed() public {
        token.approve(address(rewards), 1000);
        rewards.fund(Category.REFERRAL, 1000);
        bytes memory steps = abi.encodeCall(rewards.setMaxStep, (Category.REFERRAL, 50));
        asRole(params, address(rewards), steps);
        bytes32 root = leafOf(Category.REFERRAL, mallory, 1000);
        vm.startPrank(publisher);
        vm.expectRevert(abi.encodeWithSelector(IRewards.StepTooLarge.selector, 51, 50));
        rewards.propose(Category.REFERRAL, root, 51, "");
        rewards.propose(Category.REFERRAL, root, 50, "");
        vm.stopPrank();
        uint256 acceptAt = block.timestamp + 1 days;
        vm.warp(acceptAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotReady.selector, acceptAt));
        vm.prank(publisher);
        rewards.accept(Category.REFERRAL, root);
        vm.prank(guardian);
        rewards.veto(Category.REFERRAL, root);

        // Unseen he gets a step a window, and no more than there is.
        uint104 total = 0;
        for (uint256 i = 0; i < 3; ++i) {
            total += 50;
            vm.prank(publisher);
            rewards.propose(Category.REFERRAL, root, total, "");
            vm.warp(block.timestamp + 1 days);
            rewards.accept(Category.REFERRAL, root);
        }
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 1000, 150));
        rewards.claim(Category.REFERRAL, mallory, 1000, none);
    }

    function test_threat_stolenPublisher_cannotPromiseTheEmissionBeforeItVests() public {
        uint48 begin = uint48(START + 10 days);
        asRole(params, address(rewards), abi.encodeCall(rewards.addTranche, (begin, begin + 10 days, 1000)));
        bytes32 root = leafOf(Category.PROVIDER, mallory, 1);
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 1, 0));
        vm.prank(publisher);
        rewards.propose(Category.PROVIDER, root, 1, "");

        vm.warp(begin + 5 days);
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 501, 500));
        vm.prank(publisher);
        rewards.propose(Category.PROVIDER, root, 501, "");
    }

    /// @dev Overwriting his own proposal in front of the veto wins nothing: each time the window begins anew.
    function test_threat_stolenPublisher_proposingAnewInFrontOfTheVeto_onlyWaitsLonger() public {
        token.approve(address(rewards), 1000);
        rewards.fund(Category.REFERRAL, 1000);
        for (uint256 i = 0; i < 5; ++i) {
            vm.prank(publisher);
            rewards.propose(Category.REFERRAL, bytes32(i + 1), 1000, "");
            vm.warp(block.timestamp + 1 days - 1);
            vm.expectRevert(abi.encodeWithSelector(IRewards.NotReady.selector, block.timestamp + 1));
            rewards.accept(Category.REFERRAL, bytes32(i + 1));
        }
        vm.prank(guardian);
        rewards.pause(Category.REFERRAL);
        vm.warp(block.timestamp + 2 days);
        vm.expectRevert(abi.encodeWithSelector(IRewards.Paused.selector, Category.REFERRAL));
        rewards.accept(Category.REFERRAL, bytes32(uint256(5)));
    }

    // FINANCE and a captured CHARGER

    function test_threat_stolenFinanceKey_movesNoMoney() public {
        Rule[] memory rules = RoleTable.rules();
        uint256 callable = 0;
        for (uint256 i = 0; i < rules.length; ++i) {
            (bool isImmediate, uint32 delay) =
                manager.canCall(finance, addressOf(rules[i].target), selectorOf(rules[i].signature));
            vm.assertEq(delay, 0);
            if (isImmediate) ++callable;
        }
        vm.assertEq(callable, 1); // Reports.anchor, which appends a version and hides none
        vm.startPrank(finance);
        reports.anchor(202_701, "true", "");
        reports.anchor(202_701, "false", "");
        (bytes32 first,) = reports.anchorOf(202_701, 1);
        vm.assertEq(first, "true");
    }

    /// @dev It turns credits into revenue, which belongs to the four shares. It pays nobody, and credits leave in a day.
    function test_threat_capturedCharger_paysHimselfNothing() public {
        loadCredits(alice, 100e18);
        vm.prank(alice);
        vault.requestWithdrawal(90e18);
        vm.startPrank(address(subscriptions));
        vm.expectRevert(abi.encodeWithSelector(IVault.Insufficient.selector, 10e18, 20e18));
        vault.charge(alice, 1e6, MAX, "loot");
        vault.charge(alice, 0.5e6, MAX, "loot");
        vm.stopPrank();
        vm.assertEq(token.balanceOf(address(subscriptions)), 0);
        vm.assertEq(vault.balanceOf(address(subscriptions)), 0);
        vm.assertEq(vault.revenue(), 10e18);
        vm.warp(START + 1 days);
        vm.prank(alice);
        vault.withdraw(alice);
        vm.assertEq(token.balanceOf(alice), 90e18);
    }

    // Rotation

    function test_threat_stolenKey_renouncesItselfAtOnce_andIsReplacedWithinTheHour() public {
        uint64[3] memory roles = [METER, PUBLISHER, PRICER];
        address[3] memory keys = [meter, publisher, pricer];
        for (uint256 i = 0; i < roles.length; ++i) {
            // Whoever holds the key, we do too, can drop it: no delay, no other signature.
            vm.prank(keys[i]);
            manager.renounceRole(roles[i], keys[i]);
            assertHolds(roles[i], keys[i], false);

            address next = address(uint160(0xBEEF + i));
            bytes memory grant = abi.encodeCall(manager.grantRole, (roles[i], next, 0));
            uint256 from = block.timestamp;
            schedule(keykeeper, address(manager), grant);
            vm.warp(from + 1 hours - 1);
            vm.assertFalse(runs(keykeeper, address(manager), grant));
            vm.warp(from + 1 hours);
            vm.assertTrue(runs(keykeeper, address(manager), grant));
            assertHolds(roles[i], next, true);
        }
    }

    function test_threat_stolenKey_isRevokedWithinTheHour_whenTheThiefWillNotLetGo() public {
        uint64[3] memory roles = [METER, PUBLISHER, PRICER];
        address[3] memory keys = [meter, publisher, pricer];
        for (uint256 i = 0; i < roles.length; ++i) {
            bytes memory revocation = abi.encodeCall(manager.revokeRole, (roles[i], keys[i]));
            uint256 from = block.timestamp;
            schedule(keykeeper, address(manager), revocation);
            // Neither the thief nor a guardian can stop it.
            bytes memory cancel = abi.encodeCall(manager.cancel, (keykeeper, address(manager), revocation));
            vm.assertFalse(succeeds(keys[i], address(manager), cancel));
            vm.assertFalse(succeeds(guardian, address(manager), cancel));
            vm.warp(from + 1 hours);
            vm.assertTrue(runs(keykeeper, address(manager), revocation));
            assertHolds(roles[i], keys[i], false);
        }
    }

    function test_threat_stolenKey_passesItselfToNobody_andDropsNobodyElse() public {
        vm.assertFalse(runs(meter, address(manager), abi.encodeCall(manager.grantRole, (METER, mallory, 0))));
        vm.assertFalse(runs(meter, address(manager), abi.encodeCall(manager.revokeRole, (PRICER, pricer))));
        vm.assertFalse(runs(meter, address(manager), abi.encodeCall(manager.renounceRole, (PRICER, pricer))));
        vm.assertFalse(runs(pricer, address(vault), settlement(alice, 1)));
        vm.assertFalse(runs(publisher, address(oracle), abi.encodeCall(oracle.post, (PRICE))));
        vm.assertFalse(runs(meter, address(vault), abi.encodeCall(vault.unpause, (Flag.SPEND))));
        bytes memory loot = abi.encodeCall(treasury.withdraw, (Bucket.RESERVE, mallory, 1, "loot"));
        vm.assertFalse(runs(meter, address(treasury), loot));
    }

    function setCap(uint56 usd) private {
        asRole(params, address(vault), abi.encodeCall(vault.setDailyCap, (usd)));
        postPrice(PRICE);
    }

    function settlement(address user, uint56 cumulativeUsd) private view returns (bytes memory) {
        return abi.encodeCall(vault.settle, (usagesOf(user, cumulativeUsd), "loot"));
    }

    function assertHolds(uint64 role, address account, bool expected) private view {
        (bool isMember,) = manager.hasRole(role, account);
        vm.assertTrue(isMember == expected);
    }
}
