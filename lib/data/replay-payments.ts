import 'server-only'
import type { SettingRow } from '../chain/settings-state'
import { paymentRows } from '../db/payment-pages'
import { listTold } from '../db/replay-rows'
import { type PaymentRow, type PriceRow, priceRows, type Span } from '../db/report-rows'
import { type Month, monthBounds } from '../domain/month'
import type { ReplayEntry } from '../domain/replay'
import { judgePosts, type OracleRules, type PastPost, replayOracle } from '../domain/replay-oracle'
import { type PastPayment, replayCap, replayOffer, replayRetired } from '../domain/replay-payments'
import { dateOf, secondsOf } from '../domain/time'
import type { Snapshot } from './snapshot'

const ZERO = /^0x0{40}$/

async function paymentsOf({ db }: Snapshot, span: Span): Promise<PastPayment[]> {
  const payments: PastPayment[] = []
  for await (const row of paymentRows(db, span)) payments.push(paymentFrom(row))
  return payments
}

const paymentFrom = ({ blockTime, kind, account, usd, amount, price, plan }: PaymentRow): PastPayment => ({
  ...{ kind, account, usd, amount, price, plan },
  at: secondsOf(blockTime),
})

const big = (row: SettingRow | undefined, key: string) => BigInt(row?.[key] ?? '0')

/** micro-USD of a whole period by plan, from the ledger's events. */
async function wholePrices({ db, chainId, time }: Snapshot): Promise<Map<number, bigint>> {
  const told = await listTold(db, chainId, { contract: 'Subscriptions', name: 'PlanAdded' }, time)
  return new Map(told.map(({ args }) => [Number(args.id), BigInt(String((args.plan as { usd: unknown }).usd))]))
}

/** Plan payments of the month with a plan more, or without one. */
export async function replayPlans(
  at: Snapshot,
  span: Span,
  id: 'plan' | 'retire-plan',
  [row]: readonly SettingRow[],
): Promise<ReplayEntry[]> {
  const payments = await paymentsOf(at, span)
  if (id === 'retire-plan') return replayRetired(payments, Number(row?.id ?? 0))
  const customer = row?.customer ?? ''
  const offer = { usd: big(row, 'usd'), customer: customer === '' || ZERO.test(customer) ? null : customer }
  return replayOffer(payments, offer, await wholePrices(at))
}

/** Usage settled in the month under another daily cap. */
export async function replayDailyCap(
  at: Snapshot,
  span: Span,
  month: Month,
  [row]: readonly SettingRow[],
): Promise<ReplayEntry[]> {
  const { end } = monthBounds(month)
  const told = await listTold(at.db, at.chainId, { contract: 'Vault', name: 'CapSet' }, dateOf(end))
  const caps = told.map((one) => ({ at: secondsOf(one.at), usd: BigInt(String(one.args.usd)) }))
  return replayCap(await paymentsOf(at, span), big(row, 'usd'), caps, end)
}

const rulesFrom = (of: Readonly<Record<string, unknown>>): OracleRules => {
  const value = (key: string) => BigInt(String(of[key] ?? 0))
  return {
    ...{ min: value('min'), max: value('max'), maxAge: value('maxAge') },
    ...{ minInterval: value('minInterval'), maxStepBps: value('maxStepBps') },
  }
}

const postFrom = ({ blockTime, price, kind }: PriceRow): PastPost => ({
  at: secondsOf(blockTime),
  price,
  isReset: kind === 'reset',
})

export type RefusedPosts = { posted: number; band: number; tooSoon: number; step: number }

/** Payments of the month under other rules of the oracle, and which of the posted prices would have been refused. */
export async function replayOracleRules(
  at: Snapshot,
  span: Span,
  month: Month,
  [row = {}]: readonly SettingRow[],
): Promise<{ entries: ReplayEntry[]; posts: RefusedPosts }> {
  const { end } = monthBounds(month)
  const told = await listTold(at.db, at.chainId, { contract: 'PriceOracle', name: 'Configured' }, dateOf(end))
  const past = told.map((one) => ({ at: secondsOf(one.at), rules: rulesFrom(one.args.config as SettingRow) }))
  const rows = await priceRows(at.db, span)
  const isBefore = ({ blockNumber }: PriceRow) => blockNumber <= span.opening
  const first = rows.find(isBefore)
  const history = {
    before: first ? postFrom(first) : null,
    posts: rows.filter((one) => !isBefore(one)).map(postFrom),
  }
  const next = rulesFrom(row)
  const judged = judgePosts(history.before, history.posts, () => next)
  const count = (refusal: string) => judged.filter((post) => post.refusal === refusal).length
  return {
    entries: replayOracle(await paymentsOf(at, span), history, past, next),
    posts: { posted: judged.length, band: count('band'), tooSoon: count('too_soon'), step: count('step') },
  }
}
