import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { verifyAudit } from '../db/audit-rows'
import type { Connection } from '../db/connect'
import {
  insertEpochDispute,
  listAnsweredEpochDisputes,
  listEpochDisputes,
  listOpenEpochDisputes,
} from '../db/epoch-dispute-rows'
import { insertPayoutChange, insertProvider } from '../db/provider-rows'
import { answerEpochDispute, type EpochAnswer } from './epoch-disputes'

const CHAIN = 31_337
const NOW = new Date('2026-10-10T10:00:00Z')
const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
const PROVIDER = '0x00000000000000000000000000000000000000b1'
const PAYOUT = '0x00000000000000000000000000000000000000c1'
const NEXT_PAYOUT = '0x00000000000000000000000000000000000000c2'
const STAFF = '0x00000000000000000000000000000000000000f1'

let server: TestServer
let c: Connection
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('epoch_disputes')
  await insertProvider(c.db, {
    ...{ chainId: CHAIN, provider: PROVIDER, name: 'P', payout: PAYOUT, classes: ['tide-pool'] },
    ...{ endpoint: 'p.example', registeredAt: day(-90), updatedAt: day(-90), messageAt: day(-90), signature: '0x' },
  })
})
afterAll(() => server?.stop())
beforeEach(() => c.pool.query('truncate epoch_disputes, audit, payout_changes'))

async function open(label: string, dueIn = 14, account: `0x${string}` = PROVIDER): Promise<string> {
  const id = randomUUID()
  const file = {
    evidenceName: 'week.log',
    evidenceKind: 'text',
    evidenceBytes: 2,
    evidenceHash: '0xab' as const,
    evidence: 'aGk=',
  }
  const isNew = await insertEpochDispute(c.db, {
    ...{ chainId: CHAIN, id, account, provider: PROVIDER, label, say: 'We were up.', ...file },
    ...{ openedAt: NOW, dueAt: day(dueIn), decidedAt: null, decision: null, decidedBy: null, reason: null },
  })
  expect(isNew).toBe(true)
  return id
}
const answer = (id: string, wish: Partial<EpochAnswer> = {}) =>
  answerEpochDispute(c.db, CHAIN, id, { by: STAFF, decision: 'accepted', reason: 'The log shows it.', ...wish }, NOW)

test('what waits has the nearest deadline first, and an answer is read by the provider and in the log', async () => {
  const [late, soon] = [await open('epoch 2950', 14), await open('epoch 2951', 3)]
  const waiting = await listOpenEpochDisputes(c.db, CHAIN, { limit: 9 })
  expect(waiting.map(({ id }) => id)).toEqual([soon, late])
  expect(await listOpenEpochDisputes(c.db, CHAIN, { before: day(4), limit: 9 })).toMatchObject([{ id: soon }])

  await answer(soon)
  await answer(late, { decision: 'rejected', reason: 'Prober a saw the same.' })
  expect(await listOpenEpochDisputes(c.db, CHAIN, { limit: 9 })).toEqual([])
  expect((await listAnsweredEpochDisputes(c.db, CHAIN, 9)).map(({ decision }) => decision).sort()).toEqual([
    'accepted',
    'rejected',
  ])
  const [own] = (await listEpochDisputes(c.db, CHAIN, PROVIDER, 9)).filter(({ id }) => id === late)
  expect(own).toMatchObject({
    decision: 'rejected',
    reason: 'Prober a saw the same.',
    decidedBy: STAFF,
    decidedAt: NOW,
  })
  expect(own).not.toHaveProperty('evidence')
  const { rows } = await c.pool.query('select actor, action, detail from audit order by seq')
  expect(rows).toMatchObject([
    { actor: STAFF, action: 'epoch dispute accepted', detail: { id: soon, label: 'epoch 2951', evidenceHash: '0xab' } },
    { actor: STAFF, action: 'epoch dispute rejected', detail: { id: late, reason: 'Prober a saw the same.' } },
  ])
  expect((await verifyAudit(c.db)).fault).toBeNull()
})

test('two answers at once: one stays', async () => {
  const id = await open('epoch 2950')
  const both = await Promise.allSettled([answer(id), answer(id, { decision: 'rejected', reason: 'No.' })])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'DISPUTE_DECIDED' } })
  expect((await c.pool.query('select 1 from audit')).rows).toHaveLength(1)
})

test('nobody answers about a provider of his own, and one that never was is not found', async () => {
  const id = await open('epoch 2950')
  await insertPayoutChange(c.db, {
    ...{ chainId: CHAIN, provider: PROVIDER, askedAt: day(-9), from: PAYOUT, to: NEXT_PAYOUT },
    ...{ effectiveAt: day(-2), signature: '0x' },
  })
  for (const by of [PROVIDER, NEXT_PAYOUT] as const) {
    await expect(answer(id, { by })).rejects.toMatchObject({ code: 'DISPUTE_OWN' })
  }
  await expect(answer(randomUUID())).rejects.toMatchObject({ code: 'DISPUTE_NOT_FOUND' })
  expect(await answer(id, { by: PAYOUT }), 'who is paid no more may').toMatchObject({ decision: 'accepted' })
})

test('an epoch that was answered can be disputed again', async () => {
  await answer(await open('epoch 2950'), { decision: 'rejected' })
  await open('epoch 2950')
  expect(await listOpenEpochDisputes(c.db, CHAIN, { limit: 9 })).toHaveLength(1)
})
