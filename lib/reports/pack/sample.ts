import { said } from '../../chain/at'
import { type ClaimRow, listClaims } from '../../db/balance-rows'
import type { PricePoint } from '../../db/book-rows'
import { paidBefore } from '../../db/ledger'
import { type AcceptedRoot, drawPayments, listAcceptedRoots, sumServedBefore } from '../../db/pack-rows'
import { type CoveringRow, listCovering } from '../../db/payment-rows'
import { type PaymentRow, priceRows } from '../../db/report-rows'
import { deferredOf } from '../../domain/deferred'
import { quoteCxpt } from '../../domain/money'
import { followPayment } from '../../domain/split'
import type { DeferredLedger } from '../deferred'
import type { Column, Row, Table } from '../table'
import type { PackFacts } from './facts'

const STEPS = [
  { name: 'item', kind: 'count' },
  { name: 'step', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'amount', kind: 'usd' },
  { name: 'quantity', kind: 'cxpt' },
  { name: 'price', kind: 'price' },
  { name: 'detail', kind: 'text' },
] as const satisfies readonly Column[]

type Step = Partial<Record<Exclude<(typeof STEPS)[number]['name'], 'item' | 'step'>, Row[number]>>

/** What all payments of the sample are followed through. */
type Trail = {
  prices: readonly Pick<PricePoint, 'block' | 'logIndex' | 'at' | 'tx' | 'price'>[]
  roots: readonly AcceptedRoot[]
  claims: readonly ClaimRow[]
  deferred: DeferredLedger
}

/** Payments drawn by the seed, each from payment to claim: payment, quote, transaction, liability, usage, revenue, split, burn, reward, claim. */
export async function sampleTable(facts: PackFacts, size: number): Promise<Table> {
  const { source, span, seed } = facts
  const payments = await drawPayments(source.db, span, { seed, size })
  const trail = await trailOf(facts)
  const rows: Row[] = []
  for (const [i, payment] of payments.entries()) {
    for (const [step, cells] of await stepsOf(facts, trail, payment))
      rows.push([i + 1, step, ...STEPS.slice(2).map(({ name }) => cells[name as keyof Step])])
  }
  return { columns: STEPS, rows }
}

async function trailOf({ source, span, reports }: PackFacts): Promise<Trail> {
  const last = reports.at(-1)
  if (!last) throw new RangeError('a pack without a month')
  const prices = await priceRows(source.db, span)
  return {
    prices: prices.map(({ blockNumber: block, logIndex, blockTime: at, txHash: tx, price }) => ({
      ...{ block, logIndex, at, tx, price },
    })),
    roots: (await listAcceptedRoots(source.db, span)).filter(({ category }) => category === 'provider'),
    claims: (await listClaims(source.db, span)).filter(({ category }) => category === 'provider'),
    deferred: (await last.books.ledger()).deferred,
  }
}

async function stepsOf(facts: PackFacts, trail: Trail, payment: PaymentRow): Promise<[string, Step][]> {
  const { kind, account, usd, amount, price, plan, periodIndex } = payment
  const place = {
    ...{ block: payment.blockNumber, log_index: payment.logIndex, time: payment.blockTime, tx: payment.txHash },
  }
  const what = kind === 'charged' ? `plan ${plan}, period ${periodIndex}` : 'usage settled'
  const owed = kind === 'charged' ? 'debit 3900, credit 2100 (J2)' : 'debit 3900, credit 1200 (J5)'
  return [
    ['payment', { ...place, amount: usd, quantity: amount, price, detail: `${what}, from the credits of ${account}` }],
    ['quote', quoteStep(trail, payment)],
    ['transaction', { ...place, detail: await receiptOf(facts, payment) }],
    ['liability', { ...place, amount: usd, detail: owed }],
    ...(await usageSteps(facts, trail, payment)),
    ...(await splitSteps(facts, trail, payment)),
  ]
}

/** The price in force and what it asks for: charges round up, so paid and quoted are the same where the post was in force. */
function quoteStep({ prices }: Trail, { blockNumber, logIndex, blockTime, usd, amount, price }: PaymentRow): Step {
  const post = prices.findLast(
    (one) => one.block < blockNumber || (one.block === blockNumber && one.logIndex < logIndex),
  )
  const quoted = price === 0n ? 0n : quoteCxpt(usd, price)
  const age = post ? Math.round((blockTime.getTime() - post.at.getTime()) / 1_000) : null
  const source = post ? `price posted ${age} seconds before` : 'no price on record before'
  return {
    ...{ block: post?.block, log_index: post?.logIndex, time: post?.at, tx: post?.tx },
    ...{ amount: usd, quantity: quoted, price: post?.price },
    detail: `${source}; paid less quoted: ${amount - quoted} wei`,
  }
}

