import type { Account } from '../domain/chart'
import type { BookGateId, Gate } from './gate'
import type { MonthBooks, TrialLine } from './ledger/run'
import { type BalanceLine, closingOf } from './sheet/customer-balances'
import type { RootLeaves } from './sheet/provider-rewards'
import type { RevenueLine } from './sheet/revenue'
import type { RollForwardRow } from './sheet/supply-roll-forward'
import { sumOf } from './sheet/trial-balance'
import type { SheetName } from './sheet-names'

export type BookFacts = {
  ledger: MonthBooks
  /** The trial balance of the month before, kept by itself; null for the first one. */
  trialBefore: readonly TrialLine[] | null
  rollForward: readonly RollForwardRow[]
  balances: readonly BalanceLine[]
  revenue: readonly RevenueLine[]
  roots: readonly RootLeaves[]
  /** Referral and loyalty roots at either end of the month whose leaves are not known here. */
  unknownLeaves: readonly string[]
  /** A payment at a price older than a day; null without any. */
  stale: { tx: string; ageSeconds: bigint } | null
}

/** What the books must hold before a month can become final. */
export function bookGatesOf(facts: BookFacts): Gate[] {
  const gate = (id: BookGateId, title: string, sheet: SheetName, finding: string | null | { waits: string }): Gate => {
    if (finding !== null && typeof finding !== 'string')
      return { id, title, sheet, state: 'waiting', detail: finding.waits }
    return { id, title, sheet, state: finding === null ? 'passed' : 'failed', detail: finding ?? '' }
  }
  return [
    gate('ledger_u', 'Ledger U balances', 'trial-balance', balances(facts)),
    gate('ledger_q', 'Own tokens of the books equal the supply ledger', 'trial-balance', quantities(facts)),
    gate('ledger_opening', 'Books open as the month before closed', 'trial-balance', opening(facts)),
    gate('sub_ledger', 'Balances tie to the per-user sub-ledger', 'customer-balances', subLedger(facts)),
    gate('revenue', 'Revenue by service equals the books', 'revenue', revenue(facts)),
    gate('rewards', 'Rewards equal the root totals', 'provider-rewards', rewards(facts)),
    gate('stale_price', 'No price missing, and none older than a day', 'prices', stale(facts)),
  ]
}

function balances({ ledger }: BookFacts): string | null {
  for (const { journal, ref, postings } of ledger.posted) {
    const sum = postings.reduce((all, { side, cents }) => all + (side === 'debit' ? cents : -cents), 0n)
    if (sum !== 0n) return `${journal} ${ref} is off by ${sum} cents`
  }
  const { opening, closing, debit, credit } = sumOf(ledger.trial)
  if (opening !== 0n) return `it opens at ${opening} cents`
  if (debit !== credit) return `debits are ${debit} cents, credits ${credit}`
  return closing === 0n ? null : `it closes at ${closing} cents`
}

const OWN_BUCKETS = ['reserve', 'operations', 'liquidity', 'protocol', 'treasury_external', 'vault_revenue'] as const
const REWARD_BUCKETS = ['rewards_emission', 'rewards_pool', 'rewards_allocated', 'donations'] as const

function quantities({ ledger, rollForward }: BookFacts): string | null {
  for (const bucket of [...OWN_BUCKETS, ...REWARD_BUCKETS]) {
    const { received, genesis } = ledger.books.inBucket(bucket)
    const closing = rollForward.find(({ account }) => account === bucket)?.closing ?? 0n
    if (received + genesis !== closing)
      return `${bucket} has ${received + genesis} wei in the books, ${closing} in the ledger`
  }
  const sum = rollForward.find(({ row }) => row === 'proof')
  return sum && sum.closing !== 10n ** 27n ? `ledger Q closes at ${sum.closing} wei` : null
}

function opening({ ledger, trialBefore }: BookFacts): string | null {
  if (!trialBefore) return null
  const before = new Map(trialBefore.map(({ account, closing }) => [account, closing]))
  const now = new Map(ledger.trial.map((line) => [line.account, line.opening]))
  for (const account of new Set([...before.keys(), ...now.keys()])) {
    const [closed, opened] = [before.get(account) ?? 0n, now.get(account) ?? 0n]
    if (closed !== opened) return `${account} opens at ${opened} cents and closed at ${closed}`
  }
  return null
}

function subLedger({ ledger, balances, rollForward, unknownLeaves }: BookFacts): string | null | { waits: string } {
  const exact = (account: Account) => -(ledger.exact.closing.get(account) ?? 0n)
  const closing = (section: BalanceLine['section'], layer: string) => closingOf(balances, section, layer)
  const ties = [
    ['2100', exact('2100'), closing('contract_liability', 'fresh')?.nano, 'nano-USD'],
    ['2110', exact('2110'), closing('contract_liability', 'rolled')?.nano, 'nano-USD'],
    ['2500', exact('2500'), closing('credit_notes', 'usd')?.nano, 'nano-USD'],
    [
      'credits',
      rollForward.find(({ account }) => account === 'vault_credits')?.closing ?? 0n,
      closing('credits', 'cxpt')?.wei,
      'wei',
    ],
  ] as const
  for (const [name, books, users, unit] of ties) {
    if (books !== (users ?? 0n)) return `${name} is ${books} ${unit} in the books, ${users ?? 0n} by user`
  }
  const [unknown] = unknownLeaves
  if (unknown) return { waits: `the leaves of ${unknown} are not known here` }
  for (const category of ['referral', 'loyalty'] as const) {
    const [owed, users] = [ledger.books.owedTo(category).wei, closing('rewards', category)?.wei ?? 0n]
    if (owed !== users) return `${category} is ${owed} wei in the books, ${users} by user`
  }
  return null
}

function revenue({ ledger, revenue: lines }: BookFacts): string | null {
  const accounts = ['4100', '4110', '4200'] as const
  const grown = (account: Account) =>
    (ledger.exact.opening.get(account) ?? 0n) - (ledger.exact.closing.get(account) ?? 0n)
  const books = accounts.reduce((sum, account) => sum + grown(account), 0n)
  const sheet = lines.reduce((sum, { recognised }) => sum + recognised, 0n)
  return books === sheet ? null : `the books have ${books} nano-USD, the sheet ${sheet}`
}

function rewards({ roots }: BookFacts): string | null | { waits: string } {
  for (const { root, leaves, before } of roots) {
    if (!leaves || !before) return { waits: `the leaves of ${root.root} or of the root before it are not known here` }
    const sum = (list: typeof leaves) => list.reduce((all, { cumulative }) => all + cumulative, 0n)
    if (sum(leaves) !== root.total) return `the leaves of ${root.root} are ${sum(leaves)} wei, its total ${root.total}`
    if (sum(leaves) - sum(before) !== root.growth) return `${root.root} grew by ${root.growth} wei, its leaves do not`
  }
  return null
}

function stale({ ledger, stale: found }: BookFacts): string | null {
  const { unpriced } = ledger.books
  if (unpriced)
    return `${unpriced} has no price: none is posted up to the closing block, so it stands in the books with 0`
  return found && `${found.tx} was paid at a price ${found.ageSeconds} seconds old`
}
