import { describe, expect, test } from 'vitest'
import type { AccountsInput, ActivityInput, ActivityWindow, LedgerInput } from './metric-input'
import { computeMetric, needOf } from './metric-values'
import { isMetricId, METRIC_IDS, METRICS, type MetricId } from './metrics'
import { decimalRatio } from './ratio'

const CXPT = 10n ** 18n
const million = (n: bigint) => n * 1_000_000n * CXPT

/** The example of economics.md §7. */
const EXAMPLE: LedgerInput = {
  time: 1_799_020_800n,
  totalSupply: 998_200_000n * CXPT,
  balances: { treasury: million(436n), rewards: million(456n), vault: 2_000_000n * CXPT, dead: 200_000n * CXPT },
  buckets: { reserve: million(300n), operations: million(120n), liquidity: million(15n), protocol: million(1n) },
  emissionVested: million(30n),
  emissionUsed: million(24n),
  emissionClaimed: million(20n),
  treasuryReleased: million(84n),
  credits: { loaded: million(5n), spent: million(3n), outstanding: 1_900_000n * CXPT },
  vaultRevenue: 100_000n * CXPT,
  payments: 1_234n,
  scheduleEnd: 1_799_020_800n + 100n * 86_400n + 43_200n,
  window: {
    burned: 600_000n * CXPT,
    emissionUsed: million(4n),
    emissionClaimed: million(3n),
    treasuryReleased: million(1n),
    spent: 2_600_000n * CXPT,
    allocated: million(10n),
  },
  distributed: {
    total: 20_000n,
    legs: {
      burn: { paid: 999n, weighted: 20_000n * 500n },
      protocol: { paid: 4_000n, weighted: 20_000n * 2_000n },
      operations: { paid: 3_000n, weighted: 20_000n * 1_500n },
      provider: { paid: 12_001n, weighted: 20_000n * 6_000n },
    },
  },
  headTime: 1_799_020_812n,
  postedAt: 1_799_020_800n - 1_800n,
  reconciliation: 0n,
}

/** 2,000,000 tokens and 90 s of speech; two providers, one with three times as much as the other. */
const WINDOW: ActivityWindow = {
  paidUsd: 200_000_000n,
  planUsd: 8_000_000n,
  providerUsd: 9_000_000n,
  referralUsd: 5_000_000n,
  loyaltyUsd: 1_000_000n,
  services: [
    {
      service: 'tide-pool',
      requests: 90n,
      units: 1_500_000n,
      covered: 500_000n,
      chargeNano: 2_000_000_000n,
      listNano: 3_300_000_000n,
    },
    { service: 'embeddings', requests: 9n, units: 500_000n, covered: 500_000n, chargeNano: 0n, listNano: 100_000_000n },
    { service: 'speech', requests: 1n, units: 90n, covered: 0n, chargeNano: 22_500_000n, listNano: 22_500_000n },
  ],
  refusals: [
    { reason: 'overage_off', count: 20n },
    { reason: 'PRICE_ABOVE_MAX', count: 25n },
  ],
  earned: [3_000n, 1_000n],
  lags: [300n, 100n, 200n],
  online: { added: 4_000n, minutes: 120n },
  plans: { ended: 8n, renewed: 6n },
}
const ACCOUNTS: AccountsInput = {
  window: {
    used: 71_100_000n,
    expired: 7_900_000n,
    chargedNano: 12_000_000_999n,
    loyaltyUsd: 1_000_000n,
    providerUsd: 9_000_000n,
  },
  deferred: { fresh: 47_400_000n, rolled: 39_500_000n },
}

const ACTIVITY: ActivityInput = {
  window: WINDOW,
  utilisation: [
    { service: 'tide-pool', ppm: 600_000n },
    { service: 'speech', ppm: 1_100_000n },
  ],
  pointsOutstanding: 1_906_665n,
  rollover: [
    { day: '2027-01-10', tokens: 300n },
    { day: '2027-01-12', tokens: 50n },
  ],
}

const answer = (id: MetricId, ledger: LedgerInput = EXAMPLE) => computeMetric(id, { ledger })

