import type { Address } from 'viem'
import { getContract } from '../chain/contract'
import { type RewardsState, readRewardsState } from '../chain/rewards-state'
import { firstRegistration } from '../db/provider-rows'
import { deleteRun, listRoots, listRuns, type RunRow } from '../db/reward-rows'
import { epochBounds, epochOf } from '../domain/epoch'
import { greater } from '../domain/money'
import { dateOf, formatTime, HOUR, secondsOf } from '../domain/time'
import { closeRun } from '../rewards/close-run'
import { updateDemand } from '../rewards/demand'
import { readEpochInputs } from '../rewards/epoch-inputs'
import type { RunInputs } from '../rewards/inputs'
import { importPublished, standingLabels } from '../rewards/published'
import { readBasis } from '../rewards/run-basis'
import { correctionLabel, epochFrom, epochLabel, partsOf } from '../rewards/run-label'
import type { JobContext, Outcome } from './context'
import { requireLive } from './live-ledger'

/** Probes, jobs and credit notes of the last hours come late; who publishes epochs by other means does it by six in the morning. */
const CLOSE_AFTER = 7n * HOUR
/** Empty epochs closed in one run after a long time without a worker. */
const MOST_EPOCHS = 8

const CATEGORY = 'provider'

/** Whether nothing new may be computed on top: a run that is not accepted yet, or that somebody must look at. */
export function openRun(runs: readonly RunRow[]): RunRow | null {
  const [last] = runs
  return last && last.state !== 'accepted' ? last : null
}

/** True when a run builds on another root than the chain's: it was never proposed and is computed again. */
export const isStale = (run: RunRow, state: RewardsState): boolean => {
  const { previous } = JSON.parse(run.inputs) as RunInputs
  const stream = state.streams[run.category]
  const before = BigInt(previous.root)
  return (
    run.state === 'closed' &&
    run.root !== stream.root &&
    run.root !== stream.pendingRoot &&
    before !== BigInt(stream.root ?? 0)
  )
}

/** The first epoch that neither a run nor a root of somebody else stands for; null before there are providers. */
async function nextEpoch({ db, deployment }: JobContext, runs: readonly RunRow[]): Promise<bigint | null> {
  const first = await firstRegistration(db, deployment.chainId)
  if (!first) return null
  const published = standingLabels(await listRoots(db, deployment.chainId, CATEGORY))
  const covered = [...runs.map(({ label }) => label), ...published].map((label) => epochFrom(label) ?? -1n)
  const last = covered.reduce((most, epoch) => greater(most, epoch), -1n)
  const from = epochOf(secondsOf(first))
  return last >= from ? last + 1n : from
}

/**
 * Closes every epoch that is over and whose reports are in, one on top of the other: the next is computed when the one before is accepted, so
 * that no root leaves anybody out. Demand is brought up to date first. Repeated, it does nothing.
 */
export async function closeEpochs(context: JobContext): Promise<Outcome> {
  await requireLive(context)
  const { db, client, deployment } = context
  const state = await readRewardsState({ client, deployment })
  await updateDemand({ db, chainId: deployment.chainId, hour: state.asOf.time - HOUR })
  await importPublished({ db, chainId: deployment.chainId, rewards: rewardsOf(context) }, CATEGORY)
  const said: string[] = []
  for (let i = 0; i < MOST_EPOCHS; i++) {
    const outcome = await closeNext(context, state)
    said.push(outcome.say)
    if (!outcome.isClosed) return { say: said.join('; '), ...(outcome.alarm ? { alarm: outcome.alarm } : {}) }
  }
  return { say: said.join('; ') }
}

const rewardsOf = ({ deployment }: JobContext): Address => getContract(deployment, 'Rewards').address

type Step = Outcome & { isClosed?: boolean }

async function closeNext(context: JobContext, state: RewardsState): Promise<Step> {
  const { db, deployment } = context
  const runs = await listRuns(db, deployment.chainId, CATEGORY)
  const open = openRun(runs)
  if (open && isStale(open, state)) {
    await deleteRun(db, open)
    return { say: `${open.label} is computed again: another root was accepted`, isClosed: true }
  }
  if (open?.state === 'vetoed') return vetoed(open)
  if (open) return { say: `${open.label} is ${open.state}` }
  const epoch = await nextEpoch(context, runs)
  if (epoch === null) return { say: 'no provider is registered' }
  const { end } = epochBounds(epoch)
  if (state.asOf.time < end + CLOSE_AFTER) return { say: `epoch ${epoch} closes ${formatTime(end + CLOSE_AFTER)}` }
  return closeAs(context, state, epoch, epochLabel(epoch))
}

/** One sentence for whoever must act on a veto. */
export function vetoed({ category, label }: RunRow): Outcome {
  const say = `The root of ${label} was vetoed`
  const of = category === CATEGORY ? '' : `--category ${category} `
  const command = `npm run recompute -- ${of}--epoch ${partsOf(label)?.period} --correct`
  return { say, alarm: `${say}: find out why, correct what it came from, then run "${command}".` }
}

async function closeAs(context: JobContext, state: RewardsState, epoch: bigint, label: string): Promise<Step> {
  const { db, deployment } = context
  const stream = state.streams[CATEGORY]
  if (stream.pendingRoot) return { say: `${label} waits: a root is pending` }
  const at = { chainId: deployment.chainId, rewards: rewardsOf(context), block: state.asOf.block }
  const basis = await readBasis(db, at, CATEGORY, stream)
  if (!basis) {
    const say = `${label} waits: the leaves of the accepted root ${stream.root ?? 'that was revoked'} are not known here`
    return { say, alarm: `${say}.` }
  }
  const inputs = await readEpochInputs(db, epoch, basis, label)
  const run = await closeRun(db, inputs, dateOf(state.asOf.time))
  if (!run) return { say: `${label} was closed by another worker` }
  if (run.error) return { say: run.error, alarm: `The two computations of ${label} differ: ${run.error}.` }
  return { say: `${label}: root ${run.root}, total ${run.total} wei`, isClosed: true }
}

/**
 * Computes a vetoed epoch again from what is known now, under a label of its own. By hand only: nothing is proposed twice without a person who
 * looked at the reason.
 */
export async function correctEpoch(context: JobContext, epoch: bigint): Promise<Outcome> {
  const { db, client, deployment } = context
  const runs = await listRuns(db, deployment.chainId, CATEGORY)
  const open = openRun(runs)
  if (open?.state !== 'vetoed' || epochFrom(open.label) !== epoch) return { say: `epoch ${epoch} was not vetoed` }
  const label = correctionLabel(
    epochLabel(epoch),
    runs.map((run) => run.label),
  )
  return closeAs(context, await readRewardsState({ client, deployment }), epoch, label)
}
