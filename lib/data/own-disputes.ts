import 'server-only'
import { getAddress } from 'viem'
import { database } from '../auth/database'
import { limit } from '../auth/rate-limit'
import { findReader, requireRole } from '../auth/roles'
import { currentSession, requireSession } from '../auth/session'
import { type DisputeRow, listDecidedDisputes, listOpenDisputes } from '../db/dispute-rows'
import { findOwnReceipt } from '../db/own-usage-rows'
import { env } from '../env/env'
import { type DecisionWish, decideDispute, openDispute } from '../metering/disputes'

const MOST_SHOWN = 200
const lower = (address: string) => address.toLowerCase() as `0x${string}`

/** The signed-in account says that a receipt of its own is wrong. */
export async function openOwnDispute(wish: { gateway: string; requestId: string; reason: string }): Promise<void> {
  const { address } = await requireSession()
  await limit(database(), 'dispute of', address)
  const { reason: say, ...receipt } = wish
  await openDispute(database(), env.CHAIN_ID, { ...receipt, say, account: lower(address) }, new Date())
}

/** A dispute beside what was charged, nano-USD; null when the receipt is gone. */
export type DisputeView = DisputeRow & { chargeNano: bigint | null; service: string | null }
export type DisputeDesk =
  | { isAllowed: false; address: string | null }
  | { isAllowed: true; address: string; open: DisputeView[]; decided: DisputeView[] }

/** What waits for a decision and what was decided, for FINANCE and auditors; for everybody else who they are. */
export async function getDisputeDesk(): Promise<DisputeDesk> {
  const reader = await findReader('FINANCE')
  if (!reader) {
    const session = await currentSession()
    return { isAllowed: false, address: session ? getAddress(session.address) : null }
  }
  const db = database()
  const [open, decided] = await Promise.all([
    listOpenDisputes(db, env.CHAIN_ID, { limit: MOST_SHOWN }),
    listDecidedDisputes(db, env.CHAIN_ID, MOST_SHOWN),
  ])
  const view = async (row: DisputeRow): Promise<DisputeView> => {
    const receipt = await findOwnReceipt(db, env.CHAIN_ID, row.account, row)
    return { ...row, chargeNano: receipt?.chargeNano ?? null, service: receipt?.service ?? null }
  }
  return {
    isAllowed: true,
    address: getAddress(reader.session.address),
    open: await Promise.all(open.map(view)),
    decided: await Promise.all(decided.map(view)),
  }
}

type Decision =
  | { decision: 'accepted'; reason: string; amountNano?: bigint | undefined }
  | { decision: 'rejected'; reason: string }

/** FINANCE accepts, which is a credit note, or rejects. */
export async function decideAsFinance(id: string, made: Decision): Promise<void> {
  const { session } = await requireRole('FINANCE')
  const wish: DecisionWish = { ...made, by: lower(session.address) }
  await decideDispute(database(), env.CHAIN_ID, id, wish, new Date())
}
