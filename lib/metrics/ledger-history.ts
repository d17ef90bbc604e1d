import { ask } from '../db/ask'
import {
  type AcceptedRoot,
  acceptedRoots,
  type BucketSum,
  bucketSums,
  type DistributionSum,
  type DonationSum,
  donationSums,
  type FlowSum,
  findOwnDay,
  flowSums,
  genesisDay,
  type KnownTranche,
  type LastRows,
  lastRows,
  type SplitVersion,
  splitSums,
  splitVersions,
  tranchesUpTo,
} from '../db/metric-rows'
import type { AccountName } from '../domain/buckets'
import { CutSums, cutsOf, type MetricPoint } from './metric-point'
import type { Snapshot } from './snapshot'

/** What the metrics of the ledger are made of at each of the points: a few thousand rows, whatever the ledger holds. */
export type LedgerHistory = {
  at: Snapshot
  points: readonly MetricPoint[]
  /** The day of genesis; null before it. */
  firstDay: string | null
  flows: CutSums<FlowSum>
  buckets: CutSums<BucketSum>
  donations: CutSums<DonationSum>
  distributed: CutSums<DistributionSum>
  splits: readonly SplitVersion[]
  accepted: readonly AcceptedRoot[]
  tranches: readonly KnownTranche[]
  /** In the order of the points. */
  last: readonly LastRows[]
}

export async function readLedgerHistory(at: Snapshot, points: readonly MetricPoint[]): Promise<LedgerHistory> {
  const cuts = cutsOf(points)
  const ends = points.map(({ end }) => end)
  const own = await findOwnDay(at)
  const { flows, buckets, donations, distributed, ...rows } = await ask(at.db, {
    firstDay: genesisDay(at),
    flows: flowSums(at, own, cuts),
    buckets: bucketSums(at, own, cuts),
    donations: donationSums(at, cuts),
    distributed: splitSums(at, cuts),
    splits: splitVersions(at),
    accepted: acceptedRoots(at),
    tranches: tranchesUpTo(at),
    last: lastRows(at, ends),
  })
  return {
    at,
    points,
    ...rows,
    flows: new CutSums(cuts, flows),
    buckets: new CutSums(cuts, buckets),
    donations: new CutSums(cuts, donations),
    distributed: new CutSums(cuts, distributed),
  }
}

/** What is in a bucket before a day; at the block without one. */
export const balanceIn = ({ buckets }: LedgerHistory, bucket: AccountName, day: string | null = null): bigint =>
  buckets.before(day, bucket, (row) => (row.bucket === bucket ? row.value : null))
