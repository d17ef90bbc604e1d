import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { findAdjustment, listBooked } from '../db/adjustment-rows'
import type { Connection } from '../db/connect'
import { insertVersion } from '../db/version-rows'
import type { Month } from '../domain/month'
import { type AdjustmentWish, decideAdjustment, enterAdjustment, reverseAdjustment } from './adjust'
import { openReport, type ReportSource } from './month-report'
import { CHAIN_ID, insertSmallLedger } from './testing/small-ledger'

const [OCTOBER, NOVEMBER] = ['2026-10', '2026-11'] as [Month, Month]
const ANNA: Hex = `0x${'a'.repeat(40)}`
const BERT: Hex = `0x${'b'.repeat(40)}`
const HASH: Hex = `0x${'5'.repeat(64)}`

let server: TestServer
let open: Connection
let source: ReportSource
let at: Parameters<typeof enterAdjustment>[0]

beforeAll(async () => {
  server = await startTestServer()
  open = await server.open('adjust')
  await insertSmallLedger(open.db)
  // Books need no chain.
  source = { db: open.db, chain: { client: {}, deployment: { chainId: CHAIN_ID, contracts: {} } } } as never
  const [genesis, now] = [new Date('2026-09-01T01:00:00Z'), new Date('2026-11-05T00:00:00Z')]
  at = { db: open.db, chainId: CHAIN_ID, genesis, now }
})
afterAll(() => server.stop())
beforeEach(() => open.pool.query('truncate adjustments, report_versions, report_signatures'))

const wish = (more: Partial<AdjustmentWish> = {}): AdjustmentWish => ({
  ...{ month: OCTOBER, originalPeriod: null, debit: '6200', credit: '1300', cents: 4_217n, memo: 'Gas of October' },
  ...{ evidenceName: null, evidenceKind: null, evidenceBytes: null, evidence: null, evidenceHash: HASH, by: ANNA },
  ...more,
})
const approve = (id: string, by = BERT) => decideAdjustment(at, { id, decision: 'approved', reason: 'Seen.', by })

/** Closing balances of October in cents. */
async function closing(): Promise<Record<string, bigint>> {
  const { books } = await openReport(source, OCTOBER)
  const { trial, posted } = await books.ledger()
  const adjusted = posted.filter(({ journal }) => journal === 'J15').map(({ memo }) => memo)
  const listed = (await books.exceptions()).filter(({ kind }) => kind === 'adjustment').length
  const of = (account: string) => trial.find((line) => line.account === account)?.closing ?? 0n
  return { fees: of('6200'), crypto: of('1300'), entries: BigInt(adjusted.length), exceptions: BigInt(listed) }
}

const NOTHING = { fees: 0n, crypto: 0n, entries: 0n, exceptions: 0n }
const live = (month: string) =>
  insertVersion(open.db, {
    ...{ chainId: CHAIN_ID, id: `of ${month}`, month, version: 1, manifestHash: HASH, dataRoot: HASH, manifest: '{}' },
    ...{ supersedes: null, reason: null, createdBy: ANNA, createdAt: at.now },
    ...{ returnedBy: null, returnedAt: null, returnedReason: null },
  })

describe('an adjustment', () => {
  test('is in the books of its month once somebody else has approved it, to the cent', async () => {
    const id = await enterAdjustment(at, wish())
    expect(await closing()).toEqual(NOTHING)
    await approve(id)
    expect(await closing()).toEqual({ fees: 4_217n, crypto: -4_217n, entries: 1n, exceptions: 1n })
  })

  test('is taken back by its opposite, once, when that is approved too', async () => {
    const id = await enterAdjustment(at, wish())
    await expect(reverseAdjustment(at, { id, memo: 'Twice', by: BERT })).rejects.toMatchObject({
      code: 'ADJUSTMENT_NOT_APPROVED',
    })
    await approve(id)
    const reversal = await reverseAdjustment(at, { id, memo: 'Booked twice', by: BERT })
    await expect(reverseAdjustment(at, { id, memo: 'Again', by: BERT })).rejects.toMatchObject({
      code: 'ADJUSTMENT_REVERSED',
    })
    await expect(approve(reversal)).rejects.toMatchObject({ code: 'ADJUSTMENT_OWN' })
    await approve(reversal, ANNA)
    expect(await closing()).toEqual({ fees: 0n, crypto: 0n, entries: 2n, exceptions: 2n })
  })

  test('of a closed month is reversed in the next one that is open, with its original period', async () => {
    const id = await enterAdjustment(at, wish())
    await approve(id)
    await live(OCTOBER)
    const reversal = await reverseAdjustment(at, { id, memo: 'Booked twice', by: BERT })
    expect(await findAdjustment(open.db, CHAIN_ID, reversal)).toMatchObject({
      ...{ month: NOVEMBER, originalPeriod: OCTOBER, debit: '1300', credit: '6200', cents: 4_217n, reverses: id },
    })
  })

  test('rejected it stays out of the books, and a reversal that was rejected makes room for another', async () => {
    const rejected = await enterAdjustment(at, wish())
    await decideAdjustment(at, { id: rejected, decision: 'rejected', reason: 'No invoice.', by: BERT })
    expect(await listBooked(open.db, CHAIN_ID, OCTOBER)).toEqual([])
    const id = await enterAdjustment(at, wish())
    await approve(id)
    const first = await reverseAdjustment(at, { id, memo: 'Twice', by: BERT })
    await decideAdjustment(at, { id: first, decision: 'rejected', reason: 'It was not.', by: ANNA })
    expect(await reverseAdjustment(at, { id, memo: 'Twice after all', by: BERT })).not.toBe(first)
  })
})

describe('refusals', () => {
  test.each([
    ['an account that ties to users', wish({ debit: '2100' }), 'ADJUSTMENT_ACCOUNT'],
    ['an account that is none', wish({ credit: '9999' }), 'ADJUSTMENT_ACCOUNT'],
    ['one account on both sides', wish({ credit: '6200' }), 'ADJUSTMENT_SAME_ACCOUNT'],
    ['no evidence', wish({ evidenceHash: null }), 'ADJUSTMENT_EVIDENCE'],
    ['a future month', wish({ month: '2026-12' as Month }), 'ADJUSTMENT_MONTH_AHEAD'],
    ['a month before genesis', wish({ month: '2026-08' as Month }), 'ADJUSTMENT_MONTH_AHEAD'],
  ])('%s', async (_, given, code) => {
    await expect(enterAdjustment(at, given)).rejects.toMatchObject({ code })
  })

  test('who entered it does not approve it, and nobody decides twice', async () => {
    const id = await enterAdjustment(at, wish())
    await expect(approve(id, ANNA)).rejects.toMatchObject({ code: 'ADJUSTMENT_OWN' })
    await approve(id)
    await expect(approve(id)).rejects.toMatchObject({ code: 'ADJUSTMENT_DECIDED' })
    await expect(approve('none')).rejects.toMatchObject({ code: 'ADJUSTMENT_NOT_FOUND' })
  })

  test('a month that is being signed, and what was entered before, stay out of it', async () => {
    const id = await enterAdjustment(at, wish())
    await live(NOVEMBER)
    await expect(approve(id)).rejects.toMatchObject({ code: 'ADJUSTMENT_MONTH_FINAL', values: { closed: NOVEMBER } })
    await expect(enterAdjustment(at, wish())).rejects.toMatchObject({ code: 'ADJUSTMENT_MONTH_FINAL' })
  })
})
