import { StandardMerkleTree } from '@openzeppelin/merkle-tree'
import { type Address, type Hex, keccak256, toHex } from 'viem'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { insertRows } from '../../lib/db/bulk'
import { meters, receipts } from '../../lib/db/metering-schema'
import { ensurePartition } from '../../lib/db/partitions'
import { listReceipts } from '../../lib/db/settlement-rows'
import { monthOf } from '../../lib/domain/month'
import { type ReceiptFacts, requestHash, serviceId } from '../../lib/domain/receipt'
import { secondsOf } from '../../lib/domain/time'
import { SILENT } from '../../lib/indexer/log'
import { settle } from '../../lib/jobs/settlement'
import { buildSettlement } from '../../lib/metering/settlement/build'
import { factsOf, receiptsTree } from '../../lib/metering/settlement/tree'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Bench, BenchResult } from '../bench'
import { Stage } from '../gas/stage'

const USERS = 10_000
const EACH = 10
const CHAIN = 31_337
/** Of one batch, as many as it takes. */
const LEAVES = 50_000
const CXPT = 10n ** 18n
const LIQUIDITY = 2
/** One slot that changes, and 64 bytes of calldata of a user: what a chain asks of anybody (quality.md). */
const FLOOR_GAS = 5_600
const BEGAN = new Date('2026-03-30T00:00:00Z')

const TYPES = [
  'uint256',
  'bytes32',
  'address',
  'address',
  'bytes32',
  'uint256',
  'uint256',
  'uint256',
  'int256',
  'uint256',
]

const userOf = (n: number): Address => `0x${keccak256(toHex(`settle ${n}`)).slice(-40)}`

/** A year of nobody's usage: ten receipts of each user, a cent each. */
async function fill(db: Awaited<ReturnType<TestServer['open']>>['db']): Promise<void> {
  await ensurePartition(db, 'receipts', monthOf(secondsOf(BEGAN)))
  const users = Array.from({ length: USERS }, (_, n) => userOf(n))
  for (let round = 0; round < EACH; round += 1) {
    await insertRows(
      db,
      receipts,
      users.map((account, n) => ({
        ...{
          chainId: CHAIN,
          month: '2026-03-01',
          gateway: 'bench',
          requestId: `${round}-${n}`,
          kind: 'usage' as const,
        },
        ...{ account, provider: userOf(n % 50), service: 'bench', inputUnits: 100n, outputUnits: 50n },
        ...{ startedAt: BEGAN, endedAt: BEGAN, receivedAt: BEGAN, priceAt: BEGAN, fromRolled: 0n, fromFresh: 0n },
        ...{
          coveredInput: 0n,
          coveredOutput: 0n,
          priceInput: 1n,
          priceOutput: 1n,
          priceUnit: 1n,
          chargeNano: 10_000_000n,
        },
      })),
    )
  }
  const rows = users.map((account) => ({ chainId: CHAIN, account, chargedNano: 100_000_000n, updatedAt: BEGAN }))
  await insertRows(db, meters, rows)
}

async function fund(stage: Stage): Promise<void> {
  const from = demoAccount('customer').address
  const amount = 4n * BigInt(USERS) * CXPT
  await stage.scheduled(demoAccount('treasurer').index, 'Treasury', 'withdraw', [
    LIQUIDITY,
    from,
    amount,
    `0x${'0'.repeat(64)}`,
  ])
  await stage.call(from, 'CXPT', 'approve', [stage.chain.addressOf('Vault'), amount])
  const users = Array.from({ length: USERS }, (_, n) => userOf(n))
  await stage.prepare(users.map((user) => ({ from, to: 'Vault', name: 'deposit', args: [user, 4n * CXPT] })))
}

async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const started = performance.now()
  const result = await work()
  return [result, performance.now() - started]
}

const valuesOf = (receipt: ReceiptFacts): unknown[] => [
  ...[receipt.chainId, requestHash(receipt.gateway, receipt.requestId), receipt.account, receipt.provider],
  ...[serviceId(receipt.service), receipt.inputUnits, receipt.outputUnits, receipt.covered, receipt.chargeNano],
  receipt.startedAt,
]

async function measure(stage: Stage, server: TestServer): Promise<BenchResult> {
  const { db, pool } = await server.open('settle')
  await fund(stage)
  await fill(db)
  await stage.chain.rpc('evm_setAutomine', [true])
  await stage.call(demoAccount('pricer').index, 'PriceOracle', 'post', [5n * 10n ** 16n])
  const { client, deployment } = stage.chain
  const part = (await listReceipts(db, CHAIN, 0n, 2n ** 62n)).slice(0, LEAVES)
  const [tree, treeMs] = await timed(() => receiptsTree(CHAIN, part))
  const values = part.map((row) => valuesOf(factsOf(CHAIN, row)))
  const [theirs, theirMs] = await timed(() => StandardMerkleTree.of(values, TYPES))
  if (theirs.root !== tree.root) throw new Error('the two trees have different roots')
  // The chain's side is asked when it is sent.
  const chain = { room: async () => 0n, meters: async () => new Map() }
  const [, buildMs] = await timed(() => buildSettlement({ db, chainId: CHAIN, chain, now: BEGAN }))
  const signers = { meter: demoSigner(demoAccount('meter').index) }
  const [, sendMs] = await timed(() => settle({ db, client, deployment, signers, log: SILENT }))
  const { rows } = await pool.query<{ tx_hash: Hex; taken: string }>(
    "select tx_hash, taken from settlements where state = 'settled'",
  )
  let gasUsed = 0n
  for (const { tx_hash: hash } of rows) gasUsed += (await client.getTransactionReceipt({ hash })).gasUsed
  const taken = rows.reduce((sum, row) => sum + BigInt(row.taken), 0n)
  if (taken !== BigInt(USERS) * 100_000n) throw new Error(`the chain took ${taken} micro-USD`)
  const perUser = gasUsed / BigInt(USERS)
  const figures = {
    'receipts built a second': Math.round((LEAVES * 1_000) / buildMs),
    'tree of 50,000 receipts, ms': Math.round(treeMs),
    transactions: rows.length,
    'gas a user': perUser,
    'sending and reconciling, ms': Math.round(sendMs),
  }
  const peers = {
    'OpenZeppelin merkle-tree of 50,000, ms': Math.round(theirMs),
    'floor of the chain, gas a user': FLOOR_GAS,
  }
  return {
    figures,
    peers,
    gates: [{ id: 'gas a user', must: 9_000, goal: 8_000 }],
    ratios: [
      { job: 'tree of 50,000 receipts, ms', peer: 'OpenZeppelin merkle-tree of 50,000, ms', of: treeMs / theirMs },
      { job: 'gas a user', peer: 'floor of the chain, gas a user', of: Number(perUser) / FLOOR_GAS },
    ],
  }
}

/** 10,000 users' 100,000 receipts from the tables to the chain. */
export const settling: Bench = {
  name: 'settle',
  unit: 'as named',
  async run() {
    const server = await startTestServer()
    const stage = await Stage.open()
    try {
      return await measure(stage, server)
    } finally {
      await stage.close()
      await server.stop()
    }
  },
}
