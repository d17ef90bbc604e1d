// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ISubscriptions, Plan, Status} from "../../src/interfaces/ISubscriptions.sol";
import {Flag} from "../../src/interfaces/IVault.sol";
import {VaultModel} from "./VaultModel.sol";

/// @title SubscriptionsModel
/// @notice Subscriptions as contracts.md §3.4 has it, on the model of the Vault: its charges fail as the Vault's do.
contract SubscriptionsModel {
    struct Period {
        uint32 plan;
        uint32 nextPlan;
        uint256 start;
        uint256 end;
        uint256 index;
        bool autoRenew;
        uint256 allowance;
        uint256 renewCap;
        address referrer;
    }

    uint256 private constant PERIOD = 2_592_000;
    uint256 private constant GRACE = 259_200;

    VaultModel private immutable VAULT;
    uint32 private _count;
    mapping(uint32 id => Plan) private _plans;
    mapping(address user => Period) private _periods;

    constructor(VaultModel vault) {
        VAULT = vault;
    }

    function addPlan(Plan calldata plan) external returns (uint32) {
        bool isBad = plan.usd == 0 || plan.allowance == 0 || plan.concurrency == 0 || plan.rpm == 0;
        if (isBad || plan.retireAt != 0 || plan.rolloverBps > 5000) revert ISubscriptions.BadPlan();
        _count += 1;
        _plans[_count] = plan;
        return _count;
    }

    function retirePlan(uint32 id, uint48 retireAt) external {
        _requireOffered(id);
        uint256 earliest = block.timestamp + 30 days;
        if (_plans[id].retireAt > earliest) earliest = _plans[id].retireAt;
        if (retireAt < earliest) revert ISubscriptions.NoticeTooShort(earliest);
        _plans[id].retireAt = retireAt;
    }

    function subscribe(uint32 id, uint256 maxIn, bool autoRenew, uint96 renewCap, address referrer) external {
        Period storage period = _periods[msg.sender];
        Status status = statusOf(msg.sender);
        if (status == Status.Active || status == Status.Grace) revert ISubscriptions.AlreadySubscribed(period.end);
        _requireCustomer(id, msg.sender);
        _requireOffered(id);
        if (referrer != address(0)) _requireReferrer(msg.sender, referrer);

        bool isRecorded = referrer != address(0) && period.referrer == address(0) && _spentBy(msg.sender) == 0;
        if (isRecorded) period.referrer = referrer;
        (period.autoRenew, period.renewCap) = (autoRenew, renewCap);
        _buy(msg.sender, id, maxIn);
    }

    function upgrade(uint32 id, uint256 maxIn) external {
        (uint256 usd, uint256 tokens) = quoteUpgrade(msg.sender, id);
        Period storage period = _periods[msg.sender];
        VAULT.charge(msg.sender, usd, maxIn, 0);
        (period.plan, period.nextPlan) = (id, 0);
        period.allowance += tokens;
    }

    function scheduleChange(uint32 id) external {
        _requireCurrent(msg.sender);
        if (id != 0) {
            _requireCustomer(id, msg.sender);
            _requireOffered(id);
        }
        _periods[msg.sender].nextPlan = id;
    }

    function setAutoRenew(bool on, uint96 renewCap) external {
        _requireCurrent(msg.sender);
        (_periods[msg.sender].autoRenew, _periods[msg.sender].renewCap) = (on, renewCap);
    }

    function renew(address user) external {
        Period storage period = _periods[user];
        if (period.end == 0) revert ISubscriptions.NotRenewable();
        if (block.timestamp < period.end) revert ISubscriptions.RenewTooEarly(period.end);
        if (block.timestamp >= closeOf(period.end)) revert ISubscriptions.NotRenewable();
        if (msg.sender != user && !period.autoRenew) revert ISubscriptions.AutoRenewOff();
        uint32 id = period.nextPlan != 0 ? period.nextPlan : period.plan;
        _requireOffered(id);
        _buy(user, id, period.renewCap);
    }

    function setReferrer(address referrer) external {
        Period storage period = _periods[msg.sender];
        if (period.referrer != address(0)) revert ISubscriptions.AlreadyReferred(period.referrer);
        if (_spentBy(msg.sender) != 0) revert ISubscriptions.TooLate();
        if (referrer == address(0)) revert ISubscriptions.ZeroAddress();
        _requireReferrer(msg.sender, referrer);
        period.referrer = referrer;
    }

    function statusOf(address user) public view returns (Status) {
        uint256 end = _periods[user].end;
        if (end == 0) return Status.None;
        if (block.timestamp < end) return Status.Active;
        return block.timestamp < closeOf(end) ? Status.Grace : Status.Lapsed;
    }

    /// @dev Three days after the end, or a day after a pause of spending that overlapped them.
    function closeOf(uint256 end) public view returns (uint256 close) {
        (uint256 from, uint256 until) = VAULT.pauseOf(Flag.SPEND);
        close = end + GRACE;
        if (from < close && until > end) close = Math.max(close, until + 1 days);
    }

    function quoteUpgrade(address user, uint32 id) public view returns (uint256 usd, uint256 tokens) {
        Period storage period = _periods[user];
        if (block.timestamp >= period.end) revert ISubscriptions.NotActive();
        _requireCustomer(id, user);
        _requireOffered(id);
        (Plan storage from, Plan storage to) = (_plans[period.plan], _plans[id]);
        if (to.usd <= from.usd || to.allowance <= from.allowance) revert ISubscriptions.NotUpgrade();

        uint256 left = period.end - block.timestamp;
        usd = Math.mulDiv(to.usd - from.usd, left, PERIOD, Math.Rounding.Ceil);
        tokens = Math.mulDiv(to.allowance - from.allowance, left, PERIOD);
    }

    function periodOf(address user) external view returns (Period memory) {
        return _periods[user];
    }

    function planOf(uint32 id) external view returns (Plan memory) {
        return _plans[id];
    }

    function _buy(address user, uint32 id, uint256 maxIn) private {
        VAULT.charge(user, _plans[id].usd, maxIn, 0);
        Period storage period = _periods[user];
        (period.plan, period.nextPlan, period.allowance) = (id, 0, _plans[id].allowance);
        (period.start, period.end) = (block.timestamp, block.timestamp + PERIOD);
        period.index += 1;
    }

    function _requireCustomer(uint32 id, address user) private view {
        address customer = _plans[id].customer;
        if (customer != address(0) && customer != user) revert ISubscriptions.NotCustomer(id);
    }

    function _requireOffered(uint32 id) private view {
        bool isRetired = _plans[id].retireAt != 0 && block.timestamp >= _plans[id].retireAt;
        if (id == 0 || id > _count || isRetired) revert ISubscriptions.PlanInactive(id);
    }

    function _requireCurrent(address user) private view {
        Status status = statusOf(user);
        if (status == Status.None || status == Status.Lapsed) revert ISubscriptions.NotActive();
    }

    function _requireReferrer(address user, address referrer) private view {
        if (referrer == user) revert ISubscriptions.SelfReferral();
        if (_periods[referrer].referrer == user) revert ISubscriptions.ReferralCycle();
    }

    function _spentBy(address user) private view returns (uint256 spent) {
        (, spent,,,,) = VAULT.users(user);
    }
}
