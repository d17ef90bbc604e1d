/** Scales. CXPT amounts are wei (18 decimals), USD amounts micro-USD (6), prices USD per CXPT in WAD, shares bps, factors ppm. */
export const WAD = 10n ** 18n
export const BPS = 10_000n
export const PPM = 1_000_000n
export const CXPT_DECIMALS = 18
export const USD_DECIMALS = 6
export const PRICE_DECIMALS = 18

/** One CXPT in wei, one USD in micro-USD. */
export const CXPT = 10n ** 18n
export const USD = 1_000_000n

export const MAX_SUPPLY = 1_000_000_000n * CXPT
/** What tranches may release to providers, ever. */
export const EMISSION_CAP = 480_000_000n * CXPT

export const DEAD_ADDRESS = '0x000000000000000000000000000000000000dEaD'

export type Parsed = { ok: true; value: bigint } | { ok: false; reason: 'empty' | 'malformed' | 'too_fine' }

/**
 * Digits and at most one point, as a person types an amount. Finer than the unit is refused, never rounded; a comma is refused
 * because it means thousands to some and decimals to others.
 */
export function parseUnitsExact(text: string, decimals: number): Parsed {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, reason: 'empty' }
  const match = /^(\d*)(?:\.(\d*))?$/.exec(trimmed)
  const whole = match?.[1] ?? ''
  const fraction = match?.[2] ?? ''
  if (!match || (whole === '' && fraction === '')) return { ok: false, reason: 'malformed' }
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > decimals) return { ok: false, reason: 'too_fine' }
  return {
    ok: true,
    value: BigInt(whole || '0') * 10n ** BigInt(decimals) + BigInt(significant.padEnd(decimals, '0') || '0'),
  }
}

/** The exact decimal, no grouping, no trailing zeros, ASCII minus: for JSON, CSV and copying. */
export function formatUnits(value: bigint, decimals: number): string {
  const { sign, whole, fraction } = digitsOf(value, decimals)
  const trimmed = fraction.replace(/0+$/, '')
  return `${sign ? '-' : ''}${whole}${trimmed ? `.${trimmed}` : ''}`
}

export type Rounding = 'down' | 'up' | 'nearest'

/**
 * For people: grouped thousands, exactly `digits` decimals, U+2212 as minus. `round` is by magnitude: what is paid rounds up,
 * what is received down.
 */
export function formatFixed(value: bigint, decimals: number, digits: number, round: Rounding = 'nearest'): string {
  const rounded = rescale(value, decimals, digits, round)
  const { sign, whole, fraction } = digitsOf(rounded, digits)
  return `${sign ? '\u2212' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${digits > 0 ? `.${fraction}` : ''}`
}

export type CxptFormat = { digits?: number; round?: Rounding }

/** `1,580.0000`: four decimals for a person's money, two in ledgers. The unit is written beside it by the caller. */
export function formatCxpt(wei: bigint, { digits = 4, round = 'nearest' }: CxptFormat = {}): string {
  return formatFixed(wei, CXPT_DECIMALS, digits, round)
}

/** `$1,580.00`; under one dollar up to six decimals, at least two. */
export function formatUsd(micro: bigint, round: Rounding = 'nearest'): string {
  const size = micro < 0n ? -micro : micro
  const sign = micro < 0n ? '\u2212' : ''
  if (size === 0n || size >= USD) return `${sign}$${formatFixed(size, USD_DECIMALS, 2, round)}`
  const exact = formatFixed(size, USD_DECIMALS, 6, round)
  return `${sign}$${exact.replace(/0{1,4}$/, '')}`
}

/** A price in WAD as USD per CXPT, up to six decimals, at least two: `$0.0512`. */
export function formatPrice(wad: bigint): string {
  return `$${formatFixed(wad, PRICE_DECIMALS, 6).replace(/0{1,4}$/, '')}`
}

/** `5.00%` of bps: exact, because a bp is a hundredth of a percent. */
export function formatBps(bps: number | bigint): string {
  return `${formatFixed(BigInt(bps), 2, 2)}%`
}

function rescale(value: bigint, from: number, to: number, round: Rounding): bigint {
  if (to >= from) return value * 10n ** BigInt(to - from)
  const step = 10n ** BigInt(from - to)
  const size = value < 0n ? -value : value
  const rest = size % step
  const isUp = round === 'up' ? rest > 0n : round === 'nearest' && rest * 2n >= step
  const result = size / step + (isUp ? 1n : 0n)
  return value < 0n ? -result : result
}

function digitsOf(value: bigint, decimals: number): { sign: boolean; whole: string; fraction: string } {
  const text = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const cut = text.length - decimals
  return { sign: value < 0n, whole: text.slice(0, cut), fraction: text.slice(cut) }
}
