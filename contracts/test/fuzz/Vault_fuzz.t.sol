// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Flag, IVault, Split} from "../../src/interfaces/IVault.sol";
import {Dice, Dicing} from "./Dice.sol";
import {VaultPair} from "./VaultPair.sol";

/// @notice The Vault against its model over random lives: deposits, settlements, charges, budgets, exits, pauses, days.
contract Vault_fuzz_test is VaultPair {
    using Dicing for Dice;

    function testFuzz_anyCalls_followTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < users.length; ++i) {
            load(users[i], dice.roll(1, 10_000e18));
        }
        for (uint256 i = 0; i < 24; ++i) {
            act(dice);
            assertSame();
        }
    }

    function testFuzz_pauses_followTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 12; ++i) {
            Flag flag = Flag(dice.pick(3));
            uint256 what = dice.pick(5);
            if (what < 2) call(manager, abi.encodeCall(vault.pause, (flag)));
            else if (what == 2) call(manager, abi.encodeCall(vault.pauseAll, ()));
            else call(manager, abi.encodeCall(vault.unpause, (flag)));
            for (uint256 f = 0; f < 3; ++f) {
                assertSamePause(Flag(f));
                (, uint48 until) = vault.pauseOf(Flag(f));
                assertLe(until, block.timestamp + 7 days, "no pause outlives 7 days");
            }
            vm.warp(block.timestamp + dice.roll(0, 9 days));
        }
    }

    function testFuzz_setSplit_acceptsExactlyWhatAddsUp(uint256 seed) public {
        Dice memory dice = Dice(seed);
        load(users[0], 1000e18);
        call(manager, abi.encodeCall(vault.charge, (users[0], dice.roll(1, 40e6), type(uint256).max, "ref")));

        uint256 left = BPS;
        Split memory split;
        split.burn = uint16(dice.roll(0, left));
        left -= split.burn;
        split.protocol = uint16(dice.roll(0, left));
        left -= split.protocol;
        split.operations = uint16(dice.roll(0, left));
        split.provider = uint16(left - split.operations);
        vm.assertTrue(call(manager, abi.encodeCall(vault.setSplit, (split))), "every valid split is accepted");
        vm.assertEq(keccak256(abi.encode(vault.split())), keccak256(abi.encode(split)));
        same(vault.revenue(), 0, "what was earned before was shared the old way");
        assertSame();

        split.provider = uint16(dice.roll(0, type(uint16).max));
        uint256 sum = uint256(split.burn) + split.protocol + split.operations + split.provider;
        if (sum == BPS) return;
        vm.expectRevert(abi.encodeWithSelector(IVault.SplitSum.selector, sum));
        vault.setSplit(split);
    }

    function testFuzz_distribute_conservesEveryWei(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 4; ++i) {
            load(users[i], dice.roll(1, type(uint96).max));
            uint256 mostUsd = vault.balanceOf(users[i]) * 0.05e18 / 1e30;
            if (mostUsd != 0) {
                uint256 usd = dice.roll(1, mostUsd);
                call(manager, abi.encodeCall(vault.charge, (users[i], usd, type(uint256).max, "ref")));
            }
            uint256 before = vault.revenue();
            uint256 given = model.given(0) + model.given(1) + model.given(2) + model.given(3);
            bool isShared = call(manager, abi.encodeCall(vault.distribute, ()));
            vm.assertTrue(isShared == (before != 0));
            vm.assertEq(model.given(0) + model.given(1) + model.given(2) + model.given(3), given + before);
            assertSame();
        }
    }

    function testFuzz_skim_booksDonationsAndNothingElse(uint256 seed) public {
        Dice memory dice = Dice(seed);
        load(users[0], dice.roll(1, 1_000_000e18));
        uint256 gift = dice.roll(1, type(uint96).max);
        free.mint(address(vault), gift);
        vault.skim();
        assertLe(gift, free.balanceOf(address(treasury)), "the Treasury has it");
        same(free.balanceOf(address(vault)), vault.credits(), "the users' money stays");
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.skim();
    }
}
