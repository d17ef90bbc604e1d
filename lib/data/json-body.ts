import type { z } from 'zod'
import { AppError } from '../errors/app-error'

/** What was sent, by its schema: BAD_BODY when it is not JSON, else the schema's own failure with the fields. */
export function parseBody<T extends z.ZodType>(schema: T, body: Uint8Array): z.infer<T> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new AppError('BAD_BODY')
  }
  return schema.parse(json)
}
