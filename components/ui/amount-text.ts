import { formatFixed, type Rounding } from '@/lib/domain/units'

/**
 * Figures as text, exact: everything is `bigint` arithmetic. Rounding is of the magnitude: `up` for what a person pays, `down` for
 * what he receives or has. Minus is U+2212.
 */
export type { Rounding }

/** An integer in the smallest unit: bigint, or its decimal string as it comes in JSON. */
export type Integral = bigint | string

export const MINUS = '\u2212'
const THIN = { positive: '<', negative: '>' } as const

export type FigureOptions = {
  /** Decimals of the smallest unit: 18 for CXPT, 6 for USD. */
  decimals: number
  /** Decimals shown. */
  digits: number
  rounding?: Rounding
  /** Writes + before a positive figure: deltas are always signed. */
  sign?: boolean
  /** Trailing zeros are dropped down to this many decimals. */
  least?: number
  /** Stands between the sign and the figure: `$`. */
  symbol?: string
}

export type FigureParts = {
  /** Everything before the integer part: `<`, sign, symbol. */
  lead: string
  integer: string
  /** With its point; empty when no decimals are shown. */
  fraction: string
  isZero: boolean
  text: string
  /** All decimals of the smallest unit. */
  exact: string
}

export function toInteger(value: Integral): bigint {
  return typeof value === 'bigint' ? value : BigInt(value)
}

/** 1234567n → `1,234,567`. */
export function grouped(value: bigint): string {
  const text = (value < 0n ? -value : value).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return value < 0n ? MINUS + text : text
}

export function figureParts(value: bigint, options: FigureOptions): FigureParts {
  const { decimals, digits, rounding = 'down', sign = false, least, symbol = '' } = options
  const size = value < 0n ? -value : value
  const exact = (value < 0n ? MINUS : '') + symbol + plain(size, decimals)
  if (value === 0n) return { lead: symbol, integer: '0', fraction: '', isZero: true, text: `${symbol}0`, exact }

  const shown = formatFixed(size, decimals, digits, rounding)
  const isBelow = !/[1-9]/.test(shown)
  const figure = isBelow ? plain(1n, digits) : shown
  const [integer = '0', decimal = ''] = figure.split('.')
  const fraction = trimZeros(decimal, least ?? digits)
  const below = isBelow ? (value < 0n ? THIN.negative : THIN.positive) : ''
  const lead = below + (value < 0n ? MINUS : sign ? '+' : '') + symbol
  return { lead, integer, fraction, isZero: false, text: lead + integer + fraction, exact }
}

/** CXPT: 4 decimals for a person's money, 2 in ledgers, 18 where every wei counts. */
export function cxptText(wei: Integral, digits = 4, options: { rounding?: Rounding; sign?: boolean } = {}): string {
  return figureParts(toInteger(wei), { decimals: 18, digits, ...options }).text
}

/** USD of micro-USD: 2 decimals; under $1 up to 6, without trailing zeros. */
export function usdParts(
  micro: bigint,
  options: { rounding?: Rounding; sign?: boolean; digits?: number } = {},
): FigureParts {
  const isSmall = micro !== 0n && micro < 1_000_000n && micro > -1_000_000n
  const digits = options.digits ?? (isSmall ? 6 : 2)
  return figureParts(micro, { decimals: 6, least: Math.min(2, digits), symbol: '$', ...options, digits })
}

export function usdText(micro: Integral, options?: { rounding?: Rounding; sign?: boolean; digits?: number }): string {
  return usdParts(toInteger(micro), options).text
}

/** A price, USD per CXPT as WAD: up to 6 decimals under $1, else 2 to 4. */
export function priceText(wad: Integral): string {
  const value = toInteger(wad)
  const digits = value < 10n ** 18n ? 6 : 4
  return figureParts(value, { decimals: 18, digits, least: 2, symbol: '$' }).text
}

/** `from`: the whole units that round up into the scale; 999,950 is already 1.00M, never 1000K. */
const SCALES = [
  { power: 9, letter: 'B', digits: 2, least: 2, from: 999_995_000n },
  { power: 6, letter: 'M', digits: 2, least: 2, from: 999_950n },
  { power: 3, letter: 'K', digits: 1, least: 0, from: 1_000n },
] as const

/** 80622872.30 CXPT → `80.62M`; only for stats, axes and legends. Rounds half up; under 1,000 cut to `digits` decimals. */
export function shortText(
  value: Integral,
  decimals: number,
  options: { symbol?: string; sign?: boolean; digits?: number } = {},
): string {
  const exact = toInteger(value)
  const size = exact < 0n ? -exact : exact
  const scale = SCALES.find(({ from }) => size >= from * 10n ** BigInt(decimals))
  if (!scale) return figureParts(exact, { decimals, digits: options.digits ?? 0, least: 0, ...options }).text
  const lead = (exact < 0n ? MINUS : options.sign ? '+' : '') + (options.symbol ?? '')
  const figure = formatFixed(size, decimals + scale.power, scale.digits, 'nearest')
  const [integer = '0', decimal = ''] = figure.split('.')
  return lead + integer + trimZeros(decimal, scale.least) + scale.letter
}

/** Part of a whole as a percentage with `digits` decimals, to the nearest; null when the whole is 0 (shown as n/a). */
export function percentText(part: Integral, whole: Integral, digits = 2): string | null {
  const total = toInteger(whole)
  if (total === 0n) return null
  return `${plainSigned(nearest(toInteger(part) * 10n ** BigInt(digits + 2), total), digits)}%`
}

/** Growth from `from` to `to`, always signed; null when `from` is 0. */
export function changeText(from: Integral, to: Integral, digits = 2): string | null {
  const old = toInteger(from)
  if (old === 0n) return null
  const base = old < 0n ? -old : old
  const scaled = ((toInteger(to) - old) * 10n ** BigInt(digits + 2)) / base
  return `${scaled > 0n ? '+' : ''}${plainSigned(scaled, digits)}%`
}

/** Ratio of two amounts, rounded down; null when the divisor is 0. */
export function ratioText(part: Integral, whole: Integral, digits = 3): string | null {
  const total = toInteger(whole)
  if (total === 0n) return null
  return plainSigned((toInteger(part) * 10n ** BigInt(digits)) / total, digits)
}

/** a / b to the nearest integer, half away from zero: a share of 4.99996% is 5.0000%. */
function nearest(a: bigint, b: bigint): bigint {
  const isNegative = a < 0n !== b < 0n
  const [n, d] = [a < 0n ? -a : a, b < 0n ? -b : b]
  const size = (n * 2n + d) / (d * 2n)
  return isNegative ? -size : size
}

function plainSigned(value: bigint, digits: number): string {
  return (value < 0n ? MINUS : '') + plain(value < 0n ? -value : value, digits)
}

/** A magnitude in smallest units → grouped decimal text with exactly `decimals` decimals. */
function plain(size: bigint, decimals: number): string {
  return formatFixed(size, decimals, decimals)
}

function trimZeros(decimal: string, least: number): string {
  const kept = decimal.slice(0, least) + decimal.slice(least).replace(/0+$/, '')
  return kept === '' ? '' : `.${kept}`
}
