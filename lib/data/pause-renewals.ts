import 'server-only'
import { database } from '../auth/database'
import { findReader } from '../auth/roles'
import { countInside, type InsideRow, listInside } from '../db/renewal-rows'
import { listLastPauses } from '../db/status-rows'
import { ADMIN_ROLES } from '../domain/operation-words'
import { FLAGS, isPaused, NO_PAUSE, type Pause, pausedAgain } from '../domain/pause'
import { lastLapsed, type RenewalFate, renewalFate } from '../domain/pause-renewal'
import { dateOf, secondsOf } from '../domain/time'
import { requireAdminReader } from './admin'
import { recordExport } from './audit-export'
import { atOneBlock, type Snapshot } from './snapshot'

export type RenewalLine = { account: `0x${string}`; end: number; fate: RenewalFate }

export type PauseRenewals = {
  block: string
  /** Of spending, seconds: the one that runs, or the one that would begin now. */
  until: number
  isRunning: boolean
  /** Paid periods that end before it does and have not lapsed; those of them that renew by themselves. */
  all: number
  autoRenew: number
  /** The first of them, for who administers or audits; null for everybody else. */
  first: RenewalLine[] | null
}

const FIRST = 10
const CHUNK = 1_000

/** Public but for the accounts: how many renewals fall due inside the pause of spending that runs, or that would begin now. */
export async function getPauseRenewals(): Promise<PauseRenewals> {
  const reader = await findReader(...ADMIN_ROLES)
  return atOneBlock(async (at) => {
    const { pause, isRunning } = await spendPause(at)
    const span = spanOf(at, pause)
    const { all, autoRenew } = await countInside(at.db, at.chainId, span)
    const rows = reader ? await listInside(at.db, at.chainId, span, { limit: FIRST }) : null
    return {
      block: at.block.toString(),
      until: Number(pause.until),
      isRunning,
      all,
      autoRenew,
      first: rows?.flatMap((row) => lineOf(row, pause, secondsOf(at.time)) ?? []) ?? null,
    }
  })
}

/** All of them, for a file; that it was taken is in the audit log. Each chunk is read under the pause of the first. */
export async function* pauseRenewalPages(): AsyncGenerator<RenewalLine[]> {
  const { session } = await requireAdminReader()
  await recordExport(session.address, 'renewals.csv')
  const place = await atOneBlock(async (at) => {
    const { pause } = await spendPause(at)
    return { chainId: at.chainId, now: secondsOf(at.time), pause, span: spanOf(at, pause) }
  })
  let from: InsideRow | undefined
  do {
    const rows = await listInside(database(), place.chainId, place.span, { from, limit: CHUNK })
    yield rows.flatMap((row) => lineOf(row, place.pause, place.now) ?? [])
    from = rows.length === CHUNK ? rows.at(-1) : undefined
  } while (from)
}

async function spendPause({ db, chainId, time }: Snapshot): Promise<{ pause: Pause; isRunning: boolean }> {
  const rows = await listLastPauses(db, chainId)
  const row = rows.find(({ contract, place }) => contract === 'Vault' && FLAGS[place] === 'spend')
  const last = row ? { from: row.from ?? 0n, until: row.until } : NO_PAUSE
  const now = secondsOf(time)
  return isPaused(last, now) ? { pause: last, isRunning: true } : { pause: pausedAgain(last, now), isRunning: false }
}

/** Ends that the pause touches. */
const spanOf = ({ time }: Snapshot, pause: Pause): { after: Date; until: Date } => ({
  after: dateOf(lastLapsed(pause, secondsOf(time))),
  until: dateOf(pause.until),
})

function lineOf({ account, end, autoRenew }: InsideRow, pause: Pause, now: bigint): RenewalLine | null {
  const fate = renewalFate({ end, autoRenew }, pause, now)
  return fate && { account, end: Number(end), fate }
}
