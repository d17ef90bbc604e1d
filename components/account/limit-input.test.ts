import { expect, test } from 'vitest'
import { readLimit } from './limit-input'

test.each([
  ['nothing', '', ' ', { chargeNano: null, tokens: null }],
  ['dollars', '50', '', { chargeNano: '50000000000', tokens: null }],
  ['a nano-dollar', '0.000000001', '', { chargeNano: '1', tokens: null }],
  ['a pasted amount and tokens', '$1,250.50', '1,000,000', { chargeNano: '1250500000000', tokens: '1000000' }],
  [
    'the most of both',
    '999,999,999.999999999',
    '999 999 999 999 999',
    {
      chargeNano: '999999999999999999',
      tokens: '999999999999999',
    },
  ],
])('%s is a limit', (_, charge, tokens, limit) => {
  expect(readLimit({ charge, tokens })).toEqual({ limit, chargeWrong: null, tokensWrong: null })
})

test.each([
  ['0', '', /More than 0/, null],
  ['-5', '', /Dollars with/, null],
  ['1e3', '', /Dollars with/, null],
  ['1.0000000001', '', /at most nine decimals/, null],
  ['1000000000', '', /Less than 1,000,000,000/, null],
  ['', '0', null, /More than 0/],
  ['', '1.5', null, /whole number/],
  ['', '1000000000000000', null, /Less than/],
  ['x', 'y', /Dollars with/, /whole number/],
])('dollars “%s” and tokens “%s” are none', (charge, tokens, chargeWrong, tokensWrong) => {
  const read = readLimit({ charge, tokens })
  expect(read.limit).toBeNull()
  for (const [said, wanted] of [
    [read.chargeWrong, chargeWrong],
    [read.tokensWrong, tokensWrong],
  ] as const) {
    if (wanted) expect(said).toMatch(wanted)
    else expect(said).toBeNull()
  }
})
