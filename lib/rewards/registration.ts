import { type Address, getAddress, type Hex } from 'viem'
import type { z } from 'zod'
import { raiseAlert } from '../db/alert-rows'
import type { Db, Queryable } from '../db/connect'
import {
  cancelPayoutChanges,
  findProvider,
  insertPayoutChange,
  insertProvider,
  listPayoutChanges,
  type ProviderRow,
  payoutChangeOf,
  updateProvider,
} from '../db/provider-rows'
import { effectivePayout, PAYOUT_DELAY } from '../domain/provider'
import { type Registration, registrationHash } from '../domain/provider-message'
import { dateOf, formatTime } from '../domain/time'
import { AppError } from '../errors/app-error'
import type { registrationSchema } from './provider-input'
import { assertSigned, type Verifier } from './signed-message'

export type Registered = {
  provider: Address
  isNew: boolean
  payout: Address
  /** A change of the payout address that waits; null without one. */
  change: { to: Address; effectiveAt: bigint } | null
}

/** PostgreSQL gives the loser of two first registrations a row to update. */
const TRIES = 2

/**
 * Takes a registration, or a later version of one, that the provider signed. The first sets the payout address at once; later another address
 * waits seven days and both are told, and the address in force, signed again, calls a waiting change off.
 */
export async function register(
  db: Db,
  verifier: Verifier,
  { message, signature }: z.infer<typeof registrationSchema>,
): Promise<Registered> {
  await assertSigned(verifier, message, registrationHash(verifier.chainId, message), signature)
  for (let i = 0; i < TRIES; i++) {
    const done = await db.transaction(async (tx) => {
      const before = await findProvider(tx, verifier.chainId, message.provider, true)
      return before
        ? update(tx, before, message, signature as Hex, verifier.now)
        : insert(tx, verifier, message, signature as Hex)
    })
    if (done) return done
  }
  throw new AppError('PROVIDER_MESSAGE_OLD')
}

async function insert(
  tx: Queryable,
  { chainId, now }: Verifier,
  message: Registration,
  signature: Hex,
): Promise<Registered | null> {
  const { provider, payout, name, classes, endpoint, issuedAt } = message
  const times = { registeredAt: dateOf(now), updatedAt: dateOf(now), messageAt: dateOf(issuedAt) }
  const row = { chainId, provider, payout, name, classes: [...classes], endpoint, ...times, signature, cluster: null }
  if (!(await insertProvider(tx, row))) return null
  return { provider, isNew: true, payout, change: null }
}

async function update(
  tx: Queryable,
  before: ProviderRow,
  message: Registration,
  signature: Hex,
  now: bigint,
): Promise<Registered> {
  const { provider, name, classes, endpoint, issuedAt } = message
  if (dateOf(issuedAt) <= before.messageAt) throw new AppError('PROVIDER_MESSAGE_OLD')
  const changes = (await listPayoutChanges(tx, before.chainId, provider)).map(payoutChangeOf)
  const payout = effectivePayout(before.payout, changes, now)
  const waiting = changes.find(({ isCancelled, effectiveAt }) => !isCancelled && effectiveAt > now) ?? null
  const texts = { name, classes: [...classes], endpoint, signature }
  const messageAt = dateOf(issuedAt)
  await updateProvider(tx, before, { ...texts, payout, updatedAt: dateOf(now), messageAt })
  const change = await changePayout(tx, before, { payout, waiting, wanted: message.payout, now, signature })
  return { provider, isNew: false, payout, change }
}

type Wish = {
  payout: Address
  waiting: { to: Address; effectiveAt: bigint } | null
  wanted: Address
  now: bigint
  signature: Hex
}

async function changePayout(
  tx: Queryable,
  { chainId, provider }: ProviderRow,
  wish: Wish,
): Promise<Registered['change']> {
  const { payout, waiting, wanted, now, signature } = wish
  if (waiting?.to === wanted) return { to: waiting.to, effectiveAt: waiting.effectiveAt }
  if (waiting) {
    await cancelPayoutChanges(tx, chainId, provider, dateOf(now))
    await tell(
      tx,
      provider,
      [payout, waiting.to],
      now,
      'info',
      `The change of the payout address to ${getAddress(waiting.to)} was called off.`,
    )
  }
  if (wanted === payout) return null
  const effectiveAt = now + PAYOUT_DELAY
  const times = { askedAt: dateOf(now), effectiveAt: dateOf(effectiveAt) }
  await insertPayoutChange(tx, { chainId, provider, from: payout, to: wanted, ...times, signature })
  const say = `Rewards of provider ${getAddress(provider)} go to ${getAddress(wanted)} instead of ${getAddress(payout)} from ${formatTime(effectiveAt)} on. If you did not ask for this, sign the old address again.`
  await tell(tx, provider, [payout, wanted], now, 'warning', say)
  return { to: wanted, effectiveAt }
}

/** Each of them, in this transaction: a change that is called off is not told. */
async function tell(
  tx: Queryable,
  provider: Address,
  accounts: Address[],
  now: bigint,
  severity: 'info' | 'warning',
  say: string,
): Promise<void> {
  for (const account of accounts)
    await raiseAlert(tx, { key: `payout ${provider} ${now} ${account}`, severity, say, detail: { provider }, account })
}
