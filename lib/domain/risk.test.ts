import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breachStep, RISK_IDS, RISKS, riskState } from './risk'
import { THRESHOLDS } from './threshold'

test.each([
  ['within', 'price_move', '20', '20', 'within'],
  ['above', 'price_move', '20.5', '20', 'breached'],
  ['below', 'nakamoto_33', '2', '3', 'breached'],
  ['not known', 'price_move', null, '20', 'unknown'],
] as const)('the state of a value that is %s', (_, id, value, limit, state) => {
  expect(riskState(id, value, limit)).toBe(state)
})

test.each([
  ['a value within, none open', null, '10', 'none'],
  ['the first value beyond', null, '21', 'begin'],
  ['the same value again', { worst: '21' }, '21', 'go-on'],
  ['a smaller one that is still beyond', { worst: '25' }, '21', 'go-on'],
  ['a larger one', { worst: '21' }, '25', 'worsen'],
  ['back within', { worst: '25' }, '20', 'end'],
  ['not known while one is open: it is not over', { worst: '25' }, null, 'go-on'],
  ['not known, none open: none begins', null, null, 'none'],
] as const)('%s', (_, open, value, step) => {
  expect(breachStep('price_move', open, value, '20')).toBe(step)
})

test('for what must not fall, worse is smaller', () => {
  expect(breachStep('emission_runway', { worst: '300' }, '299.5', '365')).toBe('worsen')
  expect(breachStep('emission_runway', { worst: '299.5' }, '300', '365')).toBe('go-on')
})

test('every indicator has a threshold of its name', () => {
  expect(RISK_IDS.filter((id) => !THRESHOLDS[id])).toEqual([])
  expect(new Set(RISK_IDS.map((id) => RISKS[id].group))).toEqual(new Set(['market', 'platform', 'economic']))
})

test('whatever comes, a record begins before it ends, and its worst value is the farthest beyond while it ran', () => {
  const values = fc.array(fc.option(fc.nat(40).map(String), { nil: null }), { maxLength: 60 })
  fc.assert(
    fc.property(values, (readings) => {
      let open: { worst: string } | null = null
      let seen: number[] = []
      for (const value of readings) {
        const step = breachStep('price_move', open, value, '20')
        if (step === 'begin') seen = []
        if (step === 'begin' || step === 'worsen') open = { worst: value ?? '' }
        if (step === 'end') open = null
        if (value !== null) seen.push(Number(value))
        if (value !== null) expect(open !== null).toBe(Number(value) > 20)
        if (open) expect(Number(open.worst)).toBe(Math.max(...seen))
      }
    }),
  )
})
