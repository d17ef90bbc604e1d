import type { DistributionRow, MovementRow, SplitRow } from '../../db/report-rows'
import { BPS } from '../../domain/units'
import type { Column, RowOf } from '../table'

export type BurnLine = {
  row: MovementRow
  /** What the burn was a share of; null when somebody burned his own tokens, which needs no reason, or nothing explains it. */
  base: bigint | null
  bps: number | null
  expected: bigint
  /** Actual − expected. */
  difference: bigint
}

/**
 * Sheet 7: every destruction of tokens. A burn out of vault revenue must be the burn share of its distribution: the n-th one of a
 * transaction belongs to the n-th distribution in it that had something to burn. Without one, or out of a contract of ours that
 * announced nothing, no burn was expected.
 */
export function burnLines(
  burns: readonly MovementRow[],
  distributions: readonly DistributionRow[],
  versions: readonly SplitRow[],
): BurnLine[] {
  const bpsOf = new Map(versions.map(({ version, burn }) => [version, burn]))
  const waiting = new Map<string, DistributionRow[]>()
  for (const distribution of distributions) {
    if (distribution.burn === 0n) continue
    const list = waiting.get(distribution.txHash)
    if (list) list.push(distribution)
    else waiting.set(distribution.txHash, [distribution])
  }
  return burns.map((row) => {
    if (row.kind === 'unexplained') return { row, base: null, bps: null, expected: 0n, difference: row.amount }
    if (row.fromBucket !== 'vault_revenue') {
      return { row, base: null, bps: null, expected: row.amount, difference: 0n }
    }
    const distribution = waiting.get(row.txHash)?.shift()
    const bps = distribution ? (bpsOf.get(distribution.splitVersion) ?? null) : null
    const expected = distribution && bps !== null ? (distribution.total * BigInt(bps)) / BPS : 0n
    return { row, base: distribution?.total ?? null, bps, expected, difference: row.amount - expected }
  })
}

export const BURN_COLUMNS = [
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'from_bucket', kind: 'text' },
  { name: 'from_owner', kind: 'text' },
  { name: 'base', kind: 'cxpt' },
  { name: 'share', kind: 'bps' },
  { name: 'expected', kind: 'cxpt' },
  { name: 'actual', kind: 'cxpt' },
  { name: 'difference', kind: 'cxpt' },
] as const satisfies readonly Column[]

export const burnTable = (lines: readonly BurnLine[]): RowOf<typeof BURN_COLUMNS>[] =>
  lines.map(({ row, base, bps, expected, difference }) => [
    row.blockNumber,
    row.logIndex,
    row.blockTime,
    row.txHash,
    row.fromBucket,
    row.fromOwner,
    base,
    bps,
    expected,
    row.amount,
    difference,
  ])
