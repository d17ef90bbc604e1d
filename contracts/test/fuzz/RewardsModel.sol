// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Category, IRewards} from "../../src/interfaces/IRewards.sol";

/// @title RewardsModel
/// @notice Rewards as contracts.md §3.5 has it, in 256 bits and without a token. `CLAIMS` is the contract whose address
/// the leaves carry.
contract RewardsModel {
    struct Book {
        bytes32 root;
        uint256 total;
        uint256 claimed;
        uint256 pausedUntil;
        uint256 funded;
        uint256 maxStep;
        bytes32 pendingRoot;
        uint256 pendingTotal;
        uint256 acceptAt;
    }

    struct Release {
        uint256 start;
        uint256 end;
        uint256 amount;
    }

    uint256 private constant CAP = 480_000_000e18;

    address private immutable CLAIMS;
    uint256 private immutable WINDOW;

    mapping(Category category => Book) private _books;
    mapping(Category category => mapping(address account => uint256)) public claimedOf;
    Release[] private _releases;
    bool private _isMigrated;
    /// @dev Tokens that are here: the genesis share, what was funded, less what was paid.
    uint256 public holds;

    constructor(address claims, uint256 window, uint256 genesis) {
        (CLAIMS, WINDOW, holds) = (claims, window, genesis);
    }

    function addTranche(uint48 start, uint48 end, uint128 amount) external returns (uint256) {
        if (_isMigrated) revert IRewards.AlreadyMigrated();
        if (start < block.timestamp) revert IRewards.Retroactive(start);
        if (start > end || amount == 0) revert IRewards.BadTranche();
        if (amount + scheduled() > CAP) revert IRewards.CapExceeded(amount, CAP - scheduled());
        if (_releases.length >= 64) revert IRewards.TooMany();
        _releases.push(Release(start, end, amount));
        return _releases.length - 1;
    }

    function cancelTranche(uint256 id) external {
        bool isOpen = id < _releases.length && _releases[id].amount != 0 && _releases[id].start > block.timestamp;
        if (!isOpen) revert IRewards.Begun(id);
        _releases[id].amount = 0;
    }

    function fund(Category category, uint256 amount) external {
        if (amount == 0) revert IRewards.ZeroAmount();
        _books[category].funded += amount;
        holds += amount;
    }

    function setMaxStep(Category category, uint128 maxStep) external {
        _books[category].maxStep = maxStep;
    }

    function propose(Category category, bytes32 root, uint104 total, string calldata) external {
        Book storage book = _books[category];
        if (root == 0) revert IRewards.ZeroRoot();
        uint256 least = book.root == 0 ? book.claimed : book.total;
        if (total < least) revert IRewards.TotalDecreased(least, total);
        if (total > book.total + book.maxStep) revert IRewards.StepTooLarge(total - book.total, book.maxStep);
        if (total > allocatable(category)) revert IRewards.OverAllocated(total, allocatable(category));
        (book.pendingRoot, book.pendingTotal, book.acceptAt) = (root, total, block.timestamp + WINDOW);
    }

    function accept(Category category, bytes32 root) external {
        Book storage book = _books[category];
        _requirePending(book, root);
        if (block.timestamp < book.acceptAt) revert IRewards.NotReady(book.acceptAt);
        if (book.pendingTotal > allocatable(category)) {
            revert IRewards.OverAllocated(book.pendingTotal, allocatable(category));
        }
        if (block.timestamp < book.pausedUntil) revert IRewards.Paused(category);
        (book.root, book.total) = (book.pendingRoot, book.pendingTotal);
        _forget(book);
    }

    function veto(Category category, bytes32 root) external {
        _requirePending(_books[category], root);
        _forget(_books[category]);
    }

    function revoke(Category category, bytes32 root) external {
        bytes32 active = _books[category].root;
        if (active == 0) revert IRewards.RootNotSet();
        if (active != root) revert IRewards.RootChanged(active, root);
        _books[category].root = 0;
    }

    function claim(Category category, address account, uint256 cumulative, bytes32[] calldata proof) external {
        Book storage book = _books[category];
        if (block.timestamp < book.pausedUntil) revert IRewards.Paused(category);
        if (book.root == 0) revert IRewards.RootNotSet();
        if (_rootOf(category, account, cumulative, proof) != book.root) revert IRewards.InvalidProof();
        if (cumulative <= claimedOf[category][account]) revert IRewards.NothingToClaim();

        uint256 amount = cumulative - claimedOf[category][account];
        if (book.claimed + amount > book.total) revert IRewards.OverAllocated(book.claimed + amount, book.total);
        claimedOf[category][account] = cumulative;
        book.claimed += amount;
        holds -= amount;
    }

    function defund(Category category, address to, uint128 amount, bytes32) external {
        Book storage book = _books[category];
        if (category == Category.PROVIDER) revert IRewards.NotDefundable(category);
        if (to == address(0)) revert IRewards.ZeroAddress();
        if (amount == 0) revert IRewards.ZeroAmount();
        uint256 spare = book.funded - book.total;
        if (amount > spare) revert IRewards.OverAllocated(amount, spare);
        book.funded -= amount;
        holds -= amount;
    }

    function migrate(address to) external {
        if (to == address(0)) revert IRewards.ZeroAddress();
        if (_isMigrated) revert IRewards.AlreadyMigrated();
        _isMigrated = true;
        holds = 0;
        for (uint256 i = 0; i < 3; ++i) {
            Book storage book = _books[Category(i)];
            holds += book.total - book.claimed;
            book.funded = book.total;
            _forget(book);
        }
    }

    function pause(Category category) public {
        _books[category].pausedUntil = block.timestamp + 7 days;
    }

    function pauseAll() external {
        for (uint256 i = 0; i < 3; ++i) {
            pause(Category(i));
        }
    }

    function unpause(Category category) external {
        if (block.timestamp >= _books[category].pausedUntil) revert IRewards.NotPaused(category);
        _books[category].pausedUntil = block.timestamp;
    }

    function scheduled() public view returns (uint256 sum) {
        for (uint256 i = 0; i < _releases.length; ++i) {
            sum += _releases[i].amount;
        }
    }

    function vested(uint256 time) public view returns (uint256 sum) {
        for (uint256 i = 0; i < _releases.length; ++i) {
            Release storage release = _releases[i];
            uint256 length = release.end - release.start;
            if (time >= release.end) sum += release.amount;
            else if (time > release.start) sum += Math.mulDiv(release.amount, time - release.start, length);
        }
    }

    function allocatable(Category category) public view returns (uint256) {
        bool hasEmission = category == Category.PROVIDER && !_isMigrated;
        return _books[category].funded + (hasEmission ? vested(block.timestamp) : 0);
    }

    function bookOf(Category category) external view returns (Book memory) {
        return _books[category];
    }

    function _requirePending(Book storage book, bytes32 root) private view {
        if (book.pendingRoot == 0) revert IRewards.NoPending();
        if (book.pendingRoot != root) revert IRewards.RootChanged(book.pendingRoot, root);
    }

    function _forget(Book storage book) private {
        (book.pendingRoot, book.pendingTotal, book.acceptAt) = (0, 0, 0);
    }

    function _rootOf(Category category, address account, uint256 cumulative, bytes32[] calldata proof)
        private
        view
        returns (bytes32 node)
    {
        node = keccak256(abi.encode(block.chainid, CLAIMS, uint8(category), account, cumulative));
        node = keccak256(abi.encodePacked(node));
        for (uint256 i = 0; i < proof.length; ++i) {
            bytes32 other = proof[i];
            node = keccak256(node < other ? abi.encodePacked(node, other) : abi.encodePacked(other, node));
        }
    }
}
