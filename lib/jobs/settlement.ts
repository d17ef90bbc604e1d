import type { Address } from 'viem'
import { said } from '../chain/at'
import { getContract } from '../chain/contract'
import { readMeters } from '../chain/meters'
import { readVaultState } from '../chain/vault-state'
import { listBuilt, listWithdrawalRequests, type Settlement } from '../db/settlement-rows'
import { findByPurpose } from '../db/transaction-rows'
import { dateOf, HOUR } from '../domain/time'
import { AppError } from '../errors/app-error'
import { type BuildOptions, buildSettlement, type ChainSide, refreshUsages } from '../metering/settlement/build'
import { finishSettlement } from '../metering/settlement/finish'
import { reopenLost } from '../metering/settlement/reopen'
import type { JobContext, Outcome } from './context'
import { send } from './sender'

/** Batches of one run: what more is due waits for the next one. */
const MOST_BATCHES = 20
/** A withdrawal that unlocks within this is settled before it does. The job runs more often. */
const BEFORE_NOTICE = 2n * HOUR
const NOTICE = 24n * HOUR
/** A settlement waits for these, and is tried again. */
const WAITS = [
  'SPEND_PAUSED',
  'PRICE_STALE',
  'PRICE_DEVIATED',
  'SEQUENCER_DOWN',
  'PRICE_OUT_OF_BOUNDS',
  'DAILY_CAP_EXCEEDED',
]

const chainSide = (context: JobContext): ChainSide => ({
  room: async () => (await readVaultState(context)).roomUsd,
  meters: (accounts) => readMeters(context, accounts),
})

/** Accounts whose notice of withdrawal ends soon, by the requests of the last day: what they used is settled before they leave. */
async function leavingSoon({ db, deployment }: JobContext, now: bigint): Promise<Address[]> {
  const requests = await listWithdrawalRequests(db, deployment.chainId, dateOf(now - NOTICE))
  return requests
    .filter(({ amount, unlockAt }) => amount > 0n && unlockAt <= now + BEFORE_NOTICE)
    .map(({ account }) => account)
}

/**
 * Settles what is due: receipts into batches, batches on chain, and what the chain really took into the meters. Killed anywhere and run
 * again, it goes on with the same batch and the same transaction.
 */
export async function settle(context: JobContext): Promise<Outcome> {
  const { client, db, deployment, signers } = context
  if (!signers.meter) return { say: 'off: no meter key' }
  const { timestamp } = await said(client.getBlock())
  const options: BuildOptions = {
    db,
    chainId: deployment.chainId,
    chain: chainSide(context),
    now: dateOf(timestamp),
    first: await leavingSoon(context, timestamp),
  }
  const lost = await reopenLost(db, deployment.chainId)
  const note = lost.length === 0 ? '' : `; batches ${lost.join(', ')} were taken back by the chain and are sent again`
  let [batches, taken] = [0, 0n]
  try {
    // Before anything new: what was taken back is several batches at times, and the key's next nonce is theirs.
    for (const batch of await listBuilt(db, deployment.chainId)) {
      taken += await settleBatch(context, options, batch)
      batches += 1
    }
    while (batches < MOST_BATCHES) {
      const batch = await buildSettlement(options)
      if (!batch) break
      const done = await settleBatch(context, options, batch)
      batches += 1
      taken += done
      // Nothing was taken and nothing waits: credits and budgets are used up.
      if (done === 0n && batch.receipts === 0) break
    }
  } catch (error) {
    if (error instanceof AppError && WAITS.includes(error.code)) return { say: `waiting: ${error.say}${note}` }
    throw error
  }
  return { say: `${batches === 0 ? 'nothing is due' : `${batches} batches, ${taken} micro-USD`}${note}` }
}

async function settleBatch(context: JobContext, options: BuildOptions, stored: Settlement): Promise<bigint> {
  const { client, db, deployment, signers } = context
  if (!signers.meter) return 0n
  const purpose = `settlement ${stored.id}`
  const isSigned = (await findByPurpose(db, deployment.chainId, purpose)) !== null
  const batch = isSigned ? stored : await refreshUsages(options, stored)
  await assertSpending(context)
  const vault = getContract(deployment, 'Vault')
  const usages = batch.usages.map(({ user, cumulativeUsd }) => ({ user, cumulativeUsd: BigInt(cumulativeUsd) }))
  const call = { ...vault, functionName: 'settle', args: [usages, batch.root] }
  const mined = await send({ db, client, signer: signers.meter, purpose, call })
  return finishSettlement(db, vault.address, batch, mined)
}

async function assertSpending({ client, deployment }: JobContext): Promise<void> {
  const { pauses } = await readVaultState({ client, deployment })
  if (pauses.spend.isPaused) throw new AppError('SPEND_PAUSED', { until: pauses.spend.until })
}
