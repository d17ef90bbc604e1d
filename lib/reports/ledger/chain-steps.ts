import type { AcceptedStep, OwnMovement, ReceivedSum } from '../../db/book-rows'
import type { BookStep } from '../../domain/accrual'
import type { Category } from '../../domain/buckets'
import { EPOCH_SECONDS, epochBounds, epochOf } from '../../domain/epoch'
import { type Booked, bookedAt, LOCK_AFTER } from '../../domain/late'
import { nanoOfMicro } from '../../domain/nano-usd'
import { fairValue } from '../../domain/own-tokens'
import { DAY, secondsOf } from '../../domain/time'
import type { PriceHistory } from './price-history'
import { purposeFrom } from './purpose'

/** A step and where it stands: by time, and within a second by its place in the chain. */
export type Ordered = { at: bigint; block: bigint; logIndex: number; seq: number; step: BookStep }

export const inOrder = (a: Ordered, b: Ordered): number =>
  Number(a.at - b.at) || Number(a.block - b.block) || a.logIndex - b.logIndex || a.seq - b.seq

export const movedStep = (row: OwnMovement, prices: PriceHistory): Ordered => ({
  ...{ at: secondsOf(row.at), block: row.block, logIndex: row.logIndex, seq: row.seq },
  step: {
    ...{ do: 'moved', kind: row.kind, from: row.from, to: row.to, wei: row.wei, at: secondsOf(row.at), ref: row.tx },
    price: prices.atSpot(row),
    purpose: purposeFrom(row.withdrawal?.reason ?? null),
  },
})

export const receivedStep = (row: ReceivedSum): Ordered => {
  const at = secondsOf(row.at)
  const ref = `${row.at.toISOString().slice(0, 10)} ${row.kind}`
  const { kind, usd, wei, count } = row
  return {
    ...{ at, block: row.block, logIndex: row.logIndex, seq: -1 },
    step: { do: 'received', kind, nano: nanoOfMicro(usd), wei, count, at, ref },
  }
}

/** The Monday 00:00 UTC at which what a root pays for was over: the last one before its proposal. */
export const earnedUntil = ({ proposedAt }: Pick<AcceptedStep, 'proposedAt'>): bigint =>
  epochBounds(epochOf(secondsOf(proposedAt))).start

export type EarnedRoot = AcceptedStep & { growth: bigint; earnedUntil: bigint; price: bigint | null }

/** Growth of each accepted root over the one before of its category, with the price at the end of what it pays for. */
export function growthOf(accepted: readonly AcceptedStep[], prices: PriceHistory): EarnedRoot[] {
  const totals: Partial<Record<Category, bigint>> = {}
  return accepted.map((root) => {
    const growth = root.total - (totals[root.category] ?? 0n)
    totals[root.category] = root.total
    const until = earnedUntil(root)
    return { ...root, growth, earnedUntil: until, price: prices.at(until) }
  })
}

/** Rewards are owed from the end of what they are for; a root that took something back did it when it was accepted. */
export function bookedRoot({ growth, earnedUntil: until, at }: EarnedRoot): Pick<Booked, 'at' | 'originalPeriod'> {
  const accepted = secondsOf(at)
  return growth > 0n ? bookedAt(until - 1n, accepted) : { at: accepted, originalPeriod: null }
}

export function earnedSteps(roots: readonly EarnedRoot[], end: bigint): Ordered[] {
  return roots.flatMap((root) => {
    const { category, growth, price, tx, label } = root
    const { at, originalPeriod } = bookedRoot(root)
    if (growth === 0n || at >= end) return []
    const step = { do: 'earned', category, wei: growth, price, originalPeriod, at, ref: label ?? tx } as const
    return [{ at, block: 0n, logIndex: 0, seq: 0, step }]
  })
}

/**
 * The epoch that runs over the end of a month, by days: as much a day as the last epoch before gave, at the month's last price. Booked in the
 * month's last second and reversed in the next one. Where the last two epochs gave nothing there is nothing to go by.
 */
export function straddleSteps(roots: readonly EarnedRoot[], end: bigint, prices: PriceHistory): Ordered[] {
  const { start } = epochBounds(epochOf(end))
  const days = (end - start) / DAY
  const known = roots.filter(
    ({ category, growth, earnedUntil: until, at }) =>
      category === 'provider' && growth > 0n && until <= end && secondsOf(at) < end + LOCK_AFTER,
  )
  const last = known.at(-1)
  if (days === 0n || !last || last.earnedUntil < start - EPOCH_SECONDS) return []
  const ofWeek = known.reduce((sum, root) => sum + (root.earnedUntil === last.earnedUntil ? root.growth : 0n), 0n)
  const nano = fairValue((ofWeek * days) / 7n, prices.at(end - 1n) ?? 0n)
  const entry = { journal: 'J7', ref: `epoch ${epochOf(end)}`, originalPeriod: null } as const
  const memo = `${days} of 7 days of the epoch that runs`
  const step = (
    at: bigint,
    pairs: { debit: '5100' | '2300'; credit: '5100' | '2300'; nano: bigint }[],
    say: string,
  ) => ({
    ...{ at, block: 0n, logIndex: 0, seq: 0 },
    step: { do: 'booked', entry: { ...entry, at, memo: say, pairs } } as const,
  })
  return [
    step(end - 1n, [{ debit: '5100', credit: '2300', nano }], memo),
    step(end, [{ debit: '2300', credit: '5100', nano }], `${memo}, reversed`),
  ]
}
