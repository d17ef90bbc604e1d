import { sql } from 'drizzle-orm'
import type { Address } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../../lib/db/connect'
import { listMinutesProbed, listMinutesValid } from '../../../lib/db/reward-source-rows'
import { epochBounds } from '../../../lib/domain/epoch'
import { uptimeFactor } from '../../../lib/domain/points'
import { dateOf } from '../../../lib/domain/time'
import { uptimeMinutes } from '../../../lib/rewards/uptime'
import { startTestServer, type TestServer } from '../../testing/database'
import { historyOf } from '../history'
import { Network } from './network'
import { ensureProbeMonths, insertProbed, probingIn } from './observations'

const CHAIN = 31_337
/** A Friday: the epoch before it is the last that the history closes. */
const NOW = new Date('2026-10-30T12:00:00Z')
const { cast, start, lastEpoch } = historyOf(NOW, 3, { customers: 6, providers: 12 })
const network = new Network(3, cast.providers, start, lastEpoch)

describe('what was seen of an epoch', () => {
  const { start: from, end: until } = epochBounds(lastEpoch)
  const { probed, valid } = network.minutesOf(lastEpoch)
  const seenOf = (index: number, excluded: { from: bigint; until: bigint }[] = []) => {
    const minutes = new Set(valid.get(cast.providers[index]?.actor.address.toLowerCase() ?? ''))
    const joined = cast.providers[index]?.joinsAt ?? from
    return uptimeMinutes({ from: joined, until }, { valid: minutes, jobs: new Set() }, probed, excluded)
  }
  const factorOf = ({ good, eligible }: { good: number; eligible: number }) =>
    uptimeFactor(BigInt(good), BigInt(eligible))

  test('while two of three probers were silent nothing counts', () => {
    expect(probed.size).toBe(10_080 - 95)
  })

  test('one is never away, one is there 97% of the time', () => {
    expect(seenOf(0)).toEqual({ good: 9_985, eligible: 9_985 })
    const { good, eligible } = seenOf(2)
    expect(good / eligible).toBeGreaterThan(0.965)
    expect(good / eligible).toBeLessThan(0.975)
  })

  test('one is away for more than half of it, and gets nothing', () => {
    expect(factorOf(seenOf(5))).toBeNull()
  })

  test('announced maintenance does not count against the provider', () => {
    const episode = network.spanIn({ back: 0n, from: 180_000n, length: 12_000n }, lastEpoch)
    const [without, withIt] = [seenOf(6), seenOf(6, episode ? [episode] : [])]
    expect(without.eligible - withIt.eligible).toBe(200)
    expect(without.good).toBe(withIt.good)
  })

  test('one came so late that it counts as new', () => {
    expect(seenOf(11).eligible).toBe(14 * 60)
    expect(factorOf(seenOf(11))).toBe(1_000_000n)
  })

  test('the epoch before had an incident of 31 hours', () => {
    const address = cast.providers[3]?.actor.address.toLowerCase() ?? ''
    const good = network.minutesOf(lastEpoch - 1n).valid.get(address)?.length ?? 0
    expect(good).toBeLessThanOrEqual(10_080 - 31 * 60)
  })

  test('the same seed sees the same, another one something else', () => {
    const again = new Network(3, cast.providers, start, lastEpoch)
    const other = new Network(4, cast.providers, start, lastEpoch)
    expect(again.minutesOf(lastEpoch)).toEqual(network.minutesOf(lastEpoch))
    expect(other.minutesOf(lastEpoch)).not.toEqual(network.minutesOf(lastEpoch))
  })
})

describe('the rows of the probers', () => {
  let server: TestServer
  let c: Connection

  beforeAll(async () => {
    server = await startTestServer()
    c = await server.open('observations')
  })
  afterAll(() => server.stop())

  test('are the same minutes as those the points are computed from, over the end of a month', async () => {
    for (const epoch of [lastEpoch, lastEpoch + 1n]) {
      const { start: from, end: until } = epochBounds(epoch)
      const probing = probingIn({ cast, start, network }, from, until)
      await ensureProbeMonths(c.db, probing)
      await insertProbed(c.db, CHAIN, probing)
      const between = { chainId: CHAIN, start: dateOf(from), end: dateOf(until) }
      const { probed, valid } = network.minutesOf(epoch)
      expect(new Set(await listMinutesProbed(c.db, between, 2))).toEqual(probed)
      const rows = await listMinutesValid(c.db, between, 2)
      for (const [provider, minutes] of valid) {
        expect(rows.get(provider as Address)?.toSorted((a, b) => a - b)).toEqual(minutes)
      }
    }
    const { rows } = await c.db.execute<{ odd: number }>(
      sql`select count(*) filter (where is_valid <> (ms is not null))::int as odd from probes`,
    )
    expect(rows[0]).toEqual({ odd: 0 })
  })
})
