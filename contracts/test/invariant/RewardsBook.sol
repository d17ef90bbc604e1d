// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CXPT} from "../../src/CXPT.sol";
import {Rewards} from "../../src/Rewards.sol";
import {Treasury} from "../../src/Treasury.sol";
import {Category, Stream} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {System} from "../System.sol";
import {Book} from "./Book.sol";

/// @title RewardsBook
/// @notice What the handlers of Rewards and Treasury saw, counted apart from both. Amounts are wei.
contract RewardsBook is Book {
    /// @dev A proposal, from when it was made until it is accepted, replaced, vetoed or migrated away.
    struct Proposal {
        bytes32 root;
        uint256 proposedAt;
    }

    /// @dev What had vested at a moment that is past.
    struct Sample {
        uint256 time;
        uint256 vested;
    }

    uint256 private constant CATEGORIES = 3;
    uint256 private constant SAMPLES = 24;

    CXPT private _token;
    Rewards private _rewards;
    Treasury private _treasury;
    address[] private _accounts;

    Sample[] private _samples;
    mapping(bytes32 root => uint256[] cumulatives) private _trees;
    mapping(Category category => Proposal) private _proposals;
    mapping(Category category => uint256 time) public pausedAt;
    mapping(Category category => mapping(address account => uint256)) public paid;
    uint256 public donatedToTreasury;
    uint256 public donatedToRewards;

    // As they were after the last step.
    Stream[CATEGORIES] private _streams;
    mapping(Category category => mapping(address account => uint256)) private _claimed;
    uint256[4] private _buckets;
    uint256 private _vested;

    // Of the running step: what it may change.
    bool private _isAccepting;
    bool private _isRevoking;
    uint256 private _treasuryReadyAt;

    constructor(System system, address[] memory accounts_) {
        (_token, _rewards, _treasury) = (system.token(), system.rewards(), system.treasury());
        _accounts = accounts_;
        for (uint256 i = 0; i < 4; ++i) {
            _buckets[i] = _treasury.balanceOf(Bucket(i));
        }
    }

    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    function samples() external view returns (Sample[] memory) {
        return _samples;
    }

    function treeOf(bytes32 root) external view returns (uint256[] memory) {
        return _trees[root];
    }

    function noteProposal(Category category, bytes32 root, uint256[] calldata cumulatives) external {
        _trees[root] = cumulatives;
        _proposals[category] = Proposal(root, block.timestamp);
    }

    function noteDropped(Category category) external {
        delete _proposals[category];
    }

    function noteAccepting() external {
        _isAccepting = true;
    }

    function noteRevoking() external {
        _isRevoking = true;
    }

    function notePaid(Category category, address account, uint256 amount) external {
        paid[category][account] += amount;
    }

    function notePause(Category category) external {
        pausedAt[category] = block.timestamp;
    }

    function noteDonation(bool isForTreasury, uint256 amount) external {
        if (isForTreasury) donatedToTreasury += amount;
        else donatedToRewards += amount;
    }

    function noteSkim() external {
        donatedToTreasury = 0;
    }

    /// @notice What was given to Rewards went to its successor, and no proposal stayed.
    function noteMigrated() external {
        donatedToRewards = 0;
        for (uint256 i = 0; i < CATEGORIES; ++i) {
            delete _proposals[Category(i)];
        }
    }

    /// @notice A scheduled operation of the treasurer runs, ready from `readyAt` on.
    function noteTreasurer(uint256 readyAt) external {
        _treasuryReadyAt = readyAt;
    }

    /// @notice Compares everything with what it was after the last step.
    function observe() external {
        for (uint256 i = 0; i < CATEGORIES; ++i) {
            _observeStream(Category(i));
        }
        _observeVesting();
        for (uint256 i = 0; i < 4; ++i) {
            uint256 balance = _treasury.balanceOf(Bucket(i));
            bool isScheduled = _treasuryReadyAt != 0 && block.timestamp >= _treasuryReadyAt;
            if (balance != _buckets[i]) hold("R2", balance > _buckets[i] || isScheduled);
            _buckets[i] = balance;
        }
        (_isAccepting, _isRevoking, _treasuryReadyAt) = (false, false, 0);
    }

    function _observeStream(Category category) private {
        Stream memory last = _streams[uint256(category)];
        Stream memory stream = _rewards.streamOf(category);
        for (uint256 i = 0; i < _accounts.length; ++i) {
            uint256 claimed = _rewards.claimedOf(category, _accounts[i]);
            hold("W5", claimed >= _claimed[category][_accounts[i]]);
            _claimed[category][_accounts[i]] = claimed;
        }
        hold("W5", stream.claimed >= last.claimed);
        if (stream.total < last.total) hold("W5", _isAccepting && last.root == 0);

        if (stream.root != last.root) {
            Proposal memory proposal = _proposals[category];
            bool isDue = proposal.proposedAt != 0 && block.timestamp >= proposal.proposedAt + 1 days;
            bool isAccepted = _isAccepting && isDue && stream.root == proposal.root;
            hold("W7", isAccepted || (_isRevoking && stream.root == 0));
            if (isAccepted) delete _proposals[category];
        }
        _streams[uint256(category)] = stream;
    }

    /// @dev The second before now is past: nothing may change what had vested by then.
    function _observeVesting() private {
        uint256 vested = _rewards.vested(block.timestamp);
        hold("W2", vested >= _vested);
        _vested = vested;

        Sample memory sample = Sample(block.timestamp - 1, _rewards.vested(block.timestamp - 1));
        uint256 count = _samples.length;
        if (count != 0 && _samples[count - 1].time == sample.time) return;
        if (count == SAMPLES) _samples[block.timestamp % SAMPLES] = sample;
        else _samples.push(sample);
    }
}
