import { expect, test } from 'vitest'
import { runOut } from './run-out'

test.each([
  ['nothing draws on them', { credits: 5n, perDay: 0n, renewal: null }, { kind: 'never' }],
  [
    'use alone: ten whole days',
    { credits: 109n, perDay: 10n, renewal: null },
    { kind: 'ends', days: 10, because: 'use' },
  ],
  [
    'no credits and some use: today',
    { credits: 0n, perDay: 1n, renewal: null },
    { kind: 'ends', days: 0, because: 'use' },
  ],
  [
    'the renewal that is due is not covered',
    { credits: 100n, perDay: 10n, renewal: { inDays: 5, cost: 60n } },
    { kind: 'ends', days: 5, because: 'renewal' },
  ],
  [
    'the second renewal is not',
    { credits: 100n, perDay: 0n, renewal: { inDays: 0, cost: 60n } },
    { kind: 'ends', days: 30, because: 'renewal' },
  ],
  [
    'a renewal is paid before the use of its day',
    { credits: 60n, perDay: 1n, renewal: { inDays: 0, cost: 60n } },
    { kind: 'ends', days: 0, because: 'use' },
  ],
  ['years of them', { credits: 10n ** 30n, perDay: 1n, renewal: null }, { kind: 'later', days: 730 }],
] as const)('%s', (_, spending, ends) => {
  expect(runOut(spending)).toEqual(ends)
})
