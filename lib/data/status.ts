import 'server-only'
import { findCheckpoint, findLatestPrice, findLatestReconciliation } from '../db/overview-rows'
import { findLastEvent, listJobRuns, listLastPauses } from '../db/status-rows'
import { CATEGORIES } from '../domain/buckets'
import { FLAGS, isPaused } from '../domain/pause'
import { secondsOf } from '../domain/time'
import { sayError } from '../errors/say'
import { getHealth, type Health } from './health'
import { atOneBlock, type Snapshot } from './snapshot'

export type PauseRow = {
  what: (typeof FLAGS)[number] | (typeof CATEGORIES)[number]
  isClaims: boolean
  isPaused: boolean
  /** Of the last pause, running or over; null when there never was one. */
  until: Date | null
}

export type LedgerStatus = {
  block: bigint
  time: Date
  headBlock: bigint
  headTime: Date
  state: 'backfill' | 'live' | 'halted'
  reason: string | null
  price: {
    wad: bigint
    postedAt: Date
    ageSeconds: bigint
    maxAgeSeconds: bigint | null
    isFresh: boolean | null
  } | null
  pauses: PauseRow[]
  reconciliation: {
    block: bigint
    time: Date
    ranAt: Date
    difference: bigint
    rows: { account: string; ledger: bigint; chain: bigint; difference: bigint }[]
  } | null
  jobs: { job: string; startedAt: Date; endedAt: Date | null; isOk: boolean | null; error: string | null }[]
  phase: number
}

export type Status = {
  health: Health
  /** Null with the sentence when the ledger cannot be read. */
  ledger: LedgerStatus | null
  say: string | null
}

/** Public. Never throws: a part that is away is what this page is for. */
export async function getStatus(): Promise<Status> {
  const [health, ledger] = await Promise.all([
    getHealth(),
    atOneBlock(readLedgerStatus).then(
      (value) => ({ value, say: null }),
      (error: unknown) => ({ value: null, say: sayError(error).say }),
    ),
  ])
  return { health, ledger: ledger.value, say: ledger.say }
}

async function readLedgerStatus(at: Snapshot): Promise<LedgerStatus> {
  const { db, chainId } = at
  const checkpoint = await findCheckpoint(db, chainId)
  const reconciliation = await findLatestReconciliation(db, chainId)
  const phase = await findLastEvent(db, chainId, 'Parameters', 'PhaseSet')
  return {
    block: at.block,
    time: at.time,
    headBlock: checkpoint?.headNumber ?? at.block,
    headTime: at.headTime,
    state: checkpoint?.state ?? 'backfill',
    reason: checkpoint?.reason ?? null,
    price: await readPrice(at),
    pauses: await readPauses(at),
    reconciliation: reconciliation && {
      block: reconciliation.blockNumber,
      time: reconciliation.blockTime,
      ranAt: reconciliation.ranAt,
      difference: reconciliation.difference,
      rows: reconciliation.rows.map(({ account, ledger, chain, difference }) => ({
        account,
        ledger: BigInt(ledger),
        chain: BigInt(chain),
        difference: BigInt(difference),
      })),
    },
    jobs: await listJobRuns(db),
    phase: Number(phase?.args.phase ?? 0),
  }
}

async function readPrice({ db, chainId, time }: Snapshot): Promise<LedgerStatus['price']> {
  const price = await findLatestPrice(db, chainId)
  if (!price) return null
  const configured = await findLastEvent(db, chainId, 'PriceOracle', 'Configured')
  const config = configured?.args.config
  const maxAge =
    typeof config === 'object' && config !== null && 'maxAge' in config ? BigInt(String(config.maxAge)) : null
  const ageSeconds = secondsOf(time) - secondsOf(price.blockTime)
  return {
    wad: price.price,
    postedAt: price.blockTime,
    ageSeconds,
    maxAgeSeconds: maxAge,
    isFresh: maxAge === null ? null : ageSeconds <= maxAge,
  }
}

async function readPauses({ db, chainId, time }: Snapshot): Promise<PauseRow[]> {
  const last = await listLastPauses(db, chainId)
  const rowOf = (contract: string, place: number, what: PauseRow['what']): PauseRow => {
    const pause = last.find((row) => row.contract === contract && row.place === place)
    return {
      what,
      isClaims: contract === 'Rewards',
      isPaused: pause !== undefined && isPaused(pause, secondsOf(time)),
      until: pause ? new Date(Number(pause.until) * 1_000) : null,
    }
  }
  return [
    ...FLAGS.map((flag, place) => rowOf('Vault', place, flag)),
    ...CATEGORIES.map((category, place) => rowOf('Rewards', place, category)),
  ]
}
