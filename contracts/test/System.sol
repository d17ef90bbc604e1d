// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {CXPT} from "../src/CXPT.sol";
import {Parameters} from "../src/Parameters.sol";
import {PriceOracle} from "../src/PriceOracle.sol";
import {Reports} from "../src/Reports.sol";
import {Rewards} from "../src/Rewards.sol";
import {Subscriptions} from "../src/Subscriptions.sol";
import {Treasury} from "../src/Treasury.sol";
import {Vault} from "../src/Vault.sol";
import {Config} from "../src/interfaces/IPriceOracle.sol";
import {Category} from "../src/interfaces/IRewards.sol";
import {Plan} from "../src/interfaces/ISubscriptions.sol";
import {Bucket} from "../src/interfaces/ITreasury.sol";
import {Split} from "../src/interfaces/IVault.sol";
import {Base} from "./Base.sol";
import {
    ADMIN,
    CHARGER,
    FINANCE,
    GUARDIAN,
    KEYKEEPER,
    METER,
    MIGRATOR,
    PARAMS,
    PRICER,
    PUBLISHER,
    RoleTable,
    Rule,
    SENTINEL,
    TREASURER,
    UNPAUSER,
    WARDEN
} from "./RoleTable.sol";

/// @title System
/// @notice Everything deployed with the production constants, for every test.
abstract contract System is Base {
    /// @dev 2027-01-04T00:00:00Z, a Monday. Everything is deployed a week before.
    uint256 internal constant START = 1_799_020_800;
    uint256 internal constant PRICE = 0.05e18;
    uint256 internal constant PURSE = 50_000_000e18;

    CXPT public token;
    Treasury public treasury;
    Rewards public rewards;
    Vault public vault;
    Subscriptions public subscriptions;
    PriceOracle public oracle;
    Parameters public parameters;
    Reports public reports;
    AccessManager public manager;

    address public admin;
    address public params;
    address public treasurer;
    address public meter;
    address public publisher;
    address public guardian;
    address public pricer;
    address public unpauser;
    address public migrator;
    address public finance;
    address public warden;
    address public keykeeper;

    function setUp() public virtual {
        vm.warp(START - 7 days);
        _deploy();
        _configure();
        _grantRoles();
        _mapFunctions();
        _setRoleAdmins();
        manager.renounceRole(ADMIN, address(this));

        bytes memory data = abi.encodeCall(treasury.withdraw, (Bucket.LIQUIDITY, address(this), PURSE, "purse"));
        asRole(treasurer, address(treasury), data);

        vm.warp(START);
        postPrice(PRICE);
    }

    /// @notice Sends `amount` wei of CXPT from the fixture's purse.
    function give(address to, uint256 amount) public {
        vm.assertTrue(token.transfer(to, amount));
    }

    /// @notice Calls `target` as `who`: at once when he has no delay, else by a scheduled operation whose delay is waited
    /// for. A call he has no right to is made at once, so that it fails as it would. To expect a revert, call it on `this`.
    function asRole(address who, address target, bytes memory data) public returns (bytes memory) {
        uint256 delay = _delayOf(who, target, data);
        if (delay != 0) {
            vm.prank(who);
            manager.schedule(target, data, 0);
            vm.warp(block.timestamp + delay);
        }

        vm.prank(who);
        return Address.functionCall(target, data);
    }

    /// @notice Posts a price, USD per CXPT in WAD, as the pricer.
    function postPrice(uint256 price) public {
        vm.prank(pricer);
        oracle.post(price);
    }

    /// @dev The contracts by the names of the role table.
    function addressOf(string memory name) internal view returns (address) {
        bytes32 id = keccak256(bytes(name));
        if (id == keccak256("Treasury")) return address(treasury);
        if (id == keccak256("PriceOracle")) return address(oracle);
        if (id == keccak256("Vault")) return address(vault);
        if (id == keccak256("Subscriptions")) return address(subscriptions);
        if (id == keccak256("Rewards")) return address(rewards);
        if (id == keccak256("Parameters")) return address(parameters);
        if (id == keccak256("Reports")) return address(reports);
        if (id == keccak256("AccessManager")) return address(manager);
        revert("no such contract");
    }

    function selectorOf(string memory signature) internal pure returns (bytes4) {
        return bytes4(keccak256(bytes(signature)));
    }

    /// @dev The band, step, gap and ages of the production oracle, without a feed.
    function oracleConfig() internal pure returns (Config memory) {
        return Config({
            min: 0.01e18,
            max: 1e18,
            maxAge: 1 days,
            minInterval: 1 hours,
            maxStepBps: 1000,
            maxGapBps: 500,
            feed: address(0),
            feedMaxAge: 0,
            sequencer: address(0),
            sequencerGrace: 0
        });
    }

    function launchSplit() internal pure returns (Split memory) {
        return Split({burn: 500, protocol: 2000, operations: 1500, provider: 6000});
    }

    /// @dev Plans 1 Starter, 2 Professional, 3 Scale.
    function launchPlan(uint32 id) internal pure returns (Plan memory) {
        if (id == 1) return Plan(19e6, 2_000_000, 1, 20, 5000, 1, 0, address(0));
        if (id == 2) return Plan(79e6, 8_000_000, 3, 100, 5000, 2, 0, address(0));
        return Plan(299e6, 40_000_000, 8, 500, 5000, 3, 0, address(0));
    }

    /// @dev Rewards and Treasury name the token, and the token mints to them: its address is predicted.
    function _deploy() private {
        manager = new AccessManager(address(this));
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);

        rewards = new Rewards(address(manager), CXPT(predicted), 1 days);
        treasury = new Treasury(address(manager), CXPT(predicted), rewards);
        token = new CXPT(address(treasury), address(rewards));
        vm.assertEq(address(token), predicted);

        oracle = new PriceOracle(address(manager), 1 hours, oracleConfig(), PRICE);
        vault =
            new Vault(address(manager), token, treasury, rewards, address(oracle), 0.01e18, 1_000_000e6, launchSplit());
        subscriptions = new Subscriptions(address(manager), token, vault);
        parameters = new Parameters(address(manager));
        reports = new Reports(address(manager));
    }

    /// @dev Until it has a role of its own every restricted function belongs to ADMIN, which is the fixture for now.
    function _configure() private {
        for (uint32 id = 1; id <= 3; ++id) {
            subscriptions.addPlan(launchPlan(id));
        }
        rewards.setMaxStep(Category.PROVIDER, type(uint128).max);
        rewards.setMaxStep(Category.REFERRAL, type(uint128).max);
        rewards.setMaxStep(Category.LOYALTY, type(uint128).max);
    }

    function _grantRoles() private {
        admin = _grant("admin", ADMIN, 5 days);
        params = _grant("params", PARAMS, 2 days);
        treasurer = _grant("treasurer", TREASURER, 1 days);
        meter = _grant("meter", METER, 0);
        publisher = _grant("publisher", PUBLISHER, 0);
        guardian = _grant("guardian", GUARDIAN, 0);
        pricer = _grant("pricer", PRICER, 0);
        unpauser = _grant("unpauser", UNPAUSER, 1 hours);
        migrator = _grant("migrator", MIGRATOR, 30 days);
        finance = _grant("finance", FINANCE, 0);
        warden = _grant("warden", WARDEN, 5 days);
        keykeeper = _grant("keykeeper", KEYKEEPER, 1 hours);
        manager.grantRole(CHARGER, address(subscriptions), 0);
    }

    function _grant(string memory name, uint64 role, uint32 delay) private returns (address account) {
        account = named(name);
        manager.grantRole(role, account, delay);
    }

    function _mapFunctions() private {
        Rule[] memory rules = RoleTable.rules();
        bytes4[] memory selectors = new bytes4[](1);
        for (uint256 i = 0; i < rules.length; ++i) {
            selectors[0] = selectorOf(rules[i].signature);
            manager.setTargetFunctionRole(addressOf(rules[i].target), selectors, rules[i].role);
        }
    }

    /// @dev After the grants: from here on only the role admins named here may grant these roles.
    function _setRoleAdmins() private {
        manager.setRoleGuardian(PARAMS, GUARDIAN);
        manager.setRoleGuardian(TREASURER, GUARDIAN);
        manager.setRoleGuardian(MIGRATOR, GUARDIAN);
        manager.setRoleGuardian(SENTINEL, GUARDIAN);
        manager.setRoleAdmin(GUARDIAN, WARDEN);
        manager.setRoleAdmin(METER, KEYKEEPER);
        manager.setRoleAdmin(PUBLISHER, KEYKEEPER);
        manager.setRoleAdmin(PRICER, KEYKEEPER);
    }

    /// @dev The manager answers {canCall} for other contracts only. For itself the role's admin decides, or ADMIN.
    function _delayOf(address who, address target, bytes memory data) private view returns (uint256 delay) {
        bytes4 selector = bytes4(data);
        if (target != address(manager)) {
            (, delay) = manager.canCall(who, target, selector);
            return delay;
        }

        bool isOfRole = selector == IAccessManager.grantRole.selector || selector == IAccessManager.revokeRole.selector;
        uint64 role = isOfRole ? manager.getRoleAdmin(this.decodeFirst(data)) : ADMIN;
        (bool isMember, uint32 executionDelay) = manager.hasRole(role, who);
        return isMember ? executionDelay : 0;
    }

    /// @notice The first argument of a call, for {asRole}.
    function decodeFirst(bytes calldata data) external pure returns (uint64) {
        return abi.decode(data[4:36], (uint64));
    }
}
