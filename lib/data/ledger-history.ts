import 'server-only'
import {
  type AcceptedRoot,
  type BucketSum,
  type DistributionSum,
  type DonationSum,
  type FlowSum,
  findGenesisDay,
  type KnownTranche,
  type LastRows,
  listAccepted,
  listLast,
  listTranchesAt,
  sumBuckets,
  sumDonations,
  sumFlows,
  sumSplits,
} from '../db/metric-rows'
import { listSplits } from '../db/overview-rows'
import type { AccountName } from '../domain/buckets'
import { CutSums, cutsOf, type MetricPoint } from './metric-point'
import type { Snapshot } from './snapshot'

type SplitRow = Awaited<ReturnType<typeof listSplits>>[number]

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
  splits: readonly SplitRow[]
  accepted: readonly AcceptedRoot[]
  tranches: readonly KnownTranche[]
  /** In the order of the points. */
  last: readonly LastRows[]
}

export async function readLedgerHistory(at: Snapshot, points: readonly MetricPoint[]): Promise<LedgerHistory> {
  const cuts = cutsOf(points)
  const ends = points.map(({ end }) => end)
  return {
    at,
    points,
    firstDay: await findGenesisDay(at),
    flows: new CutSums(cuts, await sumFlows(at, cuts)),
    buckets: new CutSums(cuts, await sumBuckets(at, cuts)),
    donations: new CutSums(cuts, await sumDonations(at, cuts)),
    distributed: new CutSums(cuts, await sumSplits(at, cuts)),
    splits: await listSplits(at.db, at.chainId),
    accepted: await listAccepted(at),
    tranches: await listTranchesAt(at),
    last: await listLast(at, ends),
  }
}

/** What is in a bucket before a day; at the block without one. */
export const balanceIn = ({ buckets }: LedgerHistory, bucket: AccountName, day: string | null = null): bigint =>
  buckets.before(day, bucket, (row) => (row.bucket === bucket ? row.value : null))
