import { getAddress, isAddress } from 'viem'
import { changeText } from '@/components/ui/amount-text'
import { formatUnits, parseUnitsExact } from '@/lib/domain/units'
import { settings } from '@/messages/settings'

/** How a value is typed and shown. Raw values are what the contract takes: whole numbers as decimal strings, addresses, names. */
export type Unit =
  | { kind: 'decimal'; decimals: number; sign: string; most?: bigint }
  | { kind: 'time' }
  | { kind: 'address'; canBeNone?: boolean }
  | { kind: 'service' }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'sentence'; most: number }

export const whole = (sign: string, most?: bigint): Unit => ({
  kind: 'decimal',
  decimals: 0,
  sign,
  ...(most && { most }),
})
export const BPS: Unit = whole('bps', 10_000n)
export const FACTOR: Unit = { kind: 'decimal', decimals: 6, sign: '×' }
export const USD: Unit = { kind: 'decimal', decimals: 6, sign: 'USD' }
export const UNIT_PRICE: Unit = { kind: 'decimal', decimals: 9, sign: 'USD' }
export const CXPT: Unit = { kind: 'decimal', decimals: 18, sign: 'CXPT' }
export const PRICE: Unit = { kind: 'decimal', decimals: 18, sign: settings.units.usdPerCxpt }
export const TIME: Unit = { kind: 'time' }

export type Read = { ok: true; raw: string } | { ok: false; say: string }

const refused = (say: string): Read => ({ ok: false, say })

/** Text as typed → raw. Finer than the unit is refused, never rounded. */
export function readUnit(unit: Unit, text: string): Read {
  const trimmed = text.trim()
  if (unit.kind === 'decimal') return readDecimal(unit, trimmed)
  if (unit.kind === 'time') return readTime(trimmed)
  if (unit.kind === 'address') return readAddress(trimmed, unit.canBeNone === true)
  if (unit.kind === 'service')
    return /^[a-z0-9-]{1,31}$/.test(trimmed) ? { ok: true, raw: trimmed } : refused(settings.service)
  if (unit.kind === 'sentence') return readSentence(trimmed, unit.most)
  return unit.choices.includes(trimmed) ? { ok: true, raw: trimmed } : refused(settings.choice(unit.choices))
}

function readDecimal({ decimals, sign, most }: Extract<Unit, { kind: 'decimal' }>, text: string): Read {
  const read = parseUnitsExact(text, decimals)
  if (!read.ok) {
    if (read.reason === 'empty') return refused(settings.empty)
    return refused(read.reason === 'too_fine' ? settings.tooFine(decimals, sign) : settings.malformed)
  }
  if (most !== undefined && read.value > most) return refused(settings.most(most.toString(), sign))
  return { ok: true, raw: read.value.toString() }
}

function readTime(text: string): Read {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN
  return Number.isNaN(match) ? refused(settings.time) : { ok: true, raw: String(Math.floor(match / 1_000)) }
}

/** One line: its bytes are hashed, so what cannot be seen is not in it. */
function readSentence(text: string, most: number): Read {
  if (text === '') return refused(settings.empty)
  if (text.length > most) return refused(settings.longSentence(most))
  return /\p{Cc}|\p{Cf}/u.test(text) ? refused(settings.oneLine) : { ok: true, raw: text }
}

const ZERO = '0x0000000000000000000000000000000000000000'

function readAddress(text: string, canBeNone: boolean): Read {
  if (text === '' && canBeNone) return { ok: true, raw: ZERO }
  if (!isAddress(text, { strict: false })) return refused(settings.address)
  // Mixed case carries a checksum: a wrong one is a mistyped address.
  if (!isAddress(text)) return refused(settings.checksum)
  if (text === ZERO && !canBeNone) return refused(settings.zeroAddress)
  return { ok: true, raw: getAddress(text) }
}

/** Raw → what stands in the field. */
export function writeUnit(unit: Unit, raw: string): string {
  if (unit.kind === 'decimal') return formatUnits(BigInt(raw), unit.decimals)
  if (unit.kind === 'time') return new Date(Number(raw) * 1_000).toISOString().slice(0, 16)
  return unit.kind === 'address' && raw === ZERO ? '' : raw
}

/** What stands behind the field. */
export const signOf = (unit: Unit): string | null =>
  unit.kind === 'decimal' ? unit.sign : unit.kind === 'time' ? 'UTC' : null

/**
 * What lies between two raw values of a number: `−111110.75, −14.51%`, exact in the unit; without the share where there was nothing before.
 * Null for what is no number.
 */
export function changeOf(unit: Unit, from: string, to: string): string | null {
  if (unit.kind !== 'decimal') return null
  const delta = BigInt(to) - BigInt(from)
  const size = formatUnits(delta < 0n ? -delta : delta, unit.decimals)
  const signed = `${delta < 0n ? '−' : '+'}${size}`
  const percent = changeText(from, to)
  return percent === null ? signed : `${signed}, ${percent}`
}
