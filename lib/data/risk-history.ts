import 'server-only'
import { listDayPrices } from '../db/overview-rows'
import { readingsSince } from '../db/risk-rows'
import { movedDay, stepsBetween } from '../domain/day-step'
import { RISK_IDS, RISKS, type Risk, type RiskId } from '../domain/risk'
import { moveOf } from '../domain/risk-values'
import { metricSteps } from './metrics'
import { dayOf, type Snapshot } from './snapshot'

/** One value a day, the oldest first; null where it was not known. */
export type RiskHistory = { from: string; values: (string | null)[] }

const DAYS = 30
const NO_REASON = { none: '', noOther: '' }

/**
 * What indicators said on each of the last 30 days: of metrics and of the price from the ledger, whenever it was; of the others what the worker read,
 * since it reads. One with fewer than two known values has no history.
 */
export async function readRiskHistory(at: Snapshot): Promise<Partial<Record<RiskId, RiskHistory>>> {
  const today = dayOf(at.time)
  const from = movedDay(today, 1 - DAYS)
  const days = Array.from({ length: DAYS }, (_, index) => movedDay(from, index))
  const known = {
    ...(await read(at, days)),
    ...(await ofMetrics(at, from, today)),
    price_move: await ofPrice(at, days),
  }
  return Object.fromEntries(
    Object.entries(known).flatMap(([id, values]) => {
      const first = values.findIndex((value) => value !== null)
      const shown = first < 0 ? [] : values.slice(first)
      return shown.filter((value) => value !== null).length < 2
        ? []
        : [[id, { from: days[first] ?? from, values: shown }]]
    }),
  )
}

type Values = Partial<Record<RiskId, (string | null)[]>>

async function ofMetrics(at: Snapshot, from: string, today: string): Promise<Values> {
  const risks = RISK_IDS.flatMap((id) => {
    const { metric }: Risk = RISKS[id]
    return metric ? [{ id, metric }] : []
  })
  const spans = stepsBetween('day', from, today, DAYS) ?? []
  const series = await metricSteps(
    at,
    risks.map(({ metric }) => metric),
    { step: 'day', spans },
  )
  return Object.fromEntries(risks.map(({ id }, index) => [id, series[index]?.points.map(({ value }) => value) ?? []]))
}

/** The last price of each day against that of the day before. */
async function ofPrice({ db, chainId }: Snapshot, days: readonly string[]): Promise<(string | null)[]> {
  const rows = await listDayPrices(db, chainId, movedDay(days[0] ?? '', -1))
  const closes = new Map(rows.map(({ day, close }) => [day, close]))
  const closeOf = (day: string) => closes.get(day) ?? null
  return days.map((day) => moveOf(closeOf(day), closeOf(movedDay(day, -1)), NO_REASON).value)
}

/** The last reading of each day. */
async function read({ db }: Snapshot, days: readonly string[]): Promise<Values> {
  const values: Values = {}
  for (const { indicator, at, value } of await readingsSince(db, new Date(`${days[0]}T00:00:00Z`))) {
    const place = days.indexOf(dayOf(at))
    if (place < 0) continue
    values[indicator] ??= new Array<string | null>(days.length).fill(null)
    const own = values[indicator]
    if (own) own[place] = value
  }
  return values
}
