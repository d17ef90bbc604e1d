// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CXPT} from "../../src/CXPT.sol";
import {PriceOracle} from "../../src/PriceOracle.sol";
import {Subscriptions} from "../../src/Subscriptions.sol";
import {Vault} from "../../src/Vault.sol";
import {Category} from "../../src/interfaces/IRewards.sol";
import {Bucket} from "../../src/interfaces/ITreasury.sol";
import {Flag, IVault, Split} from "../../src/interfaces/IVault.sol";
import {System} from "../System.sol";
import {Handler} from "./Handler.sol";
import {VaultBook} from "./VaultBook.sol";

/// @title VaultHandler
/// @notice What the actors around the Vault know: who there is, what things cost, and why a debit would be refused.
abstract contract VaultHandler is Handler {
    /// @dev Where everything stood that a distribution changes.
    struct Shares {
        uint256 supply;
        uint256 protocol;
        uint256 operations;
        uint256 funded;
        uint256 revenue;
        Split split;
    }

    /// @dev The first of everybody are customers, the others hold nothing to begin with.
    uint256 internal constant CUSTOMERS = 6;

    VaultBook internal book;
    CXPT internal token;
    Vault internal vault;
    Subscriptions internal subscriptions;
    PriceOracle internal oracle;
    address[] internal everybody;

    constructor(System system_, VaultBook book_) Handler(system_, book_) {
        book = book_;
        (token, vault, subscriptions) = (system_.token(), system_.vault(), system_.subscriptions());
        oracle = system_.oracle();
        everybody = book_.everybody();
    }

    function _observe() internal override {
        book.observe();
    }

    function _customer(uint256 seed) internal view returns (address) {
        return everybody[_pick(seed, 1, CUSTOMERS)];
    }

    function _anybody(uint256 seed, uint256 index) internal view returns (address) {
        return everybody[_pick(seed, index, everybody.length)];
    }

    /// @dev The pricer is mostly awake: the price dies for lack of a post once in eight times only.
    function _freshen(uint256 seed) internal {
        (uint256 price, uint256 postedAt) = oracle.posted();
        if (block.timestamp - postedAt > oracle.config().maxAge && !_isRare(seed, 90, 8)) system.postPrice(price);
    }

    function _isPaused(Flag flag) internal view returns (bool) {
        (, uint48 until) = vault.pauseOf(flag);
        return block.timestamp < until;
    }

    /// @dev Rounded up: `ceil(usd · 1e30 / price)`.
    function _costOf(uint256 usd, uint256 price) internal pure returns (uint256) {
        return (usd * 1e30 + price - 1) / price;
    }

    /// @dev The price the Vault goes by, or the error with which it has none.
    function _priceOrWhy() internal view returns (uint256 price, bytes memory why) {
        try oracle.price() returns (uint256 answer) {
            price = answer;
            if (price < vault.minPrice()) why = abi.encodeWithSelector(IVault.OutOfBounds.selector, price);
        } catch (bytes memory reason) {
            why = reason;
        }
    }

    function _whyNotCharge(address user, uint256 usd, uint256 maxIn, uint256 loading)
        internal
        view
        returns (bytes memory why)
    {
        if (_isPaused(Flag.SPEND)) return abi.encodeWithSelector(IVault.Paused.selector, Flag.SPEND);
        if (usd == 0) return abi.encodeWithSelector(IVault.ZeroAmount.selector);
        uint256 price;
        (price, why) = _priceOrWhy();
        if (why.length != 0) return why;

        uint256 paid = _costOf(usd, price);
        if (paid > maxIn) return abi.encodeWithSelector(IVault.Slippage.selector, paid, maxIn);
        uint256 balance = vault.accountOf(user).balance + loading;
        uint256 pending = vault.accountOf(user).pending;
        uint256 available = balance < pending ? 0 : balance - pending;
        if (paid > available) return abi.encodeWithSelector(IVault.Insufficient.selector, available, paid);
    }

    function _sharesNow() internal view returns (Shares memory) {
        return Shares({
            supply: token.totalSupply(),
            protocol: system.treasury().balanceOf(Bucket.PROTOCOL),
            operations: system.treasury().balanceOf(Bucket.OPERATIONS),
            funded: system.rewards().streamOf(Category.PROVIDER).funded,
            revenue: vault.revenue(),
            split: vault.split()
        });
    }

    /// @dev Measures a distribution by what everybody received, not by its event.
    function _noteDistribution(Shares memory before) internal {
        Shares memory later = _sharesNow();
        uint256 burned = before.supply - later.supply;
        uint256 protocol = later.protocol - before.protocol;
        uint256 operations = later.operations - before.operations;
        uint256 provider = later.funded - before.funded;
        uint256 amount = before.revenue;

        bool isExact = burned == amount * before.split.burn / 10_000
            && protocol == amount * before.split.protocol / 10_000
            && operations == amount * before.split.operations / 10_000;
        uint256 floor = amount * before.split.provider / 10_000;
        bool isWhole = burned + protocol + operations + provider == amount && later.revenue == 0;
        _hold("V5", isExact && isWhole && provider >= floor && provider - floor <= 3);
        book.noteDistribution(amount * before.split.burn / 10_000, amount);
    }
}
