import { describe, expect, test } from 'vitest'
import { burnByDay, draftFrom, draftQuery, parseBps, readDraft, replay, sumProblem } from './draft'

const NOW = { burn: 500, protocol: 2000, operations: 1500, provider: 6000 }

describe('a share in a field', () => {
  test.each([
    ['a whole number is taken', '600', { ok: true, bps: 600 }],
    ['zero is a share', '0', { ok: true, bps: 0 }],
    ['thousands may be grouped', '2,000', { ok: true, bps: 2000 }],
    ['everything is 10,000', '10,000', { ok: true, bps: 10000 }],
    ['more than everything is refused', '10001', { ok: false, say: 'At most 10,000 bps, which is everything.' }],
    [
      'finer than a bp is refused, not rounded',
      '600.5',
      { ok: false, say: 'Whole basis points only: a share finer than 0.01% is refused, not rounded.' },
    ],
    ['a sign is refused', '-1', { ok: false, say: 'A whole number of bps from 0 to 10,000.' }],
    ['nothing is refused', '', { ok: false, say: 'A whole number of bps from 0 to 10,000.' }],
  ])('%s', (_, text, expected) => {
    expect(parseBps(text)).toEqual(expected)
  })
})

describe('a draft', () => {
  test.each([
    ['exactly 10,000', '600', true, null],
    ['98 short', '502', false, '98 bps short'],
    ['1,200 too many', '1800', false, '1,200 bps too many'],
  ])('%s', (_, burn, isExact, say) => {
    const draft = readDraft({ burn, protocol: '2000', operations: '1400', provider: '6000' })
    expect(draft.isExact).toBe(isExact)
    expect(sumProblem(draft.sum)).toBe(say)
  })

  test('one field that cannot be read leaves no split', () => {
    const draft = readDraft({ burn: '5.5', protocol: '2000', operations: '1500', provider: '6000' })
    expect(draft.split).toBeNull()
    expect(Object.keys(draft.errors)).toEqual(['burn'])
  })

  test('the query holds what differs and gives it back', () => {
    const text = { burn: '600', protocol: '2000', operations: '1400', provider: '6000' }
    expect(draftQuery(text, NOW)).toBe('burn=600&operations=1400')
    expect(draftFrom({ burn: '600', operations: '1400' }, NOW)).toEqual(text)
  })
})

const MONTH = [
  {
    day: '2026-09-01',
    total: 101n,
    split: NOW,
    shares: { burn: 5n, protocol: 20n, operations: 15n, provider: 61n },
  },
  {
    day: '2026-09-03',
    total: 99n,
    split: NOW,
    shares: { burn: 4n, protocol: 19n, operations: 14n, provider: 62n },
  },
]

describe('replay', () => {
  test('the unchanged split reproduces what happened to the wei', () => {
    const again = replay(MONTH, NOW)
    expect(again.off).toBe(0n)
    expect(again.next).toEqual({ burn: 9n, protocol: 39n, operations: 29n, provider: 123n })
    expect(again.real).toEqual(again.next)
    expect(again.total).toBe(200n)
  })

  test('a new split is rounded at each distribution, not once for the month', () => {
    const again = replay(MONTH, { burn: 550, protocol: 2000, operations: 1450, provider: 6000 })
    // 5.5% of 101 is 5.55 → 5 and of 99 is 5.44 → 5: ten; of 200 at once it would be eleven.
    expect(again.next.burn).toBe(10n)
    expect(again.next.burn + again.next.protocol + again.next.operations + again.next.provider).toBe(200n)
  })

  test('a month that does not fit its splits says by how much', () => {
    const wrong = [{ ...MONTH[0], shares: { burn: 6n, protocol: 20n, operations: 15n, provider: 60n } }]
    expect(replay(wrong as typeof MONTH, NOW).off).toBe(2n)
  })

  test('burned up to each day, days without a distribution too', () => {
    expect(
      burnByDay(MONTH, ['2026-09-01', '2026-09-02', '2026-09-03'], { ...NOW, burn: 1000, provider: 5500 }),
    ).toEqual([
      { day: '2026-09-01', real: 5n, next: 10n },
      { day: '2026-09-02', real: 5n, next: 10n },
      { day: '2026-09-03', real: 9n, next: 19n },
    ])
  })
})
