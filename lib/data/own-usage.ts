import 'server-only'
import { type Address, getAddress } from 'viem'
import { database } from '../auth/database'
import { currentSession, requireSession } from '../auth/session'
import type { Queryable } from '../db/connect'
import { type DisputeRow, listDisputesOf } from '../db/dispute-rows'
import {
  findOwnReceipt,
  findSettledSeq,
  type KeySum,
  listNotesOf,
  listOwnReceipts,
  type OwnReceiptRow,
  type ReceiptCursor,
  type ReceiptFilter,
  sumByKey,
} from '../db/own-usage-rows'
import { seriesOfUsage, type UsageSum } from '../db/usage-rows'
import { refusalOfDispute } from '../domain/dispute'
import { secondsOf } from '../domain/time'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { findReceiptProof, type ReceiptProof } from '../metering/settlement/proof'
import { atOneBlock, dayOf } from './snapshot'

export const RECEIPTS_PAGE = 25
const DISPUTES_SHOWN = 50
/** Days a page looks back; the URL chooses. */
export const USAGE_DAYS = [7, 30, 90] as const
export type UsageSpan = (typeof USAGE_DAYS)[number]

export type UsageQuery = {
  days: UsageSpan
  service?: string | undefined
  key?: string | undefined
  day?: string | undefined
  before?: ReceiptCursor | undefined
}

export type OwnUsage = {
  address: Address
  block: bigint
  time: Date
  /** First day and the day after the last one, UTC. */
  from: string
  until: string
  days: UsageSum[]
  keys: KeySum[]
  receipts: OwnReceiptRow[]
  next: ReceiptCursor | null
  /** Receipts above it wait for their batch. */
  settledSeq: bigint
  disputes: DisputeRow[]
}

const lower = (address: string) => address.toLowerCase() as `0x${string}`

/** What the signed-in account used, over whole UTC days up to the ledger's own. Null: nobody is signed in. */
export async function getOwnUsage(query: UsageQuery): Promise<OwnUsage | null> {
  const session = await currentSession()
  if (!session) return null
  const account = lower(session.address)
  return atOneBlock(async ({ db, chainId, block, time }) => {
    const span = spanOf(time, query.days)
    const filter: ReceiptFilter = {
      ...(query.day ? dayAlone(query.day) : span),
      service: query.service,
      key: query.key,
    }
    const [days, keys, rows, settledSeq, disputes] = [
      await seriesOfUsage(db, chainId, { scope: 'account', key: account }, 'day', span),
      await sumByKey(db, account, span),
      await listOwnReceipts(db, chainId, account, filter, RECEIPTS_PAGE + 1, query.before),
      await findSettledSeq(db, chainId),
      await listDisputesOf(db, chainId, account, DISPUTES_SHOWN),
    ]
    const receipts = rows.slice(0, RECEIPTS_PAGE)
    const last = receipts.at(-1)
    const next = rows.length > RECEIPTS_PAGE && last ? { startedAt: last.startedAt, seq: last.seq } : null
    return {
      address: getAddress(account),
      ...{ block, time, ...span, days, keys, receipts, next, settledSeq, disputes },
    }
  })
}

function spanOf(time: Date, days: number) {
  return { from: dayOf(time, 1 - days), until: dayOf(time, 1) }
}

function dayAlone(day: string) {
  return { from: day, until: dayOf(new Date(`${day}T00:00:00Z`), 1) }
}

/** A receipt as its owner reads it: what it says, its way to the chain, its credit notes, and whether it may be disputed. */
export type OwnReceipt = {
  row: OwnReceiptRow
  proof: ReceiptProof
  notes: { requestId: string; chargeNano: bigint; reason: string | null }[]
  disputes: DisputeRow[]
  refusal: ReturnType<typeof refusalOfDispute>
}

/** Null: nobody is signed in. RECEIPT_NOT_FOUND also for somebody else's: it is not said which. */
export async function getOwnReceipt(gateway: string, requestId: string): Promise<OwnReceipt | null> {
  const session = await currentSession()
  if (!session) return null
  const db = database()
  const account = lower(session.address)
  const row = await findOwnReceipt(db, env.CHAIN_ID, account, { gateway, requestId })
  const found = row && (await findReceiptProof(db, env.CHAIN_ID, gateway, requestId))
  if (!row || !found) throw new AppError('RECEIPT_NOT_FOUND', { requestId })
  return {
    row,
    proof: found.proof,
    notes: await listNotesOf(db, env.CHAIN_ID, { account, gateway, requestId }),
    disputes: await disputesOfReceipt(db, account, row),
    refusal: refusalOfDispute(
      { startedAt: secondsOf(row.startedAt), chargeNano: row.chargeNano },
      secondsOf(new Date()),
    ),
  }
}

async function disputesOfReceipt(db: Queryable, account: `0x${string}`, { gateway, requestId }: OwnReceiptRow) {
  const rows = await listDisputesOf(db, env.CHAIN_ID, account, DISPUTES_SHOWN)
  return rows.filter((row) => row.gateway === gateway && row.requestId === requestId)
}

/** Rows read at once of receipts that are written to a file. */
const EXPORT_PAGE = 1_000

/** All receipts of the signed-in account in the chosen days, newest first, page by page: a file is never the visible page only. */
export async function* streamOwnReceipts({ days, service, key, day }: UsageQuery): AsyncGenerator<OwnReceiptRow[]> {
  const account = lower((await requireSession()).address)
  const span = await atOneBlock(async ({ time }) => (day ? dayAlone(day) : spanOf(time, days)))
  let before: ReceiptCursor | undefined
  for (;;) {
    const filter = { ...span, service, key }
    const rows = await listOwnReceipts(database(), env.CHAIN_ID, account, filter, EXPORT_PAGE, before)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < EXPORT_PAGE) return
    before = { startedAt: last.startedAt, seq: last.seq }
  }
}
