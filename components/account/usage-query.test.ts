import { expect, test } from 'vitest'
import { parseUsage, usageHref } from './usage-query'

test.each([
  ['nothing', {}, { days: 30 }],
  ['a span on offer', { days: '90' }, { days: 90 }],
  ['a span not on offer', { days: '9999' }, { days: 30 }],
  ['a service that exists', { service: 'speech' }, { days: 30, service: 'speech' }],
  ['a service that does not', { service: 'x' }, { days: 30 }],
  ['requests without a key', { key: '' }, { days: 30, key: '' }],
  ['something that is no key', { key: "cxk_'; --" }, { days: 30 }],
  ['a day', { day: '2026-10-31' }, { days: 30, day: '2026-10-31' }],
  ['a day that no month has', { day: '2026-02-31' }, { days: 30 }],
  [
    'a cursor',
    { before: '1790000000000.17' },
    { days: 30, before: { startedAt: new Date(1_790_000_000_000), seq: 17n } },
  ],
  ['half a cursor', { before: '17' }, { days: 30 }],
  ['a name twice', { service: ['speech', 'scraping'] }, { days: 30 }],
])('%s', (_, query, read) => {
  expect(parseUsage(query)).toEqual({ service: undefined, key: undefined, day: undefined, before: undefined, ...read })
})

test('an address holds what was read, and no more', () => {
  expect(usageHref({ days: 30 })).toBe('/account/usage')
  const full = {
    days: 7 as const,
    service: 'speech',
    key: '',
    day: '2026-10-31',
    before: { startedAt: new Date(5), seq: 9n },
  }
  expect(usageHref(full)).toBe('/account/usage?days=7&service=speech&key=&day=2026-10-31&before=5.9')
})
