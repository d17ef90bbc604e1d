import 'server-only'
import { getAddress, type Hex } from 'viem'
import { database } from '../auth/database'
import type { PaymentRow } from '../db/payment-rows'
import { findBatchUsage, findPriceInForce, findRootAfter, listClaimsAfter } from '../db/trace-rows'
import { quoteCxpt } from '../domain/money'
import { dateOf } from '../domain/time'
import { parseTrace } from '../domain/trace'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { findReceiptProof } from '../metering/settlement/proof'
import { requireReader } from './finance-source'
import { type FollowedPayment, follow, getPayment } from './payment'
import { atOneBlock, type Snapshot } from './snapshot'

/** Claims shown under a root. */
const CLAIMS = 5

/** Where a step is on the chain; amounts as decimal strings in their smallest unit. */
type Place = { block: string; at: Date; tx: Hex }
export type PaymentTrace = {
  id: string
  kind: PaymentRow['kind']
  account: string
  place: Place
  usd: string
  wei: string
  /** The price in force, and what it asks for. `off`: paid less quoted, wei. */
  quote: (Place & { price: string; wei: string; off: string; ageSeconds: number }) | null
  /** Of a charge: the plan and its period. */
  plan: { plan: number; period: number } | null
  /** Of a settlement: the account's receipts of its batch. */
  usage: { batch: number; root: Hex; receipts: number; nano: string; due: string | null } | null
  /** What it became, distribution by distribution. */
  parts: (Place & Record<'amount' | 'burn' | 'protocol' | 'operations' | 'provider', string> & { version: number })[]
  undistributed: string
  /** The next root of providers, and the first claims under it. */
  reward: (Place & { root: Hex; fromPool: string; fromEmission: string; provider: string }) | null
  claims: (Place & { account: string; wei: string })[]
}

export type ReceiptTrace = {
  gateway: string
  requestId: string
  account: string
  service: string
  startedAt: Date
  chargeNano: string
  /** Null while it waits for its batch. */
  batch: { id: number; root: Hex; tx: Hex | null } | null
}

export type Trace =
  | { kind: 'none' }
  | { kind: 'choice'; tx: Hex; payments: { log: number; account: string; usd: string; wei: string }[] }
  | {
      kind: 'unpaid'
      tx: Hex
      say: 'unknown' | 'pending' | 'reverted' | 'behind' | 'foreign' | 'unpaid'
      events: string[]
    }
  | { kind: 'found'; receipt: ReceiptTrace | null; payment: PaymentTrace | null }

/** One payment from quote to payout, by its transaction, its id, or a receipt of it. BAD_TRACE, RECEIPT_NOT_FOUND. */
export async function getTrace(text: string): Promise<Trace> {
  await requireReader()
  if (text.trim() === '') return { kind: 'none' }
  const target = parseTrace(text)
  if (!target) throw new AppError('BAD_TRACE', { value: text.trim().slice(0, 80) })
  if (target.kind === 'tx') return traceTx(target.hash, target.log)
  return traceReceipt(target.gateway, target.requestId)
}

async function traceTx(hash: Hex, log: number | null): Promise<Trace> {
  const page = await getPayment(hash, log)
  if (page.kind === 'one') return { kind: 'found', receipt: null, payment: await traced(page.followed) }
  if (page.kind === 'many') {
    const payments = page.payments.map(({ logIndex, account, usd, amount }) => ({
      ...{ log: logIndex, account: getAddress(account), usd: usd.toString(), wei: amount.toString() },
    }))
    return { kind: 'choice', tx: hash, payments }
  }
  return { kind: 'unpaid', tx: hash, say: page.kind, events: page.kind === 'unpaid' ? page.events : [] }
}

