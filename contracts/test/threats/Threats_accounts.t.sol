// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Category} from "../../src/interfaces/IRewards.sol";
import {Status} from "../../src/interfaces/ISubscriptions.sol";
import {PermitThief, Wallet} from "./Attackers.sol";
import {Attacks} from "./Attacks.sol";

/// @notice Users whose accounts have code: a Safe, and an account of EIP-7702 that has code and a key. Nothing tells them
/// apart.
contract Threats_accounts_test is Attacks {
    address private safe;

    function setUp() public override {
        super.setUp();
        safe = address(new Wallet(alice));
    }

    function test_threat_accountWithCode_asASafe_doesAllThatAUserDoes() public {
        everythingAUserDoes(safe);
    }

    function test_threat_accountWithCode_asAnEip7702Account_doesAllThatAUserDoes() public {
        (address owner,) = signedPermit(0);
        vm.etch(owner, safe.code);
        everythingAUserDoes(owner);
    }

    /// @dev A key's signature counts although its account has code by now, in the purchase of one transaction too.
    function test_threat_accountWithCode_asAnEip7702Account_usesPermits() public {
        (address owner, PermitThief.Signature memory signed) = signedPermit(400e18);
        vm.etch(owner, safe.code);
        give(owner, 405e18);
        act(
            owner,
            address(subscriptions),
            abi.encodeCall(
                subscriptions.subscribeWithPermit,
                (1, 380e18, true, 0, bob, 400e18, signed.deadline, signed.v, signed.r, signed.s)
            )
        );
        vm.assertEq(vault.balanceOf(owner), 20e18);

        (owner, signed) = signedPermit(5e18);
        act(
            owner,
            address(vault),
            abi.encodeCall(vault.depositWithPermit, (owner, 5e18, signed.deadline, signed.v, signed.r, signed.s))
        );
        vm.assertEq(vault.balanceOf(owner), 25e18);
    }

    /// @dev An account may gain or lose its code between two steps: what it has stays its own.
    function test_threat_accountWithCode_gainingAndLosingIt_keepsWhatItHas() public {
        (address owner,) = signedPermit(0);
        loadCredits(owner, 10e18);
        vm.etch(owner, safe.code);
        act(owner, address(vault), abi.encodeCall(vault.requestWithdrawal, (10e18)));
        vm.warp(START + 1 days);
        vm.etch(owner, "");
        vm.prank(owner);
        vault.withdraw(owner);
        vm.assertEq(token.balanceOf(owner), 10e18);
    }

    function everythingAUserDoes(address user) private {
        give(user, 3000e18);
        act(user, address(token), abi.encodeCall(token.approve, (address(vault), MAX)));
        act(user, address(vault), abi.encodeCall(vault.deposit, (user, 3000e18)));
        act(user, address(subscriptions), abi.encodeCall(subscriptions.setReferrer, (bob)));
        act(
            user,
            address(subscriptions),
            abi.encodeCall(subscriptions.subscribe, (1, 380e18, true, type(uint96).max, address(0)))
        );
        act(user, address(subscriptions), abi.encodeCall(subscriptions.upgrade, (2, MAX)));
        act(user, address(vault), abi.encodeCall(vault.setBudget, (5e6)));
        settle(user, 1e6);
        vm.warp(START + 30 days);
        postPrice(PRICE);
        act(user, address(subscriptions), abi.encodeCall(subscriptions.scheduleChange, (1)));
        act(user, address(subscriptions), abi.encodeCall(subscriptions.renew, (user)));
        vm.assertEq(uint256(subscriptions.statusOf(user)), uint256(Status.Active));
        vm.assertEq(vault.balanceOf(user), 3000e18 - 380e18 - 1200e18 - 20e18 - 380e18);

        act(user, address(vault), abi.encodeCall(vault.requestWithdrawal, (1020e18)));
        vm.warp(START + 31 days);
        act(user, address(vault), abi.encodeCall(vault.withdraw, (user)));
        token.approve(address(rewards), 7);
        rewards.fund(Category.REFERRAL, 7);
        acceptSingle(Category.REFERRAL, user, 7, 7);
        act(user, address(rewards), abi.encodeCall(rewards.claim, (Category.REFERRAL, user, 7, none)));
        vm.assertEq(token.balanceOf(user), 1020e18 + 7);
    }

    /// @dev Alice signs, her account acts.
    function act(address account, address target, bytes memory data) private {
        vm.prank(alice);
        Wallet(account).execute(target, data);
    }
}
