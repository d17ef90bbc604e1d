import { expect, test } from 'vitest'
import { reportUsage, type Usage } from './client'

const usage = (n: number): Usage => ({
  requestId: `r${n}`,
  account: '0x00000000000000000000000000000000000000a1',
  provider: '0x00000000000000000000000000000000000000b1',
  service: 'tide-pool',
  inputUnits: 1n,
  outputUnits: 2n,
  startedAt: 1,
  endedAt: 2,
})

/** Answers in turn; an `Error` is a lost connection. */
function consoleThat(...answers: (Response | Error)[]) {
  const bodies: string[] = []
  const waits: number[] = []
  const send = (async (_: unknown, init?: RequestInit) => {
    bodies.push(new TextDecoder().decode(init?.body as Uint8Array))
    const answer = answers.shift() ?? new Error('nothing left')
    if (answer instanceof Error) throw answer
    return answer
  }) as typeof fetch
  const wait = async (ms: number) => void waits.push(ms)
  return { bodies, waits, options: { url: 'http://console', key: 'cxg_x', send, wait, tries: 4 } }
}
const taken = () => Response.json({ results: [{ requestId: 'r1', status: 'accepted' }] })

test('a batch is sent again, the same to the byte, after a lost answer, 429 and 503, and waits as long as it is told', async () => {
  const busy = new Response('', { status: 503, headers: { 'retry-after': '5' } })
  const { bodies, waits, options } = consoleThat(new Error('reset'), new Response('', { status: 429 }), busy, taken())
  expect(await reportUsage([usage(1)], options)).toEqual([{ requestId: 'r1', status: 'accepted' }])
  expect(bodies).toHaveLength(4)
  expect(new Set(bodies).size).toBe(1)
  expect(waits).toEqual([500, 1_000, 5_000])
})

test('5,001 receipts are two batches', async () => {
  const { bodies, options } = consoleThat(taken(), taken())
  await reportUsage(
    Array.from({ length: 5_001 }, (_, n) => usage(n)),
    options,
  )
  expect(bodies.map((body) => body.split('\n').length)).toEqual([5_000, 1])
})

test.each([
  ['a refusal of the batch at once', [new Response('SIGNATURE_OLD', { status: 401 })], 'SIGNATURE_OLD', 1],
  ['the last try without an answer', Array.from({ length: 4 }, () => new Error('reset')), 'no answer', 4],
] as const)('%s is an error', async (_, answers, said, sent) => {
  const { bodies, options } = consoleThat(...answers)
  await expect(reportUsage([usage(1)], options)).rejects.toThrow(said)
  expect(bodies).toHaveLength(sent)
})
