// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
import {System} from "./System.sol";

contract Smoke is System {
    function test_setUp() public view {
        vm.assertEq(block.timestamp, START);
    }
}
