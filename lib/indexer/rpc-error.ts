/**
 * What to do after a failed call: `smaller` ask for fewer blocks, `slower` wait and ask again, `fatal` the node refuses the question
 * itself. Nodes have no common codes for this, hence the words.
 */
export type RpcTrouble = 'smaller' | 'slower' | 'fatal'

const RATE = /\b429\b|rate.?limit|too many requests|throttl|capacity exceeded|compute units|quota/i
const SIZE =
  /block range|range (is )?too|too (large|wide|big|many (results|logs|blocks))|more than \d+ (results|logs|blocks)|exceed(s|ed)? .*(range|limit|size)|toolarge|limit exceeded|response size|result window|limited to .*range|up to a .*range|\b413\b|query returned/i
const PASSING =
  /time(d)? ?out|timeout|fetch failed|socket|network|ECONN|EPIPE|EAI_AGAIN|ENOTFOUND|terminated|aborted|header not found|unknown block|block not found|not available|temporar|overloaded|bad gateway|service unavailable|internal error|unexpected (end|token)|unterminated|not valid json|\b50[0234]\b/i

/** All messages of an error and its causes: viem wraps what the node said. */
function wordsOf(error: unknown): string {
  const words: string[] = []
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    words.push(at.name, at.message)
    if ('code' in at) words.push(String(at.code))
    if ('status' in at) words.push(String(at.status))
    if ('details' in at && typeof at.details === 'string') words.push(at.details)
  }
  return words.join(' ')
}

export function troubleOf(error: unknown): RpcTrouble {
  const words = wordsOf(error)
  if (RATE.test(words)) return 'slower'
  if (SIZE.test(words)) return 'smaller'
  return PASSING.test(words) ? 'slower' : 'fatal'
}

/** Whether less would have been answered: the node took too long, or its answer broke off. */
export const isTooMuch = (error: unknown): boolean =>
  /time(d)? ?out|unexpected (end|token)|unterminated|not valid json/i.test(wordsOf(error))

/** No provider is waited for longer, whatever it asks for. */
const LONGEST_RETRY_MS = 60_000

/** What `Retry-After` asks for, seconds or a date, in milliseconds from `now`; 0 without it. viem keeps the headers of an answer. */
export function retryAfterMs(error: unknown, now: number): number {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const text = 'headers' in at && at.headers instanceof Headers ? at.headers.get('retry-after') : null
    if (text === null) continue
    const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
    return ms > 0 ? Math.min(ms, LONGEST_RETRY_MS) : 0
  }
  return 0
}
