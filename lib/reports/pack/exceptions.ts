import { listSignedVersions } from '../../db/pack-rows'
import { dateOf } from '../../domain/time'
import type { Column, Row, Table } from '../table'
import { type BundleFile, tableFile } from './bundle'
import type { PackFacts } from './facts'

const EXCEPTIONS = [
  { name: 'month', kind: 'text' },
  { name: 'kind', kind: 'text' },
  { name: 'time', kind: 'time' },
  { name: 'ref', kind: 'text' },
  { name: 'detail', kind: 'text' },
] as const satisfies readonly Column[]

const GATES = [
  { name: 'month', kind: 'text' },
  { name: 'gate', kind: 'text' },
  { name: 'title', kind: 'text' },
  { name: 'state', kind: 'text' },
  { name: 'detail', kind: 'text' },
] as const satisfies readonly Column[]

const SIGNED = [
  { name: 'month', kind: 'text' },
  { name: 'version', kind: 'count' },
  { name: 'manifest_hash', kind: 'text' },
  { name: 'supersedes', kind: 'text' },
  { name: 'reason', kind: 'text' },
  { name: 'part', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'signed', kind: 'time' },
  { name: 'note', kind: 'text' },
  { name: 'signature', kind: 'text' },
] as const satisfies readonly Column[]

export function* exceptionTables({ source: { db }, span, reports }: PackFacts): Generator<BundleFile> {
  yield tableFile('exceptions', 'exceptions', async (): Promise<Table> => {
    const rows: Row[] = []
    for (const { month, books } of reports) {
      for (const { kind, at, ref, detail } of await books.exceptions())
        rows.push([month, kind, dateOf(at), ref, detail])
    }
    return { columns: EXCEPTIONS, rows }
  })
  yield tableFile('exceptions', 'gates', async (): Promise<Table> => {
    const rows: Row[] = []
    for (const report of reports) {
      for (const { id, title, state, detail } of await report.gates())
        rows.push([report.month, id, title, state, detail])
    }
    return { columns: GATES, rows }
  })
  yield tableFile('exceptions', 'sign-offs', async (): Promise<Table> => {
    const months = reports.map(({ month }) => month)
    const rows = (await listSignedVersions(db, span.chainId, months)).map((row) => [
      ...[row.month, row.version, row.manifestHash, row.supersedes, row.reason],
      ...[row.role, row.account, row.signedAt, row.note, row.signature],
    ])
    return { columns: SIGNED, rows }
  })
}
