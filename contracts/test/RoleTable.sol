// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The roles of the access manager. ADMIN is the manager's own; SENTINEL has no member and exists to be guarded.
uint64 constant ADMIN = 0;
uint64 constant PARAMS = 1;
uint64 constant TREASURER = 2;
uint64 constant METER = 3;
uint64 constant CHARGER = 4;
uint64 constant PUBLISHER = 5;
uint64 constant GUARDIAN = 6;
uint64 constant PRICER = 7;
uint64 constant UNPAUSER = 8;
uint64 constant MIGRATOR = 9;
uint64 constant FINANCE = 10;
uint64 constant WARDEN = 11;
uint64 constant KEYKEEPER = 12;
uint64 constant SENTINEL = 99;

/// @dev A restricted function, the contract it belongs to, and the one role that may call it.
struct Rule {
    string target;
    string signature;
    uint64 role;
}

/// @title RoleTable
/// @notice Which role may call what: the one table in Solidity. A test holds it equal to the one the deployment applies.
library RoleTable {
    string private constant CONFIG =
        "setConfig((uint128,uint128,uint32,uint32,uint16,uint16,address,uint32,address,uint32))";
    string private constant PLAN = "addPlan((uint56,uint64,uint32,uint32,uint16,uint8,uint48,address))";

    function rules() internal pure returns (Rule[] memory table) {
        table = new Rule[](48);
        uint256 n = _money(table, 0);
        n = _rewards(table, n);
        n = _parameters(table, n);
        n = _manager(table, n);
        assert(n == table.length);
    }

    function _money(Rule[] memory t, uint256 n) private pure returns (uint256) {
        t[n++] = Rule("Treasury", "withdraw(uint8,address,uint256,bytes32)", TREASURER);
        t[n++] = Rule("Treasury", "fund(uint8,uint8,uint256,bytes32)", TREASURER);
        t[n++] = Rule("Treasury", "move(uint8,uint8,uint256,bytes32)", TREASURER);
        t[n++] = Rule("PriceOracle", "post(uint256)", PRICER);
        t[n++] = Rule("PriceOracle", "reset(uint256)", PARAMS);
        t[n++] = Rule("PriceOracle", CONFIG, PARAMS);
        t[n++] = Rule("Vault", "depositFrom(address,uint256)", CHARGER);
        t[n++] = Rule("Vault", "charge(address,uint256,uint256,bytes32)", CHARGER);
        t[n++] = Rule("Vault", "settle((address,uint56)[],bytes32)", METER);
        t[n++] = Rule("Vault", "setSplit((uint16,uint16,uint16,uint16))", PARAMS);
        t[n++] = Rule("Vault", "setOracle(address,uint96)", PARAMS);
        t[n++] = Rule("Vault", "setDailyCap(uint56)", PARAMS);
        t[n++] = Rule("Vault", "pause(uint8)", GUARDIAN);
        t[n++] = Rule("Vault", "pauseAll()", GUARDIAN);
        t[n++] = Rule("Vault", "unpause(uint8)", UNPAUSER);
        t[n++] = Rule("Subscriptions", PLAN, PARAMS);
        t[n++] = Rule("Subscriptions", "retirePlan(uint32,uint48)", PARAMS);
        return n;
    }

    function _rewards(Rule[] memory t, uint256 n) private pure returns (uint256) {
        t[n++] = Rule("Rewards", "addTranche(uint48,uint48,uint128)", PARAMS);
        t[n++] = Rule("Rewards", "cancelTranche(uint256)", PARAMS);
        t[n++] = Rule("Rewards", "setMaxStep(uint8,uint128)", PARAMS);
        t[n++] = Rule("Rewards", "propose(uint8,bytes32,uint104,string)", PUBLISHER);
        t[n++] = Rule("Rewards", "veto(uint8,bytes32)", GUARDIAN);
        t[n++] = Rule("Rewards", "revoke(uint8,bytes32)", GUARDIAN);
        t[n++] = Rule("Rewards", "pause(uint8)", GUARDIAN);
        t[n++] = Rule("Rewards", "pauseAll()", GUARDIAN);
        t[n++] = Rule("Rewards", "unpause(uint8)", UNPAUSER);
        t[n++] = Rule("Rewards", "defund(uint8,address,uint128,bytes32)", TREASURER);
        t[n++] = Rule("Rewards", "migrate(address)", MIGRATOR);
        return n;
    }

    function _parameters(Rule[] memory t, uint256 n) private pure returns (uint256) {
        t[n++] = Rule("Parameters", "setRates((bytes32,uint64,uint64,uint32)[])", PARAMS);
        t[n++] = Rule("Parameters", "setPricing((uint32,uint32,uint32,uint32,uint32))", PARAMS);
        t[n++] = Rule("Parameters", "setCurve(uint8,(uint64,uint64)[])", PARAMS);
        t[n++] = Rule("Parameters", "setReferralTiers((uint64,uint16)[])", PARAMS);
        t[n++] = Rule("Parameters", "setLoyaltyTiers((uint64,uint16)[])", PARAMS);
        t[n++] = Rule("Parameters", "setUsageBonusTiers((uint64,uint16)[])", PARAMS);
        t[n++] = Rule("Parameters", "setClassWeights((bytes32,uint64)[])", PARAMS);
        t[n++] = Rule("Parameters", "setPointsRate(uint128)", PARAMS);
        t[n++] = Rule("Parameters", "setEpochPool(uint128)", PARAMS);
        t[n++] = Rule("Parameters", "setPhase(uint8)", PARAMS);
        t[n++] = Rule("Reports", "anchor(uint32,bytes32,string)", FINANCE);
        return n;
    }

    /// @dev Who may call these is decided by the manager itself; SENTINEL only names who may cancel them. `revokeRole`
    /// is left out, so that nobody can cancel his own removal.
    function _manager(Rule[] memory t, uint256 n) private pure returns (uint256) {
        t[n++] = Rule("AccessManager", "grantRole(uint64,address,uint32)", SENTINEL);
        t[n++] = Rule("AccessManager", "setRoleAdmin(uint64,uint64)", SENTINEL);
        t[n++] = Rule("AccessManager", "setRoleGuardian(uint64,uint64)", SENTINEL);
        t[n++] = Rule("AccessManager", "setGrantDelay(uint64,uint32)", SENTINEL);
        t[n++] = Rule("AccessManager", "setTargetAdminDelay(address,uint32)", SENTINEL);
        t[n++] = Rule("AccessManager", "setTargetClosed(address,bool)", SENTINEL);
        t[n++] = Rule("AccessManager", "setTargetFunctionRole(address,bytes4[],uint64)", SENTINEL);
        t[n++] = Rule("AccessManager", "updateAuthority(address,address)", SENTINEL);
        t[n++] = Rule("AccessManager", "labelRole(uint64,string)", SENTINEL);
        return n;
    }
}
