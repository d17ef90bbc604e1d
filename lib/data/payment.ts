import 'server-only'
import type { Hex } from 'viem'
import { publicClient } from '../chain/clients'
import { paidBefore } from '../db/ledger'
import { type CoveringRow, listCovering, listEventNames, listPaymentsOf, type PaymentRow } from '../db/payment-rows'
import { followPayment, type PaymentPart, type Shares } from '../domain/split'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { atOneBlock, type Snapshot } from './snapshot'

/** What a payment became in one distribution, and where that one is on chain. */
export type FollowedPart = PaymentPart & Pick<CoveringRow, 'txHash' | 'blockNumber' | 'blockTime' | 'version' | 'total'>

/** One payment with everything it became; wei. `undistributed` waits for the next distribution. */
export type FollowedPayment = { payment: PaymentRow; parts: FollowedPart[]; undistributed: bigint } & Shares

/** Why a transaction that the chain may know shows no payment; `at` is its block. */
export type NoPayment =
  | { kind: 'unknown' }
  | { kind: 'pending' }
  | { kind: 'reverted'; at: bigint }
  | { kind: 'behind'; at: bigint }
  | { kind: 'foreign'; at: bigint }
  /** Ours, and paid for nothing: a load, a withdrawal, a budget. `events` are their names. */
  | { kind: 'unpaid'; at: bigint; events: string[] }

export type PaymentPage = { hash: Hex; block: bigint; time: Date } & (
  | { kind: 'one'; followed: FollowedPayment; of: number }
  /** A settlement: one row for each of its users. */
  | { kind: 'many'; payments: PaymentRow[]; amount: bigint; usd: bigint }
  | NoPayment
)

const HASH = /^0x[0-9a-f]{64}$/

/**
 * Public. The payment of a transaction followed to the last wei; `log` chooses one of a settlement's. Throws BAD_HASH, and RPC_AWAY when the
 * ledger does not hold the transaction and the chain cannot be asked.
 */
export async function getPayment(tx: string, log: number | null): Promise<PaymentPage> {
  const hash = tx.toLowerCase() as Hex
  if (!HASH.test(hash)) throw new AppError('BAD_HASH', { value: tx.slice(0, 80) })
  const found = await atOneBlock(async (at) => {
    const place = { hash, block: at.block, time: at.time }
    const payments = await listPaymentsOf(at.db, at.chainId, hash)
    const chosen = payments.length === 1 ? payments[0] : payments.find(({ logIndex }) => logIndex === log)
    if (chosen) {
      return { ...place, kind: 'one' as const, followed: await follow(at, chosen), of: payments.length }
    }
    if (payments.length > 0) return { ...place, kind: 'many' as const, payments, ...sumsOf(payments) }
    return { ...place, events: await listEventNames(at.db, at.chainId, hash) }
  })
  if ('kind' in found) return found
  const { events, ...place } = found
  return { ...place, ...(await askChain(hash, place.block, events)) }
}

function sumsOf(payments: readonly PaymentRow[]) {
  return payments.reduce((sum, { amount, usd }) => ({ amount: sum.amount + amount, usd: sum.usd + usd }), {
    amount: 0n,
    usd: 0n,
  })
}

export async function follow({ db, chainId }: Snapshot, payment: PaymentRow): Promise<FollowedPayment> {
  const before = await paidBefore(db, chainId, payment)
  const covering = await listCovering(db, chainId, before, before + payment.amount)
  // Only what covers it is read: the queue begins where the first of these does.
  const skipped = covering[0]?.start ?? before
  const distributions = covering.map(({ total, burn, protocol, operations, provider }) => ({
    total,
    split: { burn, protocol, operations, provider },
  }))
  const { parts, ...sums } = followPayment(before - skipped, payment.amount, distributions)
  return {
    payment,
    ...sums,
    parts: parts.flatMap((part) => {
      const row = covering[part.distribution]
      if (!row) return []
      const { txHash, blockNumber, blockTime, version, total } = row
      return [{ ...part, txHash, blockNumber, blockTime, version, total }]
    }),
  }
}

/** The ledger holds no payment of it: the chain says which of the reasons it is. */
async function askChain(hash: Hex, indexed: bigint, events: string[]): Promise<NoPayment> {
  const client = publicClient()
  const receipt = await orNull(client.getTransactionReceipt({ hash }))
  if (!receipt) {
    const sent = await orNull(client.getTransaction({ hash }))
    return { kind: sent ? 'pending' : 'unknown' }
  }
  const { blockNumber: at, status } = receipt
  if (status === 'reverted') return { kind: 'reverted', at }
  if (at > indexed) return { kind: 'behind', at }
  return events.length > 0 ? { kind: 'unpaid', at, events } : { kind: 'foreign', at }
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    const known = fromChain(error)
    if (known.code === 'TX_NOT_FOUND') return null
    throw known
  }
}
