// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Flag, IVault, Split, Usage} from "../../src/interfaces/IVault.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultCampaign} from "./VaultCampaign.sol";

/// @notice S1 to S3 and V1 to V14 of docs/invariants.md, after every step of every actor around the Vault.
contract Vault_invariants is VaultCampaign {
    function invariant_S1_totalSupplyIsTheGenesisLessWhatWasBurned() public view {
        vm.assertEq(token.totalSupply(), 1e27 - book.burned());
        _assertKept("S1");
    }

    function invariant_S2_balancesAddUpToTheSupply() public view {
        uint256 sum = token.balanceOf(address(this)) + token.balanceOf(address(vault));
        sum += token.balanceOf(address(treasury)) + token.balanceOf(address(rewards));
        for (uint256 i = 0; i < everybody.length; ++i) {
            sum += token.balanceOf(everybody[i]);
        }
        vm.assertEq(sum, token.totalSupply());
    }

    function invariant_S3_nothingLeadsToAMint() public view {
        vm.assertTrue(token.totalSupply() <= 1e27);
        _assertKept("S3");
    }

    function invariant_V1_vaultHoldsWhatItOwesAndDonations() public view {
        uint256 owed = uint256(vault.credits()) + vault.revenue();
        vm.assertEq(token.balanceOf(address(vault)), owed + book.donated());
    }

    function invariant_V2_creditsAreTheBalancesAndWhatIsLeftOfTheLoads() public view {
        uint256 balances = 0;
        uint256 withdrawn = 0;
        for (uint256 i = 0; i < everybody.length; ++i) {
            balances += vault.balanceOf(everybody[i]);
            withdrawn += book.personOf(everybody[i]).withdrawn;
        }
        vm.assertEq(vault.credits(), balances);
        vm.assertEq(vault.credits(), uint256(vault.loaded()) - vault.spent() - withdrawn);
    }

    function invariant_V3_whatAUserLoadedIsHisBalanceHisSpendingAndHisWithdrawals() public view {
        for (uint256 i = 0; i < everybody.length; ++i) {
            VaultBook.Person memory person = book.personOf(everybody[i]);
            Account memory account = vault.accountOf(everybody[i]);
            vm.assertEq(account.spent, person.spent);
            vm.assertEq(account.withdrawn, person.withdrawn);
            vm.assertEq(person.deposited, uint256(account.balance) + account.spent + account.withdrawn);
        }
    }

    function invariant_V4_spentIsWhatUsersSpentAndRevenueWithDistributions() public view {
        uint256 spent = 0;
        for (uint256 i = 0; i < everybody.length; ++i) {
            spent += vault.accountOf(everybody[i]).spent;
        }
        vm.assertEq(vault.spent(), spent);
        vm.assertEq(vault.spent(), vault.revenue() + book.distributed());
    }

    function invariant_V5_distributionsAreExactlyTheirShares() public view {
        _assertKept("V5");
    }

    function invariant_V6_countersNeverFall() public view {
        _assertKept("V6");
    }

    function invariant_V7_nobodyIsMeteredBeyondTheHighestFigure() public view {
        for (uint256 i = 0; i < everybody.length; ++i) {
            uint256 metered = vault.accountOf(everybody[i]).meteredUsd;
            vm.assertTrue(metered <= book.personOf(everybody[i]).highestUsd);
        }
    }

    function invariant_V8_replaysChangeNothing() public view {
        _assertKept("V8");
    }

    function invariant_V9_orderAndRepetitionMakeNoDifference() public view {
        _assertKept("V9");
    }

    function invariant_V10_daysStayWithinCapAndBudget() public timed {
        uint256 today = block.timestamp / 1 days;
        VaultBook.Day memory day = book.dayOf(today);
        vm.assertTrue(day.usd <= day.limit, "cap");
        for (uint256 i = 0; i < everybody.length; ++i) {
            day = book.dayOf(everybody[i], today);
            vm.assertTrue(day.usd <= day.limit, "budget");
        }
    }

    function invariant_V11_onlyTheUserLowersHisBalanceBesideSpending() public view {
        _assertKept("V11");
    }

    /// @dev Everything paused, and nothing but invalid code where the oracle and the access manager were: whatever it
    /// might say of roles or of a closed target, an exit that asks it fails.
    function invariant_V12_whoeverWaitedCanWithdraw() public timed {
        vm.prank(guardian);
        vault.pauseAll();
        vm.etch(address(oracle), hex"fe");
        vm.etch(address(manager), hex"fe");

        for (uint256 i = 0; i < everybody.length; ++i) {
            Account memory account = vault.accountOf(everybody[i]);
            if (account.pending == 0 || block.timestamp < account.unlockAt) continue;
            uint256 amount = account.pending < account.balance ? account.pending : account.balance;
            uint256 before = token.balanceOf(everybody[i]);
            vm.prank(everybody[i]);
            vault.withdraw(everybody[i]);
            vm.assertEq(token.balanceOf(everybody[i]) - before, amount);
        }
    }

    /// @dev By what it says, and by what can be done then.
    function invariant_V13_noPauseOutlivesSevenDaysWithoutTheGuardian() public timed {
        for (uint256 i = 0; i < 3; ++i) {
            (, uint256 until) = vault.pauseOf(Flag(i));
            uint256 pausedAt = book.pausedAt(Flag(i));
            vm.assertTrue(until <= pausedAt + 7 days);
            if (pausedAt + 7 days > block.timestamp) vm.warp(pausedAt + 7 days);
        }

        address user = everybody[0];
        give(user, 1);
        vm.startPrank(user);
        token.approve(address(vault), 1);
        vault.deposit(user, 1);
        vm.stopPrank();
        (uint256 price, uint256 postedAt) = oracle.posted();
        if (block.timestamp - postedAt > oracle.config().maxAge) postPrice(price);
        if (oracle.price() >= vault.minPrice()) {
            vm.prank(meter);
            vault.settle(new Usage[](0), "root");
        }
        if (vault.revenue() != 0) vault.distribute();
    }

    /// @dev Any split at all: each state of the campaign tries another, every third one a share that is everything.
    function invariant_V14_everyValidSplitCanBeSet() public timed {
        (, uint48 until) = vault.pauseOf(Flag.DISTRIBUTE);
        if (block.timestamp + 2 days < until) return;

        uint256 seed = uint256(keccak256(abi.encode(vault.spent(), vault.credits(), block.timestamp)));
        uint16 burn = uint16(seed % 10_001);
        uint16 protocol = uint16((seed >> 32) % (10_001 - burn));
        uint16 operations = uint16((seed >> 64) % (10_001 - burn - protocol));
        Split memory split = Split(burn, protocol, operations, 10_000 - burn - protocol - operations);
        if ((seed >> 96) % 12 == 0) split = Split(10_000, 0, 0, 0);
        if ((seed >> 96) % 12 == 1) split = Split(0, 10_000, 0, 0);
        if ((seed >> 96) % 12 == 2) split = Split(0, 0, 10_000, 0);
        if ((seed >> 96) % 12 == 3) split = Split(0, 0, 0, 10_000);

        bytes memory data = abi.encodeCall(IVault.setSplit, (split));
        bytes32 id = manager.hashOperation(params, address(vault), data);
        if (manager.getSchedule(id) != 0) return;
        asRole(params, address(vault), data);
        vm.assertEq(keccak256(abi.encode(vault.split())), keccak256(abi.encode(split)));
        vm.assertEq(vault.revenue(), 0);
    }

    function _numbers() internal pure override returns (bytes32[] memory numbers) {
        numbers = new bytes32[](12);
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (bytes32("S1"), "S3", "V5", "V6");
        (numbers[4], numbers[5], numbers[6], numbers[7]) = (bytes32("V8"), "V9", "V11", "A2");
        (numbers[8], numbers[9], numbers[10], numbers[11]) = (bytes32("B1"), "B2", "B3", "B6");
    }
}
