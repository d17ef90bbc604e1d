import { describe, expect, test } from 'vitest'
import { AppError } from './app-error'
import { FORMATS, render } from './render'
import { ERRORS, type ErrorCode } from './table'

const CODES = Object.keys(ERRORS) as ErrorCode[]

describe('every sentence of the table', () => {
  test.each(CODES)('%s', (code) => {
    const { say, status } = ERRORS[code]
    expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/)
    expect(status).toBeGreaterThanOrEqual(200)
    expect(status).toBeLessThan(600)
    expect(say).toMatch(/^[A-Z“{].*[.}]$/)
    expect(say).not.toMatch(/!|oops|successful|please|sorry|[“”]{2}/i)
    for (const [, format] of say.matchAll(/\{\w+\|([\w-]+)\}/g)) expect(Object.keys(FORMATS)).toContain(format)
    // Nothing of the grammar is left when it is said without any value.
    expect(render(say, {})).not.toMatch(/[[\]{}|]/)
  })
})

describe('render', () => {
  test('formats raw values by the name behind the bar', () => {
    const values = {
      have: 120n * 10n ** 18n,
      want: 1_580_000_000_000_000_000_001n,
      usd: 1_500_000n,
      price: 50_000_000_000_000_000n,
      at: 1_797_703_200n,
      who: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
      role: 6n,
      category: 1,
      bucket: 3,
      phase: 2,
      bps: 9_902,
      wait: 97_200n,
    }
    expect(render('{have|cxpt} of {want|cxpt-up}', values)).toBe('120 of 1,580.0001')
    expect(render('{usd|usd} at {price|price} on {at|day}, {at|time}', values)).toBe(
      '$1.50 at $0.05 on 19 Dec 2026, 19 Dec 2026, 18:00 UTC',
    )
    expect(render('{who|address} {role|role} {category|category} {bucket|bucket}', values)).toBe(
      '0x7099…79C8 GUARDIAN referral PROTOCOL',
    )
    expect(render('{phase|phase} {bps|bps} {wait|duration}', values)).toBe('FULL 99.02% 1 day 3 hours')
  })

  test('leaves out a bracketed part when a value in it is unknown', () => {
    expect(render('Paused[ until {until|day}].', {})).toBe('Paused.')
    expect(render('Paused[ until {until|day}].', { until: 1_797_703_200n })).toBe('Paused until 19 Dec 2026.')
    expect(render('A[ {x} and {y}].', { x: 1 })).toBe('A.')
  })

  test('says n/a for an unknown value, and a value that does not fit as it is', () => {
    expect(render('{gone} and {gone|cxpt}', {})).toBe('n/a and n/a')
    expect(render('{odd|cxpt}', { odd: 'a word' })).toBe('a word')
  })

  test('does not read the grammar inside of a value', () => {
    expect(render('“{value}” is no month.', { value: '{month} [x]' })).toBe('“{month} [x]” is no month.')
  })

  test('reads the text of a service from its bytes', () => {
    const tide = `0x${Buffer.from('tide-pool').toString('hex').padEnd(64, '0')}`
    expect(render('{service|service}', { service: tide })).toBe('tide-pool')
    expect(render('{service|service}', { service: `0x${'f'.repeat(64)}` })).toBe('0xffff…ffff')
  })

  test('writes a date where it writes seconds', () => {
    expect(render('{at|time}', { at: new Date('2026-12-19T18:00:00Z') })).toBe('19 Dec 2026, 18:00 UTC')
  })
})

test('an AppError carries code, status, raw values and the sentence', () => {
  const cause = new Error('inner')
  const error = new AppError('CREDITS_INSUFFICIENT', { have: 120n * 10n ** 18n, want: 1_580n * 10n ** 18n }, { cause })
  expect(error).toMatchObject({
    name: 'AppError',
    code: 'CREDITS_INSUFFICIENT',
    status: 409,
    values: { have: 120_000_000_000_000_000_000n },
    say: 'You have 120 CXPT of credits; this needs 1,580 CXPT.',
    message: 'CREDITS_INSUFFICIENT: You have 120 CXPT of credits; this needs 1,580 CXPT.',
    cause,
  })
})

test.each([
  [
    'DEPOSIT_PAUSED',
    'Loading credits is paused until 19 Dec 2026, 18:00 UTC. Spending, distributing and withdrawing credits go on.',
  ],
  [
    'SPEND_PAUSED',
    'Spending is paused until 19 Dec 2026, 18:00 UTC: no purchase, renewal, upgrade or settlement. Loading and withdrawing credits go on.',
  ],
  [
    'DISTRIBUTE_PAUSED',
    'Distribution is paused until 19 Dec 2026, 18:00 UTC, and with it a change of the split while there is vault revenue. Everything users do goes on.',
  ],
] as const)('%s says what goes on, and until when', (code, say) => {
  expect(new AppError(code, { until: 1_797_703_200n }).say).toBe(say)
})
