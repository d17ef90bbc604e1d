import { apportion, type Shares, SPLIT_LEGS, type Split, type SplitLeg, splitSum } from '@/lib/domain/split'
import { BPS } from '@/lib/domain/units'
import { split as words } from '@/messages/admin-split'

/** What stands in the four fields, as typed. */
export type DraftText = Record<SplitLeg, string>

export type BpsInput = { ok: true; bps: number } | { ok: false; say: string }

/** One share: whole basis points. Finer is refused, never rounded. */
export function parseBps(text: string): BpsInput {
  const trimmed = text.trim()
  if (/^(\d{1,2},)?\d{1,3}$|^\d{1,5}$/.test(trimmed)) {
    const bps = Number(trimmed.replace(',', ''))
    if (bps <= Number(BPS)) return { ok: true, bps }
    return { ok: false, say: words.errors.tooMuch }
  }
  if (/^[\d,]*\.\d+$/.test(trimmed)) {
    return { ok: false, say: words.errors.tooFine }
  }
  return { ok: false, say: words.errors.malformed }
}

export type Draft = {
  /** Null while a field cannot be read. */
  split: Split | null
  errors: Partial<Record<SplitLeg, string>>
  /** Sum of what can be read, bps. */
  sum: number
  isExact: boolean
}

export function readDraft(text: DraftText): Draft {
  const errors: Draft['errors'] = {}
  const split: Split = { burn: 0, protocol: 0, operations: 0, provider: 0 }
  for (const leg of SPLIT_LEGS) {
    const read = parseBps(text[leg])
    if (read.ok) split[leg] = read.bps
    else errors[leg] = read.say
  }
  const isRead = Object.keys(errors).length === 0
  const sum = splitSum(split)
  return { split: isRead ? split : null, errors, sum, isExact: isRead && sum === Number(BPS) }
}

/** `98 bps short`, `40 bps too many`; null at exactly 10,000. */
export function sumProblem(sum: number): string | null {
  const off = Number(BPS) - sum
  if (off === 0) return null
  const size = Math.abs(off)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
  return off > 0 ? words.short(size) : words.over(size)
}

export type ReplayInput = { day: string; total: bigint; split: Split; shares: Shares }
export type Replay = {
  real: Shares
  /** Every distribution again, each on its own, under the new split. */
  next: Shares
  total: bigint
  /** Wei by which the real splits, applied again, miss what happened; 0 or the replay is wrong. */
  off: bigint
}

/** The month again under another split: as many distributions, each rounded by itself as the Vault rounds. */
export function replay(distributions: readonly ReplayInput[], split: Split): Replay {
  let off = 0n
  let total = 0n
  const real = noShares()
  const next = noShares()
  for (const one of distributions) {
    const again = apportion(one.split, one.total)
    const under = apportion(split, one.total)
    total += one.total
    for (const leg of SPLIT_LEGS) {
      const miss = again[leg] - one.shares[leg]
      off += miss < 0n ? -miss : miss
      real[leg] += one.shares[leg]
      next[leg] += under[leg]
    }
  }
  return { real, next, total, off }
}

/** Burned up to the end of each day, real and under the new split; wei. */
export function burnByDay(
  distributions: readonly ReplayInput[],
  days: readonly string[],
  split: Split | null,
): { day: string; real: bigint; next: bigint | null }[] {
  let real = 0n
  let next = 0n
  return days.map((day) => {
    for (const one of distributions) {
      if (one.day !== day) continue
      real += one.shares.burn
      if (split) next += apportion(split, one.total).burn
    }
    return { day, real, next: split ? next : null }
  })
}

function noShares(): Shares {
  return { burn: 0n, protocol: 0n, operations: 0n, provider: 0n }
}

/** The query of a draft; a share as it is in force is left out. */
export function draftQuery(text: DraftText, now: Split): string {
  const params = new URLSearchParams()
  for (const leg of SPLIT_LEGS) if (text[leg] !== String(now[leg])) params.set(leg, text[leg])
  return params.toString()
}

/** A draft out of the query; anything that is not there is as it is now. */
export function draftFrom(query: Readonly<Record<string, string | string[] | undefined>>, now: Split): DraftText {
  const of = (leg: SplitLeg) => {
    const value = query[leg]
    return typeof value === 'string' ? value.slice(0, 12) : String(now[leg])
  }
  return { burn: of('burn'), protocol: of('protocol'), operations: of('operations'), provider: of('provider') }
}
