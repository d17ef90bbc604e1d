// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title System
/// @notice Everything deployed with the production constants, for every test.
abstract contract System {
    AccessManager public manager;
}
