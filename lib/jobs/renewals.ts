import { type Address, concatHex, keccak256 } from 'viem'
import { getContract } from '../chain/contract'
import { RENEWALS_AT_ONCE, type RenewalState, readRenewals } from '../chain/renewals'
import { closeAlert, raiseAlert } from '../db/alert-rows'
import { closeRenewalAlerts, failedSince, keepFailures, listEnded, listToRemind, noteOwed } from '../db/renewal-rows'
import { GRACE } from '../domain/subscription'
import { DAY, dateOf, MINUTE } from '../domain/time'
import type { JobContext, Outcome } from './context'
import { requireLive } from './live-ledger'
import { CODES_BY_SELECTOR, failureAlert, isOwnFault, missingOf, reminder } from './renewal-words'
import { send } from './sender'

/** A pause of spending lasts seven days at most and keeps a period renewable for a day after it. */
const LONGEST_EXTENSION = 8n * DAY
/** Accounts of one run; the next one goes on with the rest. */
const MOST_RENEWALS = 2_000
const MOST_REMINDERS = 500
/** Days before a charge at which an account is told (product.md). */
const REMINDERS = [
  { above: 1, days: 7 },
  { above: 0, days: 1 },
]

/**
 * Renews what ended, tells accounts why theirs did not, and what the next one will cost. Whoever renews meanwhile is no error: the
 * contract keeps the only record, and a renewal that was done is not due.
 */
export async function renewSubscriptions(context: JobContext): Promise<Outcome> {
  const { db, client, deployment, signers } = context
  await requireLive(context)
  const { timestamp } = await client.getBlock()
  const now = dateOf(timestamp)
  await keepFailures(db, deployment.chainId, now, CODES_BY_SELECTOR)
  await closeRenewalAlerts(db, deployment.chainId, now)
  const reminded = await remind(context, now)
  if (!signers.keeper) return { say: `off: no keeper key; ${reminded} reminded` }
  const { sent, failing } = await renewEnded(context, timestamp)
  return { say: `${sent} sent to be renewed, ${failing} cannot be, ${reminded} reminded` }
}

async function renewEnded(context: JobContext, time: bigint): Promise<{ sent: number; failing: number }> {
  const { db, client, deployment } = context
  const from = dateOf(time - GRACE - LONGEST_EXTENSION)
  const ended = await listEnded(db, deployment.chainId, { from, until: dateOf(time), limit: MOST_RENEWALS })
  const told = await failedSince(db, deployment.chainId, dateOf(time - DAY))
  let [sent, failing] = [0, 0]
  for (const users of batches(ended.map(({ account }) => account))) {
    const { list } = await readRenewals({ client, deployment }, users)
    const failed = list.filter(isOwnFault)
    await tell(context, failed)
    // A failure is put on record once a day: the log is what the account's history shows, and it costs gas.
    const toRecord = failed.filter(({ user }) => !told.has(user.toLowerCase()))
    const now = [...list.filter(({ failure }) => failure === null), ...toRecord].map(({ user }) => user)
    if (now.length > 0) await renewMany(context, now, time)
    sent += now.length
    failing += failed.length
  }
  return { sent, failing }
}

async function tell({ db, deployment }: JobContext, failed: readonly RenewalState[]): Promise<void> {
  for (const state of failed) {
    await raiseAlert(db, failureAlert(state))
    if (missingOf(state) > 0n) await noteOwed(db, deployment.chainId, state.user.toLowerCase(), missingOf(state))
  }
}

/** The same accounts within ten minutes are one transaction, however often the job is run again. */
const SLOT = 10n * MINUTE

async function renewMany(
  { db, client, deployment, signers }: JobContext,
  users: readonly Address[],
  time: bigint,
): Promise<void> {
  if (!signers.keeper) return
  const subscriptions = getContract(deployment, 'Subscriptions')
  const purpose = `renewals ${time / SLOT} ${keccak256(concatHex(users)).slice(0, 18)}`
  const call = { ...subscriptions, functionName: 'renewMany', args: [users] }
  await send({ db, client, signer: signers.keeper, purpose, call })
}

async function remind(context: JobContext, now: Date): Promise<number> {
  const { db, client, deployment } = context
  let count = 0
  for (const { above, days } of REMINDERS) {
    const due = await listToRemind(db, deployment.chainId, { now, above, days, limit: MOST_REMINDERS })
    for (const users of batches(due.map(({ account }) => account))) {
      const { list } = await readRenewals({ client, deployment }, users)
      for (const state of list) {
        const alert = reminder(state, days)
        if (!alert || !state.autoRenew) continue
        await raiseAlert(db, alert)
        // The later word has the price of today.
        if (days === 1) await closeAlert(db, alert.key.replace(/ 1$/, ' 7'))
        count += 1
      }
    }
  }
  return count
}

function batches<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / RENEWALS_AT_ONCE)
  return Array.from({ length: count }, (_, i) => all.slice(i * RENEWALS_AT_ONCE, (i + 1) * RENEWALS_AT_ONCE))
}
