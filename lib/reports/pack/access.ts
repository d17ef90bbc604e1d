import canonicalize from 'canonicalize'
import { listAuditors } from '../../db/auditor-rows'
import { sumAudit } from '../../db/pack-rows'
import { type EventRow, eventRows } from '../../db/report-rows'
import { roleById } from '../../domain/roles'
import type { Column, Row, Table } from '../table'
import { type BundleFile, tableFile } from './bundle'
import type { PackFacts } from './facts'

const ROLE_EVENTS = [
  'RoleAdminChanged',
  'RoleGrantDelayChanged',
  'RoleGranted',
  'RoleGuardianChanged',
  'RoleRevoked',
  'TargetFunctionRoleUpdated',
] as const

const CHANGES = [
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'event', kind: 'text' },
  { name: 'role', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'arguments', kind: 'text' },
  { name: 'operation', kind: 'text' },
  { name: 'reason', kind: 'text' },
] as const satisfies readonly Column[]

const HOLDERS = [
  { name: 'role', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'delay_seconds', kind: 'text' },
  { name: 'granted_in_block', kind: 'count' },
  { name: 'granted', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'can', kind: 'text' },
] as const satisfies readonly Column[]

const AUDITORS = [
  { name: 'account', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'reason', kind: 'text' },
  { name: 'granted_by', kind: 'text' },
  { name: 'granted', kind: 'time' },
  { name: 'until', kind: 'time' },
  { name: 'ended', kind: 'time' },
  { name: 'ended_by', kind: 'text' },
] as const satisfies readonly Column[]

const CONSOLE = [
  { name: 'actor', kind: 'text' },
  { name: 'action', kind: 'text' },
  { name: 'entries', kind: 'count' },
  { name: 'first', kind: 'time' },
  { name: 'last', kind: 'time' },
] as const satisfies readonly Column[]

/** Every access there ever was: nobody grants more. */
const MOST_AUDITORS = 10_000

export function* accessTables({ source: { db }, span, from, until }: PackFacts): Generator<BundleFile> {
  yield tableFile('access', 'role-changes', async (): Promise<Table> => {
    const rows = (await eventRows(db, span, ROLE_EVENTS)).map(changeRow)
    return { columns: CHANGES, rows }
  })
  yield tableFile('access', 'role-holders', async (): Promise<Table> => {
    const events = await eventRows(db, { ...span, opening: -1n }, ['RoleGranted', 'RoleRevoked'])
    return { columns: HOLDERS, rows: holderRows(events) }
  })
  yield tableFile('access', 'auditors', async (): Promise<Table> => {
    const all = await listAuditors(db, span.chainId, MOST_AUDITORS)
    const during = all.filter(({ grantedAt, until: ends, endedAt }) => grantedAt < until && (endedAt ?? ends) >= from)
    const rows = during.map((row) => [
      ...[row.account, row.name, row.reason, row.grantedBy, row.grantedAt, row.until],
      ...[row.endedAt, row.endedBy],
    ])
    return { columns: AUDITORS, rows }
  })
  yield tableFile('access', 'console-activity', async (): Promise<Table> => {
    const rows = (await sumAudit(db, from, until)).map(({ actor, action, entries, first, last }) => [
      ...[actor, action, entries, first, last],
    ])
    return { columns: CONSOLE, rows }
  })
}

const nameOf = (id: unknown): string => {
  if (id === undefined) return ''
  return roleById(BigInt(String(id)))?.name ?? `role ${id}`
}

const changeRow = (row: EventRow): Row => {
  const { blockNumber, logIndex, blockTime, txHash, name, args, operationId, reason } = row
  const account = args.account === undefined ? null : String(args.account).toLowerCase()
  return [
    ...[blockNumber, logIndex, blockTime, txHash, name, nameOf(args.roleId), account],
    ...[canonicalize(args) ?? '', operationId, reason],
  ]
}

/** Who held which role at the end, since when; a grant that only moved its delay keeps the place of the first. */
function holderRows(events: readonly EventRow[]): Row[] {
  const holders = new Map<string, EventRow & { delay: string }>()
  for (const row of events) {
    const { roleId, account, delay } = row.args
    const key = `${roleId} ${String(account).toLowerCase()}`
    if (row.name === 'RoleRevoked') holders.delete(key)
    else holders.set(key, { ...(holders.get(key) ?? row), delay: String(delay ?? '0') })
  }
  const rows = [...holders.values()].map(({ args, delay, blockNumber, blockTime, txHash }) => {
    const id = BigInt(String(args.roleId))
    const can = roleById(id)?.can ?? null
    return [nameOf(id), String(args.account).toLowerCase(), delay, blockNumber, blockTime, txHash, can]
  })
  return rows.sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1))
}
