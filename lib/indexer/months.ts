import { CONFIRMATIONS, localChain } from '../chain/chains'
import { findCheckpoint } from '../db/checkpoint'
import type { Db } from '../db/connect'
import { listMonths, type MonthRow } from '../db/report-rows'
import { months } from '../db/schema'
import { type Month, monthBounds, monthOf, nextMonth } from '../domain/month'
import { dateOf, secondsOf } from '../domain/time'
import { ChainMoved } from './answer'
import type { LedgerDeployment } from './deployment'
import { fetchHeader } from './fetch'
import type { Header } from './header'
import type { Rpc } from './logs'

export type MonthOptions = { db: Db; client: Rpc; deployment: LedgerDeployment }

const DEFAULT_CONFIRMATIONS = 64n

/** The newest block the chain will not take back: by the node's word where it has one, else by depth. Local blocks count at once. */
export async function fetchFinal(rpc: Rpc, chainId: number): Promise<Header | null> {
  if (chainId !== localChain.id) {
    // A node that does not know the tag answers with an error; depth decides then.
    const finalized = await fetchHeader(rpc, 'finalized').catch(() => null)
    if (finalized) return finalized
  }
  const latest = await fetchHeader(rpc, 'latest')
  const depth = CONFIRMATIONS[chainId] ?? DEFAULT_CONFIRMATIONS
  if (!latest || depth === 0n) return latest
  return latest.number > depth ? fetchHeader(rpc, latest.number - depth) : null
}

async function headerAt(rpc: Rpc, number: bigint): Promise<Header> {
  const header = await fetchHeader(rpc, number)
  if (!header) throw new ChainMoved(`the node has no block ${number}`)
  return header
}

/**
 * The last block with a timestamp below `time` (seconds), by binary search between `low`, which is below it, and `high`, which is not.
 */
export async function lastBlockBefore(rpc: Rpc, time: bigint, low: Header, high: Header): Promise<Header> {
  let below = low
  let above = high.number
  while (above - below.number > 1n) {
    const middle = await headerAt(rpc, (below.number + above) / 2n)
    if (middle.timestamp < time) below = middle
    else above = middle.number
  }
  return below
}

/** Before our first month there is nothing of ours: it opens at the block before the first contract, whatever its time. */
async function firstOpening(rpc: Rpc, { startBlock }: LedgerDeployment): Promise<Header> {
  return headerAt(rpc, BigInt(startBlock > 0 ? startBlock - 1 : 0))
}

const openingOf = ({ closingBlock, closingHash, closingTime }: MonthRow): Header => ({
  number: closingBlock,
  hash: closingHash,
  parentHash: '0x',
  timestamp: secondsOf(closingTime),
})

/**
 * Stores the opening and closing block of every calendar month (UTC) that is over, once: when the first block of the next month is
 * final and the ledger holds the closing block. Returns the months that were added.
 */
export async function ensureMonths({ db, client, deployment }: MonthOptions): Promise<Month[]> {
  const { chainId } = deployment
  const checkpoint = await findCheckpoint(db, chainId)
  const final = await fetchFinal(client, chainId)
  if (!checkpoint || !final) return []
  const known = (await listMonths(db, chainId)).at(-1)
  let opening = known ? openingOf(known) : await firstOpening(client, deployment)
  const firstTime = known ? opening.timestamp : (await headerAt(client, BigInt(deployment.startBlock))).timestamp
  let month = known ? nextMonth(known.month as Month) : monthOf(firstTime)
  const added: Month[] = []
  for (;;) {
    const { end } = monthBounds(month)
    if (final.timestamp < end) return added
    const closing = await lastBlockBefore(client, end, opening, final)
    if (closing.number > checkpoint.blockNumber) return added
    await db
      .insert(months)
      .values({
        chainId,
        month,
        openingBlock: opening.number,
        openingHash: opening.hash,
        openingTime: dateOf(opening.timestamp),
        closingBlock: closing.number,
        closingHash: closing.hash,
        closingTime: dateOf(closing.timestamp),
      })
      .onConflictDoNothing()
    added.push(month)
    opening = closing
    month = nextMonth(month)
  }
}
