// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ICXPT} from "./interfaces/ICXPT.sol";
import {IFaucet} from "./interfaces/IFaucet.sol";

/// @title Faucet
/// @notice Hands out test tokens, on test networks only.
contract Faucet is IFaucet {
    using SafeERC20 for ICXPT;

    ICXPT private immutable TOKEN;
    uint256 private immutable AMOUNT;
    uint256 private immutable DAILY_CAP;

    uint256 private _day;
    uint256 private _drippedToday;
    mapping(address to => uint256 time) private _nextAt;

    constructor(ICXPT token, uint256 amount, uint256 dailyCap) {
        if (!_isTestNetwork(block.chainid)) revert NotHere(block.chainid);

        TOKEN = token;
        AMOUNT = amount;
        DAILY_CAP = dailyCap;
    }

    /// @inheritdoc IFaucet
    function drip(address to) external {
        uint256 today = block.timestamp / 1 days;
        uint256 dripped = (today == _day ? _drippedToday : 0) + AMOUNT;
        if (block.timestamp < _nextAt[to]) revert TooSoon(_nextAt[to]);
        if (dripped > DAILY_CAP) revert CapReached((today + 1) * 1 days);

        _nextAt[to] = block.timestamp + 1 days;
        _day = today;
        _drippedToday = dripped;
        emit Dripped(to, AMOUNT);

        TOKEN.safeTransfer(to, AMOUNT);
    }

    /// @dev The local chain, and Sepolia with the Base, Arbitrum and OP networks that settle on it.
    function _isTestNetwork(uint256 id) private pure returns (bool) {
        return id == 31337 || id == 11155111 || id == 84532 || id == 421614 || id == 11155420;
    }
}
