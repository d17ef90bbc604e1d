import { expect, test } from 'vitest'
import { AppError } from '../errors/app-error'
import { checkNeeds, firstFailure, type Needs, type Standing } from './checks'

const CXPT = 10n ** 18n
const able: Standing = {
  ...{ chainName: 'Local chain', currency: 'ETH', gasBalance: 31_200_000_000_000_000n, pausedUntil: {} },
  ...{ cxpt: 6_050_229_100_000_000_000_000n, credits: 120n * CXPT, hasRole: true },
}

test.each<[string, Needs, Partial<Standing>, string | null, string]>([
  ['enough of everything', { cxpt: 5_700n * CXPT, flags: ['deposit'], isPriced: true }, {}, null, ''],
  [
    'one wei too little CXPT',
    { cxpt: 100n * CXPT },
    { cxpt: 100n * CXPT - 1n },
    'CXPT_INSUFFICIENT',
    'The wallet holds 99.9999 CXPT; this needs 100 CXPT.',
  ],
  [
    'too few credits',
    { credits: 1_580n * CXPT },
    {},
    'CREDITS_INSUFFICIENT',
    'You have 120 CXPT of credits; this needs 1,580 CXPT.',
  ],
  [
    'no gas at all',
    {},
    { gasBalance: 0n },
    'NO_GAS_MONEY',
    'The wallet has too little ETH to pay for gas. Send it some, then try again.',
  ],
  [
    'less gas than the call takes',
    {},
    { gasBalance: 999n },
    'NO_GAS_MONEY',
    'The wallet has too little ETH to pay for gas. Send it some, then try again.',
  ],
  ['a Safe without ETH', {}, { gasBalance: null }, null, ''],
  ['a pause of another part', { flags: ['deposit'] }, { pausedUntil: { distribute: 1_798_761_600n } }, null, ''],
  [
    'a pause of this part',
    { flags: ['spend'] },
    { pausedUntil: { spend: 1_798_761_600n } },
    'SPEND_PAUSED',
    'Spending is paused until 1 Jan 2027, 00:00 UTC: no purchase, renewal, upgrade or settlement. Loading and withdrawing credits go on.',
  ],
  [
    'no price',
    { isPriced: true },
    { priceError: new AppError('PRICE_STALE', { postedAt: 1_798_761_600n }) },
    'PRICE_STALE',
    'No price since 1 Jan 2027, 00:00 UTC, so no quote. Withdrawing works.',
  ],
  [
    'a role that was lost',
    { role: 'PARAMS' },
    { hasRole: false },
    'FORBIDDEN',
    'Your wallet does not hold the role this needs: PARAMS.',
  ],
])('%s', (_, needs, standing, code, say) => {
  const failure = firstFailure(checkNeeds(needs, { ...able, ...standing }, 1_000n))
  expect(failure?.code ?? null).toBe(code)
  expect(failure?.say ?? '').toBe(say)
})

test('what is met is said with its figures', () => {
  const checks = checkNeeds({ cxpt: 5_700n * CXPT, flags: ['deposit'], isPriced: true }, able, 21_000_000_000_000n)
  expect(checks.map((check) => (check.isOk ? check.say : check.error.say))).toEqual([
    'Nothing this needs is paused',
    'The price is fresh',
    'Wallet holds 6,050.2291 CXPT',
    'Gas at most 0.000021; the wallet holds 0.0312 ETH',
  ])
})
