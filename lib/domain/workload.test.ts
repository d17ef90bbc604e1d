import { expect, test } from 'vitest'
import { costOf, parseWorkload, sumWorkload, tokensOf } from './workload'

test.each([
  ['tide-pool, 800, 300, 2000', { service: 'tide-pool', inputUnits: 800n, outputUnits: 300n, times: 2_000n }],
  ['Speech; 90', { service: 'speech', inputUnits: 90n, outputUnits: 0n, times: 1n }],
  ['scraping\t1\t0\t12_000', { service: 'scraping', inputUnits: 1n, outputUnits: 0n, times: 12_000n }],
  ['tide-pool, "Say ""hi"", now.", 20', { service: 'tide-pool', inputUnits: 4n, outputUnits: 20n, times: 1n }],
])('%j is a kind of request', (text, load) => {
  expect(parseWorkload(text)).toEqual([{ line: 1, ok: true, load }])
})

test.each([
  ['gpt, 1', 'service'],
  ['tide-pool', 'fields'],
  ['tide-pool, 1, 2, 3, 4', 'fields'],
  ['tide-pool, 1e6', 'number'],
  ['tide-pool, -5', 'number'],
  ['tide-pool, 1.5', 'number'],
  ['tide-pool, 1, , 3', 'number'],
  ['tide-pool, "not closed, 3', 'text'],
  ['tide-pool, 1000000000001', 'large'],
])('%j is refused: %s', (text, problem) => {
  expect(parseWorkload(text)).toEqual([{ line: 1, ok: false, problem }])
})

test('each bad line is named by its number, the good ones are kept', () => {
  const lines = parseWorkload('# a month\r\n\r\ntide-pool, 10\r\nnonsense\r\nspeech, 60')
  expect(lines.map(({ line, ok }) => [line, ok])).toEqual([
    [3, true],
    [4, false],
    [5, true],
  ])
})

test('at most 200 lines are read', () => {
  expect(parseWorkload('speech, 1\n'.repeat(500))).toHaveLength(200)
})

test.each([
  ['', 0n],
  ['abcd', 1n],
  ['abcde', 2n],
  ['🚀🚀🚀🚀🚀', 2n],
])('%j has about %s tokens', (text, tokens) => {
  expect(tokensOf(text)).toBe(tokens)
})

const PRICES = {
  'tide-pool': { input: 2_125_000n, output: 0n, unit: 1_000n },
  speech: { input: 15_000_000n, output: 0n, unit: 60n },
}

test('a request costs what its receipt would say, times how often it is made', () => {
  const load = { service: 'tide-pool' as const, inputUnits: 1_234n, outputUnits: 0n, times: 3n }
  expect(costOf(load, PRICES)).toBe(7_866_750n)
  expect(costOf({ ...load, service: 'speech', inputUnits: 90n, times: 1n }, PRICES)).toBe(22_500_000n)
  expect(costOf({ ...load, service: 'scraping' }, PRICES)).toBeNull()
})

test('tokens that an allowance covers are counted apart from what it never does', () => {
  const lines = [
    { service: 'tide-pool' as const, inputUnits: 1_234n, outputUnits: 6n, times: 10n },
    { service: 'speech' as const, inputUnits: 90n, outputUnits: 0n, times: 2n },
  ]
  expect(sumWorkload(lines, PRICES)).toEqual({ tokens: 12_400n, tokensNano: 26_222_500n, othersNano: 45_000_000n })
})
