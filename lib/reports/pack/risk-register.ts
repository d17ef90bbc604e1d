import { readingsAt } from '../../db/pack-rows'
import { breachesBetween } from '../../db/risk-rows'
import { readThresholds } from '../../db/threshold-rows'
import { RISK_IDS, RISKS, riskState } from '../../domain/risk'
import { THRESHOLDS } from '../../domain/threshold'
import type { Column, Table } from '../table'
import { type BundleFile, tableFile } from './bundle'
import type { PackFacts } from './facts'

const REGISTER = [
  { name: 'group', kind: 'text' },
  { name: 'indicator', kind: 'text' },
  { name: 'owner', kind: 'text' },
  { name: 'unit', kind: 'text' },
  { name: 'breach_when', kind: 'text' },
  { name: 'threshold', kind: 'decimal' },
  { name: 'value', kind: 'decimal' },
  { name: 'read', kind: 'time' },
  { name: 'block', kind: 'count' },
  { name: 'state', kind: 'text' },
  { name: 'why_not_known', kind: 'text' },
  { name: 'breaches', kind: 'count' },
  { name: 'acknowledged', kind: 'count' },
] as const satisfies readonly Column[]

const BREACHES = [
  { name: 'indicator', kind: 'text' },
  { name: 'threshold', kind: 'decimal' },
  { name: 'began', kind: 'time' },
  { name: 'began_block', kind: 'count' },
  { name: 'ended', kind: 'time' },
  { name: 'worst', kind: 'decimal' },
  { name: 'acknowledged_by', kind: 'text' },
  { name: 'note', kind: 'text' },
] as const satisfies readonly Column[]

export function* riskTables({ source: { db }, from, until }: PackFacts): Generator<BundleFile> {
  yield tableFile('risk', 'register', async (): Promise<Table> => {
    const [limits, readings, breaches] = [
      await readThresholds(db),
      await readingsAt(db, until),
      await breachesBetween(db, from, until),
    ]
    const rows = RISK_IDS.map((id) => {
      const [{ group, owner }, { unit, side }, reading] = [RISKS[id], THRESHOLDS[id], readings.get(id)]
      const own = breaches.filter(({ indicator }) => indicator === id)
      const known = own.filter(({ acknowledgedBy }) => acknowledgedBy !== null)
      return [
        ...[group, id, owner, unit, side, limits[id]],
        ...[reading?.value ?? null, reading?.at ?? null, reading?.block ?? null],
        ...[riskState(id, reading?.value ?? null, limits[id]), reading ? reading.reason : 'never read'],
        ...[own.length, known.length],
      ]
    })
    return { columns: REGISTER, rows }
  })
  yield tableFile('risk', 'breaches', async (): Promise<Table> => {
    const rows = (await breachesBetween(db, from, until)).map((row) => [
      ...[row.indicator, row.threshold, row.beganAt, row.beganBlock, row.endedAt, row.worst],
      ...[row.acknowledgedBy, row.note],
    ])
    return { columns: BREACHES, rows }
  })
}
