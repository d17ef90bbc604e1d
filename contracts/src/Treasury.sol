// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Managed} from "./Managed.sol";
import {ICXPT} from "./interfaces/ICXPT.sol";
import {Category, IRewards} from "./interfaces/IRewards.sol";
import {Bucket, ITreasury} from "./interfaces/ITreasury.sol";

/// @title Treasury
/// @notice Keeps the reserve, the operating funds, the liquidity and the protocol's share of revenue apart.
contract Treasury is ITreasury, Managed {
    using SafeCast for uint256;
    using SafeERC20 for ICXPT;

    ICXPT private immutable TOKEN;
    IRewards private immutable REWARDS;

    /// @dev Two buckets a slot, by {_indexOf}: a distribution credits OPERATIONS and PROTOCOL, which share one.
    uint128[4] private _balances;

    constructor(address manager, ICXPT token, IRewards rewards) Managed(manager) {
        if (address(token) == address(0) || address(rewards) == address(0)) revert ZeroAddress();

        TOKEN = token;
        REWARDS = rewards;

        _balances[_indexOf(Bucket.RESERVE)] = 300_000_000e18;
        _balances[_indexOf(Bucket.OPERATIONS)] = 150_000_000e18;
        _balances[_indexOf(Bucket.LIQUIDITY)] = 70_000_000e18;
    }

    /// @inheritdoc ITreasury
    function deposit(Bucket bucket, uint256 amount) external {
        if (amount == 0) revert ZeroAmount();

        _balances[_indexOf(bucket)] += amount.toUint128();
        emit Deposited(bucket, msg.sender, amount);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc ITreasury
    function withdraw(Bucket bucket, address to, uint256 amount, bytes32 ref) external restricted {
        if (to == address(0)) revert ZeroAddress();

        _debit(bucket, amount);
        emit Withdrawn(bucket, to, amount, ref);

        TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc ITreasury
    function fund(Bucket bucket, Category category, uint256 amount, bytes32 ref) external restricted {
        if (category == Category.PROVIDER) revert NotFundable(category);

        _debit(bucket, amount);
        emit Funded(bucket, category, amount, ref);

        TOKEN.forceApprove(address(REWARDS), amount);
        REWARDS.fund(category, amount);
    }

    /// @inheritdoc ITreasury
    function move(Bucket from, Bucket to, uint256 amount, bytes32 ref) external restricted {
        if (from == to) revert SameBucket();

        _debit(from, amount);
        _balances[_indexOf(to)] += uint128(amount);
        emit Moved(from, to, amount, ref);
    }

    /// @inheritdoc ITreasury
    function skim() external {
        uint256 booked = uint256(_balances[0]) + _balances[1] + _balances[2] + _balances[3];
        uint256 surplus = TOKEN.balanceOf(address(this)) - booked;
        if (surplus == 0) revert ZeroAmount();

        _balances[_indexOf(Bucket.PROTOCOL)] += surplus.toUint128();
        emit Skimmed(surplus);
    }

    /// @inheritdoc ITreasury
    function balanceOf(Bucket bucket) public view returns (uint256) {
        return _balances[_indexOf(bucket)];
    }

    /// @dev Checks and takes `amount` out of `bucket`. Afterwards `amount` is known to fit 128 bits.
    function _debit(Bucket bucket, uint256 amount) private {
        uint256 balance = balanceOf(bucket);
        if (amount == 0) revert ZeroAmount();
        if (amount > balance) revert Insufficient(bucket, balance, amount);

        _balances[_indexOf(bucket)] = uint128(balance - amount);
    }

    /// @dev Swaps the two bits of the enum: RESERVE, LIQUIDITY, then OPERATIONS, PROTOCOL.
    function _indexOf(Bucket bucket) private pure returns (uint256) {
        uint256 id = uint256(bucket);
        return (id & 1) << 1 | id >> 1;
    }
}
