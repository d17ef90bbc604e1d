// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Managed} from "./Managed.sol";
import {IReports} from "./interfaces/IReports.sol";

/// @title Reports
/// @notice Anchors the hash of every published report, and every correction of it.
contract Reports is IReports, Managed {
    struct Anchor {
        bytes32 manifestHash;
        string uri;
    }

    uint256 private constant FIRST_YEAR = 2020;

    mapping(uint32 period => Anchor[]) private _anchors;

    constructor(address manager) Managed(manager) {}

    /// @inheritdoc IReports
    function anchor(uint32 period, bytes32 manifestHash, string calldata uri)
        external
        restricted
        returns (uint256 version)
    {
        Anchor[] storage anchors = _anchors[period];
        uint256 count = anchors.length;
        if (manifestHash == 0) revert ZeroHash();
        if (count != 0 && anchors[count - 1].manifestHash == manifestHash) revert SameHash();
        if (!_isPeriod(period)) revert BadPeriod(period);

        version = count + 1;

        anchors.push(Anchor({manifestHash: manifestHash, uri: uri}));
        emit Anchored(period, version, manifestHash, uri);
    }

    /// @inheritdoc IReports
    function latest(uint32 period) external view returns (uint256 version, bytes32 manifestHash, string memory uri) {
        version = versions(period);
        (manifestHash, uri) = anchorOf(period, version);
    }

    /// @inheritdoc IReports
    function versions(uint32 period) public view returns (uint256) {
        return _anchors[period].length;
    }

    /// @inheritdoc IReports
    function anchorOf(uint32 period, uint256 version) public view returns (bytes32 manifestHash, string memory uri) {
        if (version == 0 || version > versions(period)) return (0, "");

        Anchor storage found = _anchors[period][version - 1];
        return (found.manifestHash, found.uri);
    }

    /// @dev `kind · 1e6 + yyyymm`: a month, a quarter by its last month, a year by December.
    function _isPeriod(uint32 period) private pure returns (bool) {
        uint256 kind = period / 1e6;
        uint256 year = (period % 1e6) / 100;
        uint256 month = period % 100;
        if (year < FIRST_YEAR || month == 0 || month > 12) return false;

        if (kind == 0) return true;
        if (kind == 1) return month % 3 == 0;
        return kind == 2 && month == 12;
    }
}
