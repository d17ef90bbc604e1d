import { describe, expect, test } from 'vitest'
import type { SoldUsage } from '../../db/sold-usage-rows'
import { DAY } from '../../domain/time'
import type { DeferredAccount } from '../deferred'
import { planRevenue, revenueLines, revenueTable } from './revenue'

const M = 1_000_000n
const sold = (more: Partial<SoldUsage>): SoldUsage => ({
  ...{ service: 'tide-pool', plan: 0, kind: 'usage', originalPeriod: null, requests: 1 },
  ...{ covered: 0n, units: 0n, list: 0n, charge: 0n },
  ...more,
})

/** $8 for 8,000,000 tokens, and on day 10 an upgrade: $6 more for 6,000,000. A million was used before it, two after. */
const UPGRADED: DeferredAccount = {
  account: '0xa1',
  plans: [
    { from: 0n, plan: 1 },
    { from: 10n * DAY, plan: 2 },
  ],
  periods: [
    {
      ...{ start: 0n, end: 30n * DAY, isRenewal: false, bps: 5_000n },
      sales: [
        { at: 0n, usd: 8n * M, tokens: 8n * M },
        { at: 10n * DAY, usd: 6n * M, tokens: 6n * M },
      ],
      uses: [
        { at: DAY, rolled: 0n, fresh: M },
        { at: 11n * DAY, rolled: 0n, fresh: 2n * M },
      ],
    },
  ],
}

describe('revenue of plans', () => {
  test('belongs to the plan that the account had', () => {
    expect(planRevenue([UPGRADED], 0n, 20n * DAY)).toEqual([
      { plan: 1, used: 1_000_000_000n, expired: 0n, tokens: M },
      { plan: 2, used: 2_000_000_000n, expired: 0n, tokens: 2n * M },
    ])
  })

  test('is breakage where tokens expired', () => {
    // 11 of 14 million are left: 7 are above the cap and expire at the end, 4 wait three days.
    expect(planRevenue([UPGRADED], 20n * DAY, 31n * DAY)).toEqual([
      { plan: 2, used: 0n, expired: 4_000_000_000n, tokens: 0n },
    ])
    expect(planRevenue([UPGRADED], 40n * DAY, 60n * DAY)).toEqual([])
  })
})

describe('the sheet', () => {
  const lines = revenueLines(
    [{ plan: 1, used: 10n, expired: 4n, tokens: 3n }],
    [
      sold({ plan: 1, covered: 2n }),
      sold({ plan: 1, covered: 1n, service: 'embeddings' }),
      sold({ units: 2_000n, list: 100n, charge: 130n }),
      sold({ units: 500n, list: 100n, charge: 90n, originalPeriod: '2026-09' }),
      sold({ kind: 'credit_note', charge: -30n }),
    ],
  )

  test('parts what a plan brought over services by tokens, to the last nano-USD', () => {
    expect(lines.map(({ channel, service, recognised }) => [channel, service, recognised])).toEqual([
      ['subscription', 'embeddings', 3n],
      ['subscription', 'tide-pool', 7n],
      ['breakage', '', 4n],
      ['pay_per_use', 'tide-pool', 130n],
      ['pay_per_use', 'tide-pool', 90n],
      ['credit_note', 'tide-pool', -30n],
    ])
  })

  test('shows what the dynamic price did, what is late, and the sum', () => {
    const rows = [...revenueTable(lines)]
    expect(rows[3]).toEqual(['pay_per_use', 'tide-pool', 0, null, 2_000n, 100n, 30n, 130n, 65n])
    expect(rows[4]).toEqual(['pay_per_use', 'tide-pool', 0, '2026-09', 500n, 100n, -10n, 90n, 180n])
    expect(rows.at(-1)).toEqual(['total', null, null, null, null, null, null, 204n, null])
  })

  test('a month without sales is one line of 0', () => {
    expect([...revenueTable(revenueLines([], []))]).toEqual([['total', null, null, null, null, null, null, 0n, null]])
  })

  test('tokens known too late to be of a service keep their plan', () => {
    expect(revenueLines([{ plan: 2, used: 5n, expired: 0n, tokens: 1n }], [])).toEqual([
      {
        ...{ channel: 'subscription', service: '', plan: 2, originalPeriod: null, units: 1n },
        ...{ list: null, effect: null, recognised: 5n },
      },
    ])
  })
})
