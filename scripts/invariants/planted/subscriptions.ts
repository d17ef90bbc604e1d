import type { Planted } from './bug'

const SUBSCRIPTIONS = 'contracts/src/Subscriptions.sol'
const PLAN_MATH = 'contracts/src/libraries/PlanMath.sol'

export const PERIODS: Planted[] = [
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