describe('the example of the document', () => {
  test.each([
    ['total_supply', '998200000000000000000000000', 'wei'],
    ['circulating', '104000000000000000000000000', 'wei'],
    ['locked_emission', '456000000000000000000000000', 'wei'],
    ['burn_rate_supply', '0.731316', 'percent'],
    ['burn_rate_float', '7.019231', 'percent'],
    ['burn_emission_ratio', '0.15', 'ratio'],
    ['runway_rate_days', '3420', 'days'],
  ] as const)('%s', (id, value, unit) => {
    expect(answer(id)).toEqual({ id, value, unit })
  })
})

test.each([
  ['max_supply', '1000000000000000000000000000'],
  ['burned', '1800000000000000000000000'],
  ['locked_reserve', '300000000000000000000000000'],
  ['locked_operations', '120000000000000000000000000'],
  ['locked_liquidity', '15000000000000000000000000'],
  ['locked_protocol', '1000000000000000000000000'],
  ['float_pct', '10.418754'],
  ['emission_vested', '30000000000000000000000000'],
  ['emission_used', '24000000000000000000000000'],
  ['emission_claimed', '20000000000000000000000000'],
  ['treasury_released', '84000000000000000000000000'],
  ['gross_burn', '600000000000000000000000'],
  ['net_emission', '3400000000000000000000000'],
  ['runway_schedule_days', '100.5'],
  ['credits_loaded', '5000000000000000000000000'],
  ['credits_spent', '3000000000000000000000000'],
  ['credits_outstanding', '1900000000000000000000000'],
  ['vault_revenue', '100000000000000000000000'],
  ['protocol_balance', '1000000000000000000000000'],
  ['payments', '1234'],
  ['split_drift_bps', '0.5'],
  ['indexer_lag', '12'],
  ['oracle_age', '1800'],
  ['reconciliation_wei', '0'],
  ['subsidy_ratio', '0.4'],
  ['velocity', '0.304167'],
] as const)('%s', (id, value) => {
  expect(answer(id).value).toBe(value)
})

describe('of users and providers', () => {
  const of = (id: MetricId, window: Partial<ActivityWindow> = {}) =>
    computeMetric(id, { activity: { ...ACTIVITY, window: { ...WINDOW, ...window } } })

  test.each([
    ['usd_per_1k', '5000000'],
    ['provider_cost_per_1k', '4500000'],
    ['referral_cost_ratio', '2.5'],
    ['reward_per_provider_hour', '2000'],
    ['gini', '0.25'],
    ['hhi', '6250'],
    ['nakamoto_33', '1'],
    ['payout_lag_p50', '200'],
    ['payout_lag_p95', '300'],
    ['utilisation', '85'],
    ['refused_demand', '36'],
    ['points_outstanding', '1906665'],
    ['rollover_outstanding', '350'],
    ['retention', '75'],
  ] as const)('%s', (id, value) => {
    expect(of(id)).toMatchObject({ id, value, unit: METRICS[id].unit })
  })

  test('what they are made of', () => {
    expect(of('usd_per_1k').parts).toEqual([{ key: 'tide-pool', value: '2000000', list: '2200000' }])
    expect(of('utilisation').parts).toEqual([
      { key: 'tide-pool', value: '60' },
      { key: 'speech', value: '110' },
    ])
    expect(of('refused_demand').parts).toEqual([
      { key: 'overage_off', value: '16' },
      { key: 'PRICE_ABOVE_MAX', value: '20' },
    ])
    expect(of('rollover_outstanding').parts).toEqual([
      { key: '2027-01-10', value: '300' },
      { key: '2027-01-12', value: '50' },
    ])
  })

  test.each([
    ['usd_per_1k', { services: [] }, 'No tokens were metered in 30 days.'],
    ['provider_cost_per_1k', { services: [] }, 'No tokens were metered in 30 days.'],
    ['provider_cost_per_1k', { providerUsd: null }, 'A reward was accepted before any price was posted.'],
    ['referral_cost_ratio', { paidUsd: 0n }, 'Nothing was paid in 30 days.'],
    [
      'reward_per_provider_hour',
      { online: { added: 0n, minutes: 0n } },
      'No epoch accepted in 30 days has published inputs here.',
    ],
    ['gini', { earned: null }, 'The leaves of a root of these 30 days are not known here.'],
    ['hhi', { earned: [] }, 'No provider earned in 30 days.'],
    ['nakamoto_33', { earned: [] }, 'No provider earned in 30 days.'],
    ['payout_lag_p95', { lags: [] }, 'No known reward was claimed in 30 days.'],
    ['refused_demand', { services: [], refusals: [] }, 'Nothing was asked for in 30 days.'],
    ['retention', { plans: { ended: 0n, renewed: 0n } }, 'No plan came to the end of its time to renew in 30 days.'],
  ] as const)('%s is null with a reason', (id, window, reason) => {
    expect(of(id, window)).toEqual({ id, value: null, unit: METRICS[id].unit, reason })
  })

  test('nothing of a window before there are 30 days', () => {
    const activity: ActivityInput = {
      window: null,
      utilisation: [],
      pointsOutstanding: { reason: 'a' },
      rollover: { reason: 'b' },
    }
    const reasons = (['gini', 'utilisation', 'points_outstanding', 'rollover_outstanding'] as const).map(
      (id) => computeMetric(id, { activity }).reason,
    )
    expect(reasons).toEqual([
      'The ledger holds fewer than 30 complete days.',
      'No service reported capacity in the last hour.',
      'a',
      'b',
    ])
  })
})

