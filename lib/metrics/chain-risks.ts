import { type Address, formatEther } from 'viem'
import type { At } from '../chain/at'
import { readFeed } from '../chain/feed'
import { type OracleState, readOracleState } from '../chain/oracle-state'
import type { RiskValues } from '../db/risk-record'
import type { RiskValue } from '../domain/risk'
import { ageOf, moveOf } from '../domain/risk-values'
import { formatDuration } from '../domain/time'

const REASONS = {
  noKey: 'This worker has no key that could run dry.',
  noFeed: 'No feed is configured: the posted price stands alone.',
  noAnswer: 'The feed gives no price.',
  noPost: 'No price was posted yet.',
  oldAnswer: (age: bigint) => `The feed’s last answer is ${formatDuration(age)} old.`,
}

/** Indicators that only the chain tells, at `at`; `keys`: accounts that sign for the worker. Throws when the chain does not answer. */
export async function readChainRisks(at: At, keys: readonly Address[]): Promise<RiskValues> {
  const oracle = await readOracleState(at)
  return {
    price_gap: await gapToFeed(at, oracle),
    oracle_age: ageOf({ age: oracle.posted.age, maxAge: oracle.config.maxAge }),
    key_balance: await poorest(at, keys, oracle.asOf.block),
  }
}

async function gapToFeed({ client }: At, { config, posted, asOf }: OracleState): Promise<RiskValue> {
  if (config.feed === null) return { value: null, reason: REASONS.noFeed }
  const feed = await readFeed(client, config.feed, asOf)
  if (!feed) return { value: null, reason: REASONS.noAnswer }
  const age = asOf.time - feed.updatedAt
  if (age > config.feedMaxAge) return { value: null, reason: REASONS.oldAnswer(age) }
  return moveOf(feed.price, posted.price, { none: REASONS.noAnswer, noOther: REASONS.noPost })
}

async function poorest({ client }: At, keys: readonly Address[], blockNumber: bigint): Promise<RiskValue> {
  const held = await Promise.all(keys.map((address) => client.getBalance({ address, blockNumber })))
  const least = held.reduce<bigint | null>((low, balance) => (low === null || balance < low ? balance : low), null)
  return least === null ? { value: null, reason: REASONS.noKey } : { value: formatEther(least) }
}
