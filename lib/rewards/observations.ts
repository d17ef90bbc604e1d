import type { Address } from 'viem'
import type { z } from 'zod'
import type { Db } from '../db/connect'
import { ensurePartition } from '../db/partitions'
import { insertCapacity, insertProbes, knownProviders, upsertJobHours } from '../db/provider-rows'
import { monthOf } from '../domain/month'
import { DAY, dateOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import type { capacitySchema, jobsSchema, probesSchema } from './provider-input'

/** Who observed, and the server's clock, seconds. */
export type Observer = { chainId: number; name: string; now: bigint }
export type Taken = { taken: number; repeated: number }

/** An epoch closes hours after its end: what comes later than this changes nothing any more. */
const MOST_AGE = 2n * DAY

function assertTimes(field: string, times: readonly bigint[], now: bigint): void {
  const i = times.findIndex((at) => at > now || at < now - MOST_AGE)
  if (i >= 0) throw new AppError('OBSERVATION_TIME', { field: field.replace('*', String(i)) })
}

async function assertKnown(db: Db, chainId: number, all: readonly Address[]): Promise<void> {
  const asked = [...new Set(all)]
  const known = await knownProviders(db, chainId, asked)
  const stranger = asked.find((provider) => !known.has(provider))
  if (stranger) throw new AppError('PROVIDER_NOT_FOUND', { provider: stranger })
}

/** What a prober saw, minute by minute. A repeated minute changes nothing. */
export async function takeProbes(db: Db, observer: Observer, { probes }: z.infer<typeof probesSchema>): Promise<Taken> {
  const { chainId, name: prober, now } = observer
  const minutes = probes.map(({ minute }) => minute)
  assertTimes('probes.*.minute', minutes, now)
  await assertKnown(
    db,
    chainId,
    probes.map(({ provider }) => provider),
  )
  for (const month of new Set(minutes.map(monthOf))) await ensurePartition(db, 'probes', month)
  const rows = probes.map(({ minute, ...probe }) => ({ ...probe, chainId, prober, minute: dateOf(minute) }))
  const taken = await insertProbes(db, rows)
  return { taken, repeated: rows.length - taken }
}

/** Real jobs by hour, as a gateway counted them; the newest word on an hour stands. */
export async function takeJobs(db: Db, observer: Observer, { hours }: z.infer<typeof jobsSchema>): Promise<Taken> {
  const { chainId, name: gateway, now } = observer
  assertTimes(
    'hours.*.hour',
    hours.map(({ hour }) => hour),
    now,
  )
  await assertKnown(
    db,
    chainId,
    hours.map(({ provider }) => provider),
  )
  // Twice in one request, the last one stands: a statement may touch a row once.
  const rows = new Map(
    hours.map((row) => [
      `${row.provider} ${row.service} ${row.hour}`,
      { ...row, chainId, gateway, hour: dateOf(row.hour) },
    ]),
  )
  await upsertJobHours(db, [...rows.values()])
  return { taken: rows.size, repeated: hours.length - rows.size }
}

/** What providers could have served in the hour that ended, and what waited. The first report of an hour stands. */
export async function takeCapacity(
  db: Db,
  observer: Observer,
  { reports }: z.infer<typeof capacitySchema>,
): Promise<Taken> {
  const { chainId, name: reporter, now } = observer
  assertTimes(
    'reports.*.at',
    reports.map(({ at }) => at),
    now,
  )
  await assertKnown(
    db,
    chainId,
    reports.map(({ provider }) => provider),
  )
  const rows = reports.map((row) => ({ ...row, chainId, reporter, at: dateOf(row.at), receivedAt: dateOf(now) }))
  const taken = await insertCapacity(db, rows)
  return { taken, repeated: rows.length - taken }
}
