// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {IManaged} from "../../src/interfaces/IManaged.sol";
import {Bucket, ITreasury} from "../../src/interfaces/ITreasury.sol";
import {IVault} from "../../src/interfaces/IVault.sol";
import {GUARDIAN, METER, PARAMS, PRICER, PUBLISHER, TREASURER} from "../RoleTable.sol";
import {System} from "../System.sol";
import {AccessBook} from "./AccessBook.sol";
import {Delayed} from "./Delayed.sol";
import {Handler} from "./Handler.sol";
import {Operation, Queue} from "./Queue.sol";

/// @title Officers
/// @notice Everybody with a delay schedules, waits or does not, runs or is cancelled; roles come and go; and whoever can
/// tries to give a contract another authority.
contract Officers is Delayed {
    AccessBook private book;
    address[] private candidates;
    address[7] private targets;

    constructor(
        System system_,
        AccessBook book_,
        Queue queue_,
        address[] memory candidates_,
        address[7] memory targets_
    ) Handler(system_, book_) {
        (book, queue, candidates, targets) = (book_, queue_, candidates_, targets_);
        _offer(Officers.setCap.selector, "setCap");
        _offer(Officers.moveFunds.selector, "moveFunds");
        _offer(Officers.grant.selector, "grant");
        _offer(Officers.revoke.selector, "revoke");
        _offer(Officers.moveAuthority.selector, "moveAuthority");
        _offer(Officers.takeAuthority.selector, "takeAuthority");
        _offer(Officers.actAtOnce.selector, "actAtOnce");
        _offer(Officers.execute.selector, "schedule");
        _offer(Officers.cancel.selector, "cancel");
        _offer(Officers.cancelAsStranger.selector, "cancelAsStranger");
        _offer(Officers.pass.selector, "pass");
    }

    function setCap(uint256 seed) external step {
        bytes memory data = abi.encodeCall(IVault.setDailyCap, (uint56(_draw(seed, 1))));
        _propose("setCap", system.params(), address(system.vault()), data, 2 days, seed);
    }

    function moveFunds(uint256 seed) external step {
        bytes memory data = abi.encodeCall(ITreasury.move, (Bucket.RESERVE, Bucket.LIQUIDITY, 1, bytes32(seed)));
        _propose("moveFunds", system.treasurer(), address(system.treasury()), data, 1 days, seed);
    }

    /// @dev By the role's own admin, each after his own delay.
    function grant(uint256 seed) external step {
        (uint64 role, address by, uint256 delay) = _roleOf(seed);
        bytes memory data = abi.encodeCall(IAccessManager.grantRole, (role, _candidate(seed), 0));
        _propose("grant", by, address(system.manager()), data, delay, seed);
    }

    function revoke(uint256 seed) external step {
        (uint64 role, address by, uint256 delay) = _roleOf(seed);
        bytes memory data = abi.encodeCall(IAccessManager.revokeRole, (role, _candidate(seed)));
        _propose("revoke", by, address(system.manager()), data, delay, seed);
    }

    /// @dev The admin's two ways: the manager's own function, and the contract's. "Done" counts refusals.
    function moveAuthority(uint256 seed) external step {
        address target = targets[_pick(seed, 1, 7)];
        address heir = address(uint160(_draw(seed, 2)));
        bytes memory data = abi.encodeCall(IAccessManager.updateAuthority, (target, heir));
        bool isDirect = _isRare(seed, 3, 2);
        if (isDirect) data = abi.encodeCall(IAccessManaged.setAuthority, (heir));
        _propose("authority", system.admin(), isDirect ? target : address(system.manager()), data, 5 days, seed);
        book.count("moveAuthority", true);
    }

    /// @dev By anybody, without asking. "Done" counts refusals.
    function takeAuthority(uint256 seed) external step {
        address caller = _isRare(seed, 1, 2) ? system.admin() : _candidate(seed);
        bytes memory data = abi.encodeCall(IAccessManaged.setAuthority, (caller));
        bytes memory expected = abi.encodeWithSelector(IManaged.AuthorityFixed.selector);
        _attempt("take", "A4", caller, targets[_pick(seed, 2, 7)], data, expected);
        book.count("takeAuthority", true);
    }

    /// @dev What was never scheduled, by who might have. "Done" counts refusals.
    function actAtOnce(uint256 seed) external step {
        address caller = _isRare(seed, 1, 2) ? system.params() : system.treasurer();
        bool isParams = caller == system.params();
        address target = isParams ? address(system.vault()) : address(system.treasury());
        bytes memory data = isParams
            ? abi.encodeCall(IVault.setDailyCap, (uint56(_draw(seed, 2))))
            : abi.encodeCall(ITreasury.withdraw, (Bucket.RESERVE, caller, 1, bytes32(_draw(seed, 3))));
        bytes32 id = system.manager().hashOperation(caller, target, data);
        bytes memory expected = _error(IAccessManager.AccessManagerNotScheduled.selector, id);

        bool isThroughManager = _isRare(seed, 4, 2);
        if (isThroughManager) data = abi.encodeCall(IAccessManager.execute, (target, data));
        _attempt("atOnce", "A2", caller, isThroughManager ? address(system.manager()) : target, data, expected);
        book.count("actAtOnce", true);
    }

    function execute(uint256 seed) external step {
        _executeAny(seed);
    }

    /// @dev The guardian may not stop his own removal or anybody's: those operations wait until they run or expire.
    function cancel(uint256 seed) external step {
        uint256 count = queue.length();
        if (count == 0 || !_isCancellable(queue.operationAt(_pick(seed, 103, count)))) return;
        _cancelAny(seed);
    }

    /// @dev "Done" counts refusals.
    function cancelAsStranger(uint256 seed) external step {
        uint256 count = queue.length();
        if (count == 0) return;
        Operation memory operation = queue.operationAt(_pick(seed, 1, count));
        address stranger = address(0xBAD);
        bytes memory data = abi.encodeCall(IAccessManager.cancel, (operation.caller, operation.target, operation.data));
        bytes memory expected = abi.encodeWithSelector(
            IAccessManager.AccessManagerUnauthorizedCancel.selector,
            stranger,
            operation.caller,
            operation.target,
            bytes4(operation.data)
        );
        _act("strangers", stranger, address(system.manager()), data, expected);
        book.count("cancelAsStranger", true);
    }

    function pass(uint256 seed) external step {
        uint256 most = _isRare(seed, 1, 8) ? 40 days : (_isRare(seed, 2, 3) ? 3 days : 12 hours);
        vm.warp(block.timestamp + _between(seed, 3, 0, most));
        book.count("pass", true);
    }

    function _observe() internal override {}

    /// @dev Half of them through the manager, which asks for the same operation to be ready. What is not ready, or expired,
    /// may not run, and another authority may not be given by an operation that is ready either.
    function _run(Operation memory operation, bytes memory expected) internal override returns (bool isDone) {
        (address target, bytes memory data) = (operation.target, operation.data);
        if (uint256(operation.id) % 2 == 0 && target != address(system.manager())) {
            data = abi.encodeCall(IAccessManager.execute, (target, data));
            target = address(system.manager());
        }
        // The contract itself refuses before it asks whether anything is scheduled.
        bool isAuthority = operation.name == "authority";
        bool isPlain = isAuthority && target != address(system.manager());
        if (isPlain) expected = abi.encodeWithSelector(IManaged.AuthorityFixed.selector);
        bytes32 number = isAuthority ? bytes32("A4") : bytes32("A2");
        isDone = expected.length == 0
            ? _act(operation.name, operation.caller, target, data, "")
            : _attempt(operation.name, number, operation.caller, target, data, expected);
        if (isDone) _note(operation);
    }

    function _note(Operation memory operation) private {
        bytes memory arguments = _arguments(operation.data);
        if (operation.name == "setCap") book.noteCap(abi.decode(arguments, (uint56)));
        if (operation.name == "grant") {
            (uint64 role, address account,) = abi.decode(arguments, (uint64, address, uint32));
            book.noteMember(role, account, true);
        }
        if (operation.name == "revoke") {
            (uint64 role, address account) = abi.decode(arguments, (uint64, address));
            book.noteMember(role, account, false);
        }
    }

    function _whyNot(Operation memory operation) internal pure override returns (bytes memory) {
        bool isAuthority = operation.name == "authority";
        return isAuthority ? abi.encodeWithSelector(IManaged.AuthorityFixed.selector) : bytes("");
    }

    function _isCancellable(Operation memory operation) private view returns (bool) {
        if (operation.name == "revoke") return false;
        return operation.name != "authority" || operation.target == address(system.manager());
    }

    function _candidate(uint256 seed) private view returns (address) {
        return candidates[_pick(seed, 9, candidates.length)];
    }

    /// @dev A role, who gives and takes it, and after which delay.
    function _roleOf(uint256 seed) private view returns (uint64 role, address by, uint256 delay) {
        uint64[6] memory roles = [METER, PUBLISHER, PRICER, PARAMS, TREASURER, GUARDIAN];
        role = roles[_pick(seed, 8, 6)];
        if (role == GUARDIAN) return (role, system.warden(), 5 days);
        if (role == PARAMS || role == TREASURER) return (role, system.admin(), 5 days);
        return (role, system.keykeeper(), 1 hours);
    }
}
