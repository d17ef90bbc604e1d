import 'server-only'
import { cache } from 'react'
import { findFirstDay, listTranches, seriesOfDays } from '../db/overview-rows'
import { type Tranche, vested, vestedOf } from '../domain/emission'
import { secondsOf } from '../domain/time'
import { requireAdminReader } from './admin'
import { readFlows } from './ledger-sums'
import { atOneBlock, completeDays, dayOf, type Snapshot } from './snapshot'

/** One tranche as the ledger has it; wei and seconds. A cancelled one keeps its id and releases nothing. */
export type TrancheRow = Tranche & { id: number; isCancelled: boolean; vested: bigint }

/** Cumulative emission used by the end of a day, wei. */
export type UsedDay = { day: string; used: bigint }

export type EmissionEditor = {
  block: string
  /** Block time, seconds. */
  now: number
  tranches: TrancheRow[]
  /** Wei: Σ of tranches in force, released by now, allocated beyond revenue funding, and of it in 30 complete days. */
  scheduled: bigint
  vested: bigint
  used: bigint
  recent: bigint
  /** From the ledger's first day to the block's, every seventh day and the last. */
  history: UsedDay[]
}

const WINDOW_DAYS = 30
/** Days between two points of the chart. */
const STEP = 7

/** The emission schedule and how fast it is used, at one block of the ledger. */
export const getEmission = cache(async (): Promise<EmissionEditor> => {
  await requireAdminReader()
  return atOneBlock(async (at) => {
    const now = secondsOf(at.time)
    const tranches = (await listTranches(at.db, at.chainId)).map((row): TrancheRow => {
      const isCancelled = row.cancelledBlock !== null
      const tranche = { start: secondsOf(row.startsAt), end: secondsOf(row.endsAt), amount: row.amount }
      return { ...tranche, id: row.id, isCancelled, vested: isCancelled ? 0n : vestedOf(tranche, now) }
    })
    const inForce = tranches.filter(({ isCancelled }) => !isCancelled)
    const lifetime = await readFlows(at)
    const recent = await readFlows(at, completeDays(at.time, WINDOW_DAYS), ['emission_used'])
    return {
      block: at.block.toString(),
      now: Number(now),
      tranches,
      scheduled: inForce.reduce((sum, { amount }) => sum + amount, 0n),
      vested: vested(inForce, now),
      used: lifetime.of('emission_used'),
      recent: recent.of('emission_used'),
      history: await readHistory(at),
    }
  })
})

async function readHistory(at: Snapshot): Promise<UsedDay[]> {
  const first = await findFirstDay(at.db, at.chainId)
  if (!first) return []
  const today = dayOf(at.time)
  const sums = await seriesOfDays(at.db, at.chainId, ['emission_used'], 'day', {
    from: first,
    until: dayOf(at.time, 1),
  })
  const days = new Set([today])
  for (let day = first; day <= today; day = dayOf(new Date(`${day}T00:00:00Z`), STEP)) days.add(day)
  return [...days].sort().map((day) => ({
    day,
    used: sums.filter(({ start }) => start <= day).reduce((sum, { value }) => sum + value, 0n),
  }))
}
