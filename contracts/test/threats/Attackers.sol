// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {ICXPT} from "../../src/interfaces/ICXPT.sol";
import {Category, IRewards} from "../../src/interfaces/IRewards.sol";
import {IVault} from "../../src/interfaces/IVault.sol";

/// @notice An oracle that makes one call of the test's choice while it is asked, and says nothing when that fails.
contract ReenteringOracle {
    uint256 private immutable PRICE;
    address private _target;
    bytes private _data;

    constructor(uint256 price_) {
        PRICE = price_;
    }

    function aim(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    /// @dev Not a view, as a hostile oracle would not be.
    function price() external returns (uint256) {
        (bool success,) = _target.call(_data);
        return success ? PRICE : PRICE + 1;
    }
}

/// @notice An oracle or a feed that answers a head of the test's choice with so many bytes behind it, after so much
/// work. It may also burn all its gas, or revert.
contract RawSource {
    bytes private _head;
    uint256 private _padding;
    uint256 private _work;
    bool private _isBurning;
    bool private _isReverting;

    function answer(bytes calldata head, uint256 padding) external {
        (_head, _padding) = (head, padding);
    }

    /// @dev So many times a few hundred units of gas.
    function setWork(uint256 rounds) external {
        _work = rounds;
    }

    function setBurning(bool value) external {
        _isBurning = value;
    }

    function setReverting(bool value) external {
        _isReverting = value;
    }

    function decimals() external pure returns (uint8) {
        return 8;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        while (_isBurning) {}
        for (uint256 i = 0; i < _work; ++i) {}
        require(!_isReverting, string(new bytes(_padding)));
        return bytes.concat(_head, new bytes(_padding));
    }
}

/// @notice Sees a permit in the open and uses it before its owner, or in his place.
contract PermitThief {
    struct Signature {
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    function frontRun(ICXPT token, address owner, address spender, uint256 amount, Signature calldata signed) external {
        token.permit(owner, spender, amount, signed.deadline, signed.v, signed.r, signed.s);
    }

    /// @dev Everything a stranger can try with an owner's permit of the Vault. Answers how many of the calls succeeded.
    function steal(ICXPT token, IVault vault, address owner, uint256 amount, Signature calldata signed)
        external
        returns (uint256 succeeded)
    {
        (uint256 deadline, uint8 v, bytes32 r, bytes32 s) = (signed.deadline, signed.v, signed.r, signed.s);
        try vault.depositWithPermit(address(this), amount, deadline, v, r, s) {
            ++succeeded;
        } catch {}
        try vault.depositFrom(owner, amount) {
            ++succeeded;
        } catch {}
        try token.permit(owner, address(this), amount, deadline, v, r, s) {
            ++succeeded;
        } catch {}
        try token.transferFrom(owner, address(this), amount) {
            ++succeeded;
        } catch {}
    }
}

/// @notice Claims the same reward as often as it is told to, in one transaction.
contract GreedyClaimer {
    function claim(IRewards rewards, Category category, uint256 cumulative, bytes32[] calldata proof, uint256 times)
        external
        returns (uint256 succeeded)
    {
        for (uint256 i = 0; i < times; ++i) {
            try rewards.claim(category, address(this), cumulative, proof) {
                ++succeeded;
            } catch {}
        }
    }
}

/// @notice A target that claims to be consuming a scheduled operation, to use up that of another contract.
contract FakeTarget {
    function isConsumingScheduledOp() external pure returns (bytes4) {
        return IAccessManaged.isConsumingScheduledOp.selector;
    }

    function consume(AccessManager manager, address caller, bytes calldata data) external {
        manager.consumeScheduledOp(caller, data);
    }
}

/// @notice An account with code, as a Safe or an account of EIP-7702 is: it acts for its owner, and counts who calls it.
contract Wallet {
    address private immutable OWNER;
    uint256 public calls;

    error NotOwner();

    constructor(address owner) {
        OWNER = owner;
    }

    function execute(address target, bytes calldata data) external returns (bytes memory) {
        if (msg.sender != OWNER && msg.sender != address(this)) revert NotOwner();
        (bool success, bytes memory answer) = target.call(data);
        require(success, string(answer));
        return answer;
    }

    fallback() external {
        ++calls;
    }
}
