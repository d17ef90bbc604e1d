import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fundAllocation, poolOf, scheduled, vested, vestedOf } from './emission'

describe('vested', () => {
  const linear = { start: 100n, end: 200n, amount: 1_000n }

  test.each([
    ['before its start', linear, 99n, 0n],
    ['at its start', linear, 100n, 0n],
    ['one second in', linear, 101n, 10n],
    ['half way', linear, 150n, 500n],
    ['at its end', linear, 200n, 1_000n],
    ['long after', linear, 9_999n, 1_000n],
    ['floored', { start: 0n, end: 3n, amount: 10n }, 1n, 3n],
    ['a cliff before', { start: 100n, end: 100n, amount: 7n }, 99n, 0n],
    ['a cliff from its end on', { start: 100n, end: 100n, amount: 7n }, 100n, 7n],
    ['a cancelled one', { start: 100n, end: 200n, amount: 0n }, 150n, 0n],
  ])('%s', (_, tranche, time, wei) => {
    expect(vestedOf(tranche, time)).toBe(wei)
  })

  test('floors each tranche by itself', () => {
    const third = { start: 0n, end: 3n, amount: 10n }
    expect(vested([third, third, third], 1n)).toBe(9n)
    expect(vested([], 1n)).toBe(0n)
  })

  test('says what could still be scheduled', () => {
    expect(scheduled([{ start: 0n, end: 1n, amount: 80_000_000n * 10n ** 18n }])).toEqual({
      scheduled: 80_000_000_000_000_000_000_000_000n,
      room: 400_000_000_000_000_000_000_000_000n,
    })
  })

  test('never falls with time and never exceeds the tranche', () => {
    const tranche = fc
      .tuple(
        fc.bigInt({ min: 0n, max: 10n ** 6n }),
        fc.bigInt({ min: 0n, max: 10n ** 6n }),
        fc.bigInt({ min: 0n, max: 10n ** 27n }),
      )
      .map(([start, length, amount]) => ({ start, end: start + length, amount }))
    const time = fc.bigInt({ min: 0n, max: 3n * 10n ** 6n })
    fc.assert(
      fc.property(tranche, time, time, (of, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(vestedOf(of, early) <= vestedOf(of, late)).toBe(true)
        expect(vestedOf(of, late) <= of.amount).toBe(true)
      }),
    )
  })
})

describe('fundAllocation', () => {
  test.each([
    [
      'takes all from the pool while it lasts',
      { funded: 1_000n, total: 0n, emissionUsed: 0n },
      600n,
      { fromPool: 600n, fromEmission: 0n, returned: 0n, next: { funded: 1_000n, total: 600n, emissionUsed: 0n } },
    ],
    [
      'takes the rest from emission',
      { funded: 1_068n, total: 0n, emissionUsed: 0n },
      1_400n,
      {
        fromPool: 1_068n,
        fromEmission: 332n,
        returned: 0n,
        next: { funded: 1_068n, total: 1_400n, emissionUsed: 332n },
      },
    ],
    [
      'takes all from emission when the pool is empty',
      { funded: 1_068n, total: 1_400n, emissionUsed: 332n },
      1_500n,
      { fromPool: 0n, fromEmission: 100n, returned: 0n, next: { funded: 1_068n, total: 1_500n, emissionUsed: 432n } },
    ],
    [
      'gives what a lower total returns to the pool, and emission used stays',
      { funded: 1_068n, total: 1_500n, emissionUsed: 432n },
      1_300n,
      { fromPool: 0n, fromEmission: 0n, returned: 200n, next: { funded: 1_068n, total: 1_300n, emissionUsed: 432n } },
    ],
    [
      'uses what was returned before emission',
      { funded: 1_068n, total: 1_300n, emissionUsed: 432n },
      1_550n,
      { fromPool: 200n, fromEmission: 50n, returned: 0n, next: { funded: 1_068n, total: 1_550n, emissionUsed: 482n } },
    ],
    [
      'changes nothing for the same total',
      { funded: 5n, total: 5n, emissionUsed: 0n },
      5n,
      { fromPool: 0n, fromEmission: 0n, returned: 0n, next: { funded: 5n, total: 5n, emissionUsed: 0n } },
    ],
  ])('%s', (_, before, total, after) => {
    expect(fundAllocation(before, total)).toEqual(after)
  })

  test('the pool never goes below 0, emission used never falls, and growth is paid in full', () => {
    const steps = fc.array(
      fc.record({ funding: fc.bigInt({ min: 0n, max: 1_000n }), total: fc.bigInt({ min: 0n, max: 9_000n }) }),
    )
    fc.assert(
      fc.property(steps, (all) => {
        let state = { funded: 0n, total: 0n, emissionUsed: 0n }
        for (const { funding, total } of all) {
          const before = { ...state, funded: state.funded + funding }
          const { fromPool, fromEmission, returned, next } = fundAllocation(before, total)
          expect(poolOf(next) >= 0n).toBe(true)
          expect(next.emissionUsed >= before.emissionUsed).toBe(true)
          expect(fromPool + fromEmission - returned).toBe(total - before.total)
          expect(poolOf(next)).toBe(poolOf(before) - fromPool + returned)
          state = next
        }
      }),
    )
  })
})
