import type { Flow } from '../../db/report-rows'
import { type AccountName, BUCKETS, type Bucket, OUR_BUCKETS } from '../../domain/buckets'
import { MAX_SUPPLY } from '../../domain/units'
import type { Column, RowOf } from '../table'

const OURS: readonly AccountName[] = OUR_BUCKETS

/** Wei on chain at the closing block, by bucket; the sum of all buckets is what `totalSupply()` answered. */
export type ChainBuckets = Readonly<Record<Bucket | 'burned', bigint>>

type Sums = { opening: bigint; in: bigint; out: bigint; internalIn: bigint; internalOut: bigint; closing: bigint }

export type RollForwardRow = Sums & {
  /** `total_supply` sums the buckets; `max_supply` adds what was burned and must be 10^27. */
  account: Bucket | 'total_supply' | 'burned' | 'max_supply'
  row: 'bucket' | 'total' | 'burned' | 'proof'
  /** Null while the chain was not read. */
  chain: bigint | null
  /** Chain − ledger. */
  difference: bigint | null
  /** Opening + in − out + internal in − internal out − closing: 0. */
  check: bigint
}

const NOTHING: Sums = { opening: 0n, in: 0n, out: 0n, internalIn: 0n, internalOut: 0n, closing: 0n }

/** Sheet 3: every bucket, their total, what was burned, and the proof that all of it is the supply of genesis. Wei. */
export function rollForward(flows: readonly Flow[], chain: ChainBuckets | null): RollForwardRow[] {
  const sums = BUCKETS.map((bucket) => ({ bucket, sums: sumsOf(bucket, flows) }))
  const total = add(sums.map(({ sums }) => sums))
  const burned = sumsOf('burned', flows)
  const chainTotal = chain && BUCKETS.reduce((sum, bucket) => sum + chain[bucket], 0n)
  return [
    ...sums.map(({ bucket, sums }) => rowOf(bucket, 'bucket', sums, chain?.[bucket])),
    rowOf('total_supply', 'total', total, chainTotal),
    rowOf('burned', 'burned', burned, chain?.burned),
    rowOf('max_supply', 'proof', add([total, burned]), MAX_SUPPLY),
  ]
}

function sumsOf(account: AccountName, flows: readonly Flow[]): Sums {
  const sums = { ...NOTHING }
  for (const { from, to, before, during } of flows) {
    // A transfer inside one bucket, as between two holders, moves nothing of the bucket.
    if (from === to || (from !== account && to !== account)) continue
    const isInternal = OURS.includes(from) && OURS.includes(to)
    if (to === account) {
      sums.opening += before
      sums.closing += before + during
      sums[isInternal ? 'internalIn' : 'in'] += during
    } else {
      sums.opening -= before
      sums.closing -= before + during
      sums[isInternal ? 'internalOut' : 'out'] += during
    }
  }
  return sums
}

const add = (all: readonly Sums[]): Sums =>
  all.reduce(
    (sum, one) => ({
      opening: sum.opening + one.opening,
      in: sum.in + one.in,
      out: sum.out + one.out,
      internalIn: sum.internalIn + one.internalIn,
      internalOut: sum.internalOut + one.internalOut,
      closing: sum.closing + one.closing,
    }),
    NOTHING,
  )

const rowOf = (
  account: RollForwardRow['account'],
  row: RollForwardRow['row'],
  sums: Sums,
  chain: bigint | null | undefined,
): RollForwardRow => ({
  account,
  row,
  ...sums,
  chain: chain ?? null,
  difference: chain == null ? null : chain - sums.closing,
  check: sums.opening + sums.in - sums.out + sums.internalIn - sums.internalOut - sums.closing,
})

export const ROLL_FORWARD_COLUMNS = [
  { name: 'bucket', kind: 'text' },
  { name: 'row', kind: 'text' },
  { name: 'opening', kind: 'cxpt' },
  { name: 'in', kind: 'cxpt' },
  { name: 'out', kind: 'cxpt' },
  { name: 'internal_in', kind: 'cxpt' },
  { name: 'internal_out', kind: 'cxpt' },
  { name: 'closing', kind: 'cxpt' },
  { name: 'chain', kind: 'cxpt' },
  { name: 'difference', kind: 'cxpt' },
  { name: 'check', kind: 'cxpt' },
] as const satisfies readonly Column[]

export const rollForwardTable = (rows: readonly RollForwardRow[]): RowOf<typeof ROLL_FORWARD_COLUMNS>[] =>
  rows.map((row) => [
    row.account,
    row.row,
    row.opening,
    row.in,
    row.out,
    row.internalIn,
    row.internalOut,
    row.closing,
    row.chain,
    row.difference,
    row.check,
  ])