describe('null with a reason', () => {
  const quiet = { burned: 5n, emissionUsed: 0n, emissionClaimed: 0n, treasuryReleased: 0n, spent: 1n, allocated: 0n }
  const none = { ...EXAMPLE, window: quiet }
  const unknown = { ...EXAMPLE, headTime: null, window: null, postedAt: null, reconciliation: null, scheduleEnd: null }
  const nothing = {
    ...EXAMPLE,
    totalSupply: 0n,
    balances: { treasury: 0n, rewards: 0n, vault: 0n, dead: 0n },
    distributed: { ...EXAMPLE.distributed, total: 0n },
  }

  test.each([
    ['burn_emission_ratio', none, 'No emission was used in 30 days.'],
    ['runway_rate_days', none, 'No emission was used in 30 days.'],
    ['burn_rate_supply', nothing, 'There is no supply.'],
    ['burn_rate_float', nothing, 'Nothing circulates.'],
    ['float_pct', nothing, 'There is no supply.'],
    ['split_drift_bps', nothing, 'Nothing was distributed yet.'],
    ['gross_burn', unknown, 'The ledger holds fewer than 30 complete days.'],
    ['net_emission', unknown, 'The ledger holds fewer than 30 complete days.'],
    ['oracle_age', unknown, 'No price was posted yet.'],
    ['reconciliation_wei', unknown, 'The ledger was not compared with the chain yet.'],
    ['runway_schedule_days', unknown, 'No tranche is scheduled.'],
    ['subsidy_ratio', none, 'Provider rewards did not grow in 30 days.'],
    ['velocity', nothing, 'Nothing circulates.'],
    ['indexer_lag', unknown, 'How far the ledger trailed is known for its latest block only.'],
    ['treasury_runway', EXAMPLE, 'No asset besides CXPT is on record, and own CXPT never counts.'],
  ] as const)('%s', (id, input, reason) => {
    expect(answer(id, input)).toEqual({ id, value: null, unit: METRICS[id].unit, reason })
  })
})

