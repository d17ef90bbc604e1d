import 'server-only'
import { type Address, getAddress, type Hex, isAddress, isHash } from 'viem'
import { getContract } from '../chain/contract'
import { findRun, listClosedRuns } from '../db/reward-rows'
import type { Category } from '../domain/buckets'
import { parseMonth } from '../domain/month'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { inputsPath } from '../rewards/inputs'
import { type CategoryRewards, type Entitlement, entitlementIn, rewardsOf } from '../rewards/proof'
import { epochLabel } from '../rewards/run-label'
import { atOneBlock, type Snapshot } from './snapshot'

/** Runs shown at once: two years of epochs and months. */
const MOST_RUNS = 200

const whereOf = ({ db, chainId }: Snapshot) => ({ db, chainId, rewards: getContract(chainId, 'Rewards').address })
const originOf = ({ block, time }: Snapshot) => ({ block: Number(block), asOf: time.toISOString() })

function addressFrom(text: string): Address {
  if (!isAddress(text)) throw new AppError('BAD_ADDRESS', { value: text })
  return getAddress(text)
}

const entitlementView = (entitlement: Entitlement | null) =>
  entitlement && {
    cumulative: entitlement.cumulative.toString(),
    added: entitlement.added.toString(),
    detail: entitlement.detail,
    proof: entitlement.proof,
  }

const categoryView = ({ category, root, entitlement, claimed, claimable, pending }: CategoryRewards) => ({
  category,
  root,
  claimed: claimed.toString(),
  claimable: claimable.toString(),
  entitlement: entitlementView(entitlement),
  pending: pending && {
    root: pending.root,
    acceptAt: pending.acceptAt?.toISOString() ?? null,
    entitlement: entitlementView(pending.entitlement),
  },
})

/** Public: what an address earned, with the factors behind it and the proofs that `Rewards.claim` takes. Wei as strings. */
export async function getRewards(text: string) {
  const account = addressFrom(text)
  return atOneBlock(async (at) => ({
    account,
    ...originOf(at),
    rewards: (await rewardsOf(whereOf(at), account)).map(categoryView),
  }))
}

/** Public: what an address had in one root, also of the past. Throws ROOT_NOT_FOUND. */
export async function getRewardsIn(text: string, root: string) {
  const account = addressFrom(text)
  if (!isHash(root)) throw new AppError('BAD_HASH', { value: root })
  return atOneBlock(async (at) => {
    const { category, entitlement } = await entitlementIn(whereOf(at), account, root.toLowerCase() as Hex)
    return { account, ...originOf(at), root, category, entitlement: entitlementView(entitlement) }
  })
}

/** Public: closed epochs and months, the newest first, with where their inputs lie. */
export async function getEpochs() {
  return atOneBlock(async (at) => {
    const rows = await listClosedRuns(at.db, at.chainId, MOST_RUNS)
    const epochs = rows.map(({ closedAt, total, ...run }) => ({
      ...run,
      total: total.toString(),
      closedAt: closedAt.toISOString(),
      inputs: inputsPath(run),
    }))
    return { ...originOf(at), epochs }
  })
}

const CATEGORY_OF_MONTH: readonly string[] = ['referral', 'loyalty']

/** `2950` with its correction, or a month with its category. Throws EPOCH_NOT_FOUND. */
function labelFrom(text: string, query: URLSearchParams): { category: Category; label: string } {
  const [category, correction] = [query.get('category') ?? '', query.get('correction')]
  const isMonth = parseMonth(text) !== null && CATEGORY_OF_MONTH.includes(category)
  const isNumber = /^\d{1,6}$/.test(text)
  const isKnown = (isMonth || isNumber) && (correction === null || /^\d{1,3}$/.test(correction))
  if (!isKnown) throw new AppError('EPOCH_NOT_FOUND', { label: 'an epoch of this name' })
  const again = correction ? ` correction ${correction}` : ''
  if (isMonth) return { category: category as Category, label: text + again }
  return { category: 'provider', label: epochLabel(BigInt(text)) + again }
}

/** Public: the canonical bytes behind a root, and their SHA-256. */
export async function getInputs(text: string, query: URLSearchParams): Promise<{ inputs: string; hash: Hex }> {
  const { category, label } = labelFrom(text, query)
  return atOneBlock(async ({ db }) => {
    const run = await findRun(db, env.CHAIN_ID, category, label)
    if (!run) throw new AppError('EPOCH_NOT_FOUND', { label })
    return { inputs: run.inputs, hash: run.inputsHash }
  })
}
