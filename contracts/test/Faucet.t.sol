// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Faucet} from "../src/Faucet.sol";
import {IFaucet} from "../src/interfaces/IFaucet.sol";
import {Actions} from "./Actions.sol";

/// @notice Test tokens, on test networks only.
contract Faucet_test is Actions {
    Faucet private faucet;

    function setUp() public override {
        super.setUp();
        faucet = new Faucet(token, 100, 250);
        give(address(faucet), 10_000);
    }

    function test_constructor_onATestNetwork_deploys() public {
        uint256[5] memory ids = [uint256(31337), 11155111, 84532, 421614, 11155420];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.chainId(ids[i]);
            new Faucet(token, 100, 250);
        }
    }

    function test_constructor_anywhereElse_revertsNotHere() public {
        uint256[4] memory ids = [uint256(1), 8453, 10, 31338];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.chainId(ids[i]);
            vm.expectRevert(abi.encodeWithSelector(IFaucet.NotHere.selector, ids[i]));
            new Faucet(token, 100, 250);
        }
    }

    function test_drip_paysTheAmount() public {
        vm.expectEmit(address(faucet));
        emit IFaucet.Dripped(alice, 100);
        faucet.drip(alice);
        vm.assertEq(token.balanceOf(alice), 100);
    }

    function test_drip_againWithinADay_revertsTooSoonBeforeCapReached() public {
        faucet.drip(alice);
        faucet.drip(bob);
        vm.warp(START + 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IFaucet.TooSoon.selector, START + 1 days));
        faucet.drip(alice);
        vm.warp(START + 1 days);
        faucet.drip(alice);
        vm.assertEq(token.balanceOf(alice), 200);
    }

    function test_drip_beyondTheCap_revertsCapReachedUntilMidnight() public {
        vm.warp(START + 5 hours);
        faucet.drip(alice);
        faucet.drip(bob);
        vm.expectRevert(abi.encodeWithSelector(IFaucet.CapReached.selector, START + 1 days));
        faucet.drip(carol);

        vm.warp(START + 1 days);
        faucet.drip(carol);
        vm.assertEq(token.balanceOf(carol), 100);
    }

    function test_drip_whenEmpty_revertsAndCountsNothing() public {
        Faucet empty = new Faucet(token, 100, 100);
        give(address(empty), 99);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(empty), 99, 100));
        empty.drip(alice);

        give(address(empty), 1);
        empty.drip(alice);
        vm.assertEq(token.balanceOf(alice), 100);
    }
}
