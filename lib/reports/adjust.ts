import { randomUUID } from 'node:crypto'
import type { Hex } from 'viem'
import { type AdjustmentRow, decideRow, findAdjustment, insertAdjustment, lockAdjustment } from '../db/adjustment-rows'
import { appendAudit } from '../db/audit-rows'
import type { Db, Queryable } from '../db/connect'
import { listVersions } from '../db/version-rows'
import { ADJUSTABLE, accountText, closedFrom, isAdjustable } from '../domain/adjustment'
import { isAccount } from '../domain/chart'
import { type Month, monthOf, nextMonth } from '../domain/month'
import { AppError } from '../errors/app-error'

type At = { db: Db; chainId: number; genesis: Date; now: Date }
export type Evidence = Pick<AdjustmentRow, 'evidenceName' | 'evidenceKind' | 'evidenceBytes' | 'evidence'> & {
  evidenceHash: Hex | null
}
export type AdjustmentWish = Evidence & {
  month: Month
  originalPeriod: Month | null
  debit: string
  credit: string
  cents: bigint
  memo: string
  by: Hex
}

const OPEN = { decision: null, decidedBy: null, decidedAt: null, decisionReason: null } as const

function accountFrom(code: string) {
  if (isAccount(code) && isAdjustable(code)) return code
  const account = isAccount(code) ? accountText(code) : code
  throw new AppError('ADJUSTMENT_ACCOUNT', { account, allowed: ADJUSTABLE.join(', ') })
}

/** Refuses a month whose books stay as they are, and one that the ledger does not have. */
async function assertOpen(db: Queryable, { chainId, genesis, now }: Omit<At, 'db'>, month: string): Promise<void> {
  if (month > monthOf(now) || month < monthOf(genesis)) throw new AppError('ADJUSTMENT_MONTH_AHEAD', { month })
  const live = (await listVersions(db, chainId)).filter(({ returnedAt }) => returnedAt === null)
  const closed = closedFrom(month, live)
  if (closed) throw new AppError('ADJUSTMENT_MONTH_FINAL', { month, closed })
}

/** Enters an adjustment; it is in no book before somebody else has approved it. */
export async function enterAdjustment(at: At, wish: AdjustmentWish): Promise<string> {
  const { db, chainId, now } = at
  const { by, evidenceHash, ...given } = wish
  const [debit, credit] = [accountFrom(wish.debit), accountFrom(wish.credit)]
  if (debit === credit) throw new AppError('ADJUSTMENT_SAME_ACCOUNT')
  if (evidenceHash === null) throw new AppError('ADJUSTMENT_EVIDENCE')
  const id = randomUUID()
  await db.transaction(async (tx) => {
    await assertOpen(tx, at, wish.month)
    const row = { ...given, evidenceHash, chainId, id, debit, credit, createdBy: by, createdAt: now, ...OPEN }
    await insertAdjustment(tx, { ...row, reverses: null })
    await audit(tx, by, 'adjustment entered', row)
  })
  return id
}

/** Enters the opposite of an approved adjustment, on the same evidence, in its month or in the next one that is open. */
export async function reverseAdjustment(
  at: At,
  { id, memo, by }: { id: string; memo: string; by: Hex },
): Promise<string> {
  const { db, chainId, now } = at
  const old = await findAdjustment(db, chainId, id)
  if (!old) throw new AppError('ADJUSTMENT_NOT_FOUND')
  if (old.decision !== 'approved') throw new AppError('ADJUSTMENT_NOT_APPROVED')
  const reversal = randomUUID()
  await db.transaction(async (tx) => {
    const month = await openFrom(tx, at, old.month as Month)
    const originalPeriod = month === old.month ? null : old.month
    const turned = { debit: old.credit, credit: old.debit, reverses: id, id: reversal, month, originalPeriod, memo }
    const row: AdjustmentRow = { ...old, ...turned, createdBy: by, createdAt: now, ...OPEN }
    if (!(await insertAdjustment(tx, row))) throw new AppError('ADJUSTMENT_REVERSED')
    await audit(tx, by, 'adjustment reversal entered', row)
  })
  return reversal
}

/** The first month from one on that takes adjustments. */
async function openFrom(tx: Queryable, { chainId, now }: At, month: Month): Promise<Month> {
  const live = (await listVersions(tx, chainId)).filter(({ returnedAt }) => returnedAt === null)
  let open = month
  while (closedFrom(open, live) !== null && open < monthOf(now)) open = nextMonth(open)
  return open
}

/** Approves or rejects what somebody else has entered. Approved, it is in the books of its month. */
export async function decideAdjustment(
  at: At,
  { id, decision, reason, by }: { id: string; decision: 'approved' | 'rejected'; reason: string; by: Hex },
): Promise<void> {
  const { db, chainId, now } = at
  await db.transaction(async (tx) => {
    const row = await lockAdjustment(tx, chainId, id)
    if (!row) throw new AppError('ADJUSTMENT_NOT_FOUND')
    if (row.decision !== null) throw new AppError('ADJUSTMENT_DECIDED', { decision: row.decision })
    if (row.createdBy === by) throw new AppError('ADJUSTMENT_OWN')
    if (decision === 'approved') await assertOpen(tx, at, row.month)
    await decideRow(tx, row, { decision, decidedBy: by, decidedAt: now, decisionReason: reason })
    await audit(tx, by, `adjustment ${decision}`, row)
  })
}

type Entered = Pick<AdjustmentRow, 'id' | 'month' | 'debit' | 'credit' | 'cents' | 'evidenceHash'>

async function audit(tx: Queryable, actor: Hex, action: string, row: Entered): Promise<void> {
  const { id, month, debit, credit, cents, evidenceHash } = row
  await appendAudit(tx, { actor, action, detail: { id, month, debit, credit, cents: cents.toString(), evidenceHash } })
}