describe('the accrual ledger', () => {
  const of = (id: MetricId, window: Partial<AccountsInput['window']> | null = {}) =>
    computeMetric(id, {
      accounts: { ...ACCOUNTS, window: window && ACCOUNTS.window && { ...ACCOUNTS.window, ...window } },
    })

  test('revenue is what was used, what expired and what was charged, less loyalty', () => {
    expect(of('revenue_recognised')).toEqual({
      id: 'revenue_recognised',
      unit: 'micro-USD',
      value: '90000000',
      parts: [
        { key: 'subscriptions', value: '71100000' },
        { key: 'breakage', value: '7900000' },
        { key: 'pay_per_use', value: '12000000' },
        { key: 'loyalty', value: '-1000000' },
      ],
    })
  })

  test('what is deferred is told by layer', () => {
    expect(of('revenue_deferred')).toMatchObject({
      value: '86900000',
      parts: [
        { key: 'fresh', value: '47400000' },
        { key: 'rolled', value: '39500000' },
      ],
    })
  })

  test('the margin is what providers leave of the revenue, below zero when they cost more', () => {
    expect(of('gross_margin').value).toBe('90')
    expect(of('gross_margin', { providerUsd: 180_000_000n }).value).toBe('-100')
  })

  test.each([
    ['revenue_recognised', null, 'The ledger holds fewer than 30 complete days.'],
    ['revenue_recognised', { loyaltyUsd: null }, 'A reward was accepted before any price was posted.'],
    ['gross_margin', { providerUsd: null }, 'A reward was accepted before any price was posted.'],
    [
      'gross_margin',
      { used: 0n, expired: 0n, chargedNano: 0n, loyaltyUsd: 0n },
      'No revenue was recognised in 30 days.',
    ],
  ] as const)('%s without a value says why', (id, window, reason) => {
    expect(of(id, window)).toMatchObject({ value: null, reason })
  })
})

test('a schedule that has ended has no days left', () => {
  expect(answer('runway_schedule_days', { ...EXAMPLE, scheduleEnd: EXAMPLE.time - 1n }).value).toBe('0')
})

test('net emission is negative when more is burned than released', () => {
  const window = { burned: 5n, emissionUsed: 1n, emissionClaimed: 1n, treasuryReleased: 1n, spent: 0n, allocated: 1n }
  expect(answer('net_emission', { ...EXAMPLE, window }).value).toBe('-3')
})

test('every metric of the document is in the dictionary, once, in snake case', () => {
  const documented = `max_supply total_supply burned locked_reserve locked_operations locked_liquidity locked_protocol locked_emission
    circulating float_pct emission_vested emission_used emission_claimed treasury_released gross_burn net_emission burn_emission_ratio
    burn_rate_supply burn_rate_float runway_rate_days runway_schedule_days credits_loaded credits_spent credits_outstanding vault_revenue
    protocol_balance payments revenue_recognised revenue_deferred split_drift_bps usd_per_1k provider_cost_per_1k gross_margin
    subsidy_ratio reward_per_provider_hour rollover_outstanding treasury_runway gini hhi nakamoto_33 utilisation refused_demand
    payout_lag_p50 payout_lag_p95 points_outstanding referral_cost_ratio velocity retention indexer_lag oracle_age reconciliation_wei`
  expect([...METRIC_IDS].sort()).toEqual(documented.split(/\s+/).sort())
})

test('every id of the dictionary answers: with a value for the example, unless nothing can measure it yet', () => {
  for (const id of METRIC_IDS) {
    const { value, reason } = computeMetric(id, { ledger: EXAMPLE, activity: ACTIVITY, accounts: ACCOUNTS })
    expect(typeof value === 'string', id).toBe(needOf(id) !== 'none')
    expect(value === null ? typeof reason : reason).toBe(value === null ? 'string' : undefined)
  }
  expect(METRIC_IDS.filter((id) => needOf(id) === 'none')).toEqual(['treasury_runway'])
})

test('a metric whose input was not read is a bug, not a null', () => {
  expect(() => computeMetric('gini', { ledger: EXAMPLE })).toThrow('what the activity says was not read')
})

test('isMetricId knows the ids and nothing else', () => {
  expect(isMetricId('total_supply')).toBe(true)
  expect(isMetricId('toString')).toBe(false)
  expect(isMetricId('')).toBe(false)
})

test.each([
  [1n, 3n, '0.333333'],
  [2n, 3n, '0.666667'],
  [1n, 2_000_000n, '0.000001'],
  [1n, 2_000_001n, '0'],
  [-1n, 3n, '-0.333333'],
  [1n, -2n, '-0.5'],
  [-1n, 10_000_000n, '0'],
  [10n, 5n, '2'],
  [1n, 0n, null],
])('decimalRatio: %s / %s is %s', (numerator, denominator, text) => {
  expect(decimalRatio(numerator, denominator)).toBe(text)
})
