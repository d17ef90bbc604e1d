import { describe, expect, test } from 'vitest'
import {
  changeText,
  cxptText,
  figureParts,
  grouped,
  percentText,
  priceText,
  ratioText,
  shortText,
  usdText,
} from './amount-text'

const CXPT = 10n ** 18n

describe('cxptText', () => {
  test.each([
    ['a personal amount has four decimals', 4_218_336_100_000_000_000_000n, 4, '4,218.3361'],
    ['a ledger amount has two', 455_983_412_600_000_000_000_000_000n, 2, '455,983,412.60'],
    ['all eighteen, to the wei', 1n, 18, '0.000000000000000001'],
    ['zero is a bare 0', 0n, 4, '0'],
    ['negative has a true minus', -252_000n * CXPT, 2, '\u2212252,000.00'],
    ['less than can be shown is not shown as zero', 1n, 4, '<0.0001'],
    ['the same below zero', -1n, 4, '>\u22120.0001'],
    ['the whole supply', 10n ** 27n, 2, '1,000,000,000.00'],
    ['no decimals at all', 1_234n * CXPT + 1n, 0, '1,234'],
    ['a decimal string as it comes in JSON', '5700000000000000000000', 4, '5,700.0000'],
  ])('%s', (_, wei, digits, text) => {
    expect(cxptText(wei, digits)).toBe(text)
  })

  test.each([
    ['paid rounds up', 1_889_952_153_110_047_846_890n, 'up', '1,889.9522'],
    ['received rounds down', 1_889_952_153_110_047_846_890n, 'down', '1,889.9521'],
    ['an exact amount is not rounded up', 1_889_952_200_000_000_000_000n, 'up', '1,889.9522'],
    ['one wei paid shows as one last digit', 1n, 'up', '0.0001'],
    ['rounding up may carry into the integer part', 999_999_950_000_000_000_001n, 'up', '1,000.0000'],
    ['a negative is rounded by its magnitude', -1_000_010_000_000_000_000n, 'up', '\u22121.0001'],
  ] as const)('%s', (_, wei, rounding, text) => {
    expect(cxptText(wei, 4, { rounding })).toBe(text)
  })

  test.each([
    ['a gain is signed', 100n * CXPT, '+100.00'],
    ['a loss is signed', -100n * CXPT, '\u2212100.00'],
    ['no change has no sign', 0n, '0'],
  ])('%s', (_, wei, text) => {
    expect(cxptText(wei, 2, { sign: true })).toBe(text)
  })
})

test('the parts of a figure are the text, and the exact figure keeps every decimal', () => {
  expect(figureParts(-4_218_336_100_000_000_000_000n, { decimals: 18, digits: 4 })).toEqual({
    lead: '\u2212',
    integer: '4,218',
    fraction: '.3361',
    isZero: false,
    text: '\u22124,218.3361',
    exact: '\u22124,218.336100000000000000',
  })
})

test.each([
  ['dollars have two decimals', 238_260_000n, '$238.26'],
  ['what is left over is cut, not rounded', 176_339_999n, '$176.33'],
  ['under a dollar up to six', 36_000n, '$0.036'],
  ['at least two', 500_000n, '$0.50'],
  ['one micro-dollar', 1n, '$0.000001'],
  ['zero', 0n, '$0'],
  ['a loss', -10_533_600_000n, '\u2212$10,533.60'],
  ['exactly one dollar', 1_000_000n, '$1.00'],
])('usdText: %s', (_, micro, text) => {
  expect(usdText(micro)).toBe(text)
})

test.each([
  ['a gain in dollars', 5_266_800_000n, { sign: true }, '+$5,266.80'],
  ['paid rounds up', 176_330_001n, { rounding: 'up' }, '$176.34'],
  ['whole dollars on request', 19_000_000n, { digits: 0 }, '$19'],
] as const)('usdText: %s', (_, micro, options, text) => {
  expect(usdText(micro, options)).toBe(text)
})

test.each([
  ['a price below a dollar', 41_800_000_000_000_000n, '$0.0418'],
  ['six decimals at most', 41_812_345_678_000_000n, '$0.041812'],
  ['a price above a dollar', 1_250_000_000_000_000_000n, '$1.25'],
])('priceText: %s', (_, wad, text) => {
  expect(priceText(wad)).toBe(text)
})

test.each([
  ['billions', 10n ** 27n, '1.00B'],
  ['millions', 80_622_872_300_000_000_000_000_000n, '80.62M'],
  ['thousands', 82_812_000_000_000_000_000_000n, '82.8K'],
  ['just under a million rounds into it', 999_999n * CXPT, '1.00M'],
  ['just under a thousand stays', 999n * CXPT, '999'],
  ['negative', -250_000n * CXPT, '\u2212250K'],
  ['zero', 0n, '0'],
])('shortText: %s', (_, wei, text) => {
  expect(shortText(wei, 18)).toBe(text)
})

test('shortText puts the symbol between sign and figure', () => {
  expect(shortText(511_453_350_000n, 6, { symbol: '$', sign: true })).toBe('+$511.5K')
})

test.each([
  ['a share, rounded down', 455_983_412n, 1_000_000_000n, 4, '45.5983%'],
  ['all of it', 7n, 7n, 2, '100.00%'],
  ['no whole gives nothing, not zero', 1n, 0n, 2, null],
])('percentText: %s', (_, part, whole, digits, text) => {
  expect(percentText(part, whole, digits)).toBe(text)
})

test.each([
  ['growth is signed', 500n, 600n, '+20.00%'],
  ['a fall', 1_500n, 1_300n, '\u221213.33%'],
  ['no change', 2_000n, 2_000n, '0.00%'],
  ['from nothing there is no percentage', 0n, 10n, null],
])('changeText: %s', (_, from, to, text) => {
  expect(changeText(from, to)).toBe(text)
})

test('ratioText divides exactly and is nothing when there is no divisor', () => {
  expect(ratioText(82_800n, 541_000n)).toBe('0.153')
  expect(ratioText(1n, 0n)).toBeNull()
})

test('grouped writes thousands and a true minus', () => {
  expect(grouped(-1_234_567n)).toBe('\u22121,234,567')
})
