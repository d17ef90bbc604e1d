import 'server-only'
import { database } from '../auth/database'
import { pinBlock } from '../chain/at'
import { lastBlockAt } from '../chain/block-at'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { blockAt } from '../db/ledger'
import { findCheckpoint } from '../db/overview-rows'
import { greater } from '../domain/money'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { type MetricQuery, refusedField } from './metric-query'
import { atOneBlock, type Snapshot } from './snapshot'

type Place = { block: bigint; time: Date }
type Asked = Extract<MetricQuery, { kind: 'block' | 'time' }>

/**
 * Reads the ledger as it was after an earlier block, which the chain names before the ledger's transaction is opened. Throws METRIC_AHEAD and
 * METRIC_BEFORE.
 */
export async function atPastBlock<T>(asked: Asked, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const place = await placeOf(asked)
  return atOneBlock(async (at) => {
    if (place.block > at.block) throw ahead(asked, at)
    return read({ ...at, ...place, isPast: place.block < at.block })
  })
}

async function placeOf(asked: Asked): Promise<Place> {
  const chainId = env.CHAIN_ID
  const newest = await findCheckpoint(database(), chainId)
  if (!newest) throw new AppError('LEDGER_EMPTY')
  const at = { client: publicClient(), deployment: deploymentOf(chainId) }
  const first = BigInt(at.deployment.startBlock)
  if (asked.kind === 'block') {
    if (asked.block > newest.blockNumber) throw ahead(asked, { block: newest.blockNumber, time: newest.blockTime })
    if (asked.block < first) throw before(first)
    const { block, time } = await pinBlock({ ...at, blockNumber: asked.block })
    return { block, time: dateOf(time) }
  }
  if (asked.time > newest.blockTime) throw ahead(asked, { block: newest.blockNumber, time: newest.blockTime })
  const known = await blockAt(database(), chainId, asked.time)
  const found = await lastBlockAt(at, secondsOf(asked.time), greater(known ?? first, first), newest.blockNumber)
  if (!found) throw before(first)
  return { block: found.block, time: dateOf(found.time) }
}

const ahead = (asked: Asked, { block, time }: Place): AppError =>
  refusedField(
    new AppError('METRIC_AHEAD', {
      block,
      time,
      asked: asked.kind === 'block' ? asked.block : asked.time.toISOString(),
    }),
    'at',
  )

const before = (first: bigint): AppError => refusedField(new AppError('METRIC_BEFORE', { first }), 'at')
