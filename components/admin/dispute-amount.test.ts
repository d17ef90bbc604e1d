import { expect, test } from 'vitest'
import { parseGiveBack } from './dispute-amount'

const WRONG = 'Dollars with at most nine decimals, like 0.25.'

test.each([
  ['', { ok: true, nano: undefined }],
  ['0.25', { ok: true, nano: '250000000' }],
  ['0.000000001', { ok: true, nano: '1' }],
  ['1.00', { ok: true, nano: '1000000000' }],
  ['1.000000001', { ok: false, say: 'At most $1.00: no more was charged.' }],
  ['0', { ok: false, say: WRONG }],
  ['-1', { ok: false, say: WRONG }],
  ['1e-3', { ok: false, say: WRONG }],
  ['0.0000000001', { ok: false, say: WRONG }],
])('%j of a receipt of one dollar', (text, value) => {
  expect(parseGiveBack(text, 1_000_000_000n, '$1.00')).toEqual(value)
})
