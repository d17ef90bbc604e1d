import { expect, test } from 'vitest'
import { epochBounds } from '../../../lib/domain/epoch'
import { RESPONSE_TARGETS } from '../../../lib/domain/provider'
import { dateOf } from '../../../lib/domain/time'
import { percentile95, sumLatencies } from '../../../lib/rewards/percentile'
import { castProviders } from '../providers'
import type { Request } from './batch'
import { WorkBook } from './work-book'

const EPOCH = 2_950n
const { start } = epochBounds(EPOCH)
const providers = castProviders(1, 9, 80)
const USER = '0x00000000000000000000000000000000000000a1'

function requestTo(index: number, over: Partial<Request> = {}): Request {
  const provider = providers[index]?.actor.address ?? USER
  const units = { inputUnits: 900_000n, outputUnits: 100_000n }
  const times = { startedAt: start + 4_000n, endedAt: start + 4_010n, receivedAt: start + 5_000n }
  return {
    ...{ user: USER, gateway: 'east', requestId: 'r-1', provider, service: 'tide-pool' },
    ...{ ...units, ...times },
    ...over,
  }
}

const bookOf = (...requests: Request[]): WorkBook => {
  const book = new WorkBook(1, providers)
  for (const request of requests) book.add(request)
  return book
}

/** p95 in percent of the target, over the hours of an epoch. */
function slownessOf(index: number): bigint {
  const hours = bookOf(requestTo(index)).hoursIn(EPOCH)
  const latencies = sumLatencies(
    hours.map((row) => Object.entries(row.latencies).map(([ms, n]): [number, number] => [Number(ms), n])),
  )
  const errors = hours.reduce((sum, row) => sum + row.errors, 0)
  const { target, timeout } = RESPONSE_TARGETS['tide-pool']
  return (percentile95(latencies, errors, timeout) * 100n) / BigInt(target)
}

test('units add up by provider and service, each in the epoch its request began in', () => {
  const book = bookOf(
    requestTo(0),
    requestTo(0, { requestId: 'r-2', inputUnits: 5n, outputUnits: 0n }),
    requestTo(1, { service: 'speech', inputUnits: 60n, outputUnits: 0n }),
    requestTo(0, { requestId: 'r-3', startedAt: start - 1n }),
  )
  const units = book.workIn(EPOCH).map(({ service, units: sum }) => [service, sum])
  expect(units).toEqual(
    expect.arrayContaining([
      ['tide-pool', 1_000_005n],
      ['speech', 60n],
    ]),
  )
  expect(book.workIn(EPOCH - 1n).map(({ units: sum }) => sum)).toEqual([1_000_000n])
  expect(book.workIn(EPOCH + 1n)).toEqual([])
})

test('an hour counts the calls behind its receipts, and the minutes in which one of them succeeded', () => {
  const [hour] = bookOf(requestTo(0), requestTo(0, { requestId: 'r-2', startedAt: start + 7_000n })).hoursIn(EPOCH)
  expect(hour).toMatchObject({ hour: dateOf(start + 3_600n), gateway: 'east', goodMinutes: [6, 56] })
  expect(hour?.requests).toBe(2 * 667)
  const answers = Object.values(hour?.latencies ?? {}).reduce((sum, n) => sum + n, 0)
  expect(answers + (hour?.errors ?? 0)).toBe(hour?.requests)
})

test('the fast one answers in half the target, the slow one in one and a half, and who fails often counts as timed out', () => {
  expect(slownessOf(0)).toBeLessThanOrEqual(50n)
  expect(slownessOf(4)).toBeGreaterThanOrEqual(150n)
  expect(slownessOf(4)).toBeLessThanOrEqual(185n)
  expect(slownessOf(7)).toBe(3_000n)
})

test('the same seed counts the same, whatever else was counted', () => {
  const alone = bookOf(requestTo(2)).hoursIn(EPOCH)
  const together = bookOf(requestTo(3), requestTo(2)).hoursIn(EPOCH)
  expect(together).toEqual(expect.arrayContaining(alone))
})
