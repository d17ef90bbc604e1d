// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockFeed} from "../Mocks.sol";
import {Config, IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";
import {Campaign} from "./Campaign.sol";
import {OracleBook} from "./OracleBook.sol";
import {Pricers} from "./Pricers.sol";

/// @notice O1 to O3 of docs/invariants.md, after every step of the pricer, PARAMS, two feeds and time.
contract Oracle_invariants is Campaign {
    OracleBook private book;

    function setUp() public override {
        super.setUp();
        book = new OracleBook(this);
        ledger = book;
        _join(new Pricers(this, book, new MockFeed(8), new MockFeed(0)));
    }

    /// @dev Or it says why not, with an error of its own.
    function invariant_O1_aPriceLiesInTheBandOrThereIsNone() public timed {
        Config memory config = oracle.config();
        try oracle.price() returns (uint256 price) {
            vm.assertTrue(price >= config.min && price <= config.max);
        } catch (bytes memory reason) {
            bytes4 cause = bytes4(reason);
            bool isDead = cause == IPriceOracle.Stale.selector || cause == IPriceOracle.SequencerDown.selector;
            bool isRefused = cause == IPriceOracle.Deviated.selector || cause == IPriceOracle.OutOfBounds.selector;
            vm.assertTrue(isDead || isRefused);
        }
    }

    function invariant_O2_postsKeepTheirIntervalAndStep() public view {
        _assertKept("O2");
    }

    /// @dev A price is the post, young enough, or the feed's answer, young enough.
    function invariant_O3_noPriceIsOlderThanItsMaxAge() public timed {
        try oracle.price() returns (uint256 price) {
            Config memory config = oracle.config();
            (uint256 posted, uint256 postedAt) = oracle.posted();
            bool isPost = price == posted && block.timestamp - postedAt <= config.maxAge;
            bool isFeed = config.feed != address(0) && price == book.answer()
                && block.timestamp - book.answeredAt() <= config.feedMaxAge;
            vm.assertTrue(isPost || isFeed);
        } catch {
            _assertKept("O3");
        }
    }

    function _numbers() internal pure override returns (bytes32[] memory numbers) {
        numbers = new bytes32[](2);
        (numbers[0], numbers[1]) = (bytes32("O2"), "O3");
    }
}
