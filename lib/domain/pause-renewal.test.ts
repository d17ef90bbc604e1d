import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_PAUSE, pausedAgain } from './pause'
import { lastLapsed, renewalFate } from './pause-renewal'
import { PERIOD, statusOf } from './subscription'
import { DAY } from './time'

const NOW = 100n * DAY
const PAUSE = { from: NOW, until: NOW + 7n * DAY }
const day = (n: number) => NOW + BigInt(n * 86_400)

test.each([
  ['ends in the middle: a day after the pause is left', 3, { lapsesAt: day(8), lapsesWithout: day(6), gap: 4n * DAY }],
  [
    'ends just before the pause does: its own grace is longer',
    6,
    { lapsesAt: day(9), lapsesWithout: day(9), gap: DAY },
  ],
  ['ended two days ago, in grace', -2, { lapsesAt: day(8), lapsesWithout: day(1), gap: 9n * DAY }],
  ['ends with the pause', 7, { lapsesAt: day(10), lapsesWithout: day(10), gap: 0n }],
])('a period that %s', (_, end, fate) => {
  expect(renewalFate({ end: day(end), autoRenew: true }, PAUSE, NOW)).toEqual({
    what: 'renews',
    renewableFrom: day(7),
    ...fate,
  })
})

test.each([
  ['ends after the pause', 7.5],
  ['had lapsed before it', -3],
])('a period that %s is not touched', (_, end) => {
  expect(renewalFate({ end: day(end), autoRenew: true }, PAUSE, NOW)).toBeNull()
})

test('who switched renewing off is not renewed by anybody', () => {
  expect(renewalFate({ end: day(1), autoRenew: false }, PAUSE, NOW)?.what).toBe('waits')
})

test.each([
  ['none before', { from: 0n, until: 0n }, { from: NOW, until: NOW + MAX_PAUSE }],
  ['one that runs: it goes on', { from: NOW - DAY, until: NOW + DAY }, { from: NOW - DAY, until: NOW + MAX_PAUSE }],
  [
    'one that ended half a day ago: they are one',
    { from: 5n, until: NOW - DAY / 2n },
    { from: 5n, until: NOW + MAX_PAUSE },
  ],
  ['one that ended a day ago', { from: 5n, until: NOW - DAY }, { from: NOW, until: NOW + MAX_PAUSE }],
])('pausing with %s', (_, last, next) => {
  expect(pausedAgain(last, NOW)).toEqual(next)
})

test('nobody loses by a pause: it is renewable for a day after it and never shorter than without, as the status has it', () => {
  const end = fc.bigInt(NOW - 20n * DAY, NOW + PERIOD)
  fc.assert(
    fc.property(end, fc.boolean(), fc.bigInt(0n, 2n * DAY), (at, autoRenew, ago) => {
      const pause = pausedAgain({ from: NOW - ago, until: NOW - ago + DAY }, NOW)
      const fate = renewalFate({ end: at, autoRenew }, pause, NOW)
      if (!fate) {
        expect(at > pause.until || statusOf(at, NOW, pause) === 'lapsed').toBe(true)
        return
      }
      expect(fate.lapsesAt >= fate.lapsesWithout).toBe(true)
      expect(statusOf(at, fate.lapsesAt - 1n, pause)).toBe('grace')
      expect(statusOf(at, fate.lapsesAt, pause)).toBe('lapsed')
      expect(fate.gap).toBe(fate.renewableFrom - at)
    }),
  )
})

test('what lies after the last lapsed end and up to the end of the pause has a fate, and nothing else', () => {
  const end = fc.bigInt(NOW - 20n * DAY, NOW + PERIOD)
  const begun = fc.bigInt(0n, 8n * DAY)
  fc.assert(
    fc.property(end, begun, fc.boolean(), (at, ago, isRunning) => {
      const last = { from: NOW - ago, until: NOW - ago + MAX_PAUSE }
      const pause = isRunning && last.until > NOW ? last : pausedAgain(last, NOW)
      const isInside = at > lastLapsed(pause, NOW) && at <= pause.until
      expect(renewalFate({ end: at, autoRenew: true }, pause, NOW) !== null).toBe(isInside)
    }),
  )
})
