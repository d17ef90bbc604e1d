import { type Address, isAddress } from 'viem'
import { z } from 'zod'
import { isPublicEndpoint } from '../domain/provider'
import { isService } from '../domain/service'

/** Year 36812: far more than a JSON number must hold. */
const LAST_SECOND = 2 ** 40
const MOST_MS = 600_000
const MOST_COUNT = 2 ** 31 - 1

const address = z
  .string('must be an address')
  .refine((text) => isAddress(text), 'must be an address: 0x and 40 hexadecimal digits, with a right checksum')
  .transform((text) => text.toLowerCase() as Address)
const seconds = z
  .int('must be whole seconds since 1970')
  .min(0, 'must be whole seconds since 1970')
  .max(LAST_SECOND, 'is too far away')
  .transform(BigInt)
const count = z.int('must be a whole number').min(0, 'must not be negative').max(MOST_COUNT, 'is too large')
const units = z
  .string('must be a decimal string')
  .regex(/^\d{1,30}$/, 'must be a whole number of at most 30 digits, as a string')
  .transform(BigInt)
/** Without control characters and what turns the direction of text: it is shown to others. */
const plain = (most: number) =>
  z
    .string('must be text')
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'must be plain text')
const service = z.string('must be a service').refine(isService, 'must be a service of the rate card')
const signature = z.string('must be a signature').regex(/^0x[0-9a-fA-F]+$/, 'must be hexadecimal, from 0x')
const signedWhen = { issuedAt: seconds, deadline: seconds }

export const registrationSchema = z.strictObject({
  message: z.strictObject({
    provider: address,
    payout: address,
    name: plain(64),
    classes: z
      .array(service, 'must be a list of services')
      .min(1, 'must name a service')
      .max(7, 'must name each service once')
      .refine((all) => new Set(all).size === all.length, 'must name each service once'),
    endpoint: z
      .string('must be a URL')
      .max(256, 'must have at most 256 characters')
      .refine(isPublicEndpoint, 'must be an https URL of a public host, without credentials'),
    ...signedWhen,
  }),
  signature,
})

export const maintenanceSchema = z.strictObject({
  message: z.strictObject({ provider: address, from: seconds, until: seconds, reason: plain(200), ...signedWhen }),
  signature,
})

/** Rows of one request: a prober sends some minutes of all providers at once. */
const MOST_ROWS = 5_000
const rows = <T extends z.ZodType>(row: T) =>
  z.array(row, 'must be a list').min(1, 'must not be empty').max(MOST_ROWS, `takes at most ${MOST_ROWS} rows`)

export const probesSchema = z.strictObject({
  probes: rows(
    z
      .strictObject({
        provider: address,
        minute: seconds.refine((at) => at % 60n === 0n, 'must be the first second of a minute'),
        isValid: z.boolean('must be true or false'),
        ms: count.max(MOST_MS, 'must be at most ten minutes').nullable(),
      })
      .refine(({ isValid, ms }) => isValid === (ms !== null), {
        path: ['ms'],
        error: 'is there for a valid answer only',
      }),
  ),
})

export const jobsSchema = z.strictObject({
  hours: rows(
    z
      .strictObject({
        provider: address,
        service,
        hour: seconds.refine((at) => at % 3_600n === 0n, 'must be the first second of an hour'),
        requests: count,
        errors: count,
        /** Count by upper bound in ms. */
        latencies: z
          .record(z.string().regex(/^[1-9]\d{0,5}$/, 'must be milliseconds'), count)
          .refine((all) => Object.keys(all).length <= 64, 'must have at most 64 bounds'),
        goodMinutes: z
          .array(z.int('must be a minute').min(0, 'must be 0 to 59').max(59, 'must be 0 to 59'))
          .refine((all) => new Set(all).size === all.length, 'must name each minute once'),
      })
      .refine(
        ({ requests, errors, latencies }) => Object.values(latencies).reduce((sum, n) => sum + n, errors) === requests,
        { path: ['latencies'], error: 'must add up to the requests that were no errors' },
      ),
  ),
})

export const capacitySchema = z.strictObject({
  reports: rows(
    z.strictObject({
      provider: address,
      service,
      at: seconds.refine((at) => at % 3_600n === 0n, 'must be the end of an hour'),
      capacity: units,
      queued: units,
    }),
  ),
})
