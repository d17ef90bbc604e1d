import type { CreditFlow } from '../../db/balance-rows'
import type { Deferred, Layer } from '../../domain/deferred'
import { nanoOfMicro } from '../../domain/nano-usd'
import type { Column, RowOf } from '../table'

/**
 * Sheet 9: what we owe customers, account by account. Lines are signed, so that opening and what follows add up to closing; lines of nothing are
 * left out, and the sum of all accounts comes first.
 */
export type BalanceLine = {
  section: 'contract_liability' | 'credits' | 'rewards' | 'credit_notes'
  layer: string
  /** `all`: the sum. */
  account: string
  line: string
  tokens: bigint | null
  nano: bigint | null
  wei: bigint | null
}

const UNITS = ['tokens', 'nano', 'wei'] as const
type Amounts = Partial<Pick<BalanceLine, 'tokens' | 'nano' | 'wei'>>
type Sums = Pick<BalanceLine, 'tokens' | 'nano' | 'wei'>
type Head = Pick<BalanceLine, 'section' | 'layer'>

const isNothing = ({ tokens = 0n, nano = 0n, wei = 0n }: Amounts): boolean => !tokens && !nano && !wei

/** Lines of one account under one head: opening, what changed it, closing as what they add up to. */
function linesOf(head: Head, account: string, parts: readonly (readonly [string, Amounts])[]): BalanceLine[] {
  const { section, layer } = head
  const lineOf = (line: string, { tokens = null, nano = null, wei = null }: Amounts | Sums): BalanceLine => ({
    section,
    layer,
    account,
    line,
    tokens,
    nano,
    wei,
  })
  const sums: Sums = { tokens: null, nano: null, wei: null }
  const lines: BalanceLine[] = []
  for (const [line, part] of parts) {
    for (const unit of UNITS)
      sums[unit] = part[unit] === undefined ? sums[unit] : (sums[unit] ?? 0n) + (part[unit] ?? 0n)
    if (!isNothing(part)) lines.push(lineOf(line, part))
  }
  return lines.length === 0 ? [] : [...lines, lineOf('closing', sums)]
}

const amount = ({ usd, tokens }: Layer, sign = 1n): Amounts => ({
  tokens: sign * tokens,
  nano: sign * nanoOfMicro(usd),
})
const minus = (a: Layer, b: Layer): Layer => ({ usd: a.usd - b.usd, tokens: a.tokens - b.tokens })

/** (a) Contract liability of an account between two instants, layer by layer. */
export function liabilityLines(account: string, before: Deferred, after: Deferred): BalanceLine[] {
  const grown = (of: (deferred: Deferred) => Layer) => minus(of(after), of(before))
  const used = grown((one) => minus(one.used, one.usedRolled))
  const expired = grown((one) => minus(one.expired, one.expiredRolled))
  return [
    ...linesOf({ section: 'contract_liability', layer: 'fresh' }, account, [
      ['opening', amount(before.fresh)],
      ['billed', amount(grown((one) => one.billed))],
      ['used', amount(used, -1n)],
      [
        'carried_out',
        amount(
          grown((one) => one.carried),
          -1n,
        ),
      ],
      ['expired', amount(expired, -1n)],
    ]),
    ...linesOf({ section: 'contract_liability', layer: 'rolled' }, account, [
      ['opening', amount(before.rolled)],
      ['carried_in', amount(grown((one) => one.carried))],
      [
        'used',
        amount(
          grown((one) => one.usedRolled),
          -1n,
        ),
      ],
      [
        'expired',
        amount(
          grown((one) => one.expiredRolled),
          -1n,
        ),
      ],
    ]),
  ]
}

/** (b) Credits of a user: his own, a memo. */
export const creditLines = ({ account, opening, loaded, charged, settled, withdrawn }: CreditFlow): BalanceLine[] =>
  linesOf({ section: 'credits', layer: 'cxpt' }, account, [
    ['opening', { wei: opening }],
    ['loaded', { wei: loaded }],
    ['charged', { wei: -charged }],
    ['settled', { wei: -settled }],
    ['withdrawn', { wei: -withdrawn }],
  ])

export type RewardFlow = {
  account: string
  category: string
  opening: bigint
  earned: bigint
  claimed: bigint
  clawedBack: bigint
}

/** (c) Referral and loyalty of an account. */
export const rewardLines = ({ account, category, opening, earned, claimed, clawedBack }: RewardFlow): BalanceLine[] =>
  linesOf({ section: 'rewards', layer: category }, account, [
    ['opening', { wei: opening }],
    ['earned', { wei: earned }],
    ['claimed', { wei: -claimed }],
    ['clawed_back', { wei: -clawedBack }],
  ])

export type NoteFlow = { account: string; opening: bigint; given: bigint; used: bigint }

/** (d) Credit notes of an account, nano-USD. */
export const noteLines = ({ account, opening, given, used }: NoteFlow): BalanceLine[] =>
  linesOf({ section: 'credit_notes', layer: 'usd' }, account, [
    ['opening', { nano: opening }],
    ['given', { nano: given }],
    ['used_up', { nano: -used }],
  ])

const LINES = [
  'opening',
  'billed',
  'loaded',
  'earned',
  'given',
  'carried_in',
  'used',
  'charged',
  'settled',
  'withdrawn',
]
const ORDER = [...LINES, 'claimed', 'clawed_back', 'used_up', 'carried_out', 'expired', 'closing']
const SECTIONS = ['contract_liability', 'credits', 'rewards', 'credit_notes']
const ranksOf = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, i) => [name, i]))
const [RANK, PLACE] = [ranksOf(ORDER), ranksOf(SECTIONS)]

/** The sums first, under the account `all`, then every account. */
export function withSums(lines: readonly BalanceLine[]): BalanceLine[] {
  const sums = new Map<string, BalanceLine>()
  const plus = (a: bigint | null, b: bigint | null) => (a === null ? b : a + (b ?? 0n))
  for (const line of lines) {
    const key = `${line.section} ${line.layer} ${line.line}`
    const sum = sums.get(key)
    if (!sum) sums.set(key, { ...line, account: 'all' })
    else for (const unit of UNITS) sum[unit] = plus(sum[unit], line[unit])
  }
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const place = (a: BalanceLine, b: BalanceLine) =>
    (PLACE.get(a.section) ?? 0) - (PLACE.get(b.section) ?? 0) || text(a.layer, b.layer)
  const rank = (a: BalanceLine, b: BalanceLine) => (RANK.get(a.line) ?? 0) - (RANK.get(b.line) ?? 0)
  const all = [...sums.values()].sort((a, b) => place(a, b) || rank(a, b))
  return [...all, ...lines.toSorted((a, b) => place(a, b) || text(a.account, b.account) || rank(a, b))]
}

/** Closing sums of a section and layer. */
export const closingOf = (
  lines: readonly BalanceLine[],
  section: BalanceLine['section'],
  layer: string,
): BalanceLine | null =>
  lines.find(
    (one) => one.section === section && one.layer === layer && one.account === 'all' && one.line === 'closing',
  ) ?? null

export const BALANCE_COLUMNS = [
  { name: 'section', kind: 'text' },
  { name: 'layer', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'line', kind: 'text' },
  { name: 'tokens', kind: 'count' },
  { name: 'amount', kind: 'nano' },
  { name: 'credits', kind: 'cxpt' },
] as const satisfies readonly Column[]

export function* balanceTable(lines: readonly BalanceLine[]): Generator<RowOf<typeof BALANCE_COLUMNS>> {
  for (const { section, layer, account, line, tokens, nano, wei } of lines)
    yield [section, layer, account, line, tokens, nano, wei]
}
