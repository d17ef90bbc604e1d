import { type ClaimRow, listClaims, listCreditFlows, listLeafAmounts, listMovementDays } from '../db/balance-rows'
import type { Queryable } from '../db/connect'
import type { Span } from '../db/report-rows'
import { listSoldUsage } from '../db/sold-usage-rows'
import type { Category } from '../domain/buckets'
import { type Chart, chartWith } from '../domain/chart'
import { deferredOf } from '../domain/deferred'
import type { Month } from '../domain/month'
import { dateOf } from '../domain/time'
import { exceptionsOf } from './exceptions'
import { bookedRoot, type EarnedRoot } from './ledger/chain-steps'
import { type MonthLedger, readLedger } from './ledger/read'
import { once } from './once'
import { creditLines, liabilityLines, noteLines, rewardLines, withSums } from './sheet/customer-balances'
import { quantityEntries } from './sheet/journals'
import { claimLines, earnedLines, type RewardLine, type RootLeaves } from './sheet/provider-rewards'
import { planRevenue, revenueLines } from './sheet/revenue'
import { ageingLines } from './sheet/rollover-ageing'
import { treasuryLines } from './sheet/treasury'
import { noteFlows, rewardFlows } from './sub-ledger'

export type AccountsOf = {
  db: Queryable
  month: Month
  span: Span
  /** Seconds, [start, end) of the month. */
  start: bigint
  end: bigint
  closingTime: Date
  chart?: Chart | undefined
}

export type MonthAccounts = ReturnType<typeof booksAt>

/** What the accounting sheets of a month are made of; each part is read once, when first asked for. */
export function booksAt({ db, month, span, start, end, closingTime, chart = chartWith() }: AccountsOf) {
  const { chainId, opening, closing } = span
  const ledger = once(() => readLedger(db, { chainId, month, opening, closing, closingTime }))
  const claims = once(() => listClaims(db, span))
  const leavesOf = (root: EarnedRoot | undefined) =>
    root ? listLeafAmounts(db, chainId, root.category, root.root) : Promise.resolve([])
  const roots = once(async () => readRoots(rootsOfMonth((await ledger()).roots, start, end), leavesOf))
  const ends = once(async () => readEnds((await ledger()).roots, { start, end }, leavesOf))
  const balances = once(async () =>
    withSums([
      ...(await listCreditFlows(db, span)).flatMap(creditLines),
      ...balanceLines(await ledger(), await ends(), await claims(), { start, end }),
    ]),
  )
  const revenue = once(async () => {
    const { deferred } = await ledger()
    const usage = await listSoldUsage(db, chainId, dateOf(start), dateOf(end))
    return revenueLines(planRevenue(deferred.accounts, start, end), usage)
  })
  const treasury = once(async () => {
    const { movements, prices } = await ledger()
    return treasuryLines(movements, opening, prices)
  })
  return {
    ...{ chart, start, end, ledger, roots, balances, revenue, treasury },
    quantities: once(async () => quantityEntries(await listMovementDays(db, span))),
    unknownLeaves: once(async () => (await ends()).flatMap(({ unknown }) => unknown)),
    ageing: once(async () => ageingLines((await ledger()).deferred.accounts, end)),
    rewards: once(async () => rewardsOf(await ledger(), await roots(), await claims(), opening)),
    exceptions: once(async () =>
      exceptionsOf({
        ...{ ledger: await ledger(), start, end, closing, treasury: await treasury() },
        unknownRoots: (await roots()).flatMap(({ root, leaves }) =>
          leaves ? [] : [{ root: root.root, at: bookedRoot(root).at }],
        ),
      }),
    ),
  }
}

type Leaves = (root: EarnedRoot | undefined) => ReturnType<typeof listLeafAmounts>
type Ends = Awaited<ReturnType<typeof readEnds>>
type Between = { start: bigint; end: bigint }

/** Lines of sheet 9 but those of credits: plans, referral and loyalty, credit notes. */
function balanceLines(
  { deferred, noted }: MonthLedger,
  ends: Ends,
  claims: readonly ClaimRow[],
  { start, end }: Between,
) {
  const earned = ends.flatMap(({ category, ...leaves }) =>
    rewardFlows(category, { ...leaves, claims: claims.filter((one) => one.category === category), start }),
  )
  return [
    ...deferred.accounts.flatMap(({ account, periods }) =>
      liabilityLines(account, deferredOf(periods, start), deferredOf(periods, end)),
    ),
    ...earned.flatMap(rewardLines),
    ...noteFlows(noted, dateOf(start).toISOString().slice(0, 10)).flatMap(noteLines),
  ]
}

/** One after the other: a month has few of them, and their leaves may be many. */
async function readRoots(roots: ReturnType<typeof rootsOfMonth>, leavesOf: Leaves): Promise<RootLeaves[]> {
  const list: RootLeaves[] = []
  for (const { root, before } of roots) {
    const [leaves, earlier] = await Promise.all([leavesOf(root), leavesOf(before)])
    list.push({ root, leaves: known(root, leaves), before: before ? known(before, earlier) : [] })
  }
  return list
}

/** A root over something has leaves: none here means that they are not known. */
const known = <T>(root: EarnedRoot, leaves: readonly T[]): readonly T[] | null =>
  leaves.length === 0 && root.total > 0n ? null : leaves

/** Roots that are booked in the month, each with the one before it of its category. */
function rootsOfMonth(roots: readonly EarnedRoot[], start: bigint, end: bigint) {
  const last: Partial<Record<Category, EarnedRoot>> = {}
  return roots.flatMap((root) => {
    const before = last[root.category]
    last[root.category] = root
    const { at } = bookedRoot(root)
    return at >= start && at < end ? [{ root, before }] : []
  })
}

/** Roots of referral and loyalty in force at both ends of the month, with their leaves; without a root there are none. */
async function readEnds(accepted: readonly EarnedRoot[], { start, end }: Between, leavesOf: Leaves) {
  const ends = (['referral', 'loyalty'] as const).map(async (category) => {
    const own = accepted.filter((root) => root.category === category)
    const before = (instant: bigint) => own.findLast((root) => bookedRoot(root).at < instant)
    const [first, last] = [before(start), before(end)]
    const [opening, closing] = await Promise.all([leavesOf(first), leavesOf(last)])
    const sides = [
      [first, opening],
      [last, closing],
    ] as const
    const unknown = sides.flatMap(([root, leaves]) => (root && known(root, leaves) === null ? [root.root] : []))
    return { category, opening, closing, unknown }
  })
  return Promise.all(ends)
}

/** What the month's roots gave, then its claims. */
function rewardsOf(
  ledger: MonthLedger,
  roots: readonly RootLeaves[],
  claims: readonly ClaimRow[],
  opening: bigint,
): RewardLine[] {
  const earned = roots.filter(({ root }) => root.category === 'provider').flatMap(earnedLines)
  return [...earned, ...claimLines(ledger, claims, opening)]
}
