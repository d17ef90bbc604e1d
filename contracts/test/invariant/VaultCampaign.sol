// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "./Campaign.sol";
import {Keeper} from "./Keeper.sol";
import {Market} from "./Market.sol";
import {Meter} from "./Meter.sol";
import {Queue} from "./Queue.sol";
import {Subscribers} from "./Subscribers.sol";
import {Users} from "./Users.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultGuardian} from "./VaultGuardian.sol";
import {VaultParams} from "./VaultParams.sol";

/// @title VaultCampaign
/// @notice Six customers with two million CXPT each and three people with nothing, around the Vault and Subscriptions.
abstract contract VaultCampaign is Campaign {
    uint256 internal constant CUSTOMERS = 6;

    VaultBook internal book;
    address[] internal everybody;

    function setUp() public virtual override {
        super.setUp();
        string[9] memory names = ["ann", "ben", "cleo", "dan", "eve", "finn", "gus", "hal", "ida"];
        for (uint256 i = 0; i < names.length; ++i) {
            everybody.push(named(names[i]));
            if (i < CUSTOMERS) give(everybody[i], 2_000_000e18);
        }
        book = new VaultBook(this, everybody);
        ledger = book;

        Users users = new Users(this, book);
        Subscribers subscribers = new Subscribers(this, book);
        for (uint256 i = 0; i < names.length; ++i) {
            users.learn(names[i]);
            subscribers.learn(names[i]);
        }
        Queue queue = new Queue();
        _join(users);
        _join(subscribers);
        _join(new Meter(this, book));
        _join(new Keeper(this, book));
        _join(new Market(this, book));
        _join(new VaultParams(this, book, queue));
        _join(new VaultGuardian(this, book, queue));

        // Every run begins in a lived-in state: credits, periods, usage, revenue.
        for (uint256 i = 0; i < 3 * CUSTOMERS; ++i) {
            users.deposit(i);
            if (i % 6 == 0) subscribers.subscribe(i);
        }
    }
}
