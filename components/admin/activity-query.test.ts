import { expect, test } from 'vitest'
import { activityHref, filterOf, parseActivity } from './activity-query'

test('what the page links to it reads back', () => {
  const url = {
    kind: 'pause',
    who: '0xabc',
    from: '2026-10-01',
    to: '2026-10-31',
    after: { at: '2026-10-31T23:59:59.000001Z', key: 'e00000000000012.00000003' },
  } as const
  const query = Object.fromEntries(new URL(activityHref(url), 'http://x').searchParams)
  expect(parseActivity(query)).toEqual({ url, problems: [] })
})

test('the last day is part of it', () => {
  const filter = filterOf({ from: '2026-10-31', to: '2026-10-31' })
  expect(filter.from?.toISOString()).toBe('2026-10-31T00:00:00.000Z')
  expect(filter.to?.toISOString()).toBe('2026-11-01T00:00:00.000Z')
  expect(filterOf({})).toEqual({ kinds: [], who: undefined, from: undefined, to: undefined })
})

test.each([
  [{ kind: 'nonsense' }, '“nonsense” is no kind of activity.'],
  [{ from: '2026-02-30' }, '“2026-02-30” is no day: write 2026-10-31.'],
  [{ to: 'yesterday' }, '“yesterday” is no day: write 2026-10-31.'],
  [{ after: "x'; drop table audit" }, 'This page of the list does not exist. Begin with the newest.'],
])('%o is said and left out', (query, say) => {
  expect(parseActivity(query)).toEqual({ url: {}, problems: [say] })
})

test('a field that was left empty is no filter', () => {
  expect(parseActivity({ kind: '', who: ' ', from: '' })).toEqual({ url: {}, problems: [] })
})
