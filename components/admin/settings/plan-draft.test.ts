import { expect, test } from 'vitest'
import { draftFrom } from './draft'
import { planDraftHref } from './plan-draft'

test('the form reads what the request says, and leaves the price to the admin', () => {
  const href = planDraftHref({ account: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8', tokens: 300_000_000n })
  const { pathname, searchParams } = new URL(href, 'http://localhost')
  expect(pathname).toBe('/admin/parameters/plan')
  expect(draftFrom('plan', searchParams.get('draft') ?? undefined)).toEqual([
    {
      usd: '',
      allowance: '300000000',
      concurrency: '',
      rpm: '',
      rolloverBps: '5000',
      priority: '',
      customer: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    },
  ])
})
