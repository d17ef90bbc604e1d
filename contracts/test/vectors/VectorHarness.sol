// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Parameters} from "../../src/Parameters.sol";
import {Rewards} from "../../src/Rewards.sol";
import {Subscriptions} from "../../src/Subscriptions.sol";
import {ICXPT} from "../../src/interfaces/ICXPT.sol";
import {Kind, Knot} from "../../src/interfaces/IParameters.sol";
import {Category, Stream, Tranche} from "../../src/interfaces/IRewards.sol";
import {Plan, Status} from "../../src/interfaces/ISubscriptions.sol";
import {Account, Flag, IVault, Split} from "../../src/interfaces/IVault.sol";
import {PriceMath} from "../../src/libraries/PriceMath.sol";
import {SplitMath} from "../../src/libraries/SplitMath.sol";
import {Vesting} from "../../src/libraries/Vesting.sol";

struct CurveVector {
    Kind kind;
    Knot[] knots;
    /// @dev Each x is `numerators[i] / denominators[i]`, in the unit of the knots.
    uint256[] numerators;
    uint256[] denominators;
}

struct CurveAnswer {
    /// @dev The error of a refused curve; 0 for an accepted one.
    bytes4 reason;
    uint256[] values;
}

/// @dev The pause of spending that the Vault is said to have.
struct StatusVector {
    uint256 user;
    uint48 pauseFrom;
    uint48 pauseUntil;
}

struct TreeVector {
    Category category;
    bytes32 root;
    uint104 sum;
    address[] accounts;
    uint256[] amounts;
    bytes32[][] proofs;
}

/// @notice A user who does nothing but subscribe.
contract Subscriber {
    constructor(Subscriptions subscriptions, uint32 plan) {
        subscriptions.subscribe(plan, 0, false, 0, address(0));
    }
}

