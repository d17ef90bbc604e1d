// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vault} from "../../src/Vault.sol";
import {Account, IVault, Split, Usage} from "../../src/interfaces/IVault.sol";
import {MockOracle} from "../Mocks.sol";
import {Dice, Dicing} from "./Dice.sol";
import {VaultPair} from "./VaultPair.sol";

/// @notice Metering: the pseudo code of the specification, entry by entry, and what must hold for any entry at all.
contract Vault_settle_fuzz_test is VaultPair {
    using Dicing for Dice;

    /// @dev A second Vault without a cap and with a price floor of one: the whole range of every type.
    Vault private open;

    function setUp() public override {
        super.setUp();
        open = new Vault(
            manager,
            token,
            treasury,
            rewards,
            address(new MockOracle(0.05e18)),
            1,
            type(uint56).max,
            Split(500, 2000, 1500, 6000)
        );
    }

    /// @dev Balances around what the entries cost, budgets around what they ask, three batches over up to two days.
    function testFuzz_settle_followsThePseudoCode(uint256 seed) public {
        Dice memory dice = Dice(seed);
        oracle.setPrice(rollPrice(dice));
        for (uint256 i = 0; i < users.length; ++i) {
            uint256 worth = vault.quote(dice.roll(0, CAP / 2));
            if (dice.chance(85)) load(users[i], worth % type(uint80).max);
            if (dice.chance(60)) call(users[i], abi.encodeCall(vault.setBudget, (uint56(dice.roll(0, CAP / 8)))));
        }
        vm.warp(block.timestamp + dice.roll(0, 3 days));
        for (uint256 i = 0; i < 3; ++i) {
            call(manager, abi.encodeCall(vault.settle, (rollUsages(dice, 24, CAP / 6), "root")));
            assertSame();
            oracle.setPrice(rollPrice(dice));
            vm.warp(block.timestamp + dice.roll(0, 1 days));
        }
    }

    /// @dev One bad entry fails the batch as a whole and exactly when more is asked than the day has room for.
    function testFuzz_settle_atTheCap_countsWhatWasAskedBeforeTheClamp(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 dust = vault.quote(1);
        load(users[0], dice.roll(dust, 1_000_000e18));
        uint256 asked = dice.roll(CAP - 3, CAP + 3);
        Usage[] memory usages = new Usage[](1);
        usages[0] = Usage(users[0], uint56(asked));
        bytes memory data = abi.encodeCall(vault.settle, (usages, "root"));
        vm.assertTrue(call(manager, data) == (asked <= CAP));
        assertSame();
    }

    function testFuzz_settle_ofAnyEntry_takesNoMoreThanIsDueOrThere(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 price = dice.roll(1, type(uint128).max);
        uint256 balance = dice.roll(1, type(uint96).max);
        uint56 due = uint56(dice.roll(1, type(uint56).max));
        Account memory after_ = _settleOpen(price, balance, due);

        uint256 paid = after_.spent;
        uint256 taken = after_.meteredUsd;
        same(after_.balance + paid, balance, "what he paid is what he lost");
        assertLe(taken, due, "never more than is due");
        vm.assertTrue((taken == 0) == (paid == 0), "nothing for nothing");
        if (taken == due) {
            assertLe(taken * 1e30, paid * price, "a debit rounds up");
            vm.assertTrue((paid - 1) * price < taken * 1e30, "by less than a wei");
        } else if (taken != 0) {
            same(after_.balance, 0, "clamped to all he had");
            assertLe(taken * 1e30, balance * price, "which pays for no more");
            vm.assertTrue(balance * price < (taken + 1) * 1e30, "and for no less, to the micro-USD");
        } else {
            vm.assertTrue(balance * price < 1e30, "only what is worth less than a micro-USD is left alone");
        }
    }

    /// @dev V8, for any entries: right after, the same batch finds nothing to take.
    function testFuzz_settle_again_changesNothing(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < users.length; ++i) {
            load(users[i], dice.roll(1, 100_000e18));
            if (dice.chance(40)) call(users[i], abi.encodeCall(vault.setBudget, (uint56(dice.roll(0, CAP / 8)))));
        }
        vm.warp(block.timestamp + dice.roll(0, 3 days));
        oracle.setPrice(rollPrice(dice));
        bytes memory data = abi.encodeCall(vault.settle, (rollUsages(dice, 12, CAP / 12), "root"));
        if (!call(manager, data)) return;

        bytes32 before = _state();
        vm.prank(manager);
        (bool isAccepted, bytes memory reason) = address(vault).call(data);
        // A user whose balance was clamped to dust may still ask for more than the day has room for.
        if (!isAccepted) vm.assertEq(bytes4(reason), IVault.CapExceeded.selector);
        vm.assertEq(_state(), before);
    }

    /// @dev V9: different users in another order, all of it affordable and without budgets.
    function testFuzz_settle_inAnotherOrder_endsTheSame(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Usage[] memory usages = new Usage[](users.length);
        for (uint256 i = 0; i < users.length; ++i) {
            load(users[i], 1_000_000e18);
            usages[i] = Usage(users[i], uint56(dice.roll(0, CAP / 4)));
        }
        uint256 snapshot = vm.snapshotState();
        vault.settle(usages, "root");
        bytes32 expected = _state();

        vm.revertToState(snapshot);
        for (uint256 i = usages.length - 1; i != 0; --i) {
            uint256 j = dice.pick(i + 1);
            (usages[i], usages[j]) = (usages[j], usages[i]);
        }
        vault.settle(usages, "root");
        vm.assertEq(_state(), expected);
    }

    /// @dev A debtor, a pauper and repetitions never keep the others from being settled.
    function testFuzz_settle_withPoorUsersInTheBatch_settlesTheRest(uint256 seed) public {
        Dice memory dice = Dice(seed);
        oracle.setPrice(dice.roll(MIN_PRICE, 1e18));
        load(users[0], 1_000_000e18);
        load(users[1], dice.roll(1, 1e15));
        uint56 due = uint56(dice.roll(1, CAP / 8));
        Usage[] memory usages = new Usage[](6);
        for (uint256 i = 0; i < 6; ++i) {
            usages[i] = Usage(users[(i + 1) % 3], due);
        }
        vm.assertTrue(call(manager, abi.encodeCall(vault.settle, (usages, "root"))));
        vm.assertEq(vault.accountOf(users[0]).meteredUsd, due);
        assertSame();
    }

    function _settleOpen(uint256 price, uint256 balance, uint56 due) private returns (Account memory) {
        address user = users[0];
        MockOracle(open.oracle()).setPrice(price);
        free.mint(user, balance);
        vm.prank(user);
        open.deposit(user, balance);
        Usage[] memory usages = new Usage[](1);
        usages[0] = Usage(user, due);
        open.settle(usages, "root");
        return open.accountOf(user);
    }

    function _state() private view returns (bytes32) {
        bytes memory state = abi.encode(vault.credits(), vault.revenue(), vault.spent(), vault.loaded(), vault.room());
        for (uint256 i = 0; i < users.length; ++i) {
            state = abi.encode(state, vault.accountOf(users[i]));
        }
        return keccak256(state);
    }
}
