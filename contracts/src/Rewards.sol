// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Managed} from "./Managed.sol";
import {ICXPT} from "./interfaces/ICXPT.sol";
import {Category, IRewards, Stream, Tranche} from "./interfaces/IRewards.sol";
import {Vesting} from "./libraries/Vesting.sol";

/// @title Rewards
/// @notice Releases the provider emission by tranches, and pays cumulative rewards proven against accepted roots.
contract Rewards is IRewards, Managed {
    using SafeCast for uint256;
    using SafeERC20 for ICXPT;
    using Vesting for Tranche;

    uint256 private constant CAP = 480_000_000e18;
    uint256 private constant MAX_PAUSE = 7 days;
    uint256 private constant MAX_TRANCHES = 64;
    uint256 private constant CATEGORIES = 3;

    /// @inheritdoc IRewards
    uint256 public immutable WINDOW;
    ICXPT private immutable TOKEN;

    Stream[CATEGORIES] private _streams;
    mapping(Category category => mapping(address account => uint256)) private _claimed;
    Tranche[] private _tranches;
    uint128 private _scheduled;
    /// @inheritdoc IRewards
    bool public isMigrated;

    constructor(address manager, ICXPT token, uint256 window) Managed(manager) {
        if (address(token) == address(0)) revert ZeroAddress();

        TOKEN = token;
        WINDOW = window;
    }

    /// @inheritdoc IRewards
    function addTranche(uint48 start, uint48 end, uint128 amount) external restricted returns (uint256 id) {
        id = _tranches.length;
        uint256 room = CAP - _scheduled;
        if (isMigrated) revert AlreadyMigrated();
        if (start < block.timestamp) revert Retroactive(start);
        if (end < start || amount == 0) revert BadTranche();
        if (amount > room) revert CapExceeded(amount, room);
        if (id == MAX_TRANCHES) revert TooMany();

        _scheduled += amount;
        _tranches.push(Tranche({start: start, end: end, amount: amount}));
        emit TrancheAdded(id, start, end, amount);
    }

    /// @inheritdoc IRewards
    function cancelTranche(uint256 id) external restricted {
        if (id >= _tranches.length) revert Begun(id);
        Tranche storage tranche = _tranches[id];
        uint128 amount = tranche.amount;
        if (amount == 0 || tranche.start <= block.timestamp) revert Begun(id);

        _scheduled -= amount;
        tranche.amount = 0;
        emit TrancheCancelled(id);
    }

    /// @inheritdoc IRewards
    function fund(Category category, uint256 amount) external {
        if (amount == 0) revert ZeroAmount();

        _streamOf(category).funded += amount.toUint128();
        emit Funded(category, msg.sender, amount);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IRewards
    function propose(Category category, bytes32 root, uint104 total, string calldata uri) external restricted {
        Stream storage stream = _streamOf(category);
        uint256 old = stream.total;
        uint256 least = stream.root == 0 ? stream.claimed : old;
        if (root == 0) revert ZeroRoot();
        if (total < least) revert TotalDecreased(least, total);
        if (total > old + stream.maxStep) revert StepTooLarge(total - old, stream.maxStep);
        _checkAllocatable(category, total);

        uint256 acceptAt = block.timestamp + WINDOW;

        (stream.pendingRoot, stream.pendingTotal, stream.acceptAt) = (root, total, acceptAt.toUint48());
        emit Proposed(category, root, total, acceptAt, uri);
    }

    /// @inheritdoc IRewards
    function accept(Category category, bytes32 root) external {
        Stream storage stream = _streamOf(category);
        uint104 total = stream.pendingTotal;
        _checkPending(stream, root);
        if (block.timestamp < stream.acceptAt) revert NotReady(stream.acceptAt);
        _checkAllocatable(category, total);
        if (_isPaused(stream)) revert Paused(category);

        (stream.root, stream.total) = (root, total);
        _dropPending(stream);
        emit Accepted(category, root, total);
    }

    /// @inheritdoc IRewards
    function veto(Category category, bytes32 root) external restricted {
        Stream storage stream = _streamOf(category);
        _checkPending(stream, root);

        _dropPending(stream);
        emit Vetoed(category, root);
    }

    /// @inheritdoc IRewards
    function revoke(Category category, bytes32 root) external restricted {
        Stream storage stream = _streamOf(category);
        bytes32 active = stream.root;
        if (active == 0) revert RootNotSet();
        if (active != root) revert RootChanged(active, root);

        stream.root = 0;
        emit Revoked(category, root);
    }

    /// @inheritdoc IRewards
    function claim(Category category, address account, uint256 cumulative, bytes32[] calldata proof) external {
        Stream storage stream = _streamOf(category);
        bytes32 root = stream.root;
        uint256 before = _claimed[category][account];
        if (_isPaused(stream)) revert Paused(category);
        if (root == 0) revert RootNotSet();
        if (!MerkleProof.verifyCalldata(proof, root, _leaf(category, account, cumulative))) revert InvalidProof();
        if (cumulative <= before) revert NothingToClaim();

        uint256 amount = cumulative - before;
        (uint256 total, uint256 claimed) = (stream.total, stream.claimed);
        if (amount > total - claimed) revert OverAllocated(claimed + amount, total);

        _claimed[category][account] = cumulative;
        stream.claimed = uint104(claimed + amount);
        emit Claimed(category, account, amount, cumulative);

        TOKEN.safeTransfer(account, amount);
    }

    /// @inheritdoc IRewards
    function setMaxStep(Category category, uint128 maxStep) external restricted {
        _streamOf(category).maxStep = maxStep;
        emit MaxStepSet(category, maxStep);
    }

    /// @inheritdoc IRewards
    function defund(Category category, address to, uint128 amount, bytes32 ref) external restricted {
        Stream storage stream = _streamOf(category);
        if (category == Category.PROVIDER) revert NotDefundable(category);
        if (to == address(0)) revert ZeroAddress();
        if (amount == 0) revert ZeroAmount();
        uint256 spare = stream.funded - stream.total;
        if (amount > spare) revert OverAllocated(amount, spare);

        stream.funded -= amount;
        emit Defunded(category, to, amount, ref);

        TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc IRewards
    function migrate(address to) external restricted {
        if (to == address(0)) revert ZeroAddress();
        if (isMigrated) revert AlreadyMigrated();

        uint256 owed = 0;
        for (uint256 i = 0; i < CATEGORIES; ++i) {
            Stream storage stream = _streams[i];
            owed += stream.total - stream.claimed;
            stream.funded = stream.total;
            _dropPending(stream);
        }
        uint256 amount = TOKEN.balanceOf(address(this)) - owed;

        isMigrated = true;
        emit Migrated(to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc IRewards
    function pause(Category category) public restricted {
        _pause(category);
    }

    /// @inheritdoc IRewards
    function pauseAll() external restricted {
        _pause(Category.PROVIDER);
        _pause(Category.REFERRAL);
        _pause(Category.LOYALTY);
    }

    /// @inheritdoc IRewards
    function unpause(Category category) external restricted {
        Stream storage stream = _streamOf(category);
        if (!_isPaused(stream)) revert NotPaused(category);

        stream.pausedUntil = uint48(block.timestamp);
        emit PauseSet(category, block.timestamp);
    }

    /// @inheritdoc IRewards
    function vested(uint256 time) public view returns (uint256 amount) {
        for (uint256 i = 0; i < _tranches.length; ++i) {
            amount += _tranches[i].vestedAt(time);
        }
    }

    /// @inheritdoc IRewards
    function allocatable(Category category) public view returns (uint256 amount) {
        amount = _streamOf(category).funded;
        if (category == Category.PROVIDER && !isMigrated) amount += vested(block.timestamp);
    }

    /// @inheritdoc IRewards
    function claimedOf(Category category, address account) external view returns (uint256) {
        return _claimed[category][account];
    }

    /// @inheritdoc IRewards
    function streamOf(Category category) external view returns (Stream memory) {
        return _streamOf(category);
    }

    /// @inheritdoc IRewards
    function tranches() external view returns (Tranche[] memory) {
        return _tranches;
    }

    /// @inheritdoc IRewards
    function scheduled() external view returns (uint256) {
        return _scheduled;
    }

    /// @inheritdoc IRewards
    function pauseOf(Category category) external view returns (uint48 until) {
        return _streamOf(category).pausedUntil;
    }

    function _pause(Category category) private {
        uint256 until = block.timestamp + MAX_PAUSE;

        _streamOf(category).pausedUntil = uint48(until);
        emit PauseSet(category, until);
    }

    function _dropPending(Stream storage stream) private {
        (stream.pendingRoot, stream.pendingTotal, stream.acceptAt) = (0, 0, 0);
    }

    function _checkAllocatable(Category category, uint256 total) private view {
        uint256 available = allocatable(category);
        if (total > available) revert OverAllocated(total, available);
    }

    /// @dev A caller names the root he means, so that a root that was replaced meanwhile is not hit by mistake.
    function _checkPending(Stream storage stream, bytes32 root) private view {
        bytes32 pending = stream.pendingRoot;
        if (pending == 0) revert NoPending();
        if (pending != root) revert RootChanged(pending, root);
    }

    function _isPaused(Stream storage stream) private view returns (bool) {
        return block.timestamp < stream.pausedUntil;
    }

    function _streamOf(Category category) private view returns (Stream storage) {
        return _streams[uint256(category)];
    }

    /// @dev Hashed twice, so that no inner node of a tree can pass for a leaf; bound to this chain and this contract.
    function _leaf(Category category, address account, uint256 cumulative) private view returns (bytes32) {
        bytes memory leaf = abi.encode(block.chainid, address(this), uint8(category), account, cumulative);
        return keccak256(bytes.concat(keccak256(leaf)));
    }
}
