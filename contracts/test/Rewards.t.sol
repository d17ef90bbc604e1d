// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Rewards} from "../src/Rewards.sol";
import {ICXPT} from "../src/interfaces/ICXPT.sol";
import {Category, IRewards, Stream, Tranche} from "../src/interfaces/IRewards.sol";
import {Actions} from "./Actions.sol";

/// @notice The emission schedule, funding, taking back, migration and pauses.
contract Rewards_test is Actions {
    uint128 private constant CAP = 480_000_000e18;

    // constructor

    function test_constructor_withoutAToken_revertsZeroAddress() public {
        vm.expectRevert(IRewards.ZeroAddress.selector);
        new Rewards(address(manager), ICXPT(address(0)), 1 days);
    }

    function test_constructor_startsEmpty() public {
        Rewards fresh = new Rewards(address(manager), token, 7);
        vm.assertEq(fresh.WINDOW(), 7);
        vm.assertEq(fresh.scheduled(), 0);
        vm.assertEq(fresh.vested(type(uint256).max), 0);
        vm.assertFalse(fresh.isMigrated());
        vm.assertEq(fresh.streamOf(Category.PROVIDER).maxStep, 0);
        vm.assertEq(fresh.tranches().length, 0);
    }

    // addTranche

    function test_addTranche_schedulesAndCountsFromZero() public {
        uint48 start = uint48(START + 2 days);
        vm.prank(params);
        manager.schedule(address(rewards), abi.encodeCall(rewards.addTranche, (start, start + 100, 1000)), 0);
        vm.warp(start);

        vm.expectEmit(address(rewards));
        emit IRewards.TrancheAdded(0, start, start + 100, 1000);
        vm.prank(params);
        vm.assertEq(rewards.addTranche(start, start + 100, 1000), 0);
        vm.assertEq(rewards.scheduled(), 1000);
        Tranche[] memory all = rewards.tranches();
        vm.assertEq(all.length, 1);
        vm.assertEq(keccak256(abi.encode(all[0])), keccak256(abi.encode(Tranche(start, start + 100, 1000))));
        vm.assertEq(addTranche(start + 2 days, start + 2 days, 5), 1);
        vm.assertEq(rewards.scheduled(), 1005);
    }

    function test_addTranche_ordersItsErrors() public {
        uint48 begin = uint48(START + 2 days);
        trancheFails(begin - 1, 0, 0, abi.encodeWithSelector(IRewards.Retroactive.selector, begin - 1));
        begin += 2 days;
        vm.warp(START + 2 days);
        trancheFails(begin, begin - 1, 1, abi.encodeWithSelector(IRewards.BadTranche.selector));
        trancheFails(begin + 2 days, begin + 2 days, 0, abi.encodeWithSelector(IRewards.BadTranche.selector));
        begin = uint48(block.timestamp + 100 days);
        trancheFails(begin, begin, CAP + 1, abi.encodeWithSelector(IRewards.CapExceeded.selector, CAP + 1, CAP));

        addTranche(begin, begin, CAP);
        trancheFails(begin, begin, 1, abi.encodeWithSelector(IRewards.CapExceeded.selector, 1, 0));
    }

    function test_addTranche_the65th_revertsTooManyAfterTheOthers() public {
        uint48 begin = uint48(START + 1000 days);
        for (uint256 i = 0; i < 64; ++i) {
            addTranche(begin, begin, 1);
        }
        asRole(params, address(rewards), abi.encodeCall(rewards.cancelTranche, (0)));
        trancheFails(begin, begin, CAP, abi.encodeWithSelector(IRewards.CapExceeded.selector, CAP, CAP - 63));
        trancheFails(begin, begin, 1, abi.encodeWithSelector(IRewards.TooMany.selector));
    }

    // cancelTranche

    function test_cancelTranche_beforeItsStart_keepsTheIdWithoutAnAmount() public {
        uint48 begin = uint48(START + 10 days);
        addTranche(begin, begin + 10, 1000);
        vm.prank(params);
        manager.schedule(address(rewards), abi.encodeCall(rewards.cancelTranche, (0)), 0);
        vm.warp(begin - 1);

        vm.expectEmit(address(rewards));
        emit IRewards.TrancheCancelled(0);
        vm.prank(params);
        rewards.cancelTranche(0);
        vm.assertEq(rewards.scheduled(), 0);
        vm.assertEq(rewards.tranches()[0].amount, 0);
        vm.assertEq(rewards.tranches()[0].start, begin);
        vm.assertEq(rewards.vested(begin + 10), 0);
    }

    function test_cancelTranche_begunCancelledOrUnknown_revertsBegun() public {
        uint48 begin = uint48(START + 4 days);
        addTranche(begin, begin + 10, 1000);
        cancelFails(0);
        cancelFails(1);

        begin = uint48(START + 100 days);
        addTranche(begin, begin, 1000);
        asRole(params, address(rewards), abi.encodeCall(rewards.cancelTranche, (1)));
        cancelFails(1);
    }

    // vested and allocatable

    function test_vested_isLinearRoundedDownAndNeverBeforeOrBeyond() public {
        uint48 begin = uint48(START + 10 days);
        addTranche(begin, begin + 3, 10);
        addTranche(begin + 5, begin + 5, 7);
        uint256[2][9] memory rows = [
            [uint256(0), 0],
            [uint256(begin), 0],
            [uint256(begin + 1), 3],
            [uint256(begin + 2), 6],
            [uint256(begin + 3), 10],
            [uint256(begin + 4), 10],
            [uint256(begin + 5), 17],
            [uint256(begin + 6), 17],
            [type(uint256).max, 17]
        ];
        for (uint256 i = 0; i < rows.length; ++i) {
            vm.assertEq(rewards.vested(rows[i][0]), rows[i][1]);
        }
    }

    function test_vested_roundsPerTranche() public {
        uint48 begin = uint48(START + 10 days);
        addTranche(begin, begin + 2, 1);
        addTranche(begin, begin + 2, 1);
        vm.assertEq(rewards.vested(begin + 1), 0);
    }

    function test_allocatable_isVestedPlusFundedForProvidersAndFundedForOthers() public {
        uint48 begin = uint48(START + 10 days);
        addTranche(begin, begin, 1000);
        fund(Category.PROVIDER, 5);
        fund(Category.REFERRAL, 6);
        vm.assertEq(rewards.allocatable(Category.PROVIDER), 5);
        vm.warp(begin);
        vm.assertEq(rewards.allocatable(Category.PROVIDER), 1005);
        vm.assertEq(rewards.allocatable(Category.REFERRAL), 6);
        vm.assertEq(rewards.allocatable(Category.LOYALTY), 0);
    }

    // fund

    function test_fund_byAnyone_pullsTokens() public {
        give(alice, 9);
        vm.startPrank(alice);
        token.approve(address(rewards), 9);
        vm.expectEmit(address(rewards));
        emit IRewards.Funded(Category.LOYALTY, alice, 9);
        rewards.fund(Category.LOYALTY, 9);
        vm.assertEq(rewards.streamOf(Category.LOYALTY).funded, 9);
        vm.assertEq(token.balanceOf(address(rewards)), uint256(CAP) + 9);
    }

    function test_fund_withNothing_revertsZeroAmount() public {
        vm.expectRevert(IRewards.ZeroAmount.selector);
        rewards.fund(Category.LOYALTY, 0);
    }

    function test_fund_beyondAHundredAndTwentyEightBits_reverts() public {
        uint256 tooMuch = uint256(1) << 128;
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 128, tooMuch));
        rewards.fund(Category.LOYALTY, tooMuch);
    }

    function test_fund_withoutApproval_reverts() public {
        give(alice, 5);
        bytes memory insufficient =
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(rewards), 0, 5);
        vm.expectRevert(insufficient);
        vm.prank(alice);
        rewards.fund(Category.LOYALTY, 5);
        vm.assertEq(rewards.streamOf(Category.LOYALTY).funded, 0);
    }

    // setMaxStep

    function test_setMaxStep_replacesIt() public {
        vm.prank(params);
        manager.schedule(address(rewards), abi.encodeCall(rewards.setMaxStep, (Category.LOYALTY, 3)), 0);
        vm.warp(START + 2 days);
        vm.expectEmit(address(rewards));
        emit IRewards.MaxStepSet(Category.LOYALTY, 3);
        vm.prank(params);
        rewards.setMaxStep(Category.LOYALTY, 3);
        vm.assertEq(rewards.streamOf(Category.LOYALTY).maxStep, 3);
        vm.assertEq(rewards.streamOf(Category.REFERRAL).maxStep, type(uint128).max);
    }

    // defund

    function test_defund_byAStranger_reverts() public {
        fund(Category.REFERRAL, 100);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        vm.prank(bob);
        rewards.defund(Category.REFERRAL, bob, 1, "ref");
    }

    function test_defund_ordersItsErrors() public {
        fund(Category.REFERRAL, 100);
        acceptSingle(Category.REFERRAL, alice, 60, 60);
        bytes memory notDefundable = abi.encodeWithSelector(IRewards.NotDefundable.selector, Category.PROVIDER);
        defundFails(Category.PROVIDER, address(0), 0, notDefundable);
        defundFails(Category.REFERRAL, address(0), 0, abi.encodeWithSelector(IRewards.ZeroAddress.selector));
        defundFails(Category.REFERRAL, bob, 0, abi.encodeWithSelector(IRewards.ZeroAmount.selector));
        defundFails(Category.REFERRAL, bob, 41, abi.encodeWithSelector(IRewards.OverAllocated.selector, 41, 40));
        defundFails(Category.LOYALTY, bob, 1, abi.encodeWithSelector(IRewards.OverAllocated.selector, 1, 0));
    }

    function test_defund_paysWhatIsNotAllocatedAndIgnoresWhatIsPending() public {
        fund(Category.REFERRAL, 100);
        acceptSingle(Category.REFERRAL, alice, 60, 60);
        vm.prank(treasurer);
        manager.schedule(address(rewards), defundCall(Category.REFERRAL, bob, 40), 0);
        vm.warp(block.timestamp + 1 days);
        vm.prank(publisher);
        rewards.propose(Category.REFERRAL, "next", 100, "");

        vm.expectEmit(address(rewards));
        emit IRewards.Defunded(Category.REFERRAL, bob, 40, "ref");
        vm.prank(treasurer);
        rewards.defund(Category.REFERRAL, bob, 40, "ref");
        vm.assertEq(token.balanceOf(bob), 40);
        vm.assertEq(rewards.streamOf(Category.REFERRAL).funded, 60);

        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(abi.encodeWithSelector(IRewards.OverAllocated.selector, 100, 60));
        rewards.accept(Category.REFERRAL, "next");

        rewards.claim(Category.REFERRAL, alice, 60, new bytes32[](0));
        vm.assertEq(token.balanceOf(alice), 60);
    }

    // migrate

    function test_migrate_byAStranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        vm.prank(bob);
        rewards.migrate(bob);
    }

    function test_migrate_toNobody_revertsZeroAddressBeforeAlreadyMigrated() public {
        asRole(migrator, address(rewards), abi.encodeCall(rewards.migrate, (carol)));
        vm.expectRevert(IRewards.ZeroAddress.selector);
        this.asRole(migrator, address(rewards), abi.encodeCall(rewards.migrate, (address(0))));
        vm.expectRevert(IRewards.AlreadyMigrated.selector);
        this.asRole(migrator, address(rewards), abi.encodeCall(rewards.migrate, (bob)));
    }

    function test_migrate_keepsWhatIsOwedAndStopsTheEmission() public {
        uint48 begin = uint48(START + 3 days);
        addTranche(begin, begin, 1000);
        fund(Category.REFERRAL, 100);
        vm.warp(begin);
        acceptSingle(Category.PROVIDER, alice, 700, 700);
        acceptSingle(Category.REFERRAL, bob, 60, 60);
        rewards.claim(Category.REFERRAL, bob, 60, new bytes32[](0));
        vm.prank(migrator);
        manager.schedule(address(rewards), abi.encodeCall(rewards.migrate, (carol)), 0);
        vm.warp(block.timestamp + 30 days);
        vm.prank(publisher);
        rewards.propose(Category.PROVIDER, "next", 800, "");

        uint256 paid = uint256(CAP) + 100 - 60 - 700;
        vm.expectEmit(address(rewards));
        emit IRewards.Migrated(carol, paid);
        vm.prank(migrator);
        rewards.migrate(carol);

        vm.assertEq(token.balanceOf(carol), paid);
        vm.assertEq(token.balanceOf(address(rewards)), 700);
        vm.assertTrue(rewards.isMigrated());
        Stream memory stream = rewards.streamOf(Category.PROVIDER);
        vm.assertEq(stream.funded, 700);
        vm.assertEq(stream.pendingRoot, 0);
        vm.assertEq(stream.acceptAt, 0);
        vm.assertEq(rewards.allocatable(Category.PROVIDER), 700);
        vm.assertEq(rewards.vested(block.timestamp), 1000, "the past of the schedule stays as it was");

        trancheFails(0, 0, 0, abi.encodeWithSelector(IRewards.AlreadyMigrated.selector));

        // The provider share of revenue keeps flowing.
        fund(Category.PROVIDER, 50);
        bytes32 root = leafOf(Category.PROVIDER, alice, 750);
        vm.prank(publisher);
        rewards.propose(Category.PROVIDER, root, 750, "");
        vm.warp(block.timestamp + 1 days);
        rewards.accept(Category.PROVIDER, root);
        rewards.claim(Category.PROVIDER, alice, 750, new bytes32[](0));
        vm.assertEq(token.balanceOf(alice), 750);
        vm.assertEq(token.balanceOf(address(rewards)), 0);
    }

    // pause, pauseAll, unpause

    function test_pause_stopsOneCategoryForSevenDays() public {
        vm.expectEmit(address(rewards));
        emit IRewards.PauseSet(Category.REFERRAL, START + 7 days);
        vm.prank(guardian);
        rewards.pause(Category.REFERRAL);
        vm.assertEq(rewards.pauseOf(Category.REFERRAL), START + 7 days);
        vm.assertEq(rewards.pauseOf(Category.PROVIDER), 0);
        vm.assertEq(rewards.streamOf(Category.REFERRAL).pausedUntil, START + 7 days);
    }

    function test_pauseAll_stopsAllThree() public {
        vm.prank(guardian);
        rewards.pauseAll();
        vm.assertEq(rewards.pauseOf(Category.PROVIDER), START + 7 days);
        vm.assertEq(rewards.pauseOf(Category.REFERRAL), START + 7 days);
        vm.assertEq(rewards.pauseOf(Category.LOYALTY), START + 7 days);
    }

    function test_unpause_endsItNow() public {
        vm.prank(guardian);
        rewards.pause(Category.REFERRAL);
        vm.prank(unpauser);
        manager.schedule(address(rewards), abi.encodeCall(rewards.unpause, (Category.REFERRAL)), 0);
        vm.warp(START + 1 hours);
        vm.expectEmit(address(rewards));
        emit IRewards.PauseSet(Category.REFERRAL, START + 1 hours);
        vm.prank(unpauser);
        rewards.unpause(Category.REFERRAL);
        vm.assertEq(rewards.pauseOf(Category.REFERRAL), START + 1 hours);
    }

    function test_unpause_whenNotRunning_revertsNotPaused() public {
        vm.expectRevert(abi.encodeWithSelector(IRewards.NotPaused.selector, Category.LOYALTY));
        this.asRole(unpauser, address(rewards), abi.encodeCall(rewards.unpause, (Category.LOYALTY)));
    }

    function addTranche(uint48 start, uint48 end, uint128 amount) private returns (uint256) {
        bytes memory data = abi.encodeCall(rewards.addTranche, (start, end, amount));
        return abi.decode(asRole(params, address(rewards), data), (uint256));
    }

    function trancheFails(uint48 start, uint48 end, uint128 amount, bytes memory expected) private {
        vm.expectRevert(expected);
        this.asRole(params, address(rewards), abi.encodeCall(rewards.addTranche, (start, end, amount)));
    }

    function cancelFails(uint256 id) private {
        vm.warp(block.timestamp + 2 days);
        vm.expectRevert(abi.encodeWithSelector(IRewards.Begun.selector, id));
        this.asRole(params, address(rewards), abi.encodeCall(rewards.cancelTranche, (id)));
    }

    function defundCall(Category category, address to, uint128 amount) private view returns (bytes memory) {
        return abi.encodeCall(rewards.defund, (category, to, amount, "ref"));
    }

    function defundFails(Category category, address to, uint128 amount, bytes memory expected) private {
        vm.expectRevert(expected);
        this.asRole(treasurer, address(rewards), defundCall(category, to, amount));
    }

    function fund(Category category, uint256 amount) private {
        token.approve(address(rewards), amount);
        rewards.fund(category, amount);
    }
}
