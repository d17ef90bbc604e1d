import { describe, expect, test } from 'vitest'
import { ageText, clockText, dayText, durationText, freshnessOf, momentText } from './time-text'

const MOMENT = new Date('2026-11-06T14:32:05Z')

test('times are written in UTC, the month by name', () => {
  expect(dayText(MOMENT)).toBe('6 Nov')
  expect(dayText(MOMENT, { year: true })).toBe('6 Nov 2026')
  expect(clockText(MOMENT)).toBe('14:32')
  expect(momentText(MOMENT)).toBe('6 Nov 2026 14:32 UTC')
  expect(momentText(MOMENT, { seconds: true, year: false })).toBe('6 Nov 14:32:05 UTC')
})

test('seconds of the chain are the same moment as the Date', () => {
  expect(momentText(1_793_975_525n, { seconds: true })).toBe('6 Nov 2026 14:32:05 UTC')
})

describe('durationText', () => {
  test.each([
    ['days before the clock', 97_462, false, '1 d 03:04:22'],
    ['under a day only the clock', 62_648, false, '17:24:08'],
    ['under an hour still the clock', 42, false, '00:00:42'],
    ['compact under an hour', 42, true, '0:42'],
    ['compact over an hour', 3_661, true, '01:01:01'],
    ['never below zero', -5, true, '0:00'],
  ])('%s', (_, seconds, compact, text) => {
    expect(durationText(seconds, { compact })).toBe(text)
  })
})

test.each([
  ['seconds', 59, '59 s'],
  ['minutes, cut', 119, '1 min'],
  ['hours, cut', 7_199, '1 h'],
  ['days', 172_800, '2 d'],
])('ageText: %s', (_, seconds, text) => {
  expect(ageText(seconds)).toBe(text)
})

test.each([
  ['a minute is still fresh', '53,593,089', 60, { level: 'fresh', text: 'Block 53,593,089', age: '1 min ago' }],
  ['over a minute is behind', '53,593,089', 61, { level: 'late', text: '1 min behind', age: '' }],
  ['ten minutes is behind', '53,593,089', 600, { level: 'late', text: '10 min behind', age: '' }],
  ['over ten minutes is lost', '53,593,089', 720, { level: 'lost', text: 'No chain for 12 min', age: '' }],
  ['no block at all', null, null, { level: 'lost', text: 'No ledger to read', age: '' }],
])('freshnessOf: %s', (_, block, age, expected) => {
  expect(freshnessOf(block, age)).toEqual(expected)
})
