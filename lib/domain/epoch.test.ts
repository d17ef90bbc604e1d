import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochBounds, epochOf, mondayAtOrAfter } from './epoch'

const MONDAY = 1_799_020_800n // 2027-01-04T00:00:00Z

test('an epoch runs from Monday 00:00 UTC to the next', () => {
  const epoch = epochOf(MONDAY)
  expect(epoch).toBe(2_974n)
  expect(epochBounds(epoch)).toEqual({ start: MONDAY, end: MONDAY + 604_800n })
  expect(epochOf(MONDAY - 1n)).toBe(epoch - 1n)
  expect(epochOf(MONDAY + 604_799n)).toBe(epoch)
})

test('the first Monday ever is epoch 0, the days before it are epoch -1', () => {
  expect(epochOf(345_600n)).toBe(0n)
  expect(epochOf(345_599n)).toBe(-1n)
  expect(epochOf(0n)).toBe(-1n)
})

test('a Monday is its own next Monday', () => {
  expect(mondayAtOrAfter(MONDAY)).toBe(MONDAY)
  expect(mondayAtOrAfter(MONDAY + 1n)).toBe(MONDAY + 604_800n)
  expect(mondayAtOrAfter(MONDAY - 1n)).toBe(MONDAY)
})

test('every second lies inside the bounds of its epoch, which begins on a Monday', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 100_000_000_000n }), (time) => {
      const { start, end } = epochBounds(epochOf(time))
      expect(start <= time && time < end).toBe(true)
      expect(new Date(Number(start) * 1000).getUTCDay()).toBe(1)
    }),
  )
})
