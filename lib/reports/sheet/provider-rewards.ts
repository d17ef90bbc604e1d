import type { ClaimRow, LeafAmount } from '../../db/balance-rows'
import { fairValue } from '../../domain/own-tokens'
import { dateOf, secondsOf } from '../../domain/time'
import type { EarnedRoot } from '../ledger/chain-steps'
import type { MonthLedger } from '../ledger/read'
import type { Column, RowOf } from '../table'

/** A root that the month owes for, with its leaves and those of the root before; null when they are not known here. */
export type RootLeaves = {
  root: EarnedRoot
  leaves: readonly LeafAmount[] | null
  before: readonly LeafAmount[] | null
}

export type RewardLine = {
  line: 'class' | 'earned' | 'claim'
  epoch: string
  /** Seconds: the end of the epoch, or the claim. */
  at: bigint
  account: string
  provider: string | null
  service: string | null
  base: bigint | null
  uptime: bigint | null
  response: bigint | null
  demand: bigint | null
  points: bigint | null
  wei: bigint | null
  /** nano-USD at the end of the epoch, and of a claim what was released and what it was worth. */
  accrued: bigint | null
  atClaim: bigint | null
  tx: string
}

type Part = { provider?: string; points?: string; uptime?: string | null; amount?: string; classes?: ClassPart[] }
type ClassPart = { service?: string; base?: string; response?: string; demand?: string }

const BLANK = {
  ...{ provider: null, service: null, base: null, uptime: null, response: null, demand: null },
  ...{ points: null, wei: null, accrued: null, atClaim: null },
}
const big = (text: string | null | undefined): bigint | null => (text == null ? null : BigInt(text))

/** Sheet 13, first part: what each account earned by a root, and the factors behind it where they are known. */
export function earnedLines({ root, leaves, before }: RootLeaves): RewardLine[] {
  const earlier = new Map((before ?? []).map(({ account, cumulative }) => [account, cumulative]))
  const head = {
    epoch: root.label ?? dateOf(root.earnedUntil).toISOString().slice(0, 10),
    at: root.earnedUntil,
    tx: root.tx,
  }
  return (leaves ?? []).flatMap(({ account, cumulative, detail }): RewardLine[] => {
    const wei = cumulative - (earlier.get(account) ?? 0n)
    if (wei === 0n) return []
    const parts = partsOf(detail)
    const points = parts.reduce<bigint | null>(
      (sum, part) => (part.points ? (sum ?? 0n) + BigInt(part.points) : sum),
      null,
    )
    const classes = parts.flatMap((part) =>
      (part.classes ?? []).map((one): RewardLine => {
        const { service = null } = one
        const factors = { base: big(one.base), response: big(one.response), demand: big(one.demand) }
        const uptime = big(part.uptime)
        return {
          ...BLANK,
          ...head,
          line: 'class',
          account,
          provider: part.provider ?? null,
          service,
          ...factors,
          uptime,
        }
      }),
    )
    const accrued = fairValue(wei, root.price ?? 0n)
    return [...classes, { ...BLANK, ...head, line: 'earned', account, points, wei, accrued }]
  })
}

const partsOf = (detail: LeafAmount['detail']): Part[] => (Array.isArray(detail?.parts) ? (detail.parts as Part[]) : [])

/**
 * Second part: claims, with what was owed for them and what they were worth when they were made. What a claim released is in its entry, in the
 * same order.
 */
export function claimLines(
  { entries, prices }: Pick<MonthLedger, 'entries' | 'prices'>,
  claims: readonly ClaimRow[],
  opening: bigint,
): RewardLine[] {
  const released = entries
    .filter(({ journal }) => journal === 'J8')
    .map(({ pairs }) => pairs.reduce((sum, { nano }) => sum + nano, 0n))
  return claims
    .filter(({ category, block }) => category === 'provider' && block > opening)
    .map((claim, i): RewardLine => {
      const { account, wei, tx } = claim
      const price = prices.atSpot(claim)
      const atClaim = price === null ? null : fairValue(wei, price)
      const head = { line: 'claim', epoch: '', at: secondsOf(claim.at), account, wei, tx } as const
      return { ...BLANK, ...head, accrued: released[i] ?? null, atClaim }
    })
}

export const REWARD_COLUMNS = [
  { name: 'line', kind: 'text' },
  { name: 'epoch', kind: 'text' },
  { name: 'time', kind: 'time' },
  { name: 'account', kind: 'text' },
  { name: 'provider', kind: 'text' },
  { name: 'class', kind: 'text' },
  { name: 'base', kind: 'count' },
  { name: 'uptime_ppm', kind: 'count' },
  { name: 'response_ppm', kind: 'count' },
  { name: 'demand_ppm', kind: 'count' },
  { name: 'points', kind: 'count' },
  { name: 'rate', kind: 'cxpt' },
  { name: 'amount', kind: 'cxpt' },
  { name: 'at_accrual', kind: 'nano' },
  { name: 'at_claim', kind: 'nano' },
  { name: 'tx', kind: 'text' },
] as const satisfies readonly Column[]

/** `rate`: CXPT a point, rounded down. */
export function* rewardTable(lines: readonly RewardLine[]): Generator<RowOf<typeof REWARD_COLUMNS>> {
  for (const line of lines) {
    const { epoch, at, account, provider, service, base, uptime, response, demand, points, wei, accrued, atClaim, tx } =
      line
    const rate = points && wei !== null ? wei / points : null
    yield [
      line.line,
      epoch,
      dateOf(at),
      account,
      provider,
      service,
      base,
      uptime,
      response,
      demand,
      points,
      rate,
      wei,
      accrued,
      atClaim,
      tx,
    ]
  }
}
