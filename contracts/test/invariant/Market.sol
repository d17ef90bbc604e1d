// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {Flag} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {VaultBook} from "./VaultBook.sol";
import {VaultHandler} from "./VaultHandler.sol";

/// @title Market
/// @notice The pricer, holders who give tokens away or burn them, those who would mint, and time.
contract Market is VaultHandler {
    constructor(System system_, VaultBook book_) VaultHandler(system_, book_) {
        _offer(Market.post.selector, "post");
        _offer(Market.donate.selector, "donate");
        _offer(Market.burn.selector, "burn");
        _offer(Market.mint.selector, "mint");
        _offer(Market.pass.selector, "pass");
        _offer(Market.passToBoundary.selector, "passToBoundary");
    }

    /// @dev Within the step, or a little beyond it, or too soon. Stays where all bands of a campaign overlap.
    function post(uint256 seed) external step {
        (uint256 old, uint256 postedAt) = oracle.posted();
        uint256 nextAt = postedAt + oracle.config().minInterval;
        if (!_isRare(seed, 1, 4)) _waitUntil(nextAt);
        uint256 reach = old * oracle.config().maxStepBps / 10_000;
        uint256 price = _between(seed, 2, old - reach, old + reach);
        if (price < 0.02e18) price = old;
        if (price > 0.2e18) price = old;
        if (_isRare(seed, 3, 8)) price = old + reach + 1;

        bytes memory expected = "";
        if (price > old + reach) expected = abi.encodeWithSelector(IPriceOracle.StepTooLarge.selector, old, price);
        if (block.timestamp < nextAt) expected = abi.encodeWithSelector(IPriceOracle.TooSoon.selector, nextAt);
        if (price > oracle.config().max) expected = abi.encodeWithSelector(IPriceOracle.OutOfBounds.selector, price);
        _act("post", system.pricer(), address(oracle), abi.encodeCall(IPriceOracle.post, (price)), expected);
    }

    function donate(uint256 seed) external step {
        address user = _customer(seed);
        uint256 amount = _between(seed, 2, 1, 100e18);
        _act("donate", user, address(token), abi.encodeCall(token.transfer, (address(vault), amount)), "");
        book.noteDonation(amount);
    }

    /// @dev Of his own, or of somebody who allowed it.
    function burn(uint256 seed) external step {
        address user = _customer(seed);
        uint256 amount = _between(seed, 2, 0, 100e18);
        address by = user;
        bytes memory data = abi.encodeCall(token.burn, (amount));
        if (_isRare(seed, 3, 2)) {
            by = _anybody(seed, 4);
            data = abi.encodeCall(token.burnFrom, (user, amount));
            vm.prank(user);
            token.approve(by, amount);
        }
        _act("burn", by, address(token), data, "");
        book.noteBurn(amount);
    }

    /// @dev Whoever calls the token by any name a mint goes by reaches no code. "Done" counts refusals here.
    function mint(uint256 seed) external step {
        string[8] memory signatures = [
            "mint(address,uint256)",
            "mint(uint256)",
            "mintTo(address,uint256)",
            "issue(address,uint256)",
            "initialize(address,uint256)",
            "crosschainMint(address,uint256)",
            "_mint(address,uint256)",
            "_update(address,address,uint256)"
        ];
        address[6] memory callers = [
            system.admin(),
            system.params(),
            address(vault),
            address(system.rewards()),
            address(system.treasury()),
            _customer(seed)
        ];
        bytes4 selector = bytes4(keccak256(bytes(signatures[_pick(seed, 2, 8)])));
        if (_isRare(seed, 3, 4)) selector = bytes4(bytes32(_draw(seed, 4)));

        uint256 supply = token.totalSupply();
        vm.prank(callers[_pick(seed, 5, 6)]);
        (bool isDone,) = address(token).call(abi.encodeWithSelector(selector, callers[5], 1e18, 1e18));
        _hold("S3", !isDone || token.totalSupply() <= supply);
        book.count("mint", true);
    }

    /// @dev Mostly hours, seldom more than a month.
    function pass(uint256 seed) external step {
        uint256 most = 6 hours;
        if (_isRare(seed, 1, 3)) most = 2 days;
        else if (_isRare(seed, 2, 8)) most = 10 days;
        else if (_isRare(seed, 3, 8)) most = 40 days;
        vm.warp(block.timestamp + _between(seed, 4, 0, most));
        book.count("pass", true);
    }

    /// @dev To a moment at which something begins or ends, or the second before it.
    function passToBoundary(uint256 seed) external step {
        address user = _customer(seed);
        (, uint256 pausedUntil) = vault.pauseOf(Flag(_pick(seed, 2, 3)));
        (, uint256 postedAt) = oracle.posted();
        uint256 end = subscriptions.subscriptionOf(user).end;
        uint256[7] memory moments = [
            uint256(vault.accountOf(user).unlockAt),
            (block.timestamp / 1 days + 1) * 1 days,
            pausedUntil,
            pausedUntil + 1 days,
            postedAt + oracle.config().maxAge + 1,
            end,
            end == 0 ? 0 : end + 3 days
        ];
        uint256 moment = moments[_pick(seed, 3, 7)];
        if (moment > block.timestamp) vm.warp(moment - _pick(seed, 4, 2));
        book.count("passToBoundary", true);
    }
}
