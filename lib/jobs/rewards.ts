import type { Hash, Hex } from 'viem'
import { localChain } from '../chain/chains'
import { getContract } from '../chain/contract'
import { type RewardsState, readRewardsState, type StreamState } from '../chain/rewards-state'
import { listLeaves, listRoots, listRuns, type RootRow, type RunRow, updateRun } from '../db/reward-rows'
import { CATEGORIES, type Category } from '../domain/buckets'
import { formatCxpt } from '../domain/units'
import { env } from '../env/env'
import { inputsPath } from '../rewards/inputs'
import { publicationUri } from '../rewards/published'
import type { JobContext, Outcome } from './context'
import { isStale, openRun, vetoed } from './epoch'
import { requireLive } from './live-ledger'
import { send } from './sender'

/** The one place where a transaction about roots is sent: once for each run and step. */
async function sendRoot(
  { db, client, deployment, signers }: JobContext,
  functionName: 'propose' | 'accept',
  { category, label, root }: RunRow,
  args: readonly unknown[],
): Promise<Hash> {
  if (!signers.publisher) throw new Error('no publisher key')
  const call = { ...getContract(deployment, 'Rewards'), functionName, args }
  const purpose = `${functionName} ${category} ${label} ${root}`
  const { transactionHash } = await send({ db, client, signer: signers.publisher, purpose, call })
  return transactionHash
}

/**
 * Brings the newest run of each category on: proposes it when both computations agree and the chain's limits allow it, accepts it when its
 * window is over. The chain is looked at before anything is sent, so that a worker killed between sending and recording finds its root there.
 */
export async function publishRoots(context: JobContext): Promise<Outcome> {
  const { client, deployment, signers } = context
  if (!signers.publisher) return { say: 'off: no publisher key' }
  await requireLive(context)
  const state = await readRewardsState({ client, deployment })
  const outcomes: Outcome[] = []
  for (const category of CATEGORIES) outcomes.push(await publish(context, category, state))
  const alarms = outcomes.flatMap(({ alarm }) => alarm ?? [])
  const say = outcomes.map((outcome, i) => `${CATEGORIES[i]}: ${outcome.say}`).join('; ')
  return { say, ...(alarms.length > 0 ? { alarm: alarms.join(' ') } : {}) }
}

async function publish(context: JobContext, category: Category, state: RewardsState): Promise<Outcome> {
  const { db, deployment } = context
  const run = openRun(await listRuns(db, deployment.chainId, category, 1))
  const stream = state.streams[category]
  if (!run) return { say: 'nothing to publish' }
  if (run.state === 'vetoed') return vetoed(run)
  if (run.error) return { say: run.error, alarm: `${run.label} is not published: ${run.error}.` }
  if (stream.root === run.root) return accepted(context, run, null)
  if (stream.pendingRoot === run.root) return awaitWindow(context, run, stream, state.asOf.time)
  const fate = fateOf(run.root, await listRoots(db, deployment.chainId, category))
  if (fate === 'vetoed' || fate === 'replaced') {
    await updateRun(db, run, { state: 'vetoed', error: fate })
    return vetoed(run)
  }
  if (run.state === 'proposed') return { say: `${run.label} is no longer pending: the ledger will say why` }
  if (isStale(run, state)) return { say: `${run.label} builds on another root: it is computed again` }
  return propose(context, run, stream)
}

/** What the ledger says became of a root that the chain does not hold: null when it was never proposed, or the ledger is not there yet. */
function fateOf(root: Hex, rows: readonly RootRow[]): 'vetoed' | 'replaced' | 'proposed' | null {
  const last = rows.findLastIndex((row) => row.root === root)
  const step = rows[last]?.step
  if (step === 'vetoed' || step === 'revoked') return 'vetoed'
  if (step !== 'proposed') return null
  return rows.slice(last + 1).some((row) => row.step === 'proposed') ? 'replaced' : 'proposed'
}

async function accepted({ db }: JobContext, run: RunRow, hash: Hash | null): Promise<Outcome> {
  await updateRun(db, run, { state: 'accepted', error: null })
  return { say: `${run.label} is accepted${hash ? ` in ${hash}` : ''}` }
}

async function awaitWindow(context: JobContext, run: RunRow, stream: StreamState, time: bigint): Promise<Outcome> {
  if (run.state === 'closed') await updateRun(context.db, run, { state: 'proposed' })
  if (time < stream.acceptAt) return { say: `${run.label} waits ${stream.acceptAt - time} s for its window` }
  if (stream.isPaused) return { say: `${run.label} waits: the category is paused` }
  const hash = await sendRoot(context, 'accept', run, [CATEGORIES.indexOf(run.category), run.root])
  return accepted(context, run, hash)
}

async function propose(context: JobContext, run: RunRow, stream: StreamState): Promise<Outcome> {
  if (stream.pendingRoot) return { say: `${run.label} waits: another root is pending` }
  const refusal = limitOf(run, stream)
  if (refusal) return { say: refusal, alarm: `${refusal}.` }
  const uri = await uriOf(context, run)
  const txHash = await sendRoot(context, 'propose', run, [CATEGORIES.indexOf(run.category), run.root, run.total, uri])
  await updateRun(context.db, run, { state: 'proposed', txHash })
  return { say: `${run.label} is proposed in ${txHash}` }
}

/** Why the contract would refuse the proposal; null when it would not. */
function limitOf({ label, total }: RunRow, stream: StreamState): string | null {
  const step = total - stream.total
  if (total > stream.allocatable) {
    return `${label} is not proposed: ${formatCxpt(total - stream.allocatable)} CXPT are not allocatable`
  }
  if (step > stream.maxStep) {
    return `${label} is not proposed: it adds ${formatCxpt(step)} CXPT, the largest step is ${formatCxpt(stream.maxStep)}`
  }
  return null
}

/**
 * Where the inputs lie, with their hash. On the local chain the leaves themselves go along: whoever starts the simulated history again builds on
 * our root with nothing but the chain.
 */
async function uriOf({ db, deployment }: JobContext, run: RunRow): Promise<string> {
  const url = `${env.NEXTAUTH_URL}${inputsPath(run)}#sha256=${run.inputsHash.slice(2)}`
  if (deployment.chainId !== localChain.id) return url
  const rows = await listLeaves(db, deployment.chainId, run.category, run.root)
  const leaves = rows.map(({ account, cumulative }): [string, string] => [account, cumulative.toString()])
  return publicationUri({ category: run.category, of: run.label, leaves, inputs: url })
}
