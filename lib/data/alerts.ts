import 'server-only'
import { database } from '../auth/database'
import { auditOf, rolesOf } from '../auth/roles'
import { currentSession } from '../auth/session'
import { type AlertRow, listOpenAlerts, listOpenByKey } from '../db/alert-rows'
import { PUBLIC_ALERTS, type Severity } from '../domain/alerts'

export type AlertLine = { id: string; severity: Severity; say: string; openedAt: Date; seen: number }

export type Alerts = {
  /** About what the public pages show, for everybody. */
  open: AlertLine[]
  /** The rest of the staff's, for whoever holds a role or audits at this moment; null for others. */
  staff: AlertLine[] | null
  /** Of the signed-in account; null without a session. */
  own: AlertLine[] | null
}

/** What this visitor may know. The staff's and an account's own need the session; roles are asked of the chain. */
export async function getAlerts(): Promise<Alerts> {
  const db = database()
  const open = await listOpenByKey(db, PUBLIC_ALERTS)
  const session = await currentSession()
  if (!session) return { open: open.map(lineOf), staff: null, own: null }
  const isStaff = await rolesOf(session.address).then(
    async (roles) => roles.length > 0 || (await auditOf(session.address)) !== null,
    () => false,
  )
  const staff = isStaff ? await listOpenAlerts(db) : null
  return {
    open: open.map(lineOf),
    staff: staff === null ? null : staff.filter(({ key }) => !PUBLIC_ALERTS.includes(key)).map(lineOf),
    own: (await listOpenAlerts(db, session.address)).map(lineOf),
  }
}

const lineOf = ({ id, severity, say, openedAt, seen }: AlertRow): AlertLine => ({ id, severity, say, openedAt, seen })
