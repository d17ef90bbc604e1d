// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICXPT} from "../../src/interfaces/ICXPT.sol";
import {Base} from "../Base.sol";
import {Dice, Dicing} from "./Dice.sol";

/// @notice Lets everybody do everything: these tests are about numbers, the table of roles has its own.
contract OpenManager {
    function canCall(address, address, bytes4) external pure returns (bool, uint32) {
        return (true, 0);
    }
}

/// @notice A token of which anybody may have any amount, so that every amount of every type can be tried.
contract FreeToken {
    mapping(address holder => uint256) public balanceOf;
    uint256 public burned;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address, uint256) external pure returns (bool) {
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _move(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _move(from, to, amount);
        return true;
    }

    function burn(uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        burned += amount;
    }

    function _move(address from, address to, uint256 amount) private {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @title Fuzz
/// @notice What every fuzz test stands on. A model is a second contract with the same functions, written from the
/// specification alone; {both} holds the two together, errors and all.
abstract contract Fuzz is Base {
    using Dicing for Dice;

    /// @dev 2027-01-04T00:00:00Z, a Monday, as in the fixture of the whole system.
    uint256 internal constant START = 1_799_020_800;
    uint256 internal constant BPS = 10_000;

    address internal manager = address(new OpenManager());
    FreeToken internal free = new FreeToken();
    ICXPT internal token = ICXPT(address(free));

    function setUp() public virtual {
        vm.warp(START);
    }

    /// @dev Calls the contract and its model as `who`: both succeed with the same answer, or both fail with the same error.
    function both(address who, address real, address model, bytes memory data) internal returns (bool success) {
        bytes memory expected;
        bytes memory answer;
        bool isExpected;
        vm.prank(who);
        (isExpected, expected) = model.call(data);
        vm.prank(who);
        (success, answer) = real.call(data);

        if (success != isExpected) {
            vm.assertTrue(false, success ? "only the contract accepts" : "only the model accepts");
        }
        same(keccak256(answer), keccak256(expected), success ? "the answers differ" : "the errors differ");
    }

    /// @dev Asks the runner only to say what differs: asking it each time is most of the time of a long test.
    function same(uint256 left, uint256 right, string memory what) internal pure {
        if (left != right) vm.assertEq(left, right, what);
    }

    function same(bytes32 left, bytes32 right, string memory what) internal pure {
        if (left != right) vm.assertEq(left, right, what);
    }

    function assertLe(uint256 left, uint256 right, string memory what) internal pure {
        if (left > right) vm.assertTrue(false, what);
    }
}
