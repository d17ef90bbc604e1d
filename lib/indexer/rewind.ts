import { findCheckpoint, storedHeaders } from '../db/checkpoint'
import type { Db } from '../db/connect'
import { secondsOf } from '../domain/time'
import type { LedgerDeployment } from './deployment'
import { fetchHeader, fetchHeaders } from './fetch'
import type { Header } from './header'
import { acquireLock } from './lock'
import { type Log, SILENT } from './log'
import type { Rpc } from './logs'
import { pauseUntil } from './pause'
import { rollbackTo, wipeChain } from './rollback'

/** Stored headers compared at a time. */
const AT_ONCE = 8

/** The newest stored header at or below `from` that the chain still has, or null: the fork is deeper than what is stored. */
export async function commonAncestor(db: Db, rpc: Rpc, chainId: number, from: bigint): Promise<Header | null> {
  const stored = (await storedHeaders(db, chainId)).filter(({ number }) => number <= from)
  for (let start = 0; start < stored.length; start += AT_ONCE) {
    const part = stored.slice(start, start + AT_ONCE)
    const onChain = await fetchHeaders(
      rpc,
      part.map(({ number }) => number),
    )
    const found = part.find(({ hash }, index) => onChain[index]?.hash === hash)
    if (found) return { ...found, timestamp: secondsOf(found.timestamp) }
  }
  return null
}

export type RewindOptions = {
  db: Db
  client: Rpc
  deployment: LedgerDeployment
  signal?: AbortSignal
  log?: Log
}

/**
 * Takes the ledger back to `block` by hand, and out of a halt: for forks deeper than the stored headers, and after a repair. Waits for
 * the indexer's lock. A block before the first contract empties the ledger.
 */
export async function rewindLedger(options: RewindOptions, block: bigint): Promise<void> {
  const { db, client, deployment, log = SILENT } = options
  const { chainId, startBlock } = deployment
  const pause = pauseUntil(options.signal ?? new AbortController().signal)
  const lock = await acquireLock(db.$client, chainId, pause, () =>
    log.info({ msg: 'Waiting for the active indexer to stop', chain_id: chainId }),
  )
  try {
    const checkpoint = await findCheckpoint(db, chainId)
    if (!checkpoint) return
    if (block > checkpoint.blockNumber) {
      throw new Error(`The ledger stands at block ${checkpoint.blockNumber}, before ${block}: nothing to take back.`)
    }
    const header = block < BigInt(startBlock) ? null : await fetchHeader(client, block)
    if (block >= BigInt(startBlock) && !header) throw new Error(`The node has no block ${block}.`)
    if (header) await rollbackTo(db, chainId, header)
    else await wipeChain(db, chainId)
    log.warn({ msg: 'Taken back by hand', chain_id: chainId, block: `${header?.number ?? 'the beginning'}` })
  } finally {
    await lock.release()
  }
}
