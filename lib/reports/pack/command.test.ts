import { describe, expect, test } from 'vitest'
import { bundleText, parsePackArguments, parseReviewArguments } from './command'

describe('arguments', () => {
  test('of a pack', () => {
    expect(parsePackArguments(['2026-Q3', '--out', 'x'])).toEqual({ quarter: '2026-Q3', out: 'x', sample: null })
    expect(parsePackArguments(['--out=x', '--sample', '40', '2026-Q3'])).toMatchObject({ sample: 40 })
  })

  test('of a review', () => {
    expect(parseReviewArguments(['2026', '--out', 'x'])).toEqual({ year: 2026, out: 'x' })
  })

  test.each([
    [[], 'Usage: npm run pack'],
    [['2026-Q3'], 'Say where to write'],
    [['2026-Q3', '2026-Q4', '--out', 'x'], 'One period at a time'],
    [['2026-Q3', '--out', 'x', '--more'], "Unknown option '--more'"],
    [['2026-Q3', '--out', 'x', '--sample', '0'], 'A sample has 1 to 500 payments'],
    [['2026-Q3', '--out', 'x', '--sample', '501'], 'A sample has 1 to 500 payments'],
    [['2026-Q3', '--out', 'x', '--sample', 'all'], 'A sample has 1 to 500 payments'],
  ])('%j says %s', (args, say) => {
    expect(() => parsePackArguments(args)).toThrow(say)
  })

  test('a month is no quarter, a quarter no year, and a review has no sample', () => {
    expect(() => parsePackArguments(['2026-07', '--out', 'x'])).toThrow(
      expect.objectContaining({ code: 'BAD_QUARTER' }),
    )
    expect(() => parseReviewArguments(['2026-Q3', '--out', 'x'])).toThrow(expect.objectContaining({ code: 'BAD_YEAR' }))
    expect(() => parseReviewArguments(['2026', '--out', 'x', '--sample', '2'])).toThrow('no option --sample')
  })
})

test('what was written names each file with its hash', () => {
  const file = { section: 'a', name: 'a/b.csv', bytes: 12, sha256: 'f'.repeat(64) }
  const text = bundleText({ fileName: 'p.zip', bytes: 99, sha256: '0'.repeat(64), files: [file] }, 'out')
  expect(text).toContain(`a/b.csv           12 bytes  ${'f'.repeat(64)}`)
  expect(text).toContain(`out/p.zip  99 bytes\nSHA-256 ${'0'.repeat(64)}`)
})