async function receiptOf({ source }: PackFacts, { txHash, blockNumber }: PaymentRow): Promise<string> {
  const receipt = await said(source.chain.client.getTransactionReceipt({ hash: txHash }))
  const where = receipt.blockNumber === blockNumber ? 'in this block' : `in block ${receipt.blockNumber}`
  return `${receipt.status} ${where} on chain, sent by ${receipt.from.toLowerCase()}, ${receipt.gasUsed} gas`
}

async function usageSteps(
  { source, span, until }: PackFacts,
  { deferred }: Trail,
  { kind, account, usd, blockTime }: PaymentRow,
): Promise<[string, Step][]> {
  if (kind === 'settled') {
    const served = await sumServedBefore(source.db, { chainId: span.chainId, account, at: blockTime })
    const detail = `${served.receipts} receipts of ${served.nano} nano-USD were served to the account until then`
    return [
      ['usage', { time: blockTime, detail }],
      ['revenue', { amount: usd, detail: 'recognised as it was served: debit 1200, credit 4200 (J5a)' }],
    ]
  }
  const periods = deferred.accounts.find((one) => one.account === account)?.periods ?? []
  const { used, expired, fresh, rolled } = deferredOf(periods, BigInt(until.getTime()) / 1_000n)
  const left = `${fresh.usd + rolled.usd} micro-USD for ${fresh.tokens + rolled.tokens} tokens are still owed`
  return [
    [
      'usage',
      { time: until, detail: `${used.tokens} tokens of all plans of the account were used by the end; ${left}` },
    ],
    [
      'revenue',
      {
        time: until,
        amount: used.usd + expired.usd,
        detail: `used ${used.usd}, expired ${expired.usd} micro-USD (J3, J4)`,
      },
    ],
  ]
}

/** Each distribution that covered a part of it, then what it burned, and the next root and claim that its providers' part could reach. */
async function splitSteps(
  { source, span }: PackFacts,
  { roots, claims }: Trail,
  payment: PaymentRow,
): Promise<[string, Step][]> {
  const before = await paidBefore(source.db, span.chainId, payment)
  const all = await listCovering(source.db, span.chainId, before, before + payment.amount)
  const covering = all.filter(({ blockNumber }) => blockNumber <= span.closing)
  const queue = covering.map(({ total, burn, protocol, operations, provider }) => ({
    ...{ total, split: { burn, protocol, operations, provider } },
  }))
  const followed = followPayment(before - (covering[0]?.start ?? before), payment.amount, queue)
  const steps = followed.parts.flatMap(({ distribution, amount, burn, protocol, operations, provider }) => {
    const row = covering[distribution]
    if (!row) return []
    const place = { block: row.blockNumber, time: row.blockTime, tx: row.txHash }
    const detail = `version ${row.version}: burn ${burn}, protocol ${protocol}, operations ${operations}, providers ${provider} wei`
    return [
      ['split', { ...place, quantity: amount, detail }],
      ['burn', { ...place, quantity: burn, detail: 'left the supply in this transaction' }],
    ] as [string, Step][]
  })
  const waiting: [string, Step][] =
    followed.undistributed > 0n
      ? [['split', { quantity: followed.undistributed, detail: 'not distributed by the end of the quarter' }]]
      : []
  return [...steps, ...waiting, ...rewardSteps(roots, claims, covering.at(-1), followed.provider)]
}

function rewardSteps(
  roots: readonly AcceptedRoot[],
  claims: readonly ClaimRow[],
  last: CoveringRow | undefined,
  wei: bigint,
): [string, Step][] {
  const root = last && roots.find(({ block }) => block > last.blockNumber)
  if (!root) return [['reward', { quantity: wei, detail: 'in the pool of providers; no root was accepted by the end' }]]
  const share = `in the pool of providers; the next root took ${root.fromPool} wei from it`
  const reward: Step = {
    block: root.block,
    time: root.at,
    tx: root.tx,
    quantity: wei,
    detail: `${share}, ${root.root}`,
  }
  const claim = claims.find(({ block }) => block > root.block)
  if (!claim)
    return [
      ['reward', reward],
      ['claim', { detail: 'nobody claimed under it by the end' }],
    ]
  const detail = `the first claim under it, by ${claim.account}`
  return [
    ['reward', reward],
    [
      'claim',
      { block: claim.block, log_index: claim.logIndex, time: claim.at, tx: claim.tx, quantity: claim.wei, detail },
    ],
  ]
}
