// Computes a reward root again from its published inputs, with the second implementation, and compares it with the chain's.
// Usage: npm run recompute -- --epoch 2950|2026-09 [--category provider|referral|loyalty] [--file PATH] [--correct]
// Exit code 0: agree; 1: differ, or there is nothing to compare; 2: the arguments make no sense.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createClient } from '../lib/chain/clients'
import { deploymentOf, getContract } from '../lib/chain/contract'
import { connect, type Db } from '../lib/db/connect'
import { listRoots, listRuns } from '../lib/db/reward-rows'
import { CATEGORIES, type Category } from '../lib/domain/buckets'
import { parseMonth } from '../lib/domain/month'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'
import { SILENT } from '../lib/indexer/log'
import type { Outcome } from '../lib/jobs/context'
import { correctEpoch } from '../lib/jobs/epoch'
import { correctMonth } from '../lib/jobs/reward-months'
import { hashOfInputs, inputsPath, type RunInputs } from '../lib/rewards/inputs'
import { publicationFrom } from '../lib/rewards/published'
import { recompute, rootOfLeaves } from '../lib/rewards/recompute'
import { epochFrom, monthFrom } from '../lib/rewards/run-label'

class UsageError extends Error {}

type Wanted = { category: Category; epoch: string; file: string | undefined; correct: boolean }

function wantedFrom(args: string[]): Wanted {
  const { values } = parseArgs({
    args,
    options: {
      epoch: { type: 'string' },
      category: { type: 'string', default: 'provider' },
      file: { type: 'string' },
      correct: { type: 'boolean', default: false },
    },
  })
  const category = CATEGORIES.find((one) => one === values.category)
  if (!category) throw new UsageError(`--category must be one of ${CATEGORIES.join(', ')}`)
  const form = category === 'provider' ? /^\d+$/ : /^\d{4}-\d{2}$/
  if (!values.epoch || !form.test(values.epoch)) {
    throw new UsageError(`--epoch must be ${category === 'provider' ? 'a number, as 2950' : 'a month, as 2026-09'}`)
  }
  return { category, epoch: values.epoch, file: values.file, correct: values.correct }
}

/** Whether a run or a publication stands for what was asked for; of several the last counts. */
const isOf = (label: string, { category, epoch }: Wanted): boolean =>
  category === 'provider' ? epochFrom(label) === BigInt(epoch) : monthFrom(label) === epoch

/** The root on the chain that says it is for this epoch: accepted if one is, else the last proposal. */
async function chainRoot(db: Db, chainId: number, wanted: Wanted, path: string | null) {
  const rows = await listRoots(db, chainId, wanted.category)
  const proposals = rows.filter(({ step, uri }) => {
    if (step !== 'proposed' || !uri) return false
    const publication = publicationFrom(uri)
    return publication ? isOf(publication.of, wanted) : path !== null && uri.includes(`${path}#`)
  })
  const isAccepted = (root: string) => rows.some((row) => row.step === 'accepted' && row.root === root)
  return proposals.findLast(({ root }) => isAccepted(root)) ?? proposals.at(-1) ?? null
}

async function compare(db: Db, wanted: Wanted): Promise<boolean> {
  const chainId = env.CHAIN_ID
  const run = (await listRuns(db, chainId, wanted.category)).find(({ label }) => isOf(label, wanted))
  const text = wanted.file ? readFileSync(wanted.file, 'utf8') : run?.inputs
  const inputs = text ? (JSON.parse(text) as RunInputs) : null
  const proposal = await chainRoot(db, chainId, wanted, inputs && inputsPath(inputs))
  const name = `${wanted.category} ${inputs?.label ?? wanted.epoch}`
  if (inputs && text) {
    console.log(`${name}: ${Buffer.byteLength(text)} bytes of inputs, sha256 ${hashOfInputs(text).slice(2)}`)
    const { root, total, added } = recompute(inputs)
    console.log(`adds ${added} wei, total ${total} wei`)
    // An epoch that adds nothing is not proposed: the root before it stays.
    const have = proposal?.root ?? (added === 0n ? inputs.previous.root : null)
    return sayBoth(name, root, have)
  }
  const publication = proposal?.uri ? publicationFrom(proposal.uri) : null
  if (!proposal || !publication) {
    console.log(`${name}: no inputs here, and no root of it on the chain`)
    return false
  }
  console.log(`${name}: simulated history without inputs; its tree is rebuilt from the leaves in the proposal`)
  const rewards = getContract(chainId, 'Rewards').address
  return sayBoth(
    name,
    rootOfLeaves({ chainId, rewards, category: wanted.category }, publication.leaves).root,
    proposal.root,
  )
}

function sayBoth(name: string, recomputed: string, chain: string | null): boolean {
  const isSame = recomputed === chain
  console.log(`${name}: recomputed ${recomputed} chain ${chain ?? 'none'} ${isSame ? 'agree' : 'differ'}`)
  return isSame
}

function correct(db: Db, { category, epoch }: Wanted): Promise<Outcome> {
  const deployment = deploymentOf(env.CHAIN_ID)
  const client = createClient(env.CHAIN_ID, env.RPC_URL)
  const context = { db, client, deployment, signers: {}, log: SILENT }
  if (category === 'provider') return correctEpoch(context, BigInt(epoch))
  const month = parseMonth(epoch)
  if (!month) throw new UsageError('--epoch must be a month, as 2026-09')
  return correctMonth(context, category, month)
}

async function main(args: string[]): Promise<number> {
  const wanted = wantedFrom(args)
  const { db, close } = connect(env.DATABASE_URL, { max: 2, applicationName: 'cxpt-recompute' })
  try {
    if (!wanted.correct) return (await compare(db, wanted)) ? 0 : 1
    const { say, alarm } = await correct(db, wanted)
    console.log(alarm ?? say)
    return alarm ? 1 : 0
  } finally {
    await close()
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error)
  console.error(isUsage || !(error instanceof Error) ? String(error) : sayError(error).say)
  return isUsage ? 2 : 1
})
