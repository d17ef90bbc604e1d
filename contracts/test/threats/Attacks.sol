// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Actions} from "../Actions.sol";
import {PermitThief} from "./Attackers.sol";

/// @title Attacks
/// @notice What the tests of several threats share. Mallory is whoever the attacker is.
abstract contract Attacks is Actions {
    uint256 internal constant MAX = type(uint256).max;
    uint256 internal constant OWNER_KEY = 0xA11CE;

    address internal mallory = named("mallory");
    bytes32[] internal none;

    /// @dev Queues an operation without waiting for it.
    function schedule(address who, address target, bytes memory data) internal returns (bytes32 id) {
        vm.prank(who);
        (id,) = manager.schedule(target, data, 0);
    }

    /// @dev Calls `target` as `who` and answers whether it went through.
    function succeeds(address who, address target, bytes memory data) internal returns (bool success) {
        vm.prank(who);
        (success,) = target.call(data);
    }

    /// @dev The two ways of running an operation: the call itself, and {execute} of the manager.
    function runs(address who, address target, bytes memory data) internal returns (bool) {
        if (succeeds(who, target, data)) return true;
        return succeeds(who, address(manager), abi.encodeCall(manager.execute, (target, data)));
    }

    function unauthorized(address who) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, who);
    }

    /// @dev A permit of `OWNER_KEY`'s account for the Vault, good for an hour.
    function signedPermit(uint256 amount) internal view returns (address owner, PermitThief.Signature memory signed) {
        owner = vm.addr(OWNER_KEY);
        signed.deadline = block.timestamp + 1 hours;
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 message =
            keccak256(abi.encode(typeHash, owner, address(vault), amount, token.nonces(owner), signed.deadline));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message));
        (signed.v, signed.r, signed.s) = vm.sign(OWNER_KEY, digest);
    }

    function subscribeTo(address user, uint32 plan) internal {
        vm.prank(user);
        subscriptions.subscribe(plan, MAX, true, type(uint96).max, address(0));
    }

    /// @dev Every contract that answers to the manager.
    function managedContracts() internal view returns (address[7] memory) {
        return [
            address(treasury),
            address(oracle),
            address(vault),
            address(subscriptions),
            address(rewards),
            address(parameters),
            address(reports)
        ];
    }

    /// @dev What the user leaves with when he asks for everything now and waits for the notice alone.
    function exit(address user) internal returns (uint256 paid) {
        uint256 before = token.balanceOf(user);
        requestAndWait(user, vault.balanceOf(user));
        vm.prank(user);
        vault.withdraw(user);
        return token.balanceOf(user) - before;
    }
}
