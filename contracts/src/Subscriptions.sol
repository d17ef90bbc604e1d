// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Managed} from "./Managed.sol";
import {ICXPT} from "./interfaces/ICXPT.sol";
import {ISubscriptions, Plan, Status, Sub} from "./interfaces/ISubscriptions.sol";
import {Flag, IVault} from "./interfaces/IVault.sol";
import {PlanMath} from "./libraries/PlanMath.sol";

/// @title Subscriptions
/// @notice Sells periods of plans out of users' credits, renews them, and remembers who brought whom.
contract Subscriptions is ISubscriptions, Managed {
    using SafeCast for uint256;

    uint256 private constant PERIOD = 30 days;
    uint256 private constant GRACE = 3 days;
    uint256 private constant RETIRE_NOTICE = 30 days;
    uint256 private constant MAX_ROLLOVER_BPS = 5000;
    /// @dev How long a renewal stays possible after a pause that kept a user from renewing in time.
    uint256 private constant AFTER_PAUSE = 1 days;

    ICXPT private immutable TOKEN;
    IVault private immutable VAULT;

    /// @inheritdoc ISubscriptions
    uint32 public planCount;
    mapping(uint32 id => Plan) private _plans;
    mapping(address user => Sub) private _subs;

    constructor(address manager, ICXPT token, IVault vault) Managed(manager) {
        if (address(token) == address(0) || address(vault) == address(0)) revert ZeroAddress();

        TOKEN = token;
        VAULT = vault;
    }

    /// @inheritdoc ISubscriptions
    function addPlan(Plan calldata plan) external restricted returns (uint32 id) {
        if (plan.usd == 0 || plan.allowance == 0 || plan.concurrency == 0 || plan.rpm == 0) revert BadPlan();
        if (plan.retireAt != 0 || plan.rolloverBps > MAX_ROLLOVER_BPS) revert BadPlan();

        id = ++planCount;
        _plans[id] = plan;
        emit PlanAdded(id, plan);
    }

    /// @inheritdoc ISubscriptions
    function retirePlan(uint32 id, uint48 retireAt) external restricted {
        _checkOffered(id);
        uint256 earliest = Math.max(block.timestamp + RETIRE_NOTICE, _plans[id].retireAt);
        if (retireAt < earliest) revert NoticeTooShort(earliest);

        _plans[id].retireAt = retireAt;
        emit PlanRetired(id, retireAt);
    }

    /// @inheritdoc ISubscriptions
    function subscribe(uint32 id, uint256 maxIn, bool autoRenew, uint96 renewCap, address referrer) public {
        Sub storage sub = _subs[msg.sender];
        Status status = statusOf(msg.sender);
        if (status == Status.Active || status == Status.Grace) revert AlreadySubscribed(sub.end);
        _checkBuyable(id, msg.sender);
        if (referrer != address(0)) _checkReferrer(msg.sender, referrer);

        if (referrer != address(0) && sub.referrer == address(0) && !_hasSpent(msg.sender)) {
            _setReferrer(msg.sender, referrer);
        }
        (sub.autoRenew, sub.renewCap) = (autoRenew, renewCap);
        emit AutoRenewSet(msg.sender, autoRenew, renewCap);

        (uint256 index, uint256 paid) = _startPeriod(msg.sender, sub, id, maxIn);
        emit Subscribed(msg.sender, id, index, block.timestamp, block.timestamp + PERIOD, paid);
    }

    /// @inheritdoc ISubscriptions
    function subscribeWithPermit(
        uint32 id,
        uint256 maxIn,
        bool autoRenew,
        uint96 renewCap,
        address referrer,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        // A permit that somebody else already submitted has done its work; one that failed leaves the deposit to say so.
        try TOKEN.permit(msg.sender, address(VAULT), amount, deadline, v, r, s) {} catch {}
        VAULT.depositFrom(msg.sender, amount);

        subscribe(id, maxIn, autoRenew, renewCap, referrer);
    }

    /// @inheritdoc ISubscriptions
    function upgrade(uint32 id, uint256 maxIn) external {
        Sub storage sub = _subs[msg.sender];
        (uint256 usd, uint256 added) = quoteUpgrade(msg.sender, id);

        uint32 from = sub.plan;
        uint64 allowance = (sub.allowance + added).toUint64();

        (sub.plan, sub.nextPlan, sub.allowance) = (id, 0, allowance);
        uint256 paid = VAULT.charge(msg.sender, usd, maxIn, _ref(id, sub.index));
        emit Upgraded(msg.sender, from, id, paid, allowance);
    }

    /// @inheritdoc ISubscriptions
    function scheduleChange(uint32 id) external {
        _checkCurrent(msg.sender);
        if (id != 0) _checkBuyable(id, msg.sender);

        _subs[msg.sender].nextPlan = id;
        emit ChangeScheduled(msg.sender, id);
    }

    /// @inheritdoc ISubscriptions
    function setAutoRenew(bool on, uint96 renewCap) external {
        _checkCurrent(msg.sender);

        (_subs[msg.sender].autoRenew, _subs[msg.sender].renewCap) = (on, renewCap);
        emit AutoRenewSet(msg.sender, on, renewCap);
    }

    /// @inheritdoc ISubscriptions
    function renew(address user) external {
        Sub storage sub = _subs[user];
        uint48 end = sub.end;
        uint32 id = sub.nextPlan == 0 ? sub.plan : sub.nextPlan;
        if (id == 0) revert NotRenewable();
        if (block.timestamp < end) revert RenewTooEarly(end);
        if (!_isBeforeClose(end)) revert NotRenewable();
        if (!sub.autoRenew && msg.sender != user) revert AutoRenewOff();
        _checkOffered(id);

        (uint256 index, uint256 paid) = _startPeriod(user, sub, id, sub.renewCap);
        emit Renewed(user, id, index, block.timestamp, block.timestamp + PERIOD, paid);
    }

    /// @inheritdoc ISubscriptions
    function renewMany(address[] calldata users) external {
        (, uint48 until) = VAULT.pauseOf(Flag.SPEND);
        if (block.timestamp < until) revert IVault.Paused(Flag.SPEND);
        VAULT.quote(0); // reverts with the oracle's own error when there is no price

        for (uint256 i = 0; i < users.length; ++i) {
            try this.renew(users[i]) {}
            catch (bytes memory reason) {
                // Without an error the call ran out of gas, which is the caller's doing and says nothing of the user.
                if (reason.length < 4) revert Errors.FailedCall();
                emit RenewalFailed(users[i], bytes4(reason));
            }
        }
    }

    /// @inheritdoc ISubscriptions
    function setReferrer(address referrer) external {
        address old = _subs[msg.sender].referrer;
        if (old != address(0)) revert AlreadyReferred(old);
        if (_hasSpent(msg.sender)) revert TooLate();
        if (referrer == address(0)) revert ZeroAddress();
        _checkReferrer(msg.sender, referrer);

        _setReferrer(msg.sender, referrer);
    }

    /// @inheritdoc ISubscriptions
    function statusOf(address user) public view returns (Status) {
        Sub storage sub = _subs[user];
        uint48 end = sub.end;
        if (end == 0) return Status.None;
        if (block.timestamp < end) return Status.Active;
        return _isBeforeClose(end) ? Status.Grace : Status.Lapsed;
    }

    /// @inheritdoc ISubscriptions
    function subscriptionOf(address user) external view returns (Sub memory) {
        return _subs[user];
    }

    /// @inheritdoc ISubscriptions
    function planOf(uint32 id) external view returns (Plan memory) {
        return _plans[id];
    }

    /// @inheritdoc ISubscriptions
    function referrerOf(address user) external view returns (address) {
        return _subs[user].referrer;
    }

    /// @inheritdoc ISubscriptions
    function quoteUpgrade(address user, uint32 id) public view returns (uint256 usd, uint256 allowance) {
        Sub storage sub = _subs[user];
        uint256 end = sub.end;
        if (block.timestamp >= end) revert NotActive();
        _checkBuyable(id, user);

        Plan storage from = _plans[sub.plan];
        Plan storage to = _plans[id];
        if (to.usd <= from.usd || to.allowance <= from.allowance) revert NotUpgrade();

        uint256 left = end - block.timestamp;
        usd = Math.ceilDiv((to.usd - from.usd) * left, PERIOD);
        allowance = (to.allowance - from.allowance) * left / PERIOD;
    }

    /// @inheritdoc ISubscriptions
    function nextRollover(uint256 allowance, uint256 rolled, uint256 used, uint256 nextAllowance, uint256 bps)
        external
        pure
        returns (uint256)
    {
        return PlanMath.nextRollover(allowance, rolled, used, nextAllowance, bps);
    }

    /// @dev Opens the next period of plan `id` from now on and charges for it. Nothing is kept when the charge fails.
    function _startPeriod(address user, Sub storage sub, uint32 id, uint256 maxIn)
        private
        returns (uint24 index, uint256 paid)
    {
        index = sub.index + 1;
        (uint56 usd, uint64 allowance) = (_plans[id].usd, _plans[id].allowance);

        (sub.plan, sub.nextPlan) = (id, 0);
        (sub.index, sub.allowance) = (index, allowance);
        (sub.start, sub.end) = (uint48(block.timestamp), uint48(block.timestamp + PERIOD));
        paid = VAULT.charge(user, usd, maxIn, _ref(id, index));
    }

    function _setReferrer(address user, address referrer) private {
        _subs[user].referrer = referrer;
        emit Referred(user, referrer);
    }

    function _checkBuyable(uint32 id, address user) private view {
        address customer = _plans[id].customer;
        if (customer != address(0) && customer != user) revert NotCustomer(id);
        _checkOffered(id);
    }

    function _checkOffered(uint32 id) private view {
        Plan storage plan = _plans[id];
        uint48 retireAt = plan.retireAt;
        if (plan.usd == 0 || (retireAt != 0 && block.timestamp >= retireAt)) revert PlanInactive(id);
    }

    function _checkCurrent(address user) private view {
        Status status = statusOf(user);
        if (status != Status.Active && status != Status.Grace) revert NotActive();
    }

    function _checkReferrer(address user, address referrer) private view {
        if (referrer == user) revert SelfReferral();
        if (_subs[referrer].referrer == user) revert ReferralCycle();
    }

    function _hasSpent(address user) private view returns (bool) {
        return VAULT.accountOf(user).spent != 0;
    }

    /// @dev Whether a period that ended at `end` can still be renewed. A pause of spending that overlapped the grace keeps
    /// it open for a day longer than the pause. The Vault is asked only when the plain grace is over.
    function _isBeforeClose(uint256 end) private view returns (bool) {
        uint256 close = end + GRACE;
        if (block.timestamp < close) return true;

        (uint48 from, uint48 until) = VAULT.pauseOf(Flag.SPEND);
        return from < close && until > end && block.timestamp < until + AFTER_PAUSE;
    }

    function _ref(uint32 id, uint24 index) private pure returns (bytes32) {
        return bytes32(uint256(id) << 32 | index);
    }
}
