/**
 * Bugs that were never in the contracts: one for each invariant test, and two for V10, which says two things. Handlers foretell how
 * every call ends, and a bug that makes one end otherwise fails all the tests at once. These change what is stored or paid and let
 * calls end as they should, so that only an invariant's own assertion can tell.
 */
export interface Edit {
  file: string
  /** Stands in the file exactly once. */
  from: string
  to: string
}

export interface Planted {
  /** The test file: what comes before `_invariants.t.sol`. */
  suite: string
  number: string
  bug: string
  edits: Edit[]
}

const CXPT = 'contracts/src/CXPT.sol'
const MANAGED = 'contracts/src/Managed.sol'
const ORACLE = 'contracts/src/PriceOracle.sol'
const REPORTS = 'contracts/src/Reports.sol'
const REWARDS = 'contracts/src/Rewards.sol'
const SUBSCRIPTIONS = 'contracts/src/Subscriptions.sol'
const TREASURY = 'contracts/src/Treasury.sol'
const VAULT = 'contracts/src/Vault.sol'
const PLAN_MATH = 'contracts/src/libraries/PlanMath.sol'
const SPLIT_MATH = 'contracts/src/libraries/SplitMath.sol'
const VESTING = 'contracts/src/libraries/Vesting.sol'

const SUPPLY: Planted[] = [
  {
    suite: 'Vault',
    number: 'S1',
    bug: 'a burn by somebody who was allowed it burns half',
    edits: [{ file: CXPT, from: 'super.burnFrom(account, amount);', to: 'super.burnFrom(account, amount / 2);' }],
  },
  {
    suite: 'Vault',
    number: 'S2',
    bug: 'a balance still shows what somebody else burned of it',
    edits: [
      {
        file: CXPT,
        from: 'super.burnFrom(account, amount);\n    }',
        to: `super.burnFrom(account, amount);
        _burnedOf[account] += amount;
    }

    mapping(address => uint256) private _burnedOf;

    function balanceOf(address account) public view override(ERC20, IERC20) returns (uint256) {
        return super.balanceOf(account) + _burnedOf[account];
    }`,
      },
      {
        file: CXPT,
        from: 'import {ERC20Burnable}',
        to: 'import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";\nimport {ERC20Burnable}',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'S3',
    bug: 'the token has a mint',
    edits: [
      {
        file: CXPT,
        from: '    /// @inheritdoc ICXPT\n    function burn(',
        to: `    function issue(address to, uint256 amount) public {
        _mint(to, amount);
    }

    /// @inheritdoc ICXPT
    function burn(`,
      },
    ],
  },
]

const CREDITS: Planted[] = [
  {
    suite: 'Vault',
    number: 'V1',
    // A skim that saw it would not end as it should.
    bug: 'a deposit gives a wei back, and a skim takes that wei for still there',
    edits: [
      {
        file: VAULT,
        from: 'function deposit(address to, uint256 amount) external {\n        _deposit(msg.sender, to, amount);',
        to: `function deposit(address to, uint256 amount) external {
        _deposit(msg.sender, to, amount);
        TOKEN.safeTransfer(msg.sender, 1);
        ++_missing;`,
      },
      {
        file: VAULT,
        from: 'mapping(address user => Account) private _accounts;',
        to: 'mapping(address user => Account) private _accounts;\n    uint256 private _missing;',
      },
      {
        file: VAULT,
        from: 'TOKEN.balanceOf(address(this)) - credits - revenue;',
        to: 'TOKEN.balanceOf(address(this)) + _missing - credits - revenue;',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V2',
    bug: 'a deposit counts a wei less as loaded',
    edits: [{ file: VAULT, from: 'loaded + uint128(amount));', to: 'loaded + uint128(amount) - 1);' }],
  },
  {
    suite: 'Vault',
    number: 'V3',
    bug: 'a deposit for somebody else is credited to the payer',
    edits: [{ file: VAULT, from: '_accounts[to].balance += ', to: '_accounts[from].balance += ' }],
  },
  {
    suite: 'Vault',
    number: 'V4',
    bug: 'what is skimmed counts as loaded and spent',
    edits: [
      {
        file: VAULT,
        from: 'emit Skimmed(surplus);',
        to: '(loaded, spent) = (loaded + uint128(surplus), spent + uint128(surplus));\n        emit Skimmed(surplus);',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V5',
    bug: 'the protocol share is rounded to ten thousand wei',
    edits: [
      {
        file: SPLIT_MATH,
        from: 'protocol = Math.mulDiv(amount, split.protocol, BPS);',
        to: 'protocol = amount / BPS * split.protocol;',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V6',
    bug: 'a new budget forgets what was metered',
    edits: [{ file: VAULT, from: 'emit BudgetSet(', to: 'account.meteredUsd = 0;\n        emit BudgetSet(' }],
  },
  {
    suite: 'Vault',
    number: 'V7',
    bug: 'a charge counts as metered',
    edits: [{ file: VAULT, from: 'emit Charged(', to: 'account.meteredUsd += uint56(usd);\n        emit Charged(' }],
  },
  {
    suite: 'Vault',
    number: 'V8',
    bug: 'a batch that takes nothing counts a micro-USD against the day',
    edits: [
      {
        file: VAULT,
        from: '(uint56(used), uint32(today));\n        _earn',
        to: '(uint56(total == 0 ? used + 1 : used), uint32(today));\n        _earn',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V9',
    bug: 'the first entry of a batch counts twice against the day',
    edits: [{ file: VAULT, from: 'used + taken, total', to: 'used + (i == 0 ? 2 * taken : taken), total' }],
  },
  {
    suite: 'Vault',
    number: 'V10',
    bug: 'a budget that waits ends as no limit',
    edits: [
      {
        file: VAULT,
        from: '(uint56(inForce), usdPerDay, uint32(fromDay));',
        to: '(uint56(inForce), 0, uint32(fromDay));',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V10',
    bug: 'what is metered is not counted against the day',
    edits: [
      {
        file: VAULT,
        from: '(uint56(used), uint32(today));\n        _earn',
        to: '(0, uint32(today));\n        _earn',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V11',
    bug: 'a deposit for somebody else takes twice as much of his credits',
    edits: [
      {
        file: VAULT,
        from: 'function deposit(address to, uint256 amount) external {\n        _deposit(msg.sender, to, amount);',
        to: `function deposit(address to, uint256 amount) external {
        _deposit(msg.sender, to, amount);
        if (msg.sender == to || _accounts[to].balance < 2 * amount) return;
        _accounts[to].balance -= uint96(2 * amount);
        _accounts[msg.sender].balance += uint96(2 * amount);`,
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V12',
    bug: 'a withdrawal asks the access manager whether the Vault is closed',
    edits: [
      {
        file: VAULT,
        from: 'import {VaultControls}',
        to: 'import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";\nimport {VaultControls}',
      },
      {
        file: VAULT,
        from: 'if (pending == 0) revert NoRequest();',
        to: 'if (pending == 0 || IAccessManager(authority()).isTargetClosed(address(this))) revert NoRequest();',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V13',
    bug: 'who asks for his credits pauses deposits for a week',
    edits: [
      {
        file: VAULT,
        from: 'emit WithdrawalRequested(',
        to: '_limits.depositUntil = uint48(block.timestamp + 7 days);\n        emit WithdrawalRequested(',
      },
    ],
  },
  {
    suite: 'Vault',
    number: 'V14',
    bug: 'a split that gives the providers everything is refused',
    edits: [
      {
        file: VAULT,
        from: '_checkSplit(newSplit);',
        to: '_checkSplit(newSplit);\n        if (newSplit.provider == SplitMath.BPS) revert SplitSum(0);',
      },
    ],
  },
]

const MONEY_OUT: Planted[] = [
  {
    suite: 'Rewards',
    number: 'R1',
    // A skim that saw it would not end as it should.
    bug: 'a withdrawal pays a wei more than it takes from the bucket, and a skim takes that wei for still there',
    edits: [
      {
        file: TREASURY,
        from: 'TOKEN.safeTransfer(to, amount);',
        to: 'TOKEN.safeTransfer(to, amount + 1);\n        ++_missing;',
      },
      {
        file: TREASURY,
        from: 'uint128[4] private _balances;',
        to: 'uint128[4] private _balances;\n    uint256 private _missing;',
      },
      {
        file: TREASURY,
        from: 'TOKEN.balanceOf(address(this)) - booked;',
        to: 'TOKEN.balanceOf(address(this)) + _missing - booked;',
      },
    ],
  },
  {
    suite: 'Rewards',
    number: 'R2',
    bug: 'a deposit for the protocol moves a wei from the reserve to liquidity',
    edits: [
      {
        file: TREASURY,
        from: 'emit Deposited(bucket, msg.sender, amount);',
        to: `if (bucket == Bucket.PROTOCOL) {
            --_balances[_indexOf(Bucket.RESERVE)];
            ++_balances[_indexOf(Bucket.LIQUIDITY)];
        }
        emit Deposited(bucket, msg.sender, amount);`,
      },
    ],
  },
  {
    suite: 'Rewards',
    number: 'W1',
    bug: 'a wei of each tranche is not counted as scheduled',
    edits: [{ file: REWARDS, from: '_scheduled += amount;', to: '_scheduled += amount - 1;' }],
  },
  {
    suite: 'Rewards',
    number: 'W2',
    bug: 'a thousandth of a tranche is taken back at its end',
    edits: [{ file: VESTING, from: 'return tranche.amount;', to: 'return tranche.amount - tranche.amount / 1000;' }],
  },
  {
    suite: 'Rewards',
    number: 'W3',
    // A total beyond what handlers know to be allocatable makes the next proposal end otherwise.
    bug: 'what is allocatable leaves the emission out, but for the check of a total',
    edits: [
      {
        file: REWARDS,
        from: 'if (category == Category.PROVIDER && !isMigrated) amount += vested(block.timestamp);',
        to: '',
      },
      {
        file: REWARDS,
        from: 'uint256 available = allocatable(category);',
        to: `uint256 available = allocatable(category);
        if (category == Category.PROVIDER && !isMigrated) available += vested(block.timestamp);`,
      },
    ],
  },
  {
    suite: 'Rewards',
    number: 'W4',
    bug: 'a claim counts for the account and not quite for its category',
    edits: [{ file: REWARDS, from: 'uint104(claimed + amount);', to: 'uint104(claimed + amount - 1);' }],
  },
  {
    suite: 'Rewards',
    number: 'W5',
    bug: 'a proposal takes the total back to what was claimed',
    edits: [{ file: REWARDS, from: 'emit Proposed(', to: 'stream.total = stream.claimed;\n        emit Proposed(' }],
  },
  {
    suite: 'Rewards',
    number: 'W6',
    bug: 'a defunding pays a wei more than it takes from the funds',
    edits: [
      {
        file: REWARDS,
        from: 'emit Defunded(category, to, amount, ref);\n\n        TOKEN.safeTransfer(to, amount);',
        to: 'emit Defunded(category, to, amount, ref);\n\n        TOKEN.safeTransfer(to, uint256(amount) + 1);',
      },
    ],
  },
  {
    suite: 'Rewards',
    number: 'W7',
    bug: 'the first root of a category is active when it is proposed',
    edits: [
      {
        file: REWARDS,
        from: 'emit Proposed(',
        to: 'if (stream.total == 0) stream.root = root;\n        emit Proposed(',
      },
    ],
  },
  {
    suite: 'Rewards',
    number: 'W8',
    bug: 'a claim pays who makes it',
    edits: [
      { file: REWARDS, from: 'TOKEN.safeTransfer(account, amount);', to: 'TOKEN.safeTransfer(msg.sender, amount);' },
    ],
  },
  {
    suite: 'Rewards',
    number: 'V13',
    bug: 'who funds a category pauses it for a week',
    edits: [
      {
        file: REWARDS,
        from: 'emit Funded(',
        to: '_streamOf(category).pausedUntil = uint48(block.timestamp + 7 days);\n        emit Funded(',
      },
    ],
  },
]

const PERIODS: Planted[] = [
  {
    suite: 'Subscriptions',
    number: 'B1',
    bug: 'a period is an hour too short',
    edits: [
      {
        file: SUBSCRIPTIONS,
        from: '(uint48(block.timestamp), uint48(block.timestamp + PERIOD));',
        to: '(uint48(block.timestamp), uint48(block.timestamp + PERIOD - 1 hours));',
      },
    ],
  },
  {
    suite: 'Subscriptions',
    number: 'B2',
    bug: 'an upgrade counts as a period',
    edits: [{ file: SUBSCRIPTIONS, from: 'emit Upgraded(', to: '++sub.index;\n        emit Upgraded(' }],
  },
  {
    suite: 'Subscriptions',
    number: 'B3',
    bug: 'switching the renewal on or off begins the period anew',
    edits: [
      {
        file: SUBSCRIPTIONS,
        from: '(_subs[msg.sender].autoRenew, _subs[msg.sender].renewCap) = (on, renewCap);',
        to: `(_subs[msg.sender].autoRenew, _subs[msg.sender].renewCap) = (on, renewCap);
        (_subs[msg.sender].start, _subs[msg.sender].end) = (uint48(block.timestamp), uint48(block.timestamp + PERIOD));`,
      },
    ],
  },
  {
    suite: 'Subscriptions',
    number: 'B4',
    bug: 'a period begins a token short',
    edits: [{ file: SUBSCRIPTIONS, from: '= (index, allowance);', to: '= (index, allowance - 1);' }],
  },
  {
    suite: 'Subscriptions',
    number: 'B5',
    bug: 'a change to a greater plan that waits for the next period gives the plan at once',
    edits: [
      {
        file: SUBSCRIPTIONS,
        from: 'emit ChangeScheduled(',
        to: `if (_plans[id].allowance > _subs[msg.sender].allowance) {
            (_subs[msg.sender].plan, _subs[msg.sender].allowance) = (id, _plans[id].allowance);
        }
        emit ChangeScheduled(`,
      },
    ],
  },
  {
    suite: 'Subscriptions',
    number: 'B6',
    bug: 'all that is left is rolled over',
    edits: [{ file: PLAN_MATH, from: 'return Math.min(left, cap);', to: 'return left;' }],
  },
]

const PRICES: Planted[] = [
  {
    suite: 'Oracle',
    number: 'O1',
    bug: 'a price is not held to the band when it is read',
    edits: [{ file: ORACLE, from: '_checkBand(usdPerToken);', to: '' }],
  },
  {
    suite: 'Oracle',
    number: 'O2',
    bug: 'a new band moves the post into it',
    edits: [
      {
        file: ORACLE,
        from: 'emit Configured(next);',
        to: `if (_post.price < next.min) _post.price = next.min;
        if (_post.price > next.max) _post.price = next.max;
        emit Configured(next);`,
      },
    ],
  },
  {
    suite: 'Oracle',
    number: 'O3',
    bug: 'a post is good for twice its max age',
    edits: [{ file: ORACLE, from: '<= last.maxAge;', to: '<= 2 * last.maxAge;' }],
  },
]

const ACCESS: Planted[] = [
  {
    suite: 'Access',
    number: 'A1',
    bug: 'anybody may anchor a report',
    edits: [{ file: REPORTS, from: '        restricted\n', to: '' }],
  },
  {
    suite: 'Access',
    number: 'A2',
    bug: 'who holds a role acts without waiting for his delay',
    edits: [
      {
        file: MANAGED,
        from: '    /// @inheritdoc IAccessManaged\n    function authority()',
        to: `    function _checkCanCall(address caller, bytes calldata data) internal view override {
        (bool isAllowed, uint32 delay) =
            AuthorityUtils.canCallWithDelay(authority(), caller, address(this), bytes4(data));
        if (!isAllowed && delay == 0) revert AccessManagedUnauthorized(caller);
    }

    /// @inheritdoc IAccessManaged
    function authority()`,
      },
      {
        file: MANAGED,
        from: 'import {IAccessManaged}',
        to: 'import {AuthorityUtils} from "@openzeppelin/contracts/access/manager/AuthorityUtils.sol";\nimport {IAccessManaged}',
      },
    ],
  },
  {
    suite: 'Access',
    number: 'A3',
    // No contract has a role that it could give: what the deployer keeps is for the deployment to say, which here is the fixture's.
    bug: 'the deployer stays admin',
    edits: [{ file: 'contracts/test/System.sol', from: 'manager.renounceRole(ADMIN, address(this));', to: '' }],
  },
  {
    suite: 'Access',
    number: 'A4',
    bug: 'the access manager may give Reports another authority',
    edits: [
      {
        file: MANAGED,
        from: 'function setAuthority(address) public pure override {',
        to: 'function setAuthority(address) public virtual override {',
      },
      {
        file: MANAGED,
        from: 'function authority() public view override',
        to: 'function authority() public view virtual override',
      },
      {
        file: REPORTS,
        from: 'constructor(address manager) Managed(manager) {}',
        to: `constructor(address manager) Managed(manager) {}

    address private _heir;

    function setAuthority(address heir) public override {
        if (msg.sender != authority()) revert AuthorityFixed();
        _heir = heir;
    }

    function authority() public view override returns (address) {
        return _heir == address(0) ? super.authority() : _heir;
    }`,
      },
    ],
  },
]

export const PLANTED = [...SUPPLY, ...CREDITS, ...MONEY_OUT, ...PERIODS, ...PRICES, ...ACCESS]

/** `source` with the edit. */
export function plant({ file, from, to }: Edit, source: string): string {
  const [before, after, ...more] = source.split(from)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The text to be replaced must stand in ${file} exactly once:\n${from}`)
  return `${before}${to}${after}`
}
