// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {VaultControls} from "./VaultControls.sol";
import {ICXPT} from "./interfaces/ICXPT.sol";
import {Category, IRewards} from "./interfaces/IRewards.sol";
import {Bucket, ITreasury} from "./interfaces/ITreasury.sol";
import {Account, Flag, IVault, Split, Usage} from "./interfaces/IVault.sol";
import {Budget} from "./libraries/Budget.sol";
import {PriceMath} from "./libraries/PriceMath.sol";
import {SplitMath} from "./libraries/SplitMath.sol";

/// @title Vault
/// @notice Holds users' credits, turns metered usage into revenue, and splits revenue.
contract Vault is VaultControls {
    using Budget for Account;
    using Math for uint256;
    using PriceMath for uint256;
    using SafeCast for uint256;
    using SafeERC20 for ICXPT;
    using SplitMath for Split;

    uint256 private constant NOTICE = 1 days;

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
    ) VaultControls(manager, firstOracle, firstMinPrice, firstDailyCapUsd, firstSplit) {
        if (address(token) == address(0)) revert ZeroAddress();
        if (address(treasury) == address(0) || address(rewards) == address(0)) revert ZeroAddress();

        TOKEN = token;
        TREASURY = treasury;
        REWARDS = rewards;

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
        (uint256 inForce,) = account.standingOn(fromDay);

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
            // None has more than 96 bits, and no batch has 2**160 entries.
            unchecked {
                (asked, used, total) = (asked + due, used + taken, total + amount);
            }
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
        (uint256 balance, uint256 spentBefore) = (account.balance, account.spent);
        (uint256 metered, bool isBudgeted) = (account.meteredUsd, account.budgeted);
        due = usage.cumulativeUsd;
        if (due <= metered) return (0, 0, 0);

        // Not below 0, by the line above.
        unchecked {
            due -= metered;
        }
        uint256 used = 0;
        if (isBudgeted) {
            uint256 limit;
            (limit, used) = account.standingOn(today);
            if (limit != 0) due = due.min(limit.saturatingSub(used));
            if (due == 0) return (0, 0, 0);
        }
        (taken, amount) = (due, due.toTokensUp(price));
        if (amount > balance) {
            (taken, amount) = (balance.toUsdDown(price), balance);
            if (taken == 0) return (0, 0, 0);
        }

        // `amount <= balance < 2**96` and `taken <= due`, so metered stays within the cumulative figure of 56 bits. The cast
        // checks what a user spent in all.
        unchecked {
            (balance, spentBefore, metered) = (balance - amount, spentBefore + amount, metered + taken);
        }
        uint96 spentAfter = spentBefore.toUint96();

        (account.balance, account.spent, account.meteredUsd) = (uint96(balance), spentAfter, uint56(metered));
        if (isBudgeted) (account.usedUsd, account.usedDay) = (uint56(used + taken), uint32(today));
        emit Settled(usage.user, taken, amount);
    }

    /// @dev Moves a debit of users' credits into revenue.
    function _earn(uint128 amount) private {
        (credits, revenue) = (credits - amount, revenue + amount);
        spent += amount;
    }
}
