// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {CXPT} from "../../src/CXPT.sol";
import {Vault} from "../../src/Vault.sol";
import {Account, Flag} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {PlanBook} from "./PlanBook.sol";

/// @title VaultBook
/// @notice Every movement of money that the handlers of the Vault saw, counted apart from the Vault. Amounts are wei.
contract VaultBook is PlanBook {
    /// @dev Lifetime totals of a user. `highestUsd` is the greatest cumulative usage that was settled.
    struct Person {
        uint256 deposited;
        uint256 spent;
        uint256 withdrawn;
        uint256 highestUsd;
    }

    /// @dev What was metered on a UTC day and the highest limit in force then; `type(uint256).max` when unlimited.
    struct Day {
        uint256 usd;
        uint256 limit;
    }

    /// @dev What a user asked for: `usd` is in force until `nextDay`, then `nextUsd`. No day, and nothing waits. 0 USD is
    /// no limit.
    struct Wish {
        uint256 usd;
        uint256 nextUsd;
        uint256 nextDay;
    }

    CXPT private _token;
    Vault private _vault;
    address[] private _everybody;

    mapping(address user => Person) private _persons;
    mapping(uint256 day => Day) private _days;
    mapping(address user => mapping(uint256 day => Day)) private _daysOf;
    mapping(address user => Wish) private _wishes;

    uint256 public burned;
    uint256 public donated;
    uint256 public distributed;
    mapping(Flag flag => uint256 time) public pausedAt;

    // As they were after the last step.
    uint256 private _supply;
    uint256 private _loaded;
    uint256 private _spent;
    mapping(address user => Account) private _accounts;

    // Of the running step: who acts for himself, and whether it may spend credits.
    address private _actor;
    bool private _isSpending;

    constructor(System system, address[] memory everybody_) {
        (_token, _vault, _everybody) = (system.token(), system.vault(), everybody_);
        _supply = _token.totalSupply();
    }

    function everybody() external view returns (address[] memory) {
        return _everybody;
    }

    function personOf(address user) external view returns (Person memory) {
        return _persons[user];
    }

    function dayOf(uint256 day) external view returns (Day memory) {
        return _days[day];
    }

    function dayOf(address user, uint256 day) external view returns (Day memory) {
        return _daysOf[user][day];
    }

    function noteActor(address user) external {
        _actor = user;
    }

    function noteSpending() external {
        _isSpending = true;
    }

    function noteDeposit(address user, uint256 amount) external {
        _persons[user].deposited += amount;
    }

    function noteWithdrawal(address user, uint256 amount) external {
        _persons[user].withdrawn += amount;
    }

    function noteSpent(address user, uint256 amount) external {
        _persons[user].spent += amount;
    }

    function noteUsage(address user, uint256 cumulativeUsd) external {
        _persons[user].highestUsd = Math.max(_persons[user].highestUsd, cumulativeUsd);
    }

    /// @notice Raising a budget counts at once; a lower one from the first UTC day that begins in a day at the earliest.
    function noteBudget(address user, uint256 usd) external {
        uint256 budget = _budgetOf(user);
        bool isRaised = usd == 0 || (budget != 0 && usd >= budget);
        if (isRaised) _wishes[user] = Wish(usd, 0, 0);
        else _wishes[user] = Wish(budget, usd, Math.ceilDiv(block.timestamp + 1 days, 1 days));
    }

    function noteMetered(address user, uint256 usd) external {
        Day storage day = _daysOf[user][block.timestamp / 1 days];
        uint256 budget = _budgetOf(user);
        day.usd += usd;
        day.limit = Math.max(day.limit, budget == 0 ? type(uint256).max : budget);
    }

    function noteBatch(uint256 usd, uint256 cap) external {
        Day storage day = _days[block.timestamp / 1 days];
        day.usd += usd;
        day.limit = Math.max(day.limit, cap);
    }

    function noteBurn(uint256 amount) external {
        burned += amount;
    }

    function noteDistribution(uint256 burn, uint256 total) external {
        burned += burn;
        distributed += total;
    }

    function noteDonation(uint256 amount) external {
        donated += amount;
    }

    function noteSkim() external {
        donated = 0;
    }

    function notePause(Flag flag) external {
        pausedAt[flag] = block.timestamp;
    }

    /// @notice Compares everything with what it was after the last step.
    function observe() external {
        uint256 supply = _token.totalSupply();
        hold("S1", supply <= _supply);
        hold("S3", supply <= _supply);
        _supply = supply;

        hold("V6", _vault.loaded() >= _loaded && _vault.spent() >= _spent);
        (_loaded, _spent) = (_vault.loaded(), _vault.spent());
        for (uint256 i = 0; i < _everybody.length; ++i) {
            _observe(_everybody[i]);
        }
        (_actor, _isSpending) = (address(0), false);
    }

    function _budgetOf(address user) private view returns (uint256) {
        Wish memory wish = _wishes[user];
        return wish.nextDay != 0 && block.timestamp / 1 days >= wish.nextDay ? wish.nextUsd : wish.usd;
    }

    function _observe(address user) private {
        Account memory last = _accounts[user];
        Account memory account = _vault.accountOf(user);
        if (keccak256(abi.encode(last)) == keccak256(abi.encode(account))) return;

        bool isGrowing = account.spent >= last.spent && account.withdrawn >= last.withdrawn;
        hold("V6", isGrowing && account.meteredUsd >= last.meteredUsd);
        hold("V11", account.balance >= last.balance || user == _actor || _isSpending);
        _accounts[user] = account;
    }
}
