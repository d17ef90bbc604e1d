import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowanceLedger, type LedgerPeriod, leftAtPace, willCarry } from './allowance-ledger'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 7, 1)
const GRACE_MS = 3 * DAY_MS
const period = (index: number, isRenewal: boolean, allowance = 8_000_000n): LedgerPeriod => ({
  index,
  startsAt: new Date(START + (index - 1) * 30 * DAY_MS),
  endsAt: new Date(START + index * 30 * DAY_MS),
  allowance,
  bps: 5_000n,
  isRenewal,
})
const at = (days: number) => new Date(START + days * DAY_MS)

describe('the ledger of the design’s own account', () => {
  const of = {
    periods: [period(2, false), period(3, true), period(4, true), period(5, true)],
    rolled: new Map([
      [2, 0n],
      [3, 4_000_000n],
      [4, 2_015_000n],
      [5, 1_284_300n],
    ]),
    used: new Map([
      [2, 3_120_400n],
      [3, 9_985_000n],
      [4, 8_730_700n],
      [5, 5_136_870n],
    ]),
    now: at(138),
    graceMs: GRACE_MS,
  }
  test('carried and expired of each period that was renewed, the newest first', () => {
    const rows = allowanceLedger(of)
    expect(rows.map(({ index, state, unused, carried, expired }) => [index, state, unused, carried, expired])).toEqual([
      [5, 'running', 4_147_430n, null, null],
      [4, 'renewed', 1_284_300n, 1_284_300n, 0n],
      [3, 'renewed', 2_015_000n, 2_015_000n, 0n],
      [2, 'renewed', 4_879_600n, 4_000_000n, 879_600n],
    ])
  })
})

test('a period after a lapse took nothing along, and everything before it expired', () => {
  const periods = [period(1, false), period(3, false)]
  const [, first] = allowanceLedger({
    periods,
    rolled: new Map(),
    used: new Map([[1, 1n]]),
    now: at(65),
    graceMs: GRACE_MS,
  })
  expect(first).toMatchObject({ state: 'lapsed', carried: 0n, expired: 7_999_999n })
})

test.each([
  [29, 'running', null],
  [30, 'grace', null],
  [32.9, 'grace', null],
  [33, 'lapsed', 8_000_000n],
])('on day %s the last period is %s', (days, state, expired) => {
  const [row] = allowanceLedger({
    periods: [period(1, false)],
    rolled: new Map(),
    used: new Map(),
    now: at(days),
    graceMs: GRACE_MS,
  })
  expect(row).toMatchObject({ state, expired })
})

test.each([
  ['less is left than may be carried', 7_588_000n, 412_000n, 4_000_000n],
  ['more is left than may be carried', 1_000_000n, 4_000_000n, 4_000_000n],
  ['nothing is left', 8_000_000n, 0n, 4_000_000n],
])('%s', (_, used, carries, cap) => {
  expect(willCarry({ allowance: 8_000_000n, rolled: 0n, used, bps: 5_000n }, 8_000_000n)).toEqual({ carries, cap })
})

test('a smaller next plan carries half of its own tokens at most', () => {
  expect(willCarry({ allowance: 8_000_000n, rolled: 0n, used: 0n, bps: 5_000n }, 2_000_000n).cap).toBe(1_000_000n)
})

test('at the pace so far', () => {
  const row = { ...period(1, false), rolled: 0n, used: 2_000_000n }
  expect(leftAtPace(row, at(10))).toBe(2_000_000n)
  expect(leftAtPace(row, at(5))).toBe(0n)
  expect(leftAtPace(row, new Date(START + 60_000))).toBeNull()
})

test('rolled in plus allowance minus used is what was carried plus what expired, whatever happened', () => {
  const token = fc.bigInt({ min: 0n, max: 10n ** 9n })
  fc.assert(
    fc.property(fc.array(fc.tuple(token, token, fc.boolean()), { minLength: 2, maxLength: 6 }), (list) => {
      const periods = list.map(([allowance, , isRenewal], i) => period(i + 1, i > 0 && isRenewal, allowance))
      const rolled = new Map<number, bigint>()
      const used = new Map<number, bigint>()
      for (const [i, [allowance, wish]] of list.entries()) {
        const before = periods[i - 1]
        const carried =
          before && periods[i]?.isRenewal
            ? willCarry({ ...before, rolled: rolled.get(i) ?? 0n, used: used.get(i) ?? 0n }, allowance).carries
            : 0n
        rolled.set(i + 1, carried)
        used.set(i + 1, wish % (allowance + carried + 1n))
      }
      for (const row of allowanceLedger({ periods, rolled, used, now: at(10_000), graceMs: GRACE_MS })) {
        expect(row.rolled + row.allowance - row.used).toBe((row.carried ?? 0n) + (row.expired ?? 0n))
      }
    }),
  )
})
