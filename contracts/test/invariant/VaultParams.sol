// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Config, IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {ISubscriptions, Plan} from "../../src/interfaces/ISubscriptions.sol";
import {Flag, IVault, Split} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {Delayed} from "./Delayed.sol";
import {PlanHandler} from "./PlanHandler.sol";
import {Operation, Queue} from "./Queue.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title VaultParams
/// @notice What PARAMS sets on the Vault, its oracle and the plans, two days after it was scheduled.
contract VaultParams is PlanHandler, Delayed {
    uint256 private constant DELAY = 2 days;

    constructor(System system_, VaultBook book_, Queue queue_) VaultHandler(system_, book_) {
        queue = queue_;
        _offer(VaultParams.setSplit.selector, "setSplit");
        _offer(VaultParams.setDailyCap.selector, "setDailyCap");
        _offer(VaultParams.setMinPrice.selector, "setMinPrice");
        _offer(VaultParams.setOracleConfig.selector, "setOracleConfig");
        _offer(VaultParams.reset.selector, "reset");
        _offer(VaultParams.addPlan.selector, "addPlan");
        _offer(VaultParams.retirePlan.selector, "retirePlan");
        _offer(VaultParams.execute.selector, "schedule");
    }

    function setSplit(uint256 seed) external step {
        uint256 burn = _between(seed, 1, 0, 10_000);
        uint256 protocol = _between(seed, 2, 0, 10_000 - burn);
        uint256 operations = _between(seed, 3, 0, 10_000 - burn - protocol);
        uint256 provider = 10_000 - burn - protocol - operations;
        Split memory split = Split(uint16(burn), uint16(protocol), uint16(operations), uint16(provider));
        _plans("setSplit", address(vault), abi.encodeCall(IVault.setSplit, (split)), seed);
    }

    /// @dev Mostly so low that the batches of a day come near it.
    function setDailyCap(uint256 seed) external step {
        uint256 most = _isRare(seed, 2, 4) ? 2_000_000e6 : 600e6;
        uint56 cap = uint56(_between(seed, 1, 100e6, most));
        _plans("setDailyCap", address(vault), abi.encodeCall(IVault.setDailyCap, (cap)), seed);
    }

    function setMinPrice(uint256 seed) external step {
        uint96 least = uint96(_isRare(seed, 1, 8) ? 0 : _between(seed, 2, 0.001e18, 0.022e18));
        bytes memory data = abi.encodeCall(IVault.setOracle, (address(oracle), least));
        _plans("setMinPrice", address(vault), data, seed);
    }

    /// @dev The band always holds the prices the pricer stays within.
    function setOracleConfig(uint256 seed) external step {
        Config memory config = oracle.config();
        config.min = uint128(_between(seed, 1, 0.001e18, 0.02e18));
        config.max = uint128(_between(seed, 2, 0.2e18, 10e18));
        config.maxAge = uint32(_between(seed, 3, 2 hours, 1 days));
        config.minInterval = uint32(_between(seed, 4, 1 hours, 2 hours));
        config.maxStepBps = uint16(_between(seed, 5, 1, 1000));
        _plans("setOracleConfig", address(oracle), abi.encodeCall(IPriceOracle.setConfig, (config)), seed);
    }

    function reset(uint256 seed) external step {
        uint256 price = _between(seed, 1, 0.02e18, 0.2e18);
        _plans("reset", address(oracle), abi.encodeCall(IPriceOracle.reset, (price)), seed);
    }

    /// @dev Cheap enough to be bought, and every third for one customer.
    function addPlan(uint256 seed) external step {
        Plan memory plan = Plan({
            usd: uint56(_between(seed, 1, 1, 300e6)),
            allowance: uint64(_between(seed, 2, 1, 50_000_000)),
            concurrency: 1,
            rpm: 20,
            rolloverBps: uint16(_between(seed, 3, 0, 5000)),
            priority: 1,
            retireAt: 0,
            customer: _isRare(seed, 4, 3) ? _customer(seed) : address(0)
        });
        _plans("addPlan", address(subscriptions), abi.encodeCall(ISubscriptions.addPlan, (plan)), seed);
    }

    function retirePlan(uint256 seed) external step {
        uint256 retireAt = block.timestamp + _between(seed, 1, DELAY + 29 days, DELAY + 60 days);
        bytes memory data = abi.encodeCall(ISubscriptions.retirePlan, (_plan(seed), uint48(retireAt)));
        _plans("retirePlan", address(subscriptions), data, seed);
    }

    function execute(uint256 seed) external step {
        _executeAny(seed);
    }

    function _plans(bytes32 name, address target, bytes memory data, uint256 seed) private {
        _propose(name, system.params(), target, data, DELAY, seed);
    }

    function _prepare(Operation memory, uint256 seed) internal override {
        _freshen(seed);
    }

    function _run(Operation memory operation, bytes memory expected) internal override returns (bool isDone) {
        Shares memory before = _sharesNow();
        isDone = super._run(operation, expected);
        if (isDone && operation.name == "setSplit" && before.revenue != 0) _noteDistribution(before);
    }

    function _whyNot(Operation memory operation) internal view override returns (bytes memory) {
        if (operation.name == "setSplit") return _whyNotSplit();
        if (operation.name == "setMinPrice") return _whyNotMinPrice(operation.data);
        if (operation.name == "retirePlan") return _whyNotRetire(operation.data);
        return "";
    }

    function _whyNotSplit() private view returns (bytes memory) {
        bool isStopped = vault.revenue() != 0 && _isPaused(Flag.DISTRIBUTE);
        return isStopped ? abi.encodeWithSelector(IVault.Paused.selector, Flag.DISTRIBUTE) : bytes("");
    }

    function _whyNotMinPrice(bytes memory data) private view returns (bytes memory) {
        (, uint96 least) = abi.decode(_arguments(data), (address, uint96));
        try oracle.price() returns (uint256 price) {
            bool isBad = least == 0 || price < least;
            return isBad ? abi.encodeWithSelector(IVault.OutOfBounds.selector, price) : bytes("");
        } catch (bytes memory reason) {
            return reason;
        }
    }

    function _whyNotRetire(bytes memory data) private view returns (bytes memory why) {
        (uint32 id, uint48 retireAt) = abi.decode(_arguments(data), (uint32, uint48));
        why = _whyNotOffered(id);
        if (why.length != 0) return why;
        uint256 earliest = Math.max(block.timestamp + 30 days, subscriptions.planOf(id).retireAt);
        if (retireAt < earliest) return abi.encodeWithSelector(ISubscriptions.NoticeTooShort.selector, earliest);
        return "";
    }
}
