import { expect, test } from 'vitest'
import { historyLine } from './history'

const ME = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const me = ME.toLowerCase()
const OTHER = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'
const CXPT = 10n ** 18n

test.each([
  [
    'credits of one’s own',
    'Deposited',
    { from: me, to: me, amount: '1580000000000000000000' },
    'Credits loaded',
    1_580n * CXPT,
  ],
  ['a present', 'Deposited', { from: OTHER, to: me, amount: '1' }, 'Credits loaded, from 0x3c44…93bc', 1n],
  ['a present given', 'Deposited', { from: me, to: OTHER, amount: '1' }, 'Loaded credits for 0x3c44…93bc', -1n],
  [
    'a request',
    'WithdrawalRequested',
    { user: me, amount: '500000000000000000000', unlockAt: '1793491200' },
    'Withdrawal of 500.0000 CXPT asked for, possible from 1 Nov 2026, 00:00 UTC',
    null,
  ],
  [
    'a cancelled request',
    'WithdrawalRequested',
    { user: me, amount: '0', unlockAt: '0' },
    'Withdrawal request cancelled',
    null,
  ],
  ['a withdrawal', 'Withdrawn', { user: me, to: me, amount: '7' }, 'Credits withdrawn', -7n],
  [
    'a lower budget',
    'BudgetSet',
    { user: me, usdPerDay: '6000000', fromDay: '20758' },
    'Daily budget of $6.00 set, from 1 Nov 2026',
    null,
  ],
  [
    'metered use',
    'Settled',
    { user: me, usd: '1250000', amount: '25000000000000000000' },
    'Usage of $1.25 settled',
    -25n * CXPT,
  ],
  [
    'a plan',
    'Subscribed',
    { user: me, plan: 2, end: '1793491200' },
    'Subscribed to Professional, to 1 Nov 2026, 00:00 UTC',
    null,
  ],
  ['an upgrade', 'Upgraded', { user: me, from: 1, to: 3 }, 'Upgraded from Starter to Scale', null],
  ['an undone change', 'ChangeScheduled', { user: me, plan: 0 }, 'Change of plan undone', null],
  ['renewal off', 'AutoRenewSet', { user: me, on: false, renewCap: '0' }, 'Renewal off', null],
  ['a referral', 'Referred', { user: OTHER, referrer: me }, 'Referred 0x3c44…93bc', null],
] as const)('%s', (_, name, args, say, wei) => {
  expect(historyLine(name, { ...args }, ME)).toEqual({ say, wei })
})

test('a failed renewal names its cause', () => {
  const line = historyLine('RenewalFailed', { user: me, reason: '0xf3a96b5b' }, ME, () => 'insufficient')
  expect(line.say).toBe('A renewal failed: the credits did not cover it')
})
