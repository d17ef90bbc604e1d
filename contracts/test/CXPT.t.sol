// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {CXPT} from "../src/CXPT.sol";
import {ICXPT} from "../src/interfaces/ICXPT.sol";
import {Actions} from "./Actions.sol";

/// @notice The fixed supply, and that it only shrinks.
contract CXPT_test is Actions {
    function test_constructor_mintsTheWholeSupplyOnce() public {
        CXPT fresh = new CXPT(alice, bob);
        vm.assertEq(fresh.totalSupply(), 1e27);
        vm.assertEq(fresh.SUPPLY(), 1e27);
        vm.assertEq(fresh.balanceOf(alice), 520_000_000e18);
        vm.assertEq(fresh.balanceOf(bob), 480_000_000e18);
    }

    function test_constructor_withoutAnAddress_revertsZeroAddress() public {
        vm.expectRevert(ICXPT.ZeroAddress.selector);
        new CXPT(address(0), bob);
        vm.expectRevert(ICXPT.ZeroAddress.selector);
        new CXPT(alice, address(0));
    }

    function test_metadata_isAsDecided() public view {
        vm.assertEq(token.name(), "Cxmpute Token");
        vm.assertEq(token.symbol(), "CXPT");
        vm.assertEq(token.decimals(), 18);
    }

    function test_burn_shrinksTheSupply() public {
        give(alice, 10);
        vm.prank(alice);
        token.burn(4);
        vm.assertEq(token.totalSupply(), 1e27 - 4);
        vm.assertEq(token.balanceOf(alice), 6);
    }

    function test_burn_beyondTheBalance_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, 0, 1));
        vm.prank(alice);
        token.burn(1);
    }

    function test_burnFrom_usesTheApproval() public {
        give(alice, 10);
        vm.prank(alice);
        token.approve(bob, 4);
        vm.prank(bob);
        token.burnFrom(alice, 4);
        vm.assertEq(token.totalSupply(), 1e27 - 4);

        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, 0, 1));
        vm.prank(bob);
        token.burnFrom(alice, 1);
    }

    function test_burnFrom_beyondTheBalance_reverts() public {
        give(alice, 3);
        vm.prank(alice);
        token.approve(bob, 4);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, 3, 4));
        vm.prank(bob);
        token.burnFrom(alice, 4);
        vm.assertEq(token.totalSupply(), 1e27);
    }

    function test_permit_approvesAndCountsTheNonce() public {
        uint256 key = 0xB0B;
        address owner = vm.addr(key);
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 message = keccak256(abi.encode(typeHash, owner, alice, 5, 0, START));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message)));
        token.permit(owner, alice, 5, START, v, r, s);
        vm.assertEq(token.allowance(owner, alice), 5);
        vm.assertEq(token.nonces(owner), 1);
    }

    /// @dev Every function of the ABI, so that a mint, an owner or a pause could not be added unseen.
    function test_abi_hasNothingBesideErc20PermitAndBurn() public view {
        string[] memory signatures = vm.parseJsonKeys(vm.readFile("out/CXPT.sol/CXPT.json"), ".methodIdentifiers");
        string[16] memory expected = [
            "DOMAIN_SEPARATOR()",
            "SUPPLY()",
            "allowance(address,address)",
            "approve(address,uint256)",
            "balanceOf(address)",
            "burn(uint256)",
            "burnFrom(address,uint256)",
            "decimals()",
            "eip712Domain()",
            "name()",
            "nonces(address)",
            "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
            "symbol()",
            "totalSupply()",
            "transfer(address,uint256)",
            "transferFrom(address,address,uint256)"
        ];
        vm.assertEq(signatures.length, expected.length);
        for (uint256 i = 0; i < expected.length; ++i) {
            vm.assertEq(signatures[i], expected[i]);
        }
    }
}
