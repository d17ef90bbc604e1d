import { CATEGORIES, TREASURY_BUCKETS } from '../domain/buckets'
import { roleById } from '../domain/roles'
import { formatDay, formatDuration, formatTime, secondsOf } from '../domain/time'
import { CXPT_DECIMALS, formatBps, formatFixed, formatPrice, formatUsd, type Rounding } from '../domain/units'

/** Raw values: wei, micro-USD, WAD, seconds, as the chain gives them. They are formatted only when said. */
export type Value = string | number | bigint | boolean | Date
export type Values = Readonly<Record<string, Value | undefined>>

const PHASES = ['TESTNET', 'MAINNET', 'FULL']

export const FORMATS: Record<string, (value: Value) => string> = {
  cxpt: (value) => trimmedCxpt(integral(value), 'down'),
  'cxpt-up': (value) => trimmedCxpt(integral(value), 'up'),
  usd: (value) => formatUsd(integral(value)),
  price: (value) => formatPrice(integral(value)),
  bps: (value) => formatBps(integral(value)),
  time: (value) => formatTime(seconds(value)),
  day: (value) => formatDay(seconds(value)),
  duration: (value) => formatDuration(integral(value)),
  address: (value) => shortened(String(value)),
  hash: (value) => shortened(String(value)),
  role: (value) => (typeof value === 'string' ? value : (roleById(integral(value))?.name ?? `role ${value}`)),
  category: (value) => named(CATEGORIES, value),
  bucket: (value) => named(TREASURY_BUCKETS, value).toUpperCase(),
  phase: (value) => named(PHASES, value),
  service: (value) => serviceName(String(value)),
}

/**
 * Fills a sentence: `{name}` or `{name|format}`; a part in square brackets is left out when a value in it is unknown. Outside of
 * brackets an unknown value is said as "n/a".
 */
export function render(say: string, values: Values): string {
  const optional = say.replace(/\[([^\]]*)\]/g, (_, part: string) => {
    const isKnown = [...part.matchAll(/\{(\w+)/g)].every(([, name]) => values[name ?? ''] !== undefined)
    return isKnown ? part : ''
  })
  return optional.replace(/\{(\w+)(?:\|([\w-]+))?\}/g, (_, name: string, format?: string) => {
    const value = values[name]
    if (value === undefined) return 'n/a'
    return format ? formatted(format, value) : String(value)
  })
}

function formatted(format: string, value: Value): string {
  try {
    return FORMATS[format]?.(value) ?? String(value)
  } catch {
    // A value that does not fit its format is said as it is: a sentence about a failure must not fail itself.
    return String(value)
  }
}

function trimmedCxpt(wei: bigint, round: Rounding): string {
  return formatFixed(wei, CXPT_DECIMALS, 4, round).replace(/\.?0+$/, '')
}

function integral(value: Value): bigint {
  if (value instanceof Date) return secondsOf(value)
  return BigInt(value)
}

function seconds(value: Value): bigint {
  return value instanceof Date ? secondsOf(value) : integral(value)
}

function shortened(hex: string): string {
  return /^0x[0-9a-fA-F]{12,}$/.test(hex) ? `${hex.slice(0, 6)}…${hex.slice(-4)}` : hex
}

/** Enums come from the chain as their number. */
function named(names: readonly string[], value: Value): string {
  if (typeof value === 'string' && !/^\d+$/.test(value)) return value
  return names[Number(value)] ?? String(value)
}

/** A bytes32 that holds text, as `Parameters` names services. */
function serviceName(hex: string): string {
  if (!/^0x[0-9a-fA-F]{64}$/.test(hex)) return hex
  const bytes = (hex.slice(2).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))
  const text = String.fromCharCode(...bytes.filter((byte) => byte !== 0))
  return /^[\x20-\x7e]+$/.test(text) ? text : shortened(hex)
}
