// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IManaged} from "./interfaces/IManaged.sol";

/// @title Managed
/// @notice A contract whose restricted functions answer to one access manager, for ever.
abstract contract Managed is AccessManaged, IManaged {
    /// @dev Reads of the authority cost no storage access, and nothing can write it.
    address private immutable AUTHORITY;

    constructor(address manager) AccessManaged(manager) {
        AUTHORITY = manager;
    }

    /// @inheritdoc IAccessManaged
    /// @dev Reverts with {AuthorityFixed}, for the manager too: on an authority of his own choice a captured admin would
    /// hold every role at once.
    function setAuthority(address) public pure override {
        revert AuthorityFixed();
    }

    /// @inheritdoc IAccessManaged
    function authority() public view override returns (address) {
        return AUTHORITY;
    }
}
