// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CXPT} from "../../src/CXPT.sol";
import {Base} from "../Base.sol";

/// @title Permits
/// @notice Signs approvals with the keys of customers, which are the hashes of their names.
abstract contract Permits is Base {
    struct Permit {
        address owner;
        address spender;
        uint256 amount;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @dev EIP-2612.
    bytes32 private constant TYPE =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    mapping(address owner => uint256) private _keys;

    /// @notice Tells whose key is behind a name.
    function learn(string calldata name) external {
        uint256 key = uint256(keccak256(bytes(name)));
        _keys[vm.addr(key)] = key;
    }

    function _permitOf(CXPT token, address owner, address spender, uint256 amount, uint256 deadline)
        internal
        view
        returns (Permit memory permit)
    {
        bytes32 inner = keccak256(abi.encode(TYPE, owner, spender, amount, token.nonces(owner), deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), inner));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[owner], digest);
        permit = Permit(owner, spender, amount, deadline, v, r, s);
    }

    function _handIn(CXPT token, Permit memory permit) internal {
        token.permit(permit.owner, permit.spender, permit.amount, permit.deadline, permit.v, permit.r, permit.s);
    }
}
