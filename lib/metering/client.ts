import type { ReceiptAnswer } from './receive'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from './signature'

/** A request that was served, as a gateway reports it (docs/metering.md). Times in milliseconds. */
export type Usage = {
  requestId: string
  account: `0x${string}`
  provider: `0x${string}`
  service: string
  inputUnits: bigint
  outputUnits: bigint
  startedAt: number
  endedAt: number
  apiKey?: string
  /** nano-USD per unit of the rate card. */
  maxPrice?: bigint
}

export type ClientOptions = {
  /** Of the console, without a slash at its end. */
  url: string
  key: string
  /** Tries of a batch in all; 6 unless given. */
  tries?: number
  /** For tests; `fetch` and the real clock otherwise. */
  send?: typeof fetch
  wait?: (ms: number) => Promise<void>
}

const PER_BATCH = 5_000
const LONGEST_WAIT_MS = 30_000

/**
 * Reports usage, 5,000 a batch. A batch is sent again with the same ids after a network error, 429 or 503, so that nothing is lost and nothing counts
 * twice. Throws when the console refuses a batch as a whole, or after the last try.
 */
export async function reportUsage(usage: readonly Usage[], options: ClientOptions): Promise<ReceiptAnswer[]> {
  const answers: ReceiptAnswer[] = []
  for (let start = 0; start < usage.length; start += PER_BATCH) {
    const lines = usage.slice(start, start + PER_BATCH).map((line) => JSON.stringify(line, asText))
    answers.push(...(await sendBatch(lines.join('\n'), options)))
  }
  return answers
}

const asText = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function sendBatch(text: string, options: ClientOptions): Promise<ReceiptAnswer[]> {
  const { tries = 6, wait = pause } = options
  for (let tried = 1; ; tried += 1) {
    const response = await attempt(text, options)
    if (response?.ok) return ((await response.json()) as { results: ReceiptAnswer[] }).results
    const isAgain = !response || response.status === 429 || response.status === 503
    if (!isAgain || tried >= tries)
      throw new Error(`The usage was not taken: ${(await response?.text()) ?? 'no answer'}`)
    const asked = Number(response?.headers.get('retry-after') ?? 0) * 1_000
    await wait(Math.min(Math.max(asked, 250 * 2 ** tried), LONGEST_WAIT_MS))
  }
}

/** Signed anew each time: a signature is good for five minutes. Null when there was no answer. */
async function attempt(text: string, { url, key, send = fetch }: ClientOptions): Promise<Response | null> {
  const body = new TextEncoder().encode(text)
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/x-ndjson',
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: await sign(key, timestamp, body),
  }
  return send(`${url}/api/v1/usage`, { method: 'POST', headers, body }).catch(() => null)
}