async function traceReceipt(gateway: string, requestId: string): Promise<Trace> {
  const found = await findReceiptProof(database(), env.CHAIN_ID, gateway, requestId)
  if (!found) throw new AppError('RECEIPT_NOT_FOUND', { requestId })
  const { row, proof } = found
  const batch = proof.batch && { id: proof.batch.id, root: proof.batch.root, tx: proof.batch.txHash }
  const receipt: ReceiptTrace = {
    ...{ gateway, requestId, account: getAddress(row.account), service: proof.facts.service, batch },
    startedAt: dateOf(proof.facts.startedAt),
    chargeNano: proof.facts.chargeNano.toString(),
  }
  if (!batch?.tx) return { kind: 'found', receipt, payment: null }
  const page = await getPayment(batch.tx, null)
  const own =
    page.kind === 'many'
      ? page.payments.find(({ account }) => account === row.account)
      : page.kind === 'one' && page.followed.payment.account === row.account
        ? page.followed.payment
        : undefined
  if (!own) return { kind: 'found', receipt, payment: null }
  const followed = await atOneBlock((at) => follow(at, own))
  return { kind: 'found', receipt, payment: await traced(followed) }
}

const placeOf = (row: { blockNumber: bigint; blockTime: Date; txHash: Hex }): Place => ({
  block: row.blockNumber.toString(),
  at: row.blockTime,
  tx: row.txHash,
})

function traced(followed: FollowedPayment): Promise<PaymentTrace> {
  return atOneBlock(async (at) => {
    const { payment, parts, undistributed, provider } = followed
    const last = parts.at(-1)
    return {
      ...{ id: `${payment.txHash}:${payment.logIndex}`, kind: payment.kind, account: getAddress(payment.account) },
      ...{ place: placeOf(payment), usd: payment.usd.toString(), wei: payment.amount.toString() },
      quote: await quoteOf(at, payment),
      plan: payment.plan === null ? null : { plan: payment.plan, period: payment.periodIndex ?? 0 },
      usage: payment.kind === 'settled' ? await usageOf(at, payment) : null,
      parts: parts.map((part) => ({
        ...placeOf(part),
        ...{ amount: part.amount.toString(), burn: part.burn.toString(), protocol: part.protocol.toString() },
        ...{ operations: part.operations.toString(), provider: part.provider.toString(), version: part.version },
      })),
      undistributed: undistributed.toString(),
      ...(await rewardOf(at, last?.blockNumber ?? null, provider)),
    }
  })
}

async function quoteOf({ db, chainId }: Snapshot, payment: PaymentRow): Promise<PaymentTrace['quote']> {
  const post = await findPriceInForce(db, chainId, payment)
  if (!post) return null
  const wei = quoteCxpt(payment.usd, post.price)
  const ageSeconds = Math.round((payment.blockTime.getTime() - post.blockTime.getTime()) / 1_000)
  const off = (payment.amount - wei).toString()
  return { ...placeOf(post), price: post.price.toString(), wei: wei.toString(), off, ageSeconds }
}

async function usageOf({ db, chainId }: Snapshot, { txHash, account }: PaymentRow): Promise<PaymentTrace['usage']> {
  const usage = await findBatchUsage(db, chainId, txHash, account)
  return (
    usage && {
      ...{ batch: usage.id, root: usage.root, receipts: usage.receipts, nano: usage.nano.toString() },
      due: usage.due?.toString() ?? null,
    }
  )
}

async function rewardOf({ db, chainId }: Snapshot, block: bigint | null, provider: bigint) {
  const root = block === null ? null : await findRootAfter(db, chainId, block)
  if (!root) return { reward: null, claims: [] }
  const claims = await listClaimsAfter(db, chainId, root.blockNumber, CLAIMS)
  return {
    reward: {
      ...placeOf(root),
      ...{ root: root.root, provider: provider.toString() },
      fromPool: (root.fromPool ?? 0n).toString(),
      fromEmission: (root.fromEmission ?? 0n).toString(),
    },
    claims: claims.map((row) => ({ ...placeOf(row), account: getAddress(row.account), wei: row.amount.toString() })),
  }
}
