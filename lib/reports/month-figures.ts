import type { Flow } from '../db/report-rows'
import type { Account } from '../domain/chart'
import type { EmissionLine } from './sheet/emissions'
import type { Figure } from './sheet/summary'
import type { RollForwardRow } from './sheet/supply-roll-forward'
import type { Views } from './views'

/** What the summary of one month is made of. `flowsOfYear`: from the first block of the year; null where that is not known. */
export type FigureFacts = {
  flows: readonly Flow[]
  flowsOfYear: readonly Flow[]
  supply: readonly RollForwardRow[]
  emissions: readonly EmissionLine[]
  exact: Readonly<Record<'year' | 'opening' | 'closing', ReadonlyMap<Account, bigint>>>
  views: Views
  payments: number
}

type Known = Pick<Figure, 'id' | 'name' | 'formula' | 'unit' | 'value' | 'ytd'>

const moved = (flows: readonly Flow[], from: readonly string[] | null, to: readonly string[]): bigint =>
  flows
    .filter((flow) => to.includes(flow.to) && (from === null || from.includes(flow.from)))
    .reduce((sum, { during }) => sum + during, 0n)

const TREASURY = ['reserve', 'operations', 'liquidity', 'protocol']

/** What moved between buckets in the month and in the year. */
function quantities({ flows, flowsOfYear }: FigureFacts): Known[] {
  const flow = (id: string, name: string, formula: string, from: string[] | null, to: string[]): Known => ({
    ...{ id, name, formula, unit: 'CXPT', value: moved(flows, from, to), ytd: moved(flowsOfYear, from, to) },
  })
  return [
    flow('gross_burn', 'Burned', 'everything into burned', null, ['burned']),
    flow('credits_loaded', 'Credits loaded', 'circulating to credits', ['circulating'], ['vault_credits']),
    flow('credits_spent', 'Credits spent', 'credits to vault revenue', ['vault_credits'], ['vault_revenue']),
    flow(
      'emission_used',
      'Emission used',
      'emission to allocated rewards',
      ['rewards_emission'],
      ['rewards_allocated'],
    ),
    flow(
      'rewards_claimed',
      'Rewards claimed',
      'allocated rewards to circulating',
      ['rewards_allocated'],
      ['circulating'],
    ),
    flow('treasury_released', 'Released by the treasury', 'treasury buckets to circulating', TREASURY, ['circulating']),
  ]
}

function balances({ supply, emissions }: FigureFacts): Known[] {
  const balance = (id: string, name: string, account: string): Known => ({
    ...{ id, name, formula: `closing of ${account}`, unit: 'CXPT', ytd: null },
    value: supply.find((row) => row.account === account)?.closing ?? 0n,
  })
  return [
    balance('total_supply', 'Total supply', 'total_supply'),
    balance('burned', 'Burned ever', 'burned'),
    balance('circulating', 'Circulating', 'circulating'),
    balance('credits_outstanding', 'Credits outstanding', 'vault_credits'),
    balance('vault_revenue', 'Vault revenue', 'vault_revenue'),
    balance('protocol_balance', 'Protocol balance', 'protocol'),
    balance('locked_emission', 'Emission left', 'rewards_emission'),
    {
      ...{ id: 'emission_vested', name: 'Emission vested', formula: 'Rewards.vested', unit: 'CXPT', ytd: null },
      value: emissions.at(-1)?.vested ?? 0n,
    },
  ]
}

/** Credits less debits of accounts, nano-USD: over the month, over the year, and as a balance. */
function amounts({ exact }: FigureFacts): Known[] {
  const sum = (at: 'year' | 'opening' | 'closing', accounts: readonly Account[]) =>
    -accounts.reduce((all, account) => all + (exact[at].get(account) ?? 0n), 0n)
  const flow = (id: string, name: string, accounts: readonly Account[]): Known => ({
    ...{ id, name, formula: `credits less debits of ${accounts.join(', ')}`, unit: 'USD' },
    value: sum('closing', accounts) - sum('opening', accounts),
    ytd: sum('closing', accounts) - sum('year', accounts),
  })
  const balance = (id: string, name: string, accounts: readonly Account[], sign = 1n): Known => ({
    ...{ id, name, formula: `balance of ${accounts.join(', ')}`, unit: 'USD', ytd: null },
    value: sign * sum('closing', accounts),
  })
  return [
    flow('revenue_recognised', 'Revenue recognised', ['4100', '4110', '4200', '4900']),
    flow('subscription_revenue', 'Subscription revenue', ['4100']),
    flow('breakage', 'Breakage', ['4110']),
    flow('usage_revenue', 'Pay-per-use revenue', ['4200']),
    flow('loyalty_cost', 'Loyalty', ['4900']),
    flow('provider_cost', 'Provider cost', ['5100']),
    flow('gross_margin', 'Gross margin', ['4100', '4110', '4200', '4900', '5100']),
    flow('referral_cost', 'Referral', ['6100']),
    balance('revenue_deferred', 'Deferred revenue', ['2100', '2110']),
    balance('rewards_payable', 'Rewards payable', ['2300', '2400', '2410']),
    balance('unbilled_usage', 'Unbilled usage', ['1200'], -1n),
  ]
}

function results({ views, payments }: FigureFacts): Known[] {
  const result = (view: keyof Views['result'], name: string): Known => ({
    ...{ id: `result_${view}`, name, formula: `result of the ${view} view`, unit: 'USD', ytd: null },
    value: views.result[view],
  })
  return [
    {
      id: 'payments',
      name: 'Payments',
      formula: 'Settled and Charged',
      unit: 'count',
      value: BigInt(payments),
      ytd: null,
    },
    result('cash', 'Result, cash'),
    result('accrual', 'Result, accrual'),
    result('normalised', 'Result, normalised'),
  ]
}

const NOTES: Readonly<Record<string, string>> = {
  credits_outstanding: 'belongs to users: a memo, no liability of ours',
  protocol_balance: 'own CXPT is never an asset',
}

/** Sheet 2: figures of the month beside those of the month before. */
export function figuresOfMonth(now: FigureFacts, before: FigureFacts | null): Figure[] {
  const all = (facts: FigureFacts) => [quantities, balances, amounts, results].flatMap((part) => part(facts))
  const prior = new Map((before ? all(before) : []).map(({ id, value }) => [id, value]))
  return all(now).map((known) => ({ ...known, prior: prior.get(known.id) ?? null, note: NOTES[known.id] ?? '' }))
}
