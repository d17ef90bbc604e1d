import 'server-only'
import { sql } from 'drizzle-orm'
import { cache } from 'react'
import { database } from '../auth/database'
import { env } from '../env/env'

/** What a pause stops: the vault's three flags and claims per reward category, in the order of the contracts' enums. */
const STOPS = {
  Vault: ['deposit', 'spend', 'distribute'],
  Rewards: ['claim_provider', 'claim_referral', 'claim_loyalty'],
} as const
export type Stopped = (typeof STOPS)[keyof typeof STOPS][number]

export type ShellState = {
  chainId: number
  /** Newest block in the ledger and its age in seconds; null when the ledger cannot be read. */
  ledger: { block: string; ageSeconds: number; time: number; isHalted: boolean } | null
  /** What is paused at that block, the longest first; `until` in seconds of the chain. */
  pauses: { what: Stopped; until: number }[]
  /** Set while the posted price is older than the oracle allows, seconds: no quotes, withdrawing works. A feed may still answer. */
  stalePrice: { ageSeconds: number } | null
}

/** Milliseconds the frame of a page may wait for the ledger. */
const PATIENCE = 3_000

/** Once per request. The frame of a page stands even when the ledger is away. Public: chain facts only. */
export const shellState = cache(async (): Promise<ShellState> => {
  const away: ShellState = { chainId: env.CHAIN_ID, ledger: null, pauses: [], stalePrice: null }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<ShellState>((resolve) => {
    timer = setTimeout(() => resolve(away), PATIENCE)
  })
  try {
    return await Promise.race([readShell().catch(() => away), late])
  } finally {
    clearTimeout(timer)
  }
})

async function readShell(): Promise<ShellState> {
  const [ledger, rows, oracle] = await Promise.all([readLedger(), readPauses(), readOracle()])
  if (!ledger) return { chainId: env.CHAIN_ID, ledger: null, pauses: [], stalePrice: null }
  return {
    chainId: env.CHAIN_ID,
    ledger,
    pauses: pausesAt(rows, ledger.time),
    stalePrice: staleAt(oracle, ledger.time),
  }
}

/**
 * Age: how far the ledger trails the head it has seen, by block time, and how long ago it looked, by the database's clock. A chain
 * whose time is not today's (the simulated history) is as fresh as any other.
 */
async function readLedger(): Promise<ShellState['ledger']> {
  const { rows } = await database().execute<{ block: string; time: string; age: string; state: string }>(sql`
    select block_number::text as block,
      floor(extract(epoch from block_time))::text as time,
      floor(greatest(0, extract(epoch from head_time - block_time)) + extract(epoch from now() - updated_at))::text as age,
      state
    from checkpoints where chain_id = ${env.CHAIN_ID}`)
  const [row] = rows
  if (!row) return null
  return { block: row.block, time: Number(row.time), ageSeconds: Number(row.age), isHalted: row.state === 'halted' }
}

export type OracleRow = { posted_at: string | null; max_age: string | null; feed: string | null }

const NO_FEED = '0x0000000000000000000000000000000000000000'

async function readOracle(): Promise<OracleRow | null> {
  const { rows } = await database().execute<OracleRow>(sql`
    select
      (select floor(extract(epoch from block_time))::text from prices where chain_id = ${env.CHAIN_ID}
        order by block_number desc, log_index desc limit 1) as posted_at,
      config->>'maxAge' as max_age, config->>'feed' as feed
    from (
      select args->'config' as config from events
      where chain_id = ${env.CHAIN_ID} and contract = 'PriceOracle' and name = 'Configured'
      order by block_number desc, log_index desc limit 1
    ) as configured`)
  return rows[0] ?? null
}

/** Whether the post alone is too old at the block's time. With a feed the chain must be asked, so nothing is claimed. Pure. */
export function staleAt(oracle: OracleRow | null, time: number): ShellState['stalePrice'] {
  if (!oracle?.posted_at || !oracle.max_age || (oracle.feed ?? NO_FEED) !== NO_FEED) return null
  const ageSeconds = time - Number(oracle.posted_at)
  return ageSeconds > Number(oracle.max_age) ? { ageSeconds } : null
}

export type PauseRow = { contract: string; place: string; until: string }

async function readPauses(): Promise<PauseRow[]> {
  const { rows } = await database().execute<PauseRow>(sql`
    select distinct on (contract, place) contract, place, args->>'until' as until
    from (
      select contract, coalesce(args->>'flag', args->>'category') as place, args, block_number, log_index
      from events
      where chain_id = ${env.CHAIN_ID} and contract in ('Vault', 'Rewards') and name = 'PauseSet'
    ) as pauses
    order by contract, place, block_number desc, log_index desc`)
  return rows
}

/** Which of the last words on each flag still hold at a block's time. Pure. */
export function pausesAt(rows: readonly PauseRow[], time: number): ShellState['pauses'] {
  return rows
    .flatMap(({ contract, place, until }) => {
      const what = contract === 'Vault' || contract === 'Rewards' ? STOPS[contract][Number(place)] : undefined
      return what && Number(until) > time ? [{ what, until: Number(until) }] : []
    })
    .sort((a, b) => b.until - a.until)
}
