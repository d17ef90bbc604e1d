import type { Planted } from './bug'

const CXPT = 'contracts/src/CXPT.sol'
const VAULT = 'contracts/src/Vault.sol'
const SPLIT_MATH = 'contracts/src/libraries/SplitMath.sol'

export const SUPPLY: Planted[] = [
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

export const CREDITS: Planted[] = [
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
