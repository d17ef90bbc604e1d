// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {Flag, IVault, Split, Usage} from "../../src/interfaces/IVault.sol";

/// @title VaultModel
/// @notice The Vault as its specification has it: 256 bits for everything, a record of every day, no token and no slots.
/// It keeps the books of {Vault} under the same functions and fails with the same errors in the same order.
contract VaultModel {
    struct User {
        uint256 balance;
        uint256 spent;
        uint256 meteredUsd;
        uint256 withdrawn;
        uint256 pending;
        uint256 unlockAt;
    }

    struct Pause {
        uint256 from;
        uint256 until;
    }

    /// @dev A budget and the first UTC day on which it holds.
    struct Limit {
        uint256 fromDay;
        uint256 usd;
    }

    uint256 private constant SCALE = 1e30;
    uint256 private constant BPS = 10_000;

    mapping(address account => User) public users;
    mapping(address account => Limit[]) private _limits;
    mapping(address account => mapping(uint256 day => uint256 usd)) private _meteredOn;
    mapping(uint256 day => uint256 usd) private _takenOn;
    mapping(Flag flag => Pause) private _pauses;

    uint256 public credits;
    uint256 public revenue;
    uint256 public loaded;
    uint256 public spent;
    /// @dev What distributions gave to each: burn, protocol, operations, providers.
    uint256[4] public given;

    IPriceOracle private immutable ORACLE;
    uint256 private immutable MIN_PRICE;
    uint256 private _dailyCapUsd;
    Split private _split;

    constructor(address oracle, uint256 minPrice, uint256 dailyCapUsd, Split memory split) {
        (ORACLE, MIN_PRICE, _dailyCapUsd, _split) = (IPriceOracle(oracle), minPrice, dailyCapUsd, split);
    }

    function deposit(address to, uint256 amount) external {
        if (_isPaused(Flag.DEPOSIT)) revert IVault.Paused(Flag.DEPOSIT);
        if (amount == 0) revert IVault.ZeroAmount();
        if (to == address(0)) revert IVault.ZeroAddress();

        users[to].balance += amount;
        credits += amount;
        loaded += amount;
    }

    function requestWithdrawal(uint256 amount) external {
        User storage user = users[msg.sender];
        if (amount > user.balance) revert IVault.Insufficient(user.balance, amount);

        user.pending = amount;
        user.unlockAt = amount == 0 ? 0 : block.timestamp + 24 hours;
    }

    function withdraw(address to) external {
        User storage user = users[msg.sender];
        if (user.pending == 0) revert IVault.NoRequest();
        if (block.timestamp < user.unlockAt) revert IVault.NotUnlocked(user.unlockAt);
        if (to == address(0)) revert IVault.ZeroAddress();

        uint256 amount = Math.min(user.pending, user.balance);
        user.balance -= amount;
        user.withdrawn += amount;
        user.pending = 0;
        user.unlockAt = 0;
        credits -= amount;
    }

    function setBudget(uint56 usdPerDay) external {
        Limit[] storage limits = _limits[msg.sender];
        while (limits.length != 0 && limits[limits.length - 1].fromDay > _today()) limits.pop();

        uint256 inForce = budgetOn(msg.sender, _today());
        bool isLower = usdPerDay != 0 && (inForce == 0 || usdPerDay < inForce);
        uint256 tomorrowOrAfter = (block.timestamp + 24 hours + 86_399) / 86_400;
        limits.push(Limit(isLower ? tomorrowOrAfter : _today(), usdPerDay));
    }

    function settle(Usage[] calldata usages, bytes32) external {
        if (_isPaused(Flag.SPEND)) revert IVault.Paused(Flag.SPEND);
        uint256 price = _price();
        uint256 before = room();
        uint256 capUsed = 0;
        for (uint256 i = 0; i < usages.length; ++i) {
            capUsed += _settle(usages[i].user, usages[i].cumulativeUsd, price);
        }
        if (capUsed > before) revert IVault.CapExceeded(capUsed, before);
    }

    function charge(address account, uint256 usd, uint256 maxIn, bytes32) external returns (uint256 paid) {
        if (_isPaused(Flag.SPEND)) revert IVault.Paused(Flag.SPEND);
        if (usd == 0) revert IVault.ZeroAmount();
        paid = quote(usd);
        if (paid > maxIn) revert IVault.Slippage(paid, maxIn);
        if (paid > availableOf(account)) revert IVault.Insufficient(availableOf(account), paid);

        _debit(account, paid);
    }

    function distribute() public {
        if (_isPaused(Flag.DISTRIBUTE)) revert IVault.Paused(Flag.DISTRIBUTE);
        if (revenue == 0) revert IVault.ZeroAmount();

        uint256 burned = revenue * _split.burn / BPS;
        uint256 protocol = revenue * _split.protocol / BPS;
        uint256 operations = revenue * _split.operations / BPS;
        given[0] += burned;
        given[1] += protocol;
        given[2] += operations;
        given[3] += revenue - burned - protocol - operations;
        revenue = 0;
    }

    function setSplit(Split calldata split) external {
        uint256 sum = uint256(split.burn) + split.protocol + split.operations + split.provider;
        if (sum != BPS) revert IVault.SplitSum(sum);
        if (revenue != 0) distribute();
        _split = split;
    }

    function setDailyCap(uint56 usd) external {
        _dailyCapUsd = usd;
    }

    function pause(Flag flag) public {
        Pause storage paused = _pauses[flag];
        if (block.timestamp >= paused.until + 1 days) paused.from = block.timestamp;
        paused.until = block.timestamp + 7 days;
    }

    function pauseAll() external {
        pause(Flag.DEPOSIT);
        pause(Flag.SPEND);
        pause(Flag.DISTRIBUTE);
    }

    function unpause(Flag flag) external {
        if (!_isPaused(flag)) revert IVault.NotPaused(flag);
        _pauses[flag].until = block.timestamp;
    }

    function quote(uint256 usd) public view returns (uint256) {
        return Math.mulDiv(usd, SCALE, _price(), Math.Rounding.Ceil);
    }

    function pauseOf(Flag flag) external view returns (uint256 from, uint256 until) {
        return (_pauses[flag].from, _pauses[flag].until);
    }

    function availableOf(address account) public view returns (uint256) {
        User storage user = users[account];
        return user.balance - Math.min(user.pending, user.balance);
    }

    function room() public view returns (uint256) {
        return Math.saturatingSub(_dailyCapUsd, _takenOn[_today()]);
    }

    /// @dev The last limit that began on `day` or before; 0 for unlimited.
    function budgetOn(address account, uint256 day) public view returns (uint256) {
        Limit[] storage limits = _limits[account];
        for (uint256 i = limits.length; i != 0; --i) {
            if (limits[i - 1].fromDay <= day) return limits[i - 1].usd;
        }
        return 0;
    }

    function meteredOn(address account, uint256 day) external view returns (uint256) {
        return _meteredOn[account][day];
    }

    /// @dev contracts.md §3.3, line by line; returns what counts against the cap.
    function _settle(address account, uint256 cumulativeUsd, uint256 price) private returns (uint256) {
        User storage user = users[account];
        uint256 due = Math.saturatingSub(cumulativeUsd, user.meteredUsd);
        if (due == 0) return 0;

        uint256 budget = budgetOn(account, _today());
        if (budget != 0) due = Math.min(due, Math.saturatingSub(budget, _meteredOn[account][_today()]));
        if (due == 0) return 0;

        uint256 taken = due;
        uint256 amount = Math.mulDiv(due, SCALE, price, Math.Rounding.Ceil);
        if (amount > user.balance) {
            amount = user.balance;
            taken = Math.mulDiv(amount, price, SCALE);
            if (taken == 0) return 0;
        }

        user.meteredUsd += taken;
        _meteredOn[account][_today()] += taken;
        _takenOn[_today()] += taken;
        _debit(account, amount);
        return due;
    }

    function _debit(address account, uint256 amount) private {
        users[account].balance -= amount;
        users[account].spent += amount;
        credits -= amount;
        spent += amount;
        revenue += amount;
    }

    function _price() private view returns (uint256 price) {
        price = ORACLE.price();
        if (price < MIN_PRICE) revert IVault.OutOfBounds(price);
    }

    function _isPaused(Flag flag) private view returns (bool) {
        return block.timestamp < _pauses[flag].until;
    }

    function _today() private view returns (uint256) {
        return block.timestamp / 86_400;
    }
}
