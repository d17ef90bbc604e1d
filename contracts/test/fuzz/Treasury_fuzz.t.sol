// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rewards} from "../../src/Rewards.sol";
import {Treasury} from "../../src/Treasury.sol";
import {Category} from "../../src/interfaces/IRewards.sol";
import {Bucket, ITreasury} from "../../src/interfaces/ITreasury.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice The four buckets in 256 bits, without a token.
contract TreasuryModel {
    uint256[4] public buckets = [uint256(300_000_000e18), 150_000_000e18, 70_000_000e18, 0];

    function deposit(Bucket bucket, uint256 amount) external {
        if (amount == 0) revert ITreasury.ZeroAmount();
        buckets[uint256(bucket)] += amount;
    }

    function withdraw(Bucket bucket, address to, uint256 amount, bytes32) external {
        if (to == address(0)) revert ITreasury.ZeroAddress();
        _take(bucket, amount);
    }

    function fund(Bucket bucket, Category category, uint256 amount, bytes32) external {
        if (category == Category.PROVIDER) revert ITreasury.NotFundable(category);
        _take(bucket, amount);
    }

    function move(Bucket from, Bucket to, uint256 amount, bytes32) external {
        if (from == to) revert ITreasury.SameBucket();
        _take(from, amount);
        buckets[uint256(to)] += amount;
    }

    function _take(Bucket bucket, uint256 amount) private {
        uint256 has = buckets[uint256(bucket)];
        if (amount == 0) revert ITreasury.ZeroAmount();
        if (amount > has) revert ITreasury.Insufficient(bucket, has, amount);
        buckets[uint256(bucket)] = has - amount;
    }
}

/// @notice The Treasury against its model: each bucket is its own, and together they are what the contract holds.
contract Treasury_fuzz_test is Fuzz {
    using Dicing for Dice;

    uint256 private constant GENESIS = 520_000_000e18;

    Treasury private treasury;
    Rewards private rewards;
    TreasuryModel private model;

    function setUp() public override {
        super.setUp();
        rewards = new Rewards(manager, token, 1 days);
        treasury = new Treasury(manager, token, rewards);
        model = new TreasuryModel();
        free.mint(address(treasury), GENESIS);
    }

    function testFuzz_anyCalls_followTheModel(uint256 seed) public {
        Dice memory dice = Dice(seed);
        for (uint256 i = 0; i < 24; ++i) {
            Bucket bucket = Bucket(dice.pick(4));
            uint256 has = treasury.balanceOf(bucket);
            uint256 amount = dice.chance(90) ? dice.roll(0, has / 2 + 1) : dice.roll(has, type(uint256).max);
            address to = dice.chance(90) ? address(0x1234) : address(0);
            uint256 what = dice.pick(4);
            if (what == 0) {
                amount = dice.roll(0, 1e26);
                free.mint(address(this), amount);
                _call(abi.encodeCall(treasury.deposit, (bucket, amount)));
            } else if (what == 1) {
                _call(abi.encodeCall(treasury.withdraw, (bucket, to, amount, "ref")));
            } else if (what == 2) {
                _call(abi.encodeCall(treasury.fund, (bucket, Category(dice.pick(3)), amount, "ref")));
            } else {
                _call(abi.encodeCall(treasury.move, (bucket, Bucket(dice.pick(4)), amount, "ref")));
            }
            _assertSame(0);
        }
    }

    function testFuzz_skim_booksExactlyTheSurplusIntoProtocol(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 gift = dice.roll(0, type(uint96).max);
        free.mint(address(treasury), gift);
        if (gift == 0) vm.expectRevert(ITreasury.ZeroAmount.selector);
        treasury.skim();
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), gift);
        _assertSame(gift);
        vm.expectRevert(ITreasury.ZeroAmount.selector);
        treasury.skim();
    }

    function testFuzz_deposit_ofAnyAmount_isBookedOrRefused(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 amount = dice.roll(1, type(uint256).max - GENESIS);
        free.mint(address(this), amount);
        bool fits = amount <= type(uint128).max;
        if (!fits) {
            vm.expectRevert(abi.encodeWithSignature("SafeCastOverflowedUintDowncast(uint8,uint256)", 128, amount));
        }
        treasury.deposit(Bucket.PROTOCOL, amount);
        vm.assertEq(treasury.balanceOf(Bucket.PROTOCOL), fits ? amount : 0);
    }

    function _call(bytes memory data) private {
        both(address(this), address(treasury), address(model), data);
    }

    function _assertSame(uint256 gift) private view {
        uint256 sum = 0;
        for (uint256 i = 0; i < 4; ++i) {
            uint256 booked = treasury.balanceOf(Bucket(i));
            same(booked, model.buckets(i) + (i == uint256(Bucket.PROTOCOL) ? gift : 0), "bucket");
            sum += booked;
        }
        same(free.balanceOf(address(treasury)), sum, "the buckets are all it holds");
    }
}
