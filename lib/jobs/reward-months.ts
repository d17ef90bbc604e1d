import { getContract } from '../chain/contract'
import { type RewardsState, readRewardsState } from '../chain/rewards-state'
import { listPaid } from '../db/reward-month-rows'
import { deleteRun, listRoots, listRuns } from '../db/reward-rows'
import { type Month, nextMonth, parseMonth } from '../domain/month'
import { closesAt } from '../domain/referral'
import { DAY, dateOf, formatTime } from '../domain/time'
import { formatCxpt } from '../domain/units'
import { closeRun } from '../rewards/close-run'
import type { Earned } from '../rewards/month-assembly'
import { readMonthInputs } from '../rewards/month-inputs'
import { importPublished, publicationFrom } from '../rewards/published'
import { readBasis } from '../rewards/run-basis'
import type { JobContext, Outcome } from './context'
import { isStale, openRun, vetoed } from './epoch'
import { requireLive } from './live-ledger'

/** The treasurer funds a month after its closing Monday, with a delay of a day: before that nobody need be told. */
const CLOSE_AFTER = 2n * DAY

/** Closes the referral and loyalty month that is next, when its hold is over and it is funded. Repeated, it does nothing. */
export async function closeRewardMonths(context: JobContext): Promise<Outcome> {
  await requireLive(context)
  const { client, deployment } = context
  const state = await readRewardsState({ client, deployment })
  const outcomes: Outcome[] = []
  for (const category of ['referral', 'loyalty'] as const) outcomes.push(await closeMonth(context, category, state))
  const alarms = outcomes.flatMap(({ alarm }) => alarm ?? [])
  return { say: outcomes.map(({ say }) => say).join('; '), ...(alarms.length > 0 ? { alarm: alarms.join(' ') } : {}) }
}

/** The month after the last one that a run or somebody else's root stands for; the first anybody paid in; null before that. */
async function monthToClose({ db, deployment }: JobContext, category: Earned, time: bigint): Promise<Month | null> {
  const runs = (await listRuns(db, deployment.chainId, category)).map(({ label }) => label)
  const published = (await listRoots(db, deployment.chainId, category)).flatMap(({ step, uri }) =>
    step === 'proposed' && uri ? [publicationFrom(uri)?.of ?? ''] : [],
  )
  const last = [...runs, ...published]
    .flatMap((label) => parseMonth(label) ?? [])
    .sort()
    .at(-1)
  if (last) return nextMonth(last)
  const paid = await listPaid(db, deployment.chainId, dateOf(time))
  return parseMonth(paid.map(({ month }) => month).sort()[0] ?? '')
}

async function closeMonth(context: JobContext, category: Earned, state: RewardsState): Promise<Outcome> {
  const { db, deployment } = context
  const at = {
    chainId: deployment.chainId,
    rewards: getContract(deployment, 'Rewards').address,
    block: state.asOf.block,
  }
  await importPublished({ db, ...at }, category)
  const open = openRun(await listRuns(db, deployment.chainId, category, 1))
  if (open && isStale(open, state)) {
    await deleteRun(db, open)
    return { say: `${category} ${open.label} is computed again: another root was accepted` }
  }
  if (open?.state === 'vetoed') return vetoed(open)
  if (open) return { say: `${category} ${open.label} is ${open.state}` }
  const month = await monthToClose(context, category, state.asOf.time)
  if (!month) return { say: `${category}: nobody paid yet` }
  const due = closesAt(month) + CLOSE_AFTER
  if (state.asOf.time < due) return { say: `${category} ${month} closes ${formatTime(due)}` }
  const stream = state.streams[category]
  if (stream.pendingRoot) return { say: `${category} ${month} waits: a root is pending` }
  const basis = await readBasis(db, at, category, stream)
  if (!basis) {
    const say = `${category} ${month} waits: the leaves of the accepted root are not known here`
    return { say, alarm: `${say}.` }
  }
  const reading = await readMonthInputs(db, month, basis)
  if (!reading) return { say: `${category} ${month} waits: there was no price` }
  const missing = reading.needed - (stream.funded - stream.total)
  if (missing > 0n) {
    const say = `${category} ${month} waits for the treasurer: ${formatCxpt(missing, { round: 'up' })} CXPT are not funded`
    return { say, alarm: `${say}.` }
  }
  const run = await closeRun(db, reading.inputs, dateOf(state.asOf.time))
  if (run?.error) return { say: run.error, alarm: `The two computations of ${category} ${month} differ: ${run.error}.` }
  return {
    say: run ? `${category} ${month}: root ${run.root}, total ${run.total} wei` : `${category} ${month} is closed`,
  }
}
