import type { Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import { sumBurnShare } from '../db/burn-share-rows'
import type { Connection } from '../db/connect'
import { distributions, payments } from '../db/schema'
import { runIndexer } from '../indexer/run'
import { getPayment } from './payment'

let chain: LedgerChain
let server: TestServer
let ledger: Connection
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis
const USER = 20

beforeAll(async () => {
  const [started, local] = await Promise.all([startTestServer(), startLedgerChain()])
  server = started
  chain = local
  process.env.RPC_URL = chain.anvil.url
  ledger = await server.open('payments')
  shared.cxptDatabase = ledger
  const traffic = trafficOn(chain, 11)
  await traffic.begin()
  await traffic.everything()
  for (let i = 0; i < 8; i += 1) await traffic.round()
  await index()
}, 240_000)
afterAll(async () => {
  delete shared.cxptDatabase
  await chain?.stop()
  await server?.stop()
})

const index = () => runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true })

/** Every payment of the ledger, as its page follows it. */
async function followAll() {
  const rows = await ledger.db.select().from(payments)
  return Promise.all(
    rows.map(async ({ txHash, logIndex }) => {
      const page = await getPayment(txHash, logIndex)
      if (page.kind !== 'one') throw new Error(`${txHash} is ${page.kind}`)
      return page.followed
    }),
  )
}

test('the parts of all payments add up to what was distributed, leg by leg, to the wei', async () => {
  const followed = await followAll()
  const made = await ledger.db.select().from(distributions)
  expect(followed.length).toBeGreaterThan(10)
  expect(made.length).toBeGreaterThan(1)
  const paid = await ledger.db.select().from(payments)
  const sum = (values: bigint[]) => values.reduce((all, value) => all + value, 0n)
  for (const leg of ['burn', 'protocol', 'operations', 'provider'] as const) {
    const given = followed.flatMap(({ parts }) => parts.map((part) => part[leg]))
    expect(sum(given), leg).toBe(sum(made.map((row) => row[leg])))
  }
  const waiting = sum(followed.map(({ undistributed }) => undistributed))
  expect(waiting).toBe(sum(paid.map(({ amount }) => amount)) - sum(made.map(({ total }) => total)))
})

test('each part names the distribution that covered it', async () => {
  const made = new Map((await ledger.db.select().from(distributions)).map((row) => [row.txHash, row]))
  const parts = (await followAll()).flatMap((one) => one.parts)
  for (const { txHash, total, blockNumber } of parts) {
    expect(made.get(txHash)).toMatchObject({ total, blockNumber })
  }
  for (const [txHash, { total }] of made) {
    const covered = parts.filter((part) => part.txHash === txHash).reduce((sum, { amount }) => sum + amount, 0n)
    expect(covered).toBe(total)
  }
})

test('what of an account’s payments was burned is the sum of its payments followed one by one', async () => {
  const [{ account } = { account: '' }] = await ledger.db.select().from(payments).limit(1)
  const mine = (await followAll()).filter(({ payment }) => payment.account === account)
  const sum = (values: bigint[]) => values.reduce((all, value) => all + value, 0n)
  const share = await sumBurnShare(ledger.db, 31_337, account, new Date(0))
  expect(mine.length).toBeGreaterThan(1)
  expect(share).toEqual({
    paid: sum(mine.map(({ payment }) => payment.amount)),
    distributed: sum(mine.map(({ payment, undistributed }) => payment.amount - undistributed)),
    burned: sum(mine.map(({ burn }) => burn)),
  })
})

test('a settlement of several users lists its payments until one is chosen', async () => {
  const { rows } = await ledger.pool.query<{ tx_hash: Hex; n: number; amount: string }>(
    'select tx_hash, count(*)::int as n, sum(amount)::text as amount from payments group by 1 having count(*) > 1 limit 1',
  )
  const [batch] = rows
  if (!batch) throw new Error('the traffic settles nobody together')
  const page = await getPayment(batch.tx_hash, null)
  expect(page).toMatchObject({ kind: 'many', amount: BigInt(batch.amount) })
  const wrong = await getPayment(batch.tx_hash, 9_999)
  expect(wrong.kind).toBe('many')
})

test('a hash in capitals is the same transaction', async () => {
  const [row] = await ledger.db.select().from(payments).limit(1)
  const hash = `0x${row?.txHash.slice(2).toUpperCase()}`
  expect(await getPayment(hash, row?.logIndex ?? null)).toMatchObject({ kind: 'one', hash: row?.txHash })
})

test('what is no hash is said before anything is asked', async () => {
  await expect(getPayment('0x12', null)).rejects.toMatchObject({ code: 'BAD_HASH' })
  await expect(getPayment(`${'1'.repeat(66)}`, null)).rejects.toMatchObject({ code: 'BAD_HASH' })
})

test('unknown, not in a block, not read yet, and paid for nothing are told apart', async () => {
  expect(await getPayment(`0x${'1'.repeat(64)}`, null)).toMatchObject({ kind: 'unknown' })
  const sent = await chain.send(USER, 'Vault', 'deposit', [accountOf(USER), 5n])
  expect(await getPayment(sent, null)).toMatchObject({ kind: 'pending' })
  await chain.mine()
  const at = await chain.client.getBlockNumber()
  expect(await getPayment(sent, null)).toMatchObject({ kind: 'behind', at, block: at - 1n })
  await index()
  const page = await getPayment(sent, null)
  expect(page).toMatchObject({ kind: 'unpaid', at })
  expect(page.kind === 'unpaid' && page.events).toContain('Deposited')
})

test('a reverted transaction paid nothing, and one that touches no contract of ours is not ours', async () => {
  const refused = await chain.send(USER, 'Vault', 'withdraw', [accountOf(39)])
  const plain = (await chain.rpc('eth_sendTransaction', [
    { from: accountOf(USER), to: accountOf(21), value: '0x1', gas: '0x5208' },
  ])) as Hex
  await chain.mine()
  await index()
  const at = await chain.client.getBlockNumber()
  expect(await getPayment(refused, null)).toMatchObject({ kind: 'reverted', at })
  expect(await getPayment(plain, null)).toMatchObject({ kind: 'foreign', at })
})
