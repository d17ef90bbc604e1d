import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { alertDeliveries } from './work-schema'

export type Channel = (typeof alertDeliveries.$inferSelect)['channel']

/** Tries of one alert on one channel: at once, then after 1, 3, 7 … 127 minutes. */
const MOST_TRIES = 8
/** How long a try belongs to the process that took it: longer than any channel waits. After that it died. */
const LEASE_SECONDS = 120
/** Alerts of one run: bounds how long it takes when nobody answers. */
const AT_ONCE = 20

export type Delivery = {
  id: string
  key: string
  severity: string
  say: string
  detail: Record<string, unknown>
  openedAt: Date
  /** Tries before this one. */
  tries: number
}

/** Alerts of the staff that a channel has to carry now. Those of accounts stay in the house. Older than two days: nobody is woken for it. */
export async function listDue(db: Queryable, channel: Channel): Promise<Delivery[]> {
  const { rows } = await db.execute<Omit<Delivery, 'openedAt'> & { opened_at: string }>(sql`
    select a.id, a.key, a.severity, a.say, a.detail, a.opened_at, coalesce(d.tries, 0)::int as tries
    from alerts a left join alert_deliveries d on d.alert_id = a.id and d.channel = ${channel}
    where a.account = '' and a.opened_at > now() - interval '2 days' and coalesce(d.state, 'waiting') = 'waiting'
      and coalesce(d.next_at, a.opened_at) <= now()
    order by a.opened_at limit ${AT_ONCE}`)
  return rows.map(({ opened_at, ...row }) => ({ ...row, openedAt: new Date(opened_at) }))
}

/** Takes a delivery for this process; false when another one took it meanwhile. */
export async function claimDelivery(db: Queryable, { id, tries }: Delivery, channel: Channel): Promise<boolean> {
  const taken = { tries: tries + 1, nextAt: sql`now() + make_interval(secs => ${LEASE_SECONDS})` }
  const { rowCount } = await db
    .insert(alertDeliveries)
    .values({ alertId: id, channel, state: 'waiting', ...taken })
    .onConflictDoUpdate({
      target: [alertDeliveries.alertId, alertDeliveries.channel],
      set: taken,
      setWhere: and(eq(alertDeliveries.tries, tries), eq(alertDeliveries.state, 'waiting')),
    })
  return rowCount === 1
}

/** `error` null: it arrived. The last try that fails is the end of it. */
export async function endDelivery(
  db: Queryable,
  { id, tries }: Delivery,
  channel: Channel,
  error: string | null,
): Promise<void> {
  const isOver = tries + 1 >= MOST_TRIES
  // 1, 2, 4 … minutes after a failure; of the last one, when it was.
  const minutes = isOver ? 0 : 2 ** tries
  await db
    .update(alertDeliveries)
    .set({
      state: error === null ? 'sent' : isOver ? 'failed' : 'waiting',
      error,
      nextAt: error === null ? null : sql`now() + make_interval(mins => ${minutes})`,
      sentAt: error === null ? sql`now()` : null,
    })
    .where(and(eq(alertDeliveries.alertId, id), eq(alertDeliveries.channel, channel)))
}

/** Deliveries that were given up in the last day, the newest first. */
export const listGivenUp = (db: Queryable): Promise<{ channel: Channel; error: string | null }[]> =>
  db
    .select({ channel: alertDeliveries.channel, error: alertDeliveries.error })
    .from(alertDeliveries)
    .where(and(eq(alertDeliveries.state, 'failed'), gt(alertDeliveries.nextAt, sql`now() - interval '1 day'`)))
    .orderBy(desc(alertDeliveries.nextAt))
