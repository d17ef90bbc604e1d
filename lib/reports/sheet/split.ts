import type { DistributionRow, SplitRow } from '../../db/report-rows'
import { apportion, SPLIT_LEGS, type Split } from '../../domain/split'
import { BPS } from '../../domain/units'
import type { Column, RowOf } from '../table'

export type SplitLine = {
  row: DistributionRow
  /** The version in force, as it was set; null when the ledger does not know it. */
  split: Split | null
  /** What the providers got above their own floor: 0 to 3 wei. Null without a split. */
  remainder: bigint | null
  /** Parts − basis. */
  variance: bigint
  /** Whether each of the four parts is what the formula of the version gives. */
  isExact: boolean
}

/** Sheet 12: each distribution against the split of its version. */
export function splitLines(distributions: readonly DistributionRow[], versions: readonly SplitRow[]): SplitLine[] {
  const byVersion = new Map(versions.map((version) => [version.version, version]))
  return distributions.map((row) => {
    const split = byVersion.get(row.splitVersion) ?? null
    const expected = split && apportion(split, row.total)
    return {
      row,
      split,
      remainder: split && row.provider - (row.total * BigInt(split.provider)) / BPS,
      variance: row.burn + row.protocol + row.operations + row.provider - row.total,
      isExact: expected !== null && SPLIT_LEGS.every((leg) => expected[leg] === row[leg]),
    }
  })
}

export const SPLIT_COLUMNS = [
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'version', kind: 'count' },
  { name: 'basis', kind: 'cxpt' },
  { name: 'burn_share', kind: 'bps' },
  { name: 'protocol_share', kind: 'bps' },
  { name: 'operations_share', kind: 'bps' },
  { name: 'provider_share', kind: 'bps' },
  { name: 'burn', kind: 'cxpt' },
  { name: 'protocol', kind: 'cxpt' },
  { name: 'operations', kind: 'cxpt' },
  { name: 'provider', kind: 'cxpt' },
  { name: 'remainder', kind: 'cxpt' },
  { name: 'variance', kind: 'cxpt' },
] as const satisfies readonly Column[]

export const splitTable = (lines: readonly SplitLine[]): RowOf<typeof SPLIT_COLUMNS>[] =>
  lines.map(({ row, split, remainder, variance }) => [
    row.blockNumber,
    row.logIndex,
    row.blockTime,
    row.txHash,
    row.splitVersion,
    row.total,
    split?.burn,
    split?.protocol,
    split?.operations,
    split?.provider,
    row.burn,
    row.protocol,
    row.operations,
    row.provider,
    remainder,
    variance,
  ])
