import { lesser, quoteCxpt } from './money'
import type { ReplayEntry } from './replay'

/** A payment of the month in the order of the chain. micro-USD, wei, USD per CXPT in WAD. */
export type PastPayment = {
  kind: 'settled' | 'charged'
  account: string
  usd: bigint
  amount: bigint
  price: bigint
  plan: number | null
  /** Seconds. */
  at: bigint
}

/** A plan's price, micro-USD a period. `customer` null: for everybody. */
export type OfferedPlan = { usd: bigint; customer: string | null }

const planName = (plan: number | null) => String(plan ?? 0)
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/**
 * Plan payments as if each of them had been for the new plan: whoever it is offered to. What an upgrade cost is a part of a period and stays.
 * CXPT at the price of each payment, rounded up as it is charged.
 */
export function replayOffer(
  payments: readonly PastPayment[],
  offer: OfferedPlan,
  wholePrices: ReadonlyMap<number, bigint>,
): ReplayEntry[] {
  return payments
    .filter(({ kind }) => kind === 'charged')
    .map(({ account, usd, amount, price, plan }) => {
      const isWhole = plan !== null && wholePrices.get(plan) === usd
      const isOffered = isWhole && (offer.customer === null || isSame(offer.customer, account))
      return {
        ...{ account, part: planName(plan), real: amount, again: quoteCxpt(usd, price) },
        next: isOffered ? quoteCxpt(offer.usd, price) : amount,
      }
    })
}

/** Plan payments without one of the plans: what its subscribers paid is paid no more. */
export function replayRetired(payments: readonly PastPayment[], id: number): ReplayEntry[] {
  return payments
    .filter(({ kind }) => kind === 'charged')
    .map(({ account, usd, amount, price, plan }) => ({
      ...{ account, part: planName(plan), real: amount, again: quoteCxpt(usd, price) },
      next: plan === id ? 0n : amount,
    }))
}

const DAY = 86_400n

/** The cap that was in force from a time on, seconds and micro-USD a UTC day. The oldest first. */
export type PastCap = { at: bigint; usd: bigint }

type Waiting = { index: number; left: bigint }

/** What each payment came to by the end of its month, when days take `capOn` at most and the rest waits, in order, for the next day. */
function settledUnder(payments: readonly PastPayment[], capOn: (day: bigint) => bigint, lastDay: bigint): bigint[] {
  const settled = payments.map(() => 0n)
  let waiting: Waiting[] = []
  let next = 0
  const first = payments[0] ? payments[0].at / DAY : lastDay
  for (let day = first; day <= lastDay; day += 1n) {
    for (; next < payments.length && (payments[next]?.at ?? 0n) / DAY <= day; next += 1) {
      waiting.push({ index: next, left: payments[next]?.usd ?? 0n })
    }
    let room = capOn(day)
    for (const one of waiting) {
      const taken = lesser(room, one.left)
      settled[one.index] = (settled[one.index] ?? 0n) + taken
      one.left -= taken
      room -= taken
    }
    waiting = waiting.filter(({ left }) => left > 0n)
  }
  return settled
}

const dayName = (day: bigint) => new Date(Number(day * DAY) * 1_000).toISOString().slice(0, 10)

/**
 * Settled usage under another daily cap, micro-USD: in the order in which it was settled, and what does not fit into a day waits for the next.
 * Both sides are what was settled by the end of the month; `until` is its first second after.
 */
export function replayCap(
  payments: readonly PastPayment[],
  usd: bigint,
  caps: readonly PastCap[],
  until: bigint,
): ReplayEntry[] {
  const settled = payments.filter(({ kind }) => kind === 'settled')
  const lastDay = (until - 1n) / DAY
  // A cap set during a day holds for what is settled after it: the larger of the two is what the day could take.
  const capThen = (day: bigint) => {
    const before = caps.filter(({ at }) => at <= day * DAY).at(-1)
    const during = caps.filter(({ at }) => at / DAY === day)
    return [...(before ? [before] : []), ...during].reduce((most, cap) => (cap.usd > most ? cap.usd : most), 0n)
  }
  const again = settledUnder(settled, capThen, lastDay)
  const next = settledUnder(settled, () => usd, lastDay)
  return settled.map((one, i) => ({
    account: one.account,
    part: dayName(one.at / DAY),
    real: one.usd,
    again: again[i] ?? 0n,
    next: next[i] ?? 0n,
  }))
}
