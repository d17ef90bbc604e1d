import { describe, expect, test } from 'vitest'
import { type Month, parseMonth } from '../domain/month'
import { calendarOf } from './calendar'

function month(text: string): Month {
  const parsed = parseMonth(text)
  if (!parsed) throw new Error(text)
  return parsed
}

const at = (iso: string) => BigInt(Date.parse(iso) / 1000)
const october = (iso: string) => calendarOf(month('2026-10'), at(iso))

describe('the state of October', () => {
  test.each([
    ['in its last second it is open', '2026-10-31T23:59:59Z', 'open'],
    ['before it began it is open too', '2026-09-15T00:00:00Z', 'open'],
    ['at midnight it is closing', '2026-11-01T00:00:00Z', 'closing'],
    ['one second before the lock it is still closing', '2026-11-03T23:59:59Z', 'closing'],
    ['72 hours after its end it is a locked draft', '2026-11-04T00:00:00Z', 'draft'],
    ['a year later it is a draft: time signs nothing', '2027-11-04T00:00:00Z', 'draft'],
  ])('%s', (_, now, state) => {
    expect(october(now).state).toBe(state)
  })
})

test('the steps fall due 3, 4, 6 and 10 days after the end', () => {
  const { steps, start, end } = october('2026-11-01T00:00:00Z')
  expect(start).toBe(at('2026-10-01T00:00:00Z'))
  expect(end).toBe(at('2026-11-01T00:00:00Z'))
  expect(steps.map(({ name, due }) => [name, due])).toEqual([
    ['lock', at('2026-11-04T00:00:00Z')],
    ['draft', at('2026-11-05T00:00:00Z')],
    ['review', at('2026-11-07T00:00:00Z')],
    ['publish', at('2026-11-11T00:00:00Z')],
  ])
})

describe('what is done, what is next, what is late', () => {
  test.each([
    ['open: nothing has begun', '2026-10-20T00:00:00Z', 'later later later later', null],
    ['the day after: waiting for the lock', '2026-11-02T00:00:00Z', 'now later later later', null],
    ['locked: the draft is next', '2026-11-04T12:00:00Z', 'done now later later', null],
    ['drafted: the review is next', '2026-11-05T00:00:00Z', 'done done now later', null],
    ['the review is due this second', '2026-11-07T00:00:00Z', 'done done now later', { step: 'review', since: 0n }],
    ['two days late', '2026-11-09T00:00:00Z', 'done done now later', { step: 'review', since: 172_800n }],
    [
      'publishing is late too, the review is named first',
      '2026-11-12T00:00:00Z',
      'done done now later',
      { step: 'review', since: 432_000n },
    ],
  ])('%s', (_, now, states, late) => {
    const calendar = october(now)
    expect(calendar.steps.map(({ state }) => state).join(' ')).toBe(states)
    expect(calendar.late).toEqual(late)
  })
})

test('a short month before a leap day ends where March begins', () => {
  expect(calendarOf(month('2028-02'), 0n).end).toBe(at('2028-03-01T00:00:00Z'))
})

describe('what people have done', () => {
  const now = at('2026-11-20T00:00:00Z')
  const states = (isReviewed: boolean, isFinal: boolean) => {
    const { state, steps, late } = calendarOf(month('2026-10'), now, { isReviewed, isFinal })
    return [state, steps.map((step) => step.state).join(' '), late?.step ?? null]
  }

  test('reviewed: publishing is next, and nine days late', () => {
    expect(states(true, false)).toEqual(['draft', 'done done done now', 'publish'])
  })

  test('final: everything is done and nothing is late', () => {
    expect(states(true, true)).toEqual(['final', 'done done done done', null])
  })
})
