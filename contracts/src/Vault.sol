// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Managed} from "./Managed.sol";
import {ICXPT} from "./interfaces/ICXPT.sol";
import {IPriceOracle} from "./interfaces/IPriceOracle.sol";
import {Category, IRewards} from "./interfaces/IRewards.sol";
import {Bucket, ITreasury} from "./interfaces/ITreasury.sol";
import {Account, Flag, IVault, Split, Usage} from "./interfaces/IVault.sol";
import {Budget} from "./libraries/Budget.sol";
import {PriceMath} from "./libraries/PriceMath.sol";
import {SplitMath} from "./libraries/SplitMath.sol";

/// @title Vault
/// @notice Holds users' credits, turns metered usage into revenue, and splits revenue.
contract Vault is IVault, Managed {
    using Budget for Account;
    using Math for uint256;
    using PriceMath for uint256;
    using SafeCast for uint256;
    using SafeERC20 for ICXPT;
    using SplitMath for Split;

    /// @dev Everything a debit reads beside the user's own account, in one slot.
    struct Limits {
        uint56 usedUsd;
        uint56 dailyCapUsd;
        uint32 usedDay;
        uint48 depositUntil;
        uint48 spendUntil;
    }

    /// @dev One slot: the split, and the rest of the pauses.
    struct Sharing {
        uint16 burn;
        uint16 protocol;
        uint16 operations;
        uint16 provider;
        uint48 distributeUntil;
        uint48 distributeFrom;
        uint48 depositFrom;
        uint48 spendFrom;
    }

    /// @dev One slot.
    struct Source {
        address oracle;
        uint96 minPrice;
    }

    uint256 private constant NOTICE = 1 days;
    uint256 private constant MAX_PAUSE = 7 days;
    /// @dev Pauses less than this apart count as one, so that a second pause does not hide when the first began.
    uint256 private constant PAUSE_GAP = 1 days;

    ICXPT private immutable TOKEN;
    ITreasury private immutable TREASURY;
    IRewards private immutable REWARDS;

    /// @inheritdoc IVault
    uint128 public credits;
    /// @inheritdoc IVault
    uint128 public revenue;
    /// @inheritdoc IVault
    uint128 public loaded;
    /// @inheritdoc IVault
    uint128 public spent;

    Limits private _limits;
    Sharing private _sharing;
    Source private _source;
    mapping(address user => Account) private _accounts;

    constructor(
        address manager,
        ICXPT token,
        ITreasury treasury,
        IRewards rewards,
        address firstOracle,
        uint96 firstMinPrice,
        uint56 firstDailyCapUsd,
        Split memory firstSplit
    ) Managed(manager) {
        if (address(token) == address(0)) revert ZeroAddress();
        if (address(treasury) == address(0) || address(rewards) == address(0)) revert ZeroAddress();

        TOKEN = token;
        TREASURY = treasury;
        REWARDS = rewards;

        _setOracle(firstOracle, firstMinPrice);
        _setDailyCap(firstDailyCapUsd);
        _checkSplit(firstSplit);
        _setSplit(firstSplit);

        // Both only ever pull from their caller, so these approvals move nothing but what this contract hands over.
        token.forceApprove(address(treasury), type(uint256).max);
        token.forceApprove(address(rewards), type(uint256).max);
    }

    /// @inheritdoc IVault
    function deposit(address to, uint256 amount) external {
        _deposit(msg.sender, to, amount);
    }

    /// @inheritdoc IVault
    function depositWithPermit(address to, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        // A permit that somebody else already submitted has done its work; one that failed leaves the transfer to say so.
        try TOKEN.permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}

        _deposit(msg.sender, to, amount);
    }

    /// @inheritdoc IVault
    function depositFrom(address payer, uint256 amount) external restricted {
        _deposit(payer, payer, amount);
    }

    /// @inheritdoc IVault
    function requestWithdrawal(uint256 amount) external {
        Account storage account = _accounts[msg.sender];
        uint256 balance = account.balance;
        if (amount > balance) revert Insufficient(balance, amount);

        uint256 unlockAt = amount == 0 ? 0 : block.timestamp + NOTICE;

        (account.pending, account.unlockAt) = (uint96(amount), uint48(unlockAt));
        emit WithdrawalRequested(msg.sender, amount, unlockAt);
    }

    /// @inheritdoc IVault
    function withdraw(address to) external {
        Account storage account = _accounts[msg.sender];
        uint96 pending = account.pending;
        if (pending == 0) revert NoRequest();
        if (block.timestamp < account.unlockAt) revert NotUnlocked(account.unlockAt);
        if (to == address(0)) revert ZeroAddress();

        uint96 balance = account.balance;
        uint96 amount = pending < balance ? pending : balance;

        account.balance = balance - amount;
        (account.withdrawn, account.pending, account.unlockAt) = (account.withdrawn + amount, 0, 0);
        credits -= amount;
        emit Withdrawn(msg.sender, to, amount);

        if (amount != 0) TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc IVault
    function setBudget(uint56 usdPerDay) external {
        Account storage account = _accounts[msg.sender];
        uint256 fromDay = block.timestamp / 1 days;
        uint256 inForce = account.inForce(fromDay);

        if (usdPerDay == 0 || (inForce != 0 && usdPerDay >= inForce)) {
            account.budgeted = usdPerDay != 0;
            (account.budgetUsd, account.nextBudgetUsd, account.nextBudgetDay) = (usdPerDay, 0, 0);
        } else {
            fromDay = (block.timestamp + NOTICE).ceilDiv(1 days);
            account.budgeted = true;
            (account.budgetUsd, account.nextBudgetUsd, account.nextBudgetDay) =
            (uint56(inForce), usdPerDay, uint32(fromDay));
        }
        emit BudgetSet(msg.sender, usdPerDay, fromDay);
    }

    /// @inheritdoc IVault
    function settle(Usage[] calldata usages, bytes32 receiptsRoot) external restricted {
        Limits memory limits = _limits;
        if (block.timestamp < limits.spendUntil) revert Paused(Flag.SPEND);
        uint256 price = _price();

        uint256 today = block.timestamp / 1 days;
        uint256 used = limits.usedDay == today ? limits.usedUsd : 0;
        uint256 asked = 0;
        uint256 total = 0;
        uint256 unused = uint256(limits.dailyCapUsd).saturatingSub(used);
        for (uint256 i = 0; i < usages.length; ++i) {
            (uint256 due, uint256 taken, uint256 amount) = _meter(usages[i], price, today);
            asked += due;
            used += taken;
            total += amount;
        }
        if (asked > unused) revert CapExceeded(asked, unused);

        (_limits.usedUsd, _limits.usedDay) = (uint56(used), uint32(today));
        _earn(uint128(total));
        emit Batch(receiptsRoot, price, total);
    }

    /// @inheritdoc IVault
    function charge(address user, uint256 usd, uint256 maxIn, bytes32 ref) external restricted returns (uint256 paid) {
        if (block.timestamp < _limits.spendUntil) revert Paused(Flag.SPEND);
        if (usd == 0) revert ZeroAmount();
        paid = quote(usd);
        if (paid > maxIn) revert Slippage(paid, maxIn);
        uint256 available = availableOf(user);
        if (paid > available) revert Insufficient(available, paid);

        Account storage account = _accounts[user];
        (account.balance, account.spent) = (account.balance - uint96(paid), account.spent + uint96(paid));
        _earn(uint128(paid));
        emit Charged(user, usd, paid, ref);
    }

    /// @inheritdoc IVault
    function distribute() public {
        uint256 amount = revenue;
        if (block.timestamp < _sharing.distributeUntil) revert Paused(Flag.DISTRIBUTE);
        if (amount == 0) revert ZeroAmount();

        (uint256 burned, uint256 protocol, uint256 operations, uint256 provider) = split().apportion(amount);

        revenue = 0;
        emit Distributed(burned, protocol, operations, provider);

        if (burned != 0) TOKEN.burn(burned);
        if (protocol != 0) TREASURY.deposit(Bucket.PROTOCOL, protocol);
        if (operations != 0) TREASURY.deposit(Bucket.OPERATIONS, operations);
        if (provider != 0) REWARDS.fund(Category.PROVIDER, provider);
    }

    /// @inheritdoc IVault
    function setSplit(Split calldata newSplit) external restricted {
        _checkSplit(newSplit);

        if (revenue != 0) distribute();
        _setSplit(newSplit);
    }

    /// @inheritdoc IVault
    function setOracle(address newOracle, uint96 newMinPrice) external restricted {
        _setOracle(newOracle, newMinPrice);
    }

    /// @inheritdoc IVault
    function setDailyCap(uint56 usd) external restricted {
        _setDailyCap(usd);
    }

    /// @inheritdoc IVault
    function pause(Flag flag) external restricted {
        _pause(flag);
    }

    /// @inheritdoc IVault
    function pauseAll() external restricted {
        _pause(Flag.DEPOSIT);
        _pause(Flag.SPEND);
        _pause(Flag.DISTRIBUTE);
    }

    /// @inheritdoc IVault
    function unpause(Flag flag) external restricted {
        (uint48 from, uint48 until) = pauseOf(flag);
        if (block.timestamp >= until) revert NotPaused(flag);

        _setPause(flag, from, uint48(block.timestamp));
    }

    /// @inheritdoc IVault
    function skim() external {
        uint256 surplus = TOKEN.balanceOf(address(this)) - credits - revenue;
        if (surplus == 0) revert ZeroAmount();

        emit Skimmed(surplus);

        TREASURY.deposit(Bucket.PROTOCOL, surplus);
    }

    /// @inheritdoc IVault
    function balanceOf(address user) external view returns (uint256) {
        return _accounts[user].balance;
    }

    /// @inheritdoc IVault
    function availableOf(address user) public view returns (uint256) {
        Account storage account = _accounts[user];
        return uint256(account.balance).saturatingSub(account.pending);
    }

    /// @inheritdoc IVault
    function quote(uint256 usd) public view returns (uint256 cxpt) {
        return usd.toTokensUp(_price());
    }

    /// @inheritdoc IVault
    function accountOf(address user) external view returns (Account memory) {
        return _accounts[user];
    }

    /// @inheritdoc IVault
    function split() public view returns (Split memory) {
        Sharing memory sharing = _sharing;
        return Split({
            burn: sharing.burn, protocol: sharing.protocol, operations: sharing.operations, provider: sharing.provider
        });
    }

    /// @inheritdoc IVault
    function pauseOf(Flag flag) public view returns (uint48 from, uint48 until) {
        if (flag == Flag.DEPOSIT) return (_sharing.depositFrom, _limits.depositUntil);
        if (flag == Flag.SPEND) return (_sharing.spendFrom, _limits.spendUntil);
        return (_sharing.distributeFrom, _sharing.distributeUntil);
    }

    /// @inheritdoc IVault
    function room() external view returns (uint256 usd) {
        Limits memory limits = _limits;
        uint256 used = limits.usedDay == block.timestamp / 1 days ? limits.usedUsd : 0;
        return uint256(limits.dailyCapUsd).saturatingSub(used);
    }

    /// @inheritdoc IVault
    function oracle() external view returns (address) {
        return _source.oracle;
    }

    /// @inheritdoc IVault
    function minPrice() external view returns (uint256) {
        return _source.minPrice;
    }

    /// @inheritdoc IVault
    function dailyCapUsd() external view returns (uint256) {
        return _limits.dailyCapUsd;
    }

    function _deposit(address from, address to, uint256 amount) private {
        if (block.timestamp < _limits.depositUntil) revert Paused(Flag.DEPOSIT);
        if (amount == 0) revert ZeroAmount();
        if (to == address(0)) revert ZeroAddress();

        _accounts[to].balance += amount.toUint96();
        (credits, loaded) = (credits + uint128(amount), loaded + uint128(amount));
        emit Deposited(from, to, amount);

        TOKEN.safeTransferFrom(from, address(this), amount);
    }

    /// @dev Debits one user for what was metered since the last time: all of it, or what the day's budget and the balance
    /// allow. `due` is what counts against the day's cap, before the balance limits it; `taken` is what was paid for.
    function _meter(Usage calldata usage, uint256 price, uint256 today)
        private
        returns (uint256 due, uint256 taken, uint256 amount)
    {
        Account storage account = _accounts[usage.user];
        uint256 balance = account.balance;
        uint256 metered = account.meteredUsd;
        bool isBudgeted = account.budgeted;
        due = uint256(usage.cumulativeUsd).saturatingSub(metered);
        if (isBudgeted) due = due.min(_budgetLeft(account, today));
        if (due == 0) return (0, 0, 0);

        (taken, amount) = (due, due.toTokensUp(price));
        if (amount > balance) {
            (taken, amount) = (balance.toUsdDown(price), balance);
            if (taken == 0) return (0, 0, 0);
        }

        account.balance = uint96(balance - amount);
        account.spent += uint96(amount);
        account.meteredUsd = uint56(metered + taken);
        if (isBudgeted) (account.usedUsd, account.usedDay) = (uint56(account.usedOn(today) + taken), uint32(today));
        emit Settled(usage.user, taken, amount);
    }

    /// @dev Moves a debit of users' credits into revenue.
    function _earn(uint128 amount) private {
        (credits, revenue) = (credits - amount, revenue + amount);
        spent += amount;
    }

    function _checkSplit(Split memory newSplit) private pure {
        uint256 sum = newSplit.sum();
        if (sum != SplitMath.BPS) revert SplitSum(sum);
    }

    function _setSplit(Split memory newSplit) private {
        (_sharing.burn, _sharing.protocol) = (newSplit.burn, newSplit.protocol);
        (_sharing.operations, _sharing.provider) = (newSplit.operations, newSplit.provider);
        emit SplitSet(newSplit);
    }

    function _setOracle(address newOracle, uint96 newMinPrice) private {
        if (newOracle == address(0)) revert ZeroAddress();
        uint256 price = IPriceOracle(newOracle).price();
        if (newMinPrice == 0 || price < newMinPrice) revert OutOfBounds(price);

        _source = Source({oracle: newOracle, minPrice: newMinPrice});
        emit OracleSet(newOracle, newMinPrice);
    }

    function _setDailyCap(uint56 usd) private {
        _limits.dailyCapUsd = usd;
        emit CapSet(usd);
    }

    function _pause(Flag flag) private {
        (uint48 from, uint48 until) = pauseOf(flag);
        if (block.timestamp >= until + PAUSE_GAP) from = uint48(block.timestamp);

        _setPause(flag, from, uint48(block.timestamp + MAX_PAUSE));
    }

    function _setPause(Flag flag, uint48 from, uint48 until) private {
        if (flag == Flag.DEPOSIT) (_sharing.depositFrom, _limits.depositUntil) = (from, until);
        else if (flag == Flag.SPEND) (_sharing.spendFrom, _limits.spendUntil) = (from, until);
        else (_sharing.distributeFrom, _sharing.distributeUntil) = (from, until);
        emit PauseSet(flag, from, until);
    }

    /// @dev The oracle's price, refused below the floor: a price near zero would take a balance for a cent of usage.
    function _price() private view returns (uint256 price) {
        Source memory source = _source;
        price = IPriceOracle(source.oracle).price();
        if (price < source.minPrice) revert OutOfBounds(price);
    }

    /// @dev What the budget in force leaves of UTC day number `today`; everything while the budget only waits.
    function _budgetLeft(Account storage account, uint256 today) private view returns (uint256) {
        uint256 budget = account.inForce(today);
        return budget == 0 ? type(uint256).max : budget.saturatingSub(account.usedOn(today));
    }
}
