import { randomBytes } from 'node:crypto'
import { reportUsage, type Usage } from '../../lib/metering/client'
import { percentile } from '../percentile'

const WARM_MS = 3_000
const RUN_MS = 10_000

export type Load = { perSecond: number; p95Ms: number }

/** Calls `work` from `atOnce` sides for ten seconds after a warm-up; `weight` units for each call. */
async function under(atOnce: number, weight: number, work: (n: number) => Promise<void>): Promise<Load> {
  const times: number[] = []
  const begin = performance.now() + WARM_MS
  const end = begin + RUN_MS
  let n = 0
  const side = async () => {
    while (performance.now() < end) {
      const started = performance.now()
      await work(n++)
      if (started >= begin) times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, side))
  const seconds = (performance.now() - begin) / 1_000
  return { perSecond: Math.round((times.length * weight) / seconds), p95Ms: Math.round(percentile(times, 95)) }
}

/** A path of the console, spread over its replicas. */
export function readPages(replicas: readonly string[], path: string, atOnce = 8): Promise<Load> {
  return under(atOnce, 1, async (n) => {
    const response = await fetch(`${replicas[n % replicas.length]}${path}`)
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  })
}

const PER_BATCH = 1_000
const ACCOUNTS = Array.from({ length: 500 }, () => `0x${randomBytes(20).toString('hex')}` as const)

function usageOf(batch: string): Usage[] {
  const now = Date.now()
  return Array.from({ length: PER_BATCH }, (_, i) => ({
    requestId: `${batch}-${i}`,
    account: ACCOUNTS[(i * 7) % ACCOUNTS.length] ?? '0x',
    provider: ACCOUNTS[i % 20] ?? '0x',
    service: 'tide-pool',
    inputUnits: BigInt(100 + i),
    outputUnits: 40n,
    startedAt: now - 60_000,
    endedAt: now - 55_000,
  }))
}

/** Signed batches of a gateway to the replicas in turn, as receipts a second. */
export function sendUsage(replicas: readonly string[], key: string, atOnce = 4): Promise<Load> {
  return under(atOnce, PER_BATCH, async (n) => {
    const url = replicas[n % replicas.length] ?? ''
    const answers = await reportUsage(usageOf(randomBytes(8).toString('hex')), { url, key })
    const refused = answers.find(({ status }) => status === 'refused')
    if (refused) throw new Error(JSON.stringify(refused))
  })
}