/// @title VectorHarness
/// @notice Answers thousands of vectors a call, for the differential tests of scripts/vectors. It is manager, token and vault
/// to the contracts it asks, and lets everything pass.
contract VectorHarness {
    using SplitMath for Split;
    using Vesting for Tranche;

    Parameters private immutable PARAMETERS = new Parameters(address(this));
    Rewards public immutable REWARDS = new Rewards(address(this), ICXPT(address(this)), 0);
    Subscriptions private immutable SUBSCRIPTIONS =
        new Subscriptions(address(this), ICXPT(address(this)), IVault(address(this)));
    address[] private _subscribers;
    StatusVector private _paused;

    /// @dev Not in the constructor: until it has code, nothing can be asked of it.
    function prepare() external {
        for (uint256 i = 0; i < 3; ++i) {
            REWARDS.setMaxStep(Category(i), type(uint128).max);
            REWARDS.fund(Category(i), type(uint120).max);
        }
    }

    function toTokensUp(uint256[] calldata usds, uint256[] calldata prices)
        external
        pure
        returns (uint256[] memory out)
    {
        out = new uint256[](usds.length);
        for (uint256 i = 0; i < usds.length; ++i) {
            out[i] = PriceMath.toTokensUp(usds[i], prices[i]);
        }
    }

    function toUsdDown(uint256[] calldata amounts, uint256[] calldata prices)
        external
        pure
        returns (uint256[] memory out)
    {
        out = new uint256[](amounts.length);
        for (uint256 i = 0; i < amounts.length; ++i) {
            out[i] = PriceMath.toUsdDown(amounts[i], prices[i]);
        }
    }

    function apportion(Split[] calldata splits, uint256[] calldata amounts)
        external
        pure
        returns (uint256[4][] memory out)
    {
        out = new uint256[4][](splits.length);
        for (uint256 i = 0; i < splits.length; ++i) {
            Split memory split = splits[i];
            (out[i][0], out[i][1], out[i][2], out[i][3]) = split.apportion(amounts[i]);
        }
    }

    /// @dev Each: allowance, rolled, used, next allowance, bps.
    function nextRollover(uint256[5][] calldata ends) external view returns (uint256[] memory out) {
        out = new uint256[](ends.length);
        for (uint256 i = 0; i < ends.length; ++i) {
            uint256[5] calldata end = ends[i];
            out[i] = SUBSCRIPTIONS.nextRollover(end[0], end[1], end[2], end[3], end[4]);
        }
    }

    function vestedAt(Tranche[] calldata tranches, uint256[] calldata times)
        external
        pure
        returns (uint256[] memory out)
    {
        out = new uint256[](tranches.length);
        for (uint256 i = 0; i < tranches.length; ++i) {
            Tranche memory tranche = tranches[i];
            out[i] = tranche.vestedAt(times[i]);
        }
    }

    /// @dev All tranches at each time, by a Rewards that schedules them. Called, never sent.
    function vested(Tranche[] calldata tranches, uint256[] calldata times) external returns (uint256[] memory out) {
        for (uint256 i = 0; i < tranches.length; ++i) {
            REWARDS.addTranche(tranches[i].start, tranches[i].end, tranches[i].amount);
        }
        out = new uint256[](times.length);
        for (uint256 i = 0; i < times.length; ++i) {
            out[i] = REWARDS.vested(times[i]);
        }
    }

    function addPlans(Plan[] calldata plans) external {
        for (uint256 i = 0; i < plans.length; ++i) {
            SUBSCRIPTIONS.addPlan(plans[i]);
        }
    }

    function addSubscribers(uint32[] calldata plans) external {
        for (uint256 i = 0; i < plans.length; ++i) {
            _subscribers.push(address(new Subscriber(SUBSCRIPTIONS, plans[i])));
        }
    }

    /// @dev Each: micro-USD and tokens, or 0 and 0 when the plan is no upgrade.
    function quoteUpgrades(uint256[] calldata users, uint32[] calldata plans)
        external
        view
        returns (uint256[2][] memory out)
    {
        out = new uint256[2][](users.length);
        for (uint256 i = 0; i < users.length; ++i) {
            try SUBSCRIPTIONS.quoteUpgrade(_subscribers[users[i]], plans[i]) returns (uint256 usd, uint256 tokens) {
                (out[i][0], out[i][1]) = (usd, tokens);
            } catch {}
        }
    }

    /// @dev Each at the time of the block, under its own pause. Called, never sent.
    function statuses(StatusVector[] calldata vectors) external returns (Status[] memory out) {
        out = new Status[](vectors.length);
        for (uint256 i = 0; i < vectors.length; ++i) {
            _paused = vectors[i];
            out[i] = SUBSCRIPTIONS.statusOf(_subscribers[vectors[i].user]);
        }
    }

    /// @dev Sets each curve, reads back what was stored, and evaluates that. Called, never sent.
    function curves(CurveVector[] calldata vectors) external returns (CurveAnswer[] memory out) {
        out = new CurveAnswer[](vectors.length);
        for (uint256 i = 0; i < vectors.length; ++i) {
            CurveVector calldata vector = vectors[i];
            try PARAMETERS.setCurve(vector.kind, vector.knots) {
                Knot[] memory knots = PARAMETERS.curve(vector.kind);
                out[i].values = new uint256[](vector.numerators.length);
                for (uint256 j = 0; j < vector.numerators.length; ++j) {
                    out[i].values[j] = _valueAt(knots, vector.numerators[j], vector.denominators[j]);
                }
            } catch (bytes memory reason) {
                out[i].reason = bytes4(reason);
            }
        }
    }

    function leaves(
        uint256 chainId,
        address rewards,
        Category category,
        address[] calldata accounts,
        uint256[] calldata amounts
    ) external pure returns (bytes32[] memory out) {
        out = new bytes32[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            bytes memory leaf = abi.encode(chainId, rewards, uint8(category), accounts[i], amounts[i]);
            out[i] = keccak256(bytes.concat(keccak256(leaf)));
        }
    }

    function verify(bytes32[] calldata roots, bytes32[] calldata nodes, bytes32[][] calldata proofs)
        external
        pure
        returns (bool[] memory out)
    {
        out = new bool[](nodes.length);
        for (uint256 i = 0; i < nodes.length; ++i) {
            out[i] = MerkleProof.verify(proofs[i], roots[i], nodes[i]);
        }
    }

    /// @dev Makes each root the active one of a real Rewards and claims every entry of it: 0, or the error. Called, never sent.
    function claims(TreeVector[] calldata trees) external returns (bytes4[][] memory out) {
        out = new bytes4[][](trees.length);
        for (uint256 i = 0; i < trees.length; ++i) {
            TreeVector calldata tree = trees[i];
            Stream memory stream = REWARDS.streamOf(tree.category);
            REWARDS.propose(tree.category, tree.root, stream.claimed + tree.sum, "");
            REWARDS.accept(tree.category, tree.root);
            out[i] = new bytes4[](tree.accounts.length);
            for (uint256 j = 0; j < tree.accounts.length; ++j) {
                try REWARDS.claim(tree.category, tree.accounts[j], tree.amounts[j], tree.proofs[j]) {}
                catch (bytes memory reason) {
                    out[i][j] = bytes4(reason);
                }
            }
            REWARDS.revoke(tree.category, tree.root); // the next total may then be lower again
        }
    }

    function canCall(address, address, bytes4) external pure returns (bool, uint32) {
        return (true, 0);
    }

    function transfer(address, uint256) external pure returns (bool) {
        return true;
    }

    function transferFrom(address, address, uint256) external pure returns (bool) {
        return true;
    }

    function charge(address, uint256, uint256, bytes32) external pure returns (uint256) {
        return 0;
    }

    function pauseOf(Flag) external view returns (uint48, uint48) {
        return (_paused.pauseFrom, _paused.pauseUntil);
    }

    function accountOf(address) external pure returns (Account memory account) {}

    /// @dev Curves are evaluated off chain only; this is economics.md §3 once more: piecewise linear, flat outside the ends,
    /// one floor at the end. Where y falls, the floor of the value is the ceiling of what it lost.
    function _valueAt(Knot[] memory knots, uint256 numerator, uint256 denominator) private pure returns (uint256) {
        if (numerator <= knots[0].x * denominator) return knots[0].y;
        for (uint256 i = 1; i < knots.length; ++i) {
            (Knot memory a, Knot memory b) = (knots[i - 1], knots[i]);
            if (numerator > b.x * denominator) continue;
            uint256 into = numerator - a.x * denominator;
            uint256 width = (b.x - a.x) * denominator;
            if (b.y >= a.y) return a.y + Math.mulDiv(b.y - a.y, into, width);
            return a.y - Math.mulDiv(a.y - b.y, into, width, Math.Rounding.Ceil);
        }
        return knots[knots.length - 1].y;
    }
}
