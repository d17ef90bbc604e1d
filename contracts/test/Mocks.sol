// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IVault} from "../src/interfaces/IVault.sol";

/// @notice An aggregator that answers whatever it is told, honest or not.
contract MockFeed {
    uint8 public decimals;
    bool public isReverting;
    bytes private _answer;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    function answer(int256 price, uint256 startedAt, uint256 updatedAt) external {
        _answer = abi.encode(uint256(1), price, startedAt, updatedAt, uint256(1));
    }

    function answerRaw(bytes calldata data) external {
        _answer = data;
    }

    function setReverting(bool value) external {
        isReverting = value;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        require(!isReverting, "feed");
        return _answer;
    }
}

/// @notice A feed whose price is the gas that it was given, with six decimals.
contract GasFeed {
    uint8 public constant decimals = 6;

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        int256 price = int256(gasleft());
        return (1, price, block.timestamp, block.timestamp, 1);
    }
}

/// @notice An oracle with a price of our choosing, which may also try to enter the vault while it is asked.
contract MockOracle {
    uint256 private _price;
    bool private _isReverting;
    address private _vault;
    address private _victim;

    error Dead();

    constructor(uint256 price_) {
        _price = price_;
    }

    function setPrice(uint256 price_) external {
        _price = price_;
    }

    function kill() external {
        _isReverting = true;
    }

    function attack(address vault, address victim) external {
        (_vault, _victim) = (vault, victim);
    }

    /// @dev Not a view, as a hostile oracle would not be.
    function price() external returns (uint256) {
        if (_isReverting) revert Dead();
        if (_vault != address(0)) IVault(_vault).withdraw(_victim);
        return _price;
    }
}
