// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Faucet} from "../../src/Faucet.sol";
import {IFaucet} from "../../src/interfaces/IFaucet.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice Test tokens: one drip per address in 24 hours, a cap per UTC day, on test networks alone.
contract Faucet_fuzz_test is Fuzz {
    using Dicing for Dice;

    mapping(uint256 day => uint256) private _drippedOn;
    mapping(address to => uint256) private _lastAt;

    function testFuzz_drip_sequences_keepBothLimits(uint256 seed) public {
        Dice memory dice = Dice(seed);
        uint256 amount = dice.roll(1, 1000e18);
        uint256 cap = dice.roll(0, 6 * amount);
        Faucet faucet = new Faucet(token, amount, cap);
        free.mint(address(faucet), 1e30);
        for (uint256 i = 0; i < 24; ++i) {
            address to = address(uint160(0x3000 + dice.pick(4)));
            uint256 today = block.timestamp / 1 days;
            bool isEarly = _lastAt[to] != 0 && block.timestamp < _lastAt[to] + 1 days;
            bool isOver = _drippedOn[today] + amount > cap;
            if (isEarly) vm.expectRevert(abi.encodeWithSelector(IFaucet.TooSoon.selector, _lastAt[to] + 1 days));
            else if (isOver) vm.expectRevert(abi.encodeWithSelector(IFaucet.CapReached.selector, (today + 1) * 1 days));
            faucet.drip(to);
            if (!isEarly && !isOver) {
                _lastAt[to] = block.timestamp;
                _drippedOn[today] += amount;
            }
            assertLe(_drippedOn[today], cap, "above the day's cap");
            vm.warp(block.timestamp + (dice.chance(30) ? 1 days - block.timestamp % 1 days : dice.roll(0, 1 days)));
        }
    }

    function testFuzz_constructor_acceptsTestNetworksAlone(uint64 id) public {
        bool isTest = id == 31_337 || id == 11_155_111 || id == 84_532 || id == 421_614 || id == 11_155_420;
        vm.chainId(id == 0 ? 1 : id);
        if (!isTest) vm.expectRevert(abi.encodeWithSelector(IFaucet.NotHere.selector, id == 0 ? 1 : id));
        new Faucet(token, 1, 1);
    }
}
