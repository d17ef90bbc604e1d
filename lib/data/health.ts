import 'server-only'
import { eq } from 'drizzle-orm'
import { createPublicClient, http } from 'viem'
import { database } from '../auth/database'
import { chainById } from '../chain/chains'
import { checkpoints } from '../db/schema'
import { env } from '../env/env'

/** `behind`: what is shown is right and old; `halted`: the indexer waits for a hand; `down`: the ledger cannot be read. */
export type Health = {
  status: 'ok' | 'behind' | 'halted' | 'down'
  chainId: number
  /** Head of the chain, null while the RPC is away. */
  block: number | null
  indexedBlock: number | null
  /** Seconds of block time between the two. */
  lagSeconds: number | null
}

/** Milliseconds a source may take: a health check that hangs is no check. */
const PATIENCE = 900
/** Seconds of block time the ledger may trail before it counts as behind (the freshness chip turns amber at the same age). */
const TOLERANCE = 60

export type HealthFacts = {
  chainId: number
  head: { number: bigint; time: bigint } | null
  ledger: { number: bigint; time: bigint; isHalted: boolean } | null
}

export function judgeHealth({ chainId, head, ledger }: HealthFacts): Health {
  const block = head === null ? null : Number(head.number)
  if (ledger === null) return { status: 'down', chainId, block, indexedBlock: null, lagSeconds: null }
  const indexedBlock = Number(ledger.number)
  const lagSeconds = head === null ? null : Math.max(0, Number(head.time - ledger.time))
  const status = ledger.isHalted ? 'halted' : lagSeconds === null || lagSeconds > TOLERANCE ? 'behind' : 'ok'
  return { status, chainId, block, indexedBlock, lagSeconds }
}

export async function getHealth(): Promise<Health> {
  const [head, ledger] = await Promise.all([within(readHead()), within(readLedger())])
  return judgeHealth({ chainId: env.CHAIN_ID, head, ledger })
}

async function readHead(): Promise<HealthFacts['head']> {
  const client = createPublicClient({
    chain: chainById(env.CHAIN_ID),
    transport: http(env.RPC_URL, { retryCount: 0, timeout: PATIENCE }),
  })
  const { number, timestamp } = await client.getBlock({ blockTag: 'latest' })
  return { number, time: timestamp }
}

async function readLedger(): Promise<HealthFacts['ledger']> {
  const [row] = await database().select().from(checkpoints).where(eq(checkpoints.chainId, env.CHAIN_ID))
  if (!row) return null
  const time = BigInt(Math.floor(row.blockTime.getTime() / 1_000))
  return { number: row.blockNumber, time, isHalted: row.state === 'halted' }
}

/** What a source says in time, null when it fails or is late. */
async function within<T>(work: Promise<T | null>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE)
  })
  try {
    return await Promise.race([work.catch(() => null), late])
  } finally {
    clearTimeout(timer)
  }
}
