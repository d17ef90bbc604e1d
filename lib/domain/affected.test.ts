import { expect, test } from 'vitest'
import { effectOn } from './affected'

const PAYER = { plan: 2, nextPlan: 3, isEarning: false }

test.each([
  ['Vault', 'setSplit', {}, 'split'],
  ['Parameters', 'setRates', {}, 'price'],
  ['Subscriptions', 'retirePlan', { id: 2 }, 'plan'],
  ['Subscriptions', 'retirePlan', { id: 3n }, 'plan'],
  ['Subscriptions', 'retirePlan', { id: 1 }, null],
  ['Rewards', 'addTranche', {}, null],
  ['AccessManager', 'grantRole', {}, null],
  [null, null, {}, null],
])('%s.%s is %s to somebody with plan 2, and 3 to come', (contract, functionName, args, effect) => {
  expect(effectOn(PAYER, { contract, functionName, args })).toBe(effect)
})

test('rewards concern who earns them', () => {
  const change = { contract: 'Parameters', functionName: 'setPointsRate', args: {} }
  expect(effectOn({ plan: null, nextPlan: null, isEarning: true }, change)).toBe('rewards')
})
