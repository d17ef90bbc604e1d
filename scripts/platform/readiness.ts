import { Client } from 'pg'
import { callRpc } from './anvil'
import type { Task } from './progress'

const POLL_MS = 250
const CONSOLE_LIMIT_MS = 120_000

const sleep = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

/** Resolves with the reason when a part fails meanwhile: waiting for it would never end. */
type Failure = Promise<Error>

async function until(
  failure: Failure,
  limitMs: number,
  isThere: () => Promise<boolean>,
  late: () => string,
): Promise<void> {
  let reason: Error | null = null
  failure.then((error) => {
    reason = error
  })
  const started = Date.now()
  while (!(await isThere())) {
    if (reason) throw reason
    if (Date.now() - started > limitMs) throw new Error(late())
    await sleep(POLL_MS)
  }
}

export type LedgerWait = { databaseUrl: string; rpcUrl: string; chainId: number; task: Task; failure: Failure }

/** Waits until the ledger holds the block that was the newest when this began. */
export async function waitForLedger({ databaseUrl, rpcUrl, chainId, task, failure }: LedgerWait): Promise<void> {
  const head = Number(await callRpc(rpcUrl, 'eth_blockNumber'))
  const client = new Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  const query = 'select block_number, state, reason from checkpoints where chain_id = $1'
  try {
    await until(
      failure,
      // A backfill of a real chain takes as long as it takes; the line of progress shows that it moves.
      Number.POSITIVE_INFINITY,
      async () => {
        const { rows } = await client.query(query, [chainId])
        const block = Number(rows[0]?.block_number ?? 0)
        task.update(`block ${block} of ${head}`, head === 0 ? 1 : Math.min(1, block / head))
        if (rows[0]?.state === 'halted') throw new Error(`The ledger is halted: ${rows[0].reason}`)
        return rows.length > 0 && block >= head
      },
      () => '',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/** Waits until the console says that it and everything behind it is well. */
export async function waitForConsole(port: number, failure: Failure): Promise<void> {
  let last = 'it does not answer'
  const isOk = async () => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(20_000) })
      last = await response.text()
      return response.ok && JSON.parse(last).status === 'ok'
    } catch {
      return false
    }
  }
  await until(
    failure,
    CONSOLE_LIMIT_MS,
    isOk,
    () => `The console is not ready after ${CONSOLE_LIMIT_MS / 1_000} s: ${last}`,
  )
}
