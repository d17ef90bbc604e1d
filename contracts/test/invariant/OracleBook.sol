// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PriceOracle} from "../../src/PriceOracle.sol";
import {System} from "../System.sol";
import {Book} from "./Book.sol";

/// @title OracleBook
/// @notice What the oracle was told. Prices are USD per CXPT in WAD, times are seconds.
contract OracleBook is Book {
    PriceOracle private _oracle;

    /// @notice The feed's last proper answer, and when it was given.
    uint256 public answer;
    uint256 public answeredAt;

    // As they were after the last step.
    uint256 private _price;
    uint256 private _postedAt;
    uint256 private _minInterval;
    uint256 private _maxStepBps;
    uint256 private _maxAge;

    bool private _isReset;

    constructor(System system) {
        _oracle = system.oracle();
        _remember();
    }

    function noteAnswer(uint256 price, uint256 updatedAt) external {
        (answer, answeredAt) = (price, updatedAt);
    }

    function noteReset() external {
        _isReset = true;
    }

    /// @notice Compares the post with the one before, by the bounds that were in force.
    function observe() external {
        (uint256 price, uint256 postedAt) = _oracle.posted();
        if ((price != _price || postedAt != _postedAt) && !_isReset) {
            uint256 distance = price > _price ? price - _price : _price - price;
            bool isNear = distance * 10_000 <= _price * _maxStepBps;
            hold("O2", isNear && postedAt == block.timestamp && postedAt >= _postedAt + _minInterval);
        }
        _isReset = false;
        _remember();

        bool isStale = block.timestamp - postedAt > _maxAge;
        bool hasFeed = _oracle.config().feed != address(0);
        if (!isStale || hasFeed) return;
        try _oracle.price() {
            hold("O3", false);
        } catch {
            hold("O3", true);
        }
    }

    function _remember() private {
        (_price, _postedAt) = _oracle.posted();
        _minInterval = _oracle.config().minInterval;
        _maxStepBps = _oracle.config().maxStepBps;
        _maxAge = _oracle.config().maxAge;
    }
}
