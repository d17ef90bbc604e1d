import 'server-only'
import { z } from 'zod'
import type { ErrorCode } from '../../errors/table'

/** Who may ask. `gateway`: its key, and a signature when there is a body; `session`: a signed-in wallet. */
export type Asker = 'public' | 'session' | 'gateway' | 'gateway-or-session' | 'public-or-session'

/** One method of one address: everything the document says of it. */
export type Endpoint = {
  method: 'get' | 'post'
  /** With its parameters in braces. */
  path: `/api/v1/${string}`
  id: string
  say: string
  who: Asker
  /** Of the path, by name; each of them is needed. */
  params?: Record<string, z.ZodType>
  query?: Record<string, z.ZodType>
  body?: z.ZodType
  /** JSON, unless `type` says what else. */
  answer: { schema: z.ZodType; say: string; type?: string }
  errors: readonly ErrorCode[]
}

/** A schema that everything a function answers fits, or the types do not. */
export const answerOf =
  <T>() =>
  <S extends z.ZodType>(schema: [T] extends [z.input<S>] ? S : never): S =>
    schema

export type AnswerOf<F extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>

const HEX = '0x followed by hexadecimal digits'
export const decimal = z
  .string()
  .regex(/^-?\d+$/)
  .describe('a whole number, as a decimal string')
export const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .describe('an address')
export const hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .describe(HEX)
export const instant = z.iso.datetime({ offset: true })
export const day = z.iso.date()
export const block = z.int().min(0)
export const blockText = z.string().regex(/^\d+$/).describe('a block number')
/** What every number of an answer is of. */
export const origin = { block: block.describe('block of the ledger'), asOf: instant.describe('its time') }

/** What a gateway's key can be refused for, and its signature. */
export const KEY_ERRORS = ['KEY_MISSING', 'KEY_UNKNOWN', 'KEY_REVOKED', 'KEY_EXPIRED', 'KEY_SCOPE'] as const
export const SIGNED_ERRORS = [
  ...KEY_ERRORS,
  'SIGNATURE_MISSING',
  'SIGNATURE_OLD',
  'SIGNATURE_FUTURE',
  'SIGNATURE_WRONG',
  'BAD_BODY',
  'BODY_TOO_LARGE',
] as const
