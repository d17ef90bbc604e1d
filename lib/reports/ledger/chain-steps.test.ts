import { describe, expect, test } from 'vitest'
import type { AcceptedStep, PricePoint } from '../../db/book-rows'
import { secondsOf } from '../../domain/time'
import { earnedSteps, growthOf, straddleSteps } from './chain-steps'
import { PriceHistory } from './price-history'

const at = (text: string) => secondsOf(new Date(text))
const point = (block: bigint, time: string, price: bigint): PricePoint => ({
  block,
  logIndex: 5,
  at: new Date(time),
  tx: '',
  price,
})
const CENT = 10n ** 16n
const PRICES = new PriceHistory([
  point(10n, '2026-10-01T00:00:00Z', 5n * CENT),
  point(20n, '2026-10-16T00:00:00Z', 6n * CENT),
])

describe('prices', () => {
  test('in force at an instant and at a place of the chain; before the first one it is the first', () => {
    expect(PRICES.at(at('2026-10-15T23:59:59Z'))).toBe(5n * CENT)
    expect(PRICES.at(at('2026-10-16T00:00:00Z'))).toBe(6n * CENT)
    expect(PRICES.at(0n)).toBe(5n * CENT)
    expect(PRICES.atSpot({ block: 20n, logIndex: 5 })).toBe(5n * CENT)
    expect(PRICES.atSpot({ block: 20n, logIndex: 6 })).toBe(6n * CENT)
    expect(new PriceHistory([]).at(0n)).toBeNull()
  })

  test('average by how long each was in force: 15 days at 5 cents, 15 at 6', () => {
    expect(PRICES.average(at('2026-10-01T00:00:00Z'), at('2026-10-31T00:00:00Z'))).toBe(55n * 10n ** 15n)
    expect(new PriceHistory([]).average(0n, 1n)).toBeNull()
  })
})

const root = (accepted: string, total: bigint, more: Partial<AcceptedStep> = {}): AcceptedStep => ({
  ...{
    block: 1n,
    logIndex: 0,
    at: new Date(accepted),
    tx: accepted,
    category: 'provider',
    root: '0xab',
    total,
    label: null,
  },
  proposedAt: new Date(Date.parse(accepted) - 86_400_000),
  ...more,
})
const END = at('2026-11-01T00:00:00Z')
const E18 = 10n ** 18n

describe('rewards', () => {
  const roots = growthOf(
    [
      root('2026-10-20T06:00:00Z', 100n),
      root('2026-10-27T06:00:00Z', 170n),
      root('2026-10-28T06:00:00Z', 160n),
      root('2026-11-03T06:00:00Z', 200n),
      root('2026-11-10T06:00:00Z', 250n, { label: 'epoch 2965' }),
    ],
    PRICES,
  )

  test('are owed from the Monday before their proposal, and taken back when a lower root is accepted', () => {
    const steps = earnedSteps(roots, END).map(({ step }) =>
      step.do === 'earned' ? [step.wei, step.at, step.price] : [],
    )
    expect(steps).toEqual([
      [100n, at('2026-10-18T23:59:59Z'), 6n * CENT],
      [70n, at('2026-10-25T23:59:59Z'), 6n * CENT],
      [-10n, at('2026-10-28T06:00:00Z'), 6n * CENT],
    ])
  })

  test('of an epoch that ended in a month whose lock is over belong to the month of acceptance', () => {
    const late = growthOf([root('2026-11-05T00:00:00Z', 9n, { proposedAt: new Date('2026-10-27T00:00:00Z') })], PRICES)
    expect(earnedSteps(late, at('2026-12-01T00:00:00Z'))[0]?.step).toMatchObject({
      ...{ originalPeriod: '2026-10', at: at('2026-11-05T00:00:00Z'), wei: 9n },
    })
  })
})

describe('the epoch over the end of a month', () => {
  // 1 November 2026 is a Sunday: six days of the epoch from Monday 26 October are of October.
  const known = growthOf([root('2026-10-27T06:00:00Z', 700n * E18)], PRICES)

  test('is accrued by days at the last price, and reversed in the next second', () => {
    const [accrued, reversed] = straddleSteps(known, END, PRICES).map(({ step }) =>
      step.do === 'booked' ? step.entry : null,
    )
    expect(accrued).toMatchObject({ at: END - 1n, pairs: [{ debit: '5100', credit: '2300', nano: 36_000_000_000n }] })
    expect(reversed).toMatchObject({ at: END, pairs: [{ debit: '2300', credit: '5100', nano: 36_000_000_000n }] })
  })

  test.each([
    ['a month that ends with an epoch has none', at('2027-02-01T00:00:00Z')],
    ['nor has one after weeks without rewards', at('2026-12-01T00:00:00Z')],
  ])('%s', (_, end) => {
    expect(straddleSteps(known, end, PRICES)).toEqual([])
  })
})
