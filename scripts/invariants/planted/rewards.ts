import type { Planted } from './bug'

const REWARDS = 'contracts/src/Rewards.sol'
const TREASURY = 'contracts/src/Treasury.sol'
const VESTING = 'contracts/src/libraries/Vesting.sol'

export const MONEY_OUT: Planted[] = [
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
