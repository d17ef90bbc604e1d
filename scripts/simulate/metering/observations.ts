import { sql } from 'drizzle-orm'
import type { Address } from 'viem'
import { insertRows } from '../../../lib/db/bulk'
import type { Db, Queryable } from '../../../lib/db/connect'
import { ensurePartition } from '../../../lib/db/partitions'
import type { JobHourRow } from '../../../lib/db/provider-rows'
import { jobHours } from '../../../lib/db/provider-schema'
import { epochBounds, epochOf } from '../../../lib/domain/epoch'
import { monthOf } from '../../../lib/domain/month'
import { RESPONSE_TARGETS } from '../../../lib/domain/provider'
import { isService } from '../../../lib/domain/service'
import { DAY, dateOf, MINUTE, secondsOf } from '../../../lib/domain/time'
import { randomOf } from '../prng'
import type { World } from '../world'
import type { SimulatedReceipt } from './batch'

/** Probes of the last day: 25 providers have 108,000 of them. `until` is the minute after the last one. */
export type Probing = { from: Date; until: Date; outages: { provider: Address; from: Date; until: Date }[] }

const PROBERS = ['prober-1', 'prober-2', 'prober-3']
const HOUR_MS = 3_600_000
const LATENCY_STEP = 50

/** When providers were away on the last day: most of them for some minutes, a few for hours. */
export function probingOf({ cast, seed, start }: World, now: bigint): Probing {
  const until = now - (now % MINUTE)
  const from = until - DAY > start ? until - DAY : start
  const outages = cast.providers.flatMap(({ actor, index }) => {
    const random = randomOf(seed, 'outage', index, Number(from))
    const minutes = BigInt(random.chance(12) ? random.between(60, 600) : random.between(0, 14))
    const began = from + BigInt(random.between(0, 800)) * MINUTE
    const span = { from: dateOf(began), until: dateOf(began + minutes * MINUTE) }
    return minutes === 0n ? [] : [{ provider: actor.address, ...span }]
  })
  return { from: dateOf(from), until: dateOf(until), outages }
}

export async function ensureProbeMonths(db: Db, { from, until }: Probing): Promise<void> {
  for (const month of new Set([monthOf(from), monthOf(until)])) await ensurePartition(db, 'probes', month)
}

/** What three probers saw, minute by minute. Made in the database: the rows are many and say little. */
export async function insertProbed(
  tx: Queryable,
  chainId: number,
  { from, until, outages }: Probing,
  providers: readonly Address[],
): Promise<void> {
  const known = providers.map((provider) => provider.toLowerCase())
  const away = JSON.stringify(outages.map((one) => ({ ...one, provider: one.provider.toLowerCase() })))
  await tx.execute(sql`
    insert into probes (chain_id, minute, provider, prober, is_valid, ms)
    select ${chainId}, minute, p.provider, r.prober, o.provider is null,
      case when o.provider is null then 60 + (extract(epoch from minute)::bigint / 60 * 7 + p.n * 13 + r.n * 29) % 140 end
    from generate_series(${from.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz - interval '1 minute', '1 minute') as minute
    cross join unnest(${sql.param(known)}::text[]) with ordinality as p(provider, n)
    cross join unnest(${sql.param(PROBERS)}::text[]) with ordinality as r(prober, n)
    left join jsonb_to_recordset(${away}::jsonb) as o(provider text, "from" timestamptz, until timestamptz)
      on o.provider = p.provider and minute >= o."from" and minute < o.until`)
}

/** Jobs of the epoch that runs and of the one before, as the gateways' receipts show them: an hour, provider and class a row. */
export async function insertJobs(
  tx: Queryable,
  chainId: number,
  receipts: readonly SimulatedReceipt[],
  now: Date,
): Promise<void> {
  const since = dateOf(epochBounds(epochOf(secondsOf(now)) - 1n).start)
  const hours = new Map<string, JobHourRow>()
  for (const receipt of receipts) if (receipt.startedAt >= since) countJob(hours, chainId, receipt)
  await insertRows(tx, jobHours, [...hours.values()])
}

function countJob(hours: Map<string, JobHourRow>, chainId: number, receipt: SimulatedReceipt): void {
  const { provider, service, gateway, startedAt, requestId } = receipt
  if (!isService(service)) return
  const hour = new Date(Math.floor(startedAt.getTime() / HOUR_MS) * HOUR_MS)
  const key = `${hour.getTime()} ${provider} ${service} ${gateway}`
  const seen = { requests: 0, errors: 0, latencies: {} as Record<string, number>, goodMinutes: [] as number[] }
  const row = hours.get(key) ?? { chainId, hour, provider, service, gateway, ...seen }
  const percent = randomOf('latency', gateway, requestId).between(25, 125)
  const ms = Math.ceil((RESPONSE_TARGETS[service].target * percent) / 100 / LATENCY_STEP) * LATENCY_STEP
  row.requests += 1
  row.latencies = { ...row.latencies, [ms]: (row.latencies[ms] ?? 0) + 1 }
  row.goodMinutes = [...new Set([...row.goodMinutes, startedAt.getUTCMinutes()])].sort((a, b) => a - b)
  hours.set(key, row)
}
