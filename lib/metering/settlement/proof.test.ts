import type { Address } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../scripts/testing/database'
import { plantReceipts } from '../../../scripts/testing/receipts'
import type { Connection } from '../../db/connect'
import { rootByProof } from '../../domain/hash-tree'
import { receiptLeaf } from '../../domain/receipt'
import { buildSettlement } from './build'
import { findReceiptProof } from './proof'

const CHAIN = 31_337
const USER: Address = '0x00000000000000000000000000000000000000a1'
const AT = new Date('2026-11-30T23:59:00Z')
const NEXT = new Date('2026-12-01T00:01:00Z')
let server: TestServer
let ledger: Connection

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('proofs')
})
afterAll(() => server.stop())

const receipts = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ account: USER, nano: BigInt(1_000 + i), requestId: `r-${from + i}` }))
const chain = { room: async () => 0n, meters: async () => new Map() }
const build = () => buildSettlement({ db: ledger.db, chainId: CHAIN, chain, now: NEXT })
const find = (requestId: string) => findReceiptProof(ledger.db, CHAIN, 'test', requestId)

test('a receipt that waits has a leaf and no proof yet', async () => {
  await plantReceipts(ledger.db, AT, receipts(0, 3))
  const found = await find('r-1')
  expect(found?.proof).toMatchObject({ batch: null, facts: { account: USER, chargeNano: 1_001n } })
})

test('every receipt of a batch leads to its root, over a month’s end too, and with no other charge', async () => {
  await plantReceipts(ledger.db, NEXT, receipts(3, 4))
  const batch = await build()
  expect(batch?.receipts).toBe(7)
  for (let i = 0; i < 7; i += 1) {
    const found = await find(`r-${i}`)
    const { leaf, facts } = found?.proof ?? {}
    const proof = found?.proof.batch?.proof ?? []
    expect(found?.proof.batch).toMatchObject({ id: 1, root: batch?.root })
    expect(leaf && rootByProof(leaf, proof)).toBe(batch?.root)
    if (facts)
      expect(rootByProof(receiptLeaf({ ...facts, chargeNano: facts.chargeNano + 1n }), proof)).not.toBe(batch?.root)
  }
})

test('one that is not there, or another gateway’s, is null', async () => {
  expect(await find('r-99')).toBeNull()
  expect(await findReceiptProof(ledger.db, CHAIN, 'other', 'r-1')).toBeNull()
})
