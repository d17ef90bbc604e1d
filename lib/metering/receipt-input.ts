import { isAddress } from 'viem'
import { z } from 'zod'
import { isService, type Service } from '../domain/service'
import type { ErrorCode } from '../errors/table'

/** A receipt as it was sent, read and checked. Addresses in lower case, units whole, `maxPrice` in nano-USD a unit of the rate card. */
export type ReceiptInput = {
  requestId: string
  account: `0x${string}`
  provider: `0x${string}`
  service: Service
  inputUnits: bigint
  outputUnits: bigint
  startedAt: Date
  endedAt: Date
  apiKey: string | null
  maxPrice: bigint | null
}
export type RefusedInput = { requestId: string | null; service: string; code: ErrorCode; field?: string }

/** How late a request may be reported, and how far a gateway's clock may be ahead. */
const LATEST_MS = 24 * 3_600_000
const AHEAD_MS = 5 * 60_000
/** Years that the calendar of months knows end long after. */
const LAST_TIME = Date.UTC(2900, 0)
const REQUEST_ID = /^[A-Za-z0-9._:-]{1,64}$/
const ZERO = /^0x0{40}$/

const address = z
  .string('must be an address')
  .refine((text) => isAddress(text) && !ZERO.test(text), 'must be an address, with a right checksum when it has one')
  .transform((text) => text.toLowerCase() as `0x${string}`)

/** A JSON integer that a double holds exactly, or digits. */
const units = z
  .union([z.int('must be a whole number from 0'), z.string().regex(/^\d{1,16}$/, 'must be a whole number from 0')], {
    error: 'must be a whole number from 0',
  })
  .refine((value) => Number(value) >= 0 && Number.isSafeInteger(Number(value)), 'must be a whole number from 0')
  .transform(BigInt)

/** Milliseconds, or ISO 8601 with its zone. */
const instant = z
  .union([z.int(), z.iso.datetime({ offset: true })], { error: 'must be a time: ISO 8601 with zone, or milliseconds' })
  .transform((value) => new Date(value))
  .refine((date) => date.getTime() > 0 && date.getTime() < LAST_TIME, 'must be a time')

const schema = z.object({
  requestId: z
    .string('must be 1 to 64 of A–Z a–z 0–9 . _ : -')
    .regex(REQUEST_ID, 'must be 1 to 64 of A–Z a–z 0–9 . _ : -'),
  account: address,
  provider: address,
  service: z.string('must be the name of a service').max(64, 'must be the name of a service'),
  inputUnits: units,
  outputUnits: units,
  startedAt: instant,
  endedAt: instant,
  apiKey: z
    .string('must be the prefix of a key')
    .regex(/^cxk_[a-z2-9]{8}$/, 'must be the prefix of a key')
    .nullish(),
  maxPrice: units.nullish(),
})

/** Reads one receipt of a batch. What is wrong with it refuses it alone, never the batch. */
export function readReceipt(raw: unknown, now: Date): ReceiptInput | RefusedInput {
  const result = schema.safeParse(raw)
  if (!result.success) {
    const field = result.error.issues[0]?.path.map(String).join('.') ?? ''
    return { requestId: idOf(raw), service: '', code: 'BAD_RECEIPT', field: field || 'receipt' }
  }
  const { service, apiKey, maxPrice, ...rest } = result.data
  const refuse = (code: ErrorCode, field: string): RefusedInput => ({
    requestId: rest.requestId,
    service: isService(service) ? service : '',
    code,
    field,
  })
  if (!isService(service)) return refuse('UNKNOWN_SERVICE', 'service')
  if (rest.endedAt < rest.startedAt) return refuse('BAD_RECEIPT', 'endedAt')
  if (rest.endedAt.getTime() > now.getTime() + AHEAD_MS) return refuse('RECEIPT_IN_FUTURE', 'endedAt')
  if (rest.startedAt.getTime() < now.getTime() - LATEST_MS) return refuse('RECEIPT_TOO_OLD', 'startedAt')
  return { ...rest, service, apiKey: apiKey ?? null, maxPrice: maxPrice ?? null }
}

export const isRefused = (read: ReceiptInput | RefusedInput): read is RefusedInput => 'code' in read

/** For the answer only: an id that could not be stored is not repeated. */
function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || !('requestId' in raw)) return null
  return typeof raw.requestId === 'string' && REQUEST_ID.test(raw.requestId) ? raw.requestId : null
}
