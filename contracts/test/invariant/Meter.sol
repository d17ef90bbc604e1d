// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Account, Flag, IVault, Usage} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {Bill, Billing} from "./Billing.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title Meter
/// @notice The gateway's key, honest or not, and the CHARGER role in hostile hands.
contract Meter is VaultHandler, Billing {
    /// @dev Carries what a batch led to out of a call whose effects are undone.
    error Outcome(bytes32 state);

    Usage[] private _last;

    constructor(System system_, VaultBook book_) VaultHandler(system_, book_) {
        _offer(Meter.settle.selector, "settle");
        _offer(Meter.settleLastAgain.selector, "settleLastAgain");
        _offer(Meter.settleHuge.selector, "settleHuge");
        _offer(Meter.settleToTheCap.selector, "settleToTheCap");
        _offer(Meter.settlePermuted.selector, "settlePermuted");
        _offer(Meter.chargeDirectly.selector, "chargeDirectly");
        _offer(Meter.depositFromDirectly.selector, "depositFromDirectly");
    }

    /// @dev New, old and repeated figures of customers and of people who never loaded anything.
    function settle(uint256 seed) external step {
        _freshen(seed);
        Usage[] memory usages = new Usage[](_pick(seed, 2, 8));
        for (uint256 i = 0; i < usages.length; ++i) {
            uint256 one = _draw(seed, 10 + i);
            if (i != 0 && _isRare(one, 1, 5)) usages[i] = usages[i - 1];
            else usages[i] = _usageOf(one, 60e6);
        }
        _settle("settle", usages);
    }

    /// @dev A batch that is sent again much later, when users may have loaded and a new day may have come.
    function settleLastAgain(uint256 seed) external step {
        _freshen(seed);
        _settle("settleLastAgain", _last);
    }

    /// @dev Mostly beyond the day's cap; else beyond balances, which are then taken whole.
    function settleHuge(uint256 seed) external step {
        _freshen(seed);
        Usage[] memory usages = new Usage[](1 + _pick(seed, 2, 3));
        for (uint256 i = 0; i < usages.length; ++i) {
            usages[i] = _usageOf(_draw(seed, 10 + i), _isRare(seed, 3, 3) ? 3000e6 : 3_000_000e6);
        }
        _settle("settleHuge", usages);
    }

    /// @dev Twice what the day has room for, of whoever has most; no more than he could pay for, while the cap is low.
    function settleToTheCap(uint256 seed) external step {
        _freshen(seed);
        for (uint256 i = 0; i < 2; ++i) {
            Usage[] memory usages = new Usage[](1);
            address user = _richest();
            uint256 usd = Math.min(vault.room(), 3000e6);
            usages[0] = Usage(user, uint56(vault.accountOf(user).meteredUsd + usd));
            _settle("settleToTheCap", usages);
        }
    }

    /// @dev Different users without budgets and with enough credits, in any order and with repetitions.
    function settlePermuted(uint256 seed) external step {
        _freshen(seed);
        Usage[] memory usages = _solventUsages(seed);
        if (usages.length > 1 && _billsOf(usages).why.length == 0) {
            bytes32 state = _trial(usages);
            _hold("V9", state == _trial(_permuted(usages, seed)));
            _hold("V9", state == _trial(_repeated(usages)));
        }
        _settle("settlePermuted", usages);
    }

    function chargeDirectly(uint256 seed) external step {
        _freshen(seed);
        address user = _anybody(seed, 1);
        uint256 usd = _isRare(seed, 2, 10) ? 0 : _between(seed, 3, 1, 400e6);
        uint256 maxIn = _isRare(seed, 4, 8) ? _between(seed, 5, 0, 8000e18) : type(uint256).max;
        bytes memory expected = _whyNotCharge(user, usd, maxIn, 0);
        uint256 balance = vault.balanceOf(user);
        uint256 held = token.balanceOf(address(vault));

        book.noteSpending();
        bytes memory data = abi.encodeCall(IVault.charge, (user, usd, maxIn, bytes32(seed)));
        if (!_act("chargeDirectly", address(subscriptions), address(vault), data, expected)) return;
        _hold("V11", token.balanceOf(address(vault)) == held);
        book.noteSpent(user, balance - vault.balanceOf(user));
    }

    /// @dev A standing approval can be turned into credits of the same person, and of nobody else.
    function depositFromDirectly(uint256 seed) external step {
        address user = _customer(seed);
        uint256 amount = _between(seed, 2, 1, 1000e18);
        vm.prank(user);
        token.approve(address(vault), amount);
        bool isPaused = _isPaused(Flag.DEPOSIT);
        bytes memory expected = isPaused ? abi.encodeWithSelector(IVault.Paused.selector, Flag.DEPOSIT) : bytes("");
        uint256 held = token.balanceOf(address(vault));

        bytes memory data = abi.encodeCall(IVault.depositFrom, (user, amount));
        if (!_act("depositFromDirectly", address(subscriptions), address(vault), data, expected)) return;
        _hold("V11", token.balanceOf(address(vault)) == held + amount);
        book.noteDeposit(user, amount);
    }

    /// @notice Settles and undoes it, so that one state can be tried from twice.
    function trial(Usage[] calldata usages) external {
        vm.prank(system.meter());
        vault.settle(usages, "trial");
        revert Outcome(_state());
    }

    function _settle(bytes32 name, Usage[] memory usages) private {
        Bill memory bill = _billsOf(usages);
        uint256 held = token.balanceOf(address(vault));
        uint256 spent = vault.spent();
        uint256[] memory balances = _balances();

        book.noteSpending();
        bytes memory data = abi.encodeCall(IVault.settle, (usages, bytes32("root")));
        bool isDone = _act(name, system.meter(), address(vault), data, bill.why);
        _hold("V11", token.balanceOf(address(vault)) == held);
        if (!isDone) return;

        for (uint256 i = 0; i < everybody.length; ++i) {
            address user = everybody[i];
            vm.assertEq(keccak256(abi.encode(vault.accountOf(user))), keccak256(abi.encode(bill.accounts[i])), "bill");
            book.noteSpent(user, balances[i] - vault.balanceOf(user));
            if (bill.taken[i] != 0) book.noteMetered(user, bill.taken[i]);
        }
        vm.assertEq(vault.spent() - spent, bill.total, "total");
        for (uint256 i = 0; i < usages.length; ++i) {
            book.noteUsage(usages[i].user, usages[i].cumulativeUsd);
        }
        book.noteBatch(bill.usd, vault.dailyCapUsd());
        _replay(data);
        _keep(usages);
    }

    /// @dev At once, for real: when it changes nothing there is nothing to undo.
    function _replay(bytes memory data) private {
        bytes32 state = _state();
        _act("replay", system.meter(), address(vault), data, "");
        _hold("V8", _state() == state);
    }

    function _keep(Usage[] memory usages) private {
        delete _last;
        for (uint256 i = 0; i < usages.length; ++i) {
            _last.push(usages[i]);
        }
    }

    function _trial(Usage[] memory usages) private returns (bytes32) {
        try this.trial(usages) {}
        catch (bytes memory reason) {
            bytes memory data = this.withoutSelector(reason);
            if (bytes4(reason) == Outcome.selector) return abi.decode(data, (bytes32));
        }
        revert("trial");
    }

    function withoutSelector(bytes calldata data) external pure returns (bytes memory) {
        return data[4:];
    }

    /// @dev Everything a batch may change.
    function _state() private view returns (bytes32 state) {
        state = keccak256(abi.encode(vault.credits(), vault.revenue(), vault.loaded(), vault.spent(), vault.room()));
        for (uint256 i = 0; i < everybody.length; ++i) {
            state = keccak256(abi.encode(state, vault.accountOf(everybody[i])));
        }
    }

    function _balances() private view returns (uint256[] memory balances) {
        balances = new uint256[](everybody.length);
        for (uint256 i = 0; i < balances.length; ++i) {
            balances[i] = vault.balanceOf(everybody[i]);
        }
    }

    /// @dev Up to `mostUsd` beyond what is metered, or not beyond. Half of it of those with a budget.
    function _usageOf(uint256 seed, uint256 mostUsd) private view returns (Usage memory) {
        address user = _isRare(seed, 7, 2) ? _budgeted(seed) : _customer(seed);
        if (_isRare(seed, 2, 8)) user = _anybody(seed, 3);
        uint256 metered = vault.accountOf(user).meteredUsd;
        uint256 usd = _isRare(seed, 4, 5) ? _between(seed, 5, 0, metered) : metered + _between(seed, 6, 1, mostUsd);
        return Usage(user, uint56(usd));
    }

    /// @dev The first customer from a random one on with a budget, else that one.
    function _budgeted(uint256 seed) private view returns (address) {
        uint256 first = _pick(seed, 1, CUSTOMERS);
        for (uint256 i = 0; i < CUSTOMERS; ++i) {
            address user = everybody[(first + i) % CUSTOMERS];
            if (vault.accountOf(user).budgeted) return user;
        }
        return everybody[first];
    }

    /// @dev The customer without a budget who has most credits, else the first.
    function _richest() private view returns (address user) {
        user = everybody[0];
        for (uint256 i = 0; i < CUSTOMERS; ++i) {
            Account memory account = vault.accountOf(everybody[i]);
            if (!account.budgeted && account.balance > vault.balanceOf(user)) user = everybody[i];
        }
    }

    function _solventUsages(uint256 seed) private view returns (Usage[] memory usages) {
        usages = new Usage[](CUSTOMERS);
        uint256 count = 0;
        (uint256 price,) = _priceOrWhy();
        for (uint256 i = 0; i < CUSTOMERS; ++i) {
            Account memory account = vault.accountOf(everybody[i]);
            uint256 usd = _between(seed, 20 + i, 1, 50e6);
            if (account.budgeted || price == 0 || _costOf(usd, price) > account.balance) continue;
            usages[count++] = Usage(everybody[i], uint56(account.meteredUsd + usd));
        }
        return _firstOf(usages, count);
    }

    function _permuted(Usage[] memory usages, uint256 seed) private pure returns (Usage[] memory mixed) {
        mixed = _firstOf(usages, usages.length);
        for (uint256 i = mixed.length - 1; i > 0; --i) {
            uint256 j = _pick(seed, 40 + i, i + 1);
            (mixed[i], mixed[j]) = (mixed[j], mixed[i]);
        }
    }

    function _repeated(Usage[] memory usages) private pure returns (Usage[] memory doubled) {
        doubled = new Usage[](2 * usages.length);
        for (uint256 i = 0; i < doubled.length; ++i) {
            doubled[i] = usages[i % usages.length];
        }
    }

    function _firstOf(Usage[] memory usages, uint256 count) private pure returns (Usage[] memory first) {
        first = new Usage[](count);
        for (uint256 i = 0; i < count; ++i) {
            first[i] = usages[i];
        }
    }
}
