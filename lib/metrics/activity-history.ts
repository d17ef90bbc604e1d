import {
  type Earned,
  type Load,
  listEarned,
  listOnline,
  listPayouts,
  listUtilisation,
  type Payout,
  type PlanSum,
  type ReasonSum,
  sumOpenPoints,
  sumPlans,
  sumRefusals,
  sumUse,
  type UseSum,
} from '../db/activity-rows'
import { ask } from '../db/ask'
import { type AcceptedRoot, acceptedRoots, type FlowSum, findOwnDay, flowSums, genesisDay } from '../db/metric-rows'
import { DEMAND_REASONS } from '../domain/activity-metrics'
import { GRACE } from '../domain/subscription'
import { CutSums, cutsOf, type MetricPoint, type windowOf } from './metric-point'
import type { Snapshot } from './snapshot'

/** What the metrics of users and providers are made of at each of the points. */
export type ActivityHistory = {
  at: Snapshot
  points: readonly MetricPoint[]
  /** The day of genesis; null before it. */
  firstDay: string | null
  flows: CutSums<FlowSum>
  use: CutSums<UseSum>
  services: readonly string[]
  refusals: CutSums<ReasonSum>
  plans: CutSums<PlanSum>
  accepted: readonly AcceptedRoot[]
  earned: readonly Earned[]
  payouts: readonly Payout[]
  /** Minutes online by root. */
  online: ReadonlyMap<string, bigint>
  loads: readonly Load[]
  openPoints: bigint
}

/** `withOnline`: also the minutes online, which are read out of whole files of inputs. */
export async function readActivityHistory(
  at: Snapshot,
  points: readonly MetricPoint[],
  withOnline: boolean,
): Promise<ActivityHistory> {
  const cuts = cutsOf(points)
  const span = { from: cuts[0] ?? '', until: cuts.at(-1) ?? '' }
  const own = await findOwnDay(at)
  const { accepted, firstDay, flows } = await ask(at.db, {
    accepted: acceptedRoots(at),
    firstDay: genesisDay(at),
    flows: flowSums(at, own, cuts),
  })
  const roots = accepted
    .filter(({ category, at: time }) => category === 'provider' && isWithin(time, span))
    .map(({ root }) => root)
  const use = await sumUse(at, cuts)
  return {
    at,
    points,
    firstDay,
    flows: new CutSums(cuts, flows),
    use: new CutSums(cuts, use),
    services: [...new Set(use.map(({ service }) => service))],
    refusals: new CutSums(cuts, await sumRefusals(at, cuts, DEMAND_REASONS)),
    plans: new CutSums(cuts, await sumPlans(at, cuts, span, GRACE)),
    accepted,
    earned: await listEarned(at, roots),
    payouts: await listPayouts(at, span),
    online: withOnline ? await listOnline(at, roots) : new Map(),
    loads: await listUtilisation(
      at,
      points.map(({ time }) => time),
    ),
    openPoints: await sumOpenPoints(at),
  }
}

/** Whether an instant lies in the days [from, until). */
export function isWithin(time: Date, { from, until }: ReturnType<typeof windowOf>): boolean {
  const day = time.toISOString().slice(0, 10)
  return from <= day && day < until
}
