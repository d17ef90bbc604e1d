// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import {ICXPT} from "./interfaces/ICXPT.sol";

/// @title CXPT
/// @notice The token: a fixed supply, minted once, that can only shrink.
contract CXPT is ERC20, ERC20Burnable, ERC20Permit, ICXPT {
    /// @inheritdoc ICXPT
    uint256 public constant SUPPLY = 1_000_000_000e18;

    uint256 private constant TREASURY_SHARE = 520_000_000e18;

    constructor(address treasury, address rewards) ERC20("Cxmpute Token", "CXPT") ERC20Permit("Cxmpute Token") {
        if (treasury == address(0) || rewards == address(0)) revert ZeroAddress();

        _mint(treasury, TREASURY_SHARE);
        _mint(rewards, SUPPLY - TREASURY_SHARE);
    }

    /// @inheritdoc ICXPT
    function burn(uint256 amount) public override(ERC20Burnable, ICXPT) {
        super.burn(amount);
    }

    /// @inheritdoc ICXPT
    function burnFrom(address account, uint256 amount) public override(ERC20Burnable, ICXPT) {
        super.burnFrom(account, amount);
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }
}
