import { describe, expect, test } from 'vitest'
import { isPaused } from './pause'
import { closeOf, renewalHorizon, statusOf } from './subscription'

const DAY = 86_400n
const END = 1_000n * DAY

describe('statusOf', () => {
  test.each([
    ['never bought', 0n, END, 'none'],
    ['the last second of the period', END, END - 1n, 'active'],
    ['the end itself', END, END, 'grace'],
    ['the last second of grace', END, END + 3n * DAY - 1n, 'grace'],
    ['three days after the end', END, END + 3n * DAY, 'lapsed'],
  ])('%s', (_, end, now, status) => {
    expect(statusOf(end, now)).toBe(status)
  })

  test('stays in grace for a day after a pause that covered it', () => {
    const pause = { from: END + DAY, until: END + 6n * DAY }
    expect(statusOf(END, END + 7n * DAY - 1n, pause)).toBe('grace')
    expect(statusOf(END, END + 7n * DAY, pause)).toBe('lapsed')
  })
})

describe('closeOf', () => {
  test.each([
    ['no pause ever', { from: 0n, until: 0n }, 3n],
    ['a pause that ended when the period did', { from: END - 2n * DAY, until: END }, 3n],
    ['a pause that began when grace was over', { from: END + 3n * DAY, until: END + 10n * DAY }, 3n],
    ['a pause inside grace that leaves a day', { from: END, until: END + DAY }, 3n],
    ['a pause to the end of grace', { from: END, until: END + 3n * DAY }, 4n],
    ['a pause over the end', { from: END - DAY, until: END + 6n * DAY }, 7n],
  ])('%s', (_, pause, days) => {
    expect(closeOf(END, pause)).toBe(END + days * DAY)
  })
})

test('a pause is over at its end', () => {
  expect(isPaused({ until: 100n }, 99n)).toBe(true)
  expect(isPaused({ until: 100n }, 100n)).toBe(false)
  expect(isPaused({ until: 0n }, 1n)).toBe(false)
})

describe('renewalHorizon', () => {
  const end = 1_795_111_200n // 19 Nov 2026
  const starter = { usd: 19_000_000n, price: 50_000_000_000_000_000n, end, renewCap: 10n ** 24n } // 380 CXPT

  test('says how many renewals are covered, to when, and what one more needs', () => {
    expect(renewalHorizon({ ...starter, available: 698_431_800_000_000_000_000n })).toEqual({
      cost: 380_000_000_000_000_000_000n,
      renewals: 1n,
      coveredUntil: 1_797_703_200n, // 19 Dec 2026
      missing: 61_568_200_000_000_000_000n,
      isAboveCap: false,
    })
  })

  test('covers exactly the renewal that is paid to the wei', () => {
    const cost = 380_000_000_000_000_000_000n
    expect(renewalHorizon({ ...starter, available: cost })).toMatchObject({ renewals: 1n, missing: cost })
    expect(renewalHorizon({ ...starter, available: cost - 1n })).toMatchObject({
      renewals: 0n,
      missing: 1n,
      coveredUntil: end,
    })
  })

  test('tells of a renewal cap that is too low, whatever the credits', () => {
    const rich = { ...starter, available: 10n ** 24n }
    expect(renewalHorizon({ ...rich, renewCap: 380_000_000_000_000_000_000n })).toMatchObject({ isAboveCap: false })
    expect(renewalHorizon({ ...rich, renewCap: 379_999_999_999_999_999_999n })).toMatchObject({ isAboveCap: true })
  })
})
