import { AppError } from '../errors/app-error'

export const MAX_BODY_BYTES = 5_000_000
export const MAX_RECEIPTS = 5_000

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The receipts of a body, unread: a JSON array, or one JSON object a line. Throws BAD_BODY, BODY_TOO_LARGE. */
export function splitBody(body: Uint8Array): unknown[] {
  if (body.length > MAX_BODY_BYTES) throw new AppError('BODY_TOO_LARGE', { limit: '5 MB' })
  const text = decoded(body).trim()
  const receipts = text.startsWith('[') ? parsed(text) : text.split('\n').filter(hasText).map(parsed)
  if (!Array.isArray(receipts) || receipts.length === 0) throw new AppError('BAD_BODY')
  if (receipts.length > MAX_RECEIPTS) throw new AppError('BODY_TOO_LARGE', { limit: '5,000 receipts' })
  return receipts
}

const hasText = (line: string) => line.trim() !== ''

function decoded(body: Uint8Array): string {
  try {
    return utf8.decode(body)
  } catch (cause) {
    throw new AppError('BAD_BODY', {}, { cause })
  }
}

/** With an `issues` array as the cause has it, so that the answer names the line. */
function parsed(text: string, index?: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const field = index === undefined ? 'body' : `line ${index + 1}`
    throw Object.assign(new AppError('BAD_BODY'), { issues: [{ path: [field], message: 'is not JSON' }] })
  }
}
