// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rewards} from "../../src/Rewards.sol";
import {Category, Stream} from "../../src/interfaces/IRewards.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";
import {RewardsModel} from "./RewardsModel.sol";
import {Tree} from "./Tree.sol";

/// @notice Rewards against its model over random lives: tranches, roots of every kind, claims, migration, pauses.
contract Rewards_fuzz_test is Fuzz {
    using Dicing for Dice;

    uint256 private constant GENESIS = 480_000_000e18;
    uint256 private constant WINDOW = 1 days;

    Rewards private rewards;
    RewardsModel private model;
    address[] private accounts;
    /// @dev The leaves of the last tree that was proposed for a category, and what they entitle to.
    mapping(Category category => bytes32[]) private _leaves;
    mapping(Category category => mapping(uint256 account => uint256)) private _cumulative;

    function setUp() public override {
        super.setUp();
        rewards = new Rewards(manager, token, WINDOW);
        model = new RewardsModel(address(rewards), WINDOW, GENESIS);
        free.mint(address(rewards), GENESIS);
        for (uint256 i = 0; i < 3; ++i) {
            accounts.push(address(uint160(0x2000 + i)));
            _call(abi.encodeCall(rewards.setMaxStep, (Category(i), type(uint128).max)));
        }
    }

    function testFuzz_anyCalls_followTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 32; ++i) {
            uint256 what = dice.pick(20);
            if (what < 4) _release(dice);
            else if (what < 12) _rootAct(dice, Category(dice.pick(3)));
            else if (what < 15) _claim(dice, Category(dice.pick(3)));
            else if (what < 19) vm.warp(block.timestamp + dice.roll(0, 3 days));
            else _rule(dice, Category(dice.pick(3)));
            _assertSame();
        }
    }

    function testFuzz_vested_ofRandomTranches_followsTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 count = dice.roll(1, 12);
        for (uint256 i = 0; i < count; ++i) {
            _addTranche(dice, dice.chance(70) ? GENESIS / count : GENESIS);
        }
        uint256 before = 0;
        uint256 time = START - 1;
        for (uint256 i = 0; i < 8; ++i) {
            uint256 now_ = rewards.vested(time);
            vm.assertEq(now_, model.vested(time));
            assertLe(before, now_, "vested falls");
            assertLe(now_, rewards.scheduled(), "more than was scheduled");
            (before, time) = (now_, time + dice.roll(0, 200 days));
        }
        same(rewards.vested(type(uint256).max), rewards.scheduled(), "in the end all of it");
    }

    /// @dev W2: what was vested at a past time is the same whatever is scheduled or cancelled later.
    function testFuzz_vested_pastNeverChanges(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 4; ++i) {
            _addTranche(dice, GENESIS / 16);
        }
        vm.warp(block.timestamp + dice.roll(1, 100 days));
        uint256 past = dice.roll(START - 1, block.timestamp - 1); // a cliff may still come at this very second
        uint256 then = rewards.vested(past);
        for (uint256 i = 0; i < 6; ++i) {
            if (dice.chance(50)) _addTranche(dice, GENESIS / 16);
            else _call(abi.encodeCall(rewards.cancelTranche, (dice.roll(0, 6))));
            vm.assertEq(rewards.vested(past), then);
        }
    }

    function testFuzz_addTranche_neverSchedulesMoreThanTheCap(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 70; ++i) {
            uint256 room = GENESIS - rewards.scheduled();
            uint128 amount = uint128(dice.chance(90) ? dice.roll(1, 1000) : dice.roll(room, room + 1));
            _call(abi.encodeCall(rewards.addTranche, (uint48(START), uint48(START + 1), amount)));
            assertLe(rewards.scheduled(), GENESIS, "above the cap");
        }
        assertLe(rewards.tranches().length, 64, "more than 64");
    }

    function testFuzz_propose_checksEveryBound(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Category category = Category(dice.pick(3));
        _fund(category, dice.roll(1, type(uint104).max));
        _call(abi.encodeCall(rewards.setMaxStep, (category, uint128(dice.roll(0, type(uint128).max)))));
        for (uint256 i = 0; i < 6; ++i) {
            Stream memory stream = rewards.streamOf(category);
            uint256 most = stream.funded < type(uint104).max - 1 ? stream.funded + 1 : type(uint104).max;
            uint256 least = stream.total == 0 ? 0 : stream.total - 1;
            uint104 total = uint104(dice.roll(least, most));
            bytes32 root = dice.chance(90) ? dice.word() : bytes32(0);
            _call(abi.encodeCall(rewards.propose, (category, root, total, "")));
            vm.warp(block.timestamp + dice.roll(WINDOW - 1, WINDOW + 1));
            _call(abi.encodeCall(rewards.accept, (category, root)));
            if (dice.chance(30)) _call(abi.encodeCall(rewards.revoke, (category, rewards.streamOf(category).root)));
            _assertSame();
        }
    }

    function testFuzz_migrate_leavesExactlyWhatIsOwed(uint256 seed) public {
        Dice memory dice = Dice(seed);
        _addTranche(dice, GENESIS);
        for (uint256 i = 0; i < 3; ++i) {
            _fund(Category(i), dice.roll(1, 1_000_000e18));
        }
        for (uint256 i = 0; i < 8; ++i) {
            _rootAct(dice, Category(dice.pick(3)));
            _claim(dice, Category(dice.pick(3)));
            vm.warp(block.timestamp + 1 days);
        }
        free.mint(address(rewards), dice.roll(0, 1e24)); // a donation leaves with the rest
        uint256 owed = 0;
        for (uint256 i = 0; i < 3; ++i) {
            Stream memory stream = rewards.streamOf(Category(i));
            owed += stream.total - stream.claimed;
        }
        vm.assertTrue(_call(abi.encodeCall(rewards.migrate, (address(0x1234)))));
        vm.assertEq(free.balanceOf(address(rewards)), owed);
        _assertSame();
        for (uint256 i = 0; i < 3; ++i) {
            _rootAct(dice, Category(i)); // goes on, out of what is funded from now on
        }
        _release(dice);
        _assertSame();
    }

    function testFuzz_defund_takesNoMoreThanIsSpare(uint256 seed) public {
        Dice memory dice = Dice(seed);
        Category category = Category(1 + dice.pick(2));
        _fund(category, dice.roll(1, 1_000_000e18));
        _propose(dice, category);
        vm.warp(block.timestamp + WINDOW);
        _call(abi.encodeCall(rewards.accept, (category, Tree.rootOf(_leaves[category]))));
        Stream memory stream = rewards.streamOf(category);
        uint256 spare = stream.funded - stream.total;
        uint128 amount = uint128(dice.roll(0, spare + 2));
        bool isTaken = _call(abi.encodeCall(rewards.defund, (category, address(0x1234), amount, "ref")));
        vm.assertTrue(isTaken == (amount != 0 && amount <= spare));
        _assertSame();
    }

    function _release(Dice memory dice) private {
        if (dice.chance(70)) _addTranche(dice, GENESIS / 4);
        else _call(abi.encodeCall(rewards.cancelTranche, (dice.roll(0, 5))));
    }

    function _addTranche(Dice memory dice, uint256 most) private {
        uint256 start = dice.roll(block.timestamp - 1, block.timestamp + 60 days);
        uint256 end = dice.chance(20) ? start : dice.roll(start - 1, start + 1000 days);
        uint128 amount = uint128(dice.roll(dice.chance(90) ? 1 : 0, most));
        _call(abi.encodeCall(rewards.addTranche, (uint48(start), uint48(end), amount)));
    }

    function _rootAct(Dice memory dice, Category category) private {
        uint256 what = dice.pick(10);
        Stream memory stream = rewards.streamOf(category);
        bytes32 pending = dice.chance(90) ? stream.pendingRoot : dice.word();
        if (what < 2) {
            _fund(category, dice.roll(0, 10_000e18));
        } else if (what < 5) {
            _propose(dice, category);
        } else if (what < 8) {
            if (dice.chance(80) && stream.acceptAt > block.timestamp) vm.warp(stream.acceptAt);
            _call(abi.encodeCall(rewards.accept, (category, pending)));
        } else if (what == 8) {
            _call(abi.encodeCall(rewards.veto, (category, pending)));
        } else {
            _call(abi.encodeCall(rewards.revoke, (category, dice.chance(90) ? stream.root : dice.word())));
        }
    }

    function _fund(Category category, uint256 amount) private {
        free.mint(address(this), amount);
        _call(abi.encodeCall(rewards.fund, (category, amount)));
    }

    /// @dev A tree over all accounts, a little above or below what they have; the total fits it or nearly.
    function _propose(Dice memory dice, Category category) private {
        delete _leaves[category];
        uint256 sum = 0;
        uint256 share = rewards.allocatable(category) / accounts.length;
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 has = rewards.claimedOf(category, accounts[i]);
            uint256 cumulative = dice.chance(90) ? has + dice.roll(0, share / 2) : dice.roll(0, share);
            _cumulative[category][i] = cumulative;
            sum += cumulative;
            bytes32 inner =
                keccak256(abi.encode(block.chainid, address(rewards), uint8(category), accounts[i], cumulative));
            _leaves[category].push(keccak256(bytes.concat(inner)));
        }
        uint104 total = uint104(dice.chance(80) ? sum : dice.roll(sum / 2, sum + 2));
        _call(abi.encodeCall(rewards.propose, (category, Tree.rootOf(_leaves[category]), total, "ipfs://inputs")));
    }

    function _claim(Dice memory dice, Category category) private {
        if (_leaves[category].length == 0) return;
        uint256 i = dice.pick(accounts.length);
        uint256 cumulative = _cumulative[category][i] + (dice.chance(95) ? 0 : 1);
        bytes32[] memory proof = Tree.proofOf(_leaves[category], i);
        uint256 before = free.balanceOf(accounts[i]);
        uint256 claimed = rewards.claimedOf(category, accounts[i]);
        if (_call(abi.encodeCall(rewards.claim, (category, accounts[i], cumulative, proof)))) {
            same(free.balanceOf(accounts[i]) - before, cumulative - claimed, "paid the account");
        }
    }

    function _rule(Dice memory dice, Category category) private {
        uint256 what = dice.pick(10);
        address to = dice.chance(90) ? address(0x1234) : address(0);
        uint256 spare = rewards.streamOf(category).funded;
        uint128 amount = uint128(dice.roll(0, spare + 1));
        if (what < 2) _call(abi.encodeCall(rewards.pause, (category)));
        else if (what == 2) _call(abi.encodeCall(rewards.pauseAll, ()));
        else if (what < 6) _call(abi.encodeCall(rewards.unpause, (category)));
        else if (what < 9) _call(abi.encodeCall(rewards.defund, (category, to, amount, "ref")));
        else _call(abi.encodeCall(rewards.migrate, (to)));
    }

    function _call(bytes memory data) private returns (bool) {
        return both(address(this), address(rewards), address(model), data);
    }

    function _assertSame() private view {
        uint256 owed = 0;
        for (uint256 i = 0; i < 3; ++i) {
            _assertSameStream(Category(i));
            Stream memory stream = rewards.streamOf(Category(i));
            same(rewards.allocatable(Category(i)), model.allocatable(Category(i)), "allocatable");
            assertLe(stream.claimed, stream.total, "claimed above the total");
            owed += stream.total - stream.claimed;
        }
        same(rewards.scheduled(), model.scheduled(), "scheduled");
        same(free.balanceOf(address(rewards)), model.holds(), "tokens");
        assertLe(owed, model.holds(), "owes more than it has");
    }

    function _assertSameStream(Category category) private view {
        Stream memory s = rewards.streamOf(category);
        RewardsModel.Book memory b = model.bookOf(category);
        same(keccak256(abi.encode(s)), keccak256(abi.encode(b)), "stream");
    }
}
