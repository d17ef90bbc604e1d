import { expect, test } from 'vitest'
import { epochBounds } from '../../../lib/domain/epoch'
import { SERVICES } from '../../../lib/domain/service'
import { HOUR } from '../../../lib/domain/time'
import { castProviders } from '../providers'
import { shareOut, utilisationOf } from './price-path'

const { start } = epochBounds(2_950n)
const reporters = castProviders(1, 5, 80).map((provider, i) => ({ provider, isAlive: i > 0 }))

test('what providers report gives the utilisation, each by his weight', () => {
  const reports = shareOut({ service: 'speech', served: 700_000n, utilisation: 700_000n, reporters, end: start + HOUR })
  expect(reports.map(({ isAlive }) => isAlive)).toEqual([false, true, true, true, true])
  const capacity = reports.reduce((sum, report) => sum + report.capacity, 0n)
  // 1,000,001, less what five divisions round down.
  expect(capacity).toBeGreaterThan(999_995n)
  expect(capacity).toBeLessThanOrEqual(1_000_001n)
  expect(reports[0]?.capacity).toBeGreaterThan(reports[4]?.capacity ?? 0n)
  expect(reports.every(({ queued }) => queued === 0n)).toBe(true)
})

test('in a crowded hour some wait, and nothing is reported for an hour in which nothing was served', () => {
  const crowded = shareOut({ service: 'speech', served: 700_000n, utilisation: 900_000n, reporters, end: start })
  expect(crowded.reduce((sum, { queued }) => sum + queued, 0n)).toBeGreaterThan(34_990n)
  expect(shareOut({ service: 'speech', served: 0n, utilisation: 600_000n, reporters, end: start })).toEqual([])
  expect(shareOut({ service: 'speech', served: 1n, utilisation: 600_000n, reporters: [], end: start })).toEqual([])
})

test('more is wanted by day than by night, and less when it is dear', () => {
  const meanAt = (hour: bigint, factor: bigint) => {
    const days = Array.from({ length: 28 }, (_, day) => start + BigInt(day) * 24n * HOUR + hour * HOUR)
    const all = SERVICES.flatMap((service) => days.map((end) => utilisationOf(1, service, end, factor)))
    return all.reduce((sum, one) => sum + one, 0n) / BigInt(all.length)
  }
  const [day, night, dear] = [meanAt(14n, 1_000_000n), meanAt(2n, 1_000_000n), meanAt(14n, 1_800_000n)]
  expect(day - night).toBeGreaterThan(250_000n)
  expect(day - dear).toBeGreaterThan(90_000n)
})
