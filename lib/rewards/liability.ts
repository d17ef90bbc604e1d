import { type Address, zeroHash } from 'viem'
import type { Queryable } from '../db/connect'
import { listTranches, sumBalances } from '../db/overview-rows'
import { firstRegistration } from '../db/provider-rows'
import { findPriceAt, listPaid } from '../db/reward-month-rows'
import { listRoots, listRuns, type RootRow, type RunRow } from '../db/reward-rows'
import { CATEGORIES, type Category } from '../domain/buckets'
import { vested } from '../domain/emission'
import { epochBounds, epochOf } from '../domain/epoch'
import { greater, lesser } from '../domain/money'
import { monthBounds, monthOf, monthsBetween, nextMonth, parseMonth } from '../domain/month'
import { closesAt } from '../domain/referral'
import { dateOf, secondsOf } from '../domain/time'
import { MAX_SUPPLY } from '../domain/units'
import { epochLabel, readEpochInputs } from './epoch-inputs'
import { computeEpoch } from './epoch-points'
import type { Earned } from './month-assembly'
import { readEarned } from './month-inputs'
import { rootsNow } from './proof'
import { publicationFrom } from './published'

/** What a period earned and no accepted root has yet. `running`: it is not over, `held`: over and not closed. Those two are estimates. Wei. */
export type Accrual = { label: string; state: 'running' | 'held' | 'closed' | 'proposed' | 'vetoed'; amount: bigint }

/** Wei. `allocated`: the accepted root's total, claimed and claimable. `free`: what a root may add. */
export type Liability = {
  category: Category
  accrued: Accrual[]
  owed: bigint
  allocated: bigint
  claimed: bigint
  claimable: bigint
  free: bigint
  /** What is owed above `free`: to be funded before it can be claimed. */
  missing: bigint
}

export type LedgerAt = { db: Queryable; chainId: number; rewards: Address; block: bigint; time: bigint }
/** Periods looked at: what is older is an alarm of the job that closes them. */
const MOST_PERIODS = 8

/** What is owed to earners by category, against what a root may allocate, as the ledger knows it after one block. */
export async function readLiability(at: LedgerAt): Promise<Liability[]> {
  const balances = await sumBalances(at.db, at.chainId)
  const held = (bucket: string, owner: string): bigint =>
    balances.filter((row) => row.bucket === bucket && row.owner === owner).reduce((sum, { amount }) => sum + amount, 0n)
  const emission = await freeEmission(at, held('rewards_emission', ''))
  const liabilities: Liability[] = []
  for (const category of CATEGORIES) {
    const [runs, roots] = [await listRuns(at.db, at.chainId, category), await listRoots(at.db, at.chainId, category)]
    const allocated = roots.findLast(({ step }) => step === 'accepted')?.total ?? 0n
    const claimable = held('rewards_allocated', category)
    const accrued = await accruedIn(at, category, runs, roots, allocated)
    const owed = accrued.reduce((sum, { amount }) => sum + amount, 0n)
    const free = held('rewards_pool', category) + (category === 'provider' ? emission : 0n)
    const missing = greater(owed - free, 0n)
    liabilities.push({ category, accrued, owed, allocated, claimed: allocated - claimable, claimable, free, missing })
  }
  return liabilities
}

/** Emission that has vested and was never used; none after a migration. */
async function freeEmission({ db, chainId, time }: LedgerAt, left: bigint): Promise<bigint> {
  const schedule = (await listTranches(db, chainId))
    .filter(({ cancelledBlock }) => cancelledBlock === null)
    .map(({ startsAt, endsAt, amount }) => ({ start: secondsOf(startsAt), end: secondsOf(endsAt), amount }))
  let used = 0n
  for (const { step, fromEmission } of await listRoots(db, chainId, 'provider'))
    if (step === 'accepted') used += fromEmission ?? 0n
  return lesser(greater(vested(schedule, time) - used, 0n), left)
}

async function accruedIn(
  at: LedgerAt,
  category: Category,
  runs: readonly RunRow[],
  roots: readonly RootRow[],
  allocated: bigint,
): Promise<Accrual[]> {
  const [last] = runs
  const { pending } = rootsNow(roots)
  const waiting: Accrual[] =
    last && last.state !== 'accepted'
      ? [{ label: last.label, state: last.state, amount: greater(last.total - allocated, 0n) }]
      : pending
        ? [
            {
              label: publicationFrom(pending.uri ?? '')?.of ?? pending.root,
              state: 'proposed',
              amount: (pending.total ?? 0n) - allocated,
            },
          ]
        : []
  const covered = [...runs.map(({ label }) => label), ...roots.map(({ uri }) => publicationFrom(uri ?? '')?.of ?? '')]
  const open = category === 'provider' ? await openEpochs(at, covered) : await openMonths(at, category, covered)
  return [...waiting, ...open]
}

/** Epochs after the last one that anybody closed, by what was seen so far. */
async function openEpochs(at: LedgerAt, covered: readonly string[]): Promise<Accrual[]> {
  const first = await firstRegistration(at.db, at.chainId)
  if (!first) return []
  const closed = covered.map((label) => BigInt(/^epoch (\d+)/.exec(label)?.[1] ?? -1))
  const from = greater(epochOf(secondsOf(first)), closed.reduce(greater, -1n) + 1n)
  const accruals: Accrual[] = []
  for (let epoch = from; epoch <= epochOf(at.time) && accruals.length < MOST_PERIODS; epoch += 1n) {
    const inputs = await readEpochInputs(at.db, epoch, {
      format: 'cxpt-rewards',
      formatVersion: 1,
      chainId: at.chainId,
      rewards: at.rewards,
      category: 'provider',
      previous: { root: zeroHash, leaves: [] },
      block: at.block.toString(),
      // What can be allocated is compared with it, and does not bound it.
      allocatable: MAX_SUPPLY,
      total: 0n,
    })
    const state = epochBounds(epoch).end <= at.time ? 'held' : 'running'
    accruals.push({ label: epochLabel(epoch), state, amount: computeEpoch(inputs).added })
  }
  return accruals
}

/** Months after the last one that anybody closed, at the price they close at, or the last one before. */
async function openMonths(at: LedgerAt, category: Earned, covered: readonly string[]): Promise<Accrual[]> {
  const last = covered
    .flatMap((label) => parseMonth(label) ?? [])
    .sort()
    .at(-1)
  const paid = await listPaid(at.db, at.chainId, dateOf(at.time))
  const from = last ? nextMonth(last) : parseMonth(paid.map(({ month }) => month).sort()[0] ?? '')
  const now = monthOf(at.time)
  const accruals: Accrual[] = []
  for (const month of from && from <= now ? monthsBetween(from, now).slice(0, MOST_PERIODS) : []) {
    const price = await findPriceAt(at.db, at.chainId, dateOf(lesser(closesAt(month), at.time)))
    const amount = price === null ? 0n : (await readEarned(at.db, at.chainId, month, price))[category]
    accruals.push({ label: month, state: monthBounds(month).end <= at.time ? 'held' : 'running', amount })
  }
  return accruals
}
