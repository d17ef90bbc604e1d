import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import { getContract } from '../chain/contract'
import type { Db } from '../db/connect'
import { balancesAt } from '../db/ledger'
import { reconcileLedger } from './check'
import { loadState } from './ledger-state'
import { runIndexer } from './run'

let server: TestServer
let chain: LedgerChain
let db: Db

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  const traffic = trafficOn(chain, 17)
  await traffic.begin()
  await traffic.everything()
  db = (await server.open('migration')).db
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const send: LedgerChain['send'] = (...call) => chain.send(...call)
const mine = () => chain.mine()

/** Indexes to the head and compares everything with the contracts; the buckets of the rewards contract after it. */
async function rewardBuckets() {
  const { client, deployment } = chain
  await runIndexer({ db, client, deployment, once: true, pollMs: 20 })
  const result = await reconcileLedger({ db, client, deployment })
  expect(result?.rows.filter(({ difference }) => difference !== '0')).toEqual([])
  const { rewards_emission, rewards_pool, rewards_allocated, donations } = await balancesAt(
    db,
    31_337,
    result?.block ?? 0n,
  )
  return { emission: rewards_emission, pool: rewards_pool, allocated: rewards_allocated, donations }
}

test('a migration takes emission, pools and donations; what is owed stays, and revenue goes on funding providers', async () => {
  await send(20, 'CXPT', 'transfer', [chain.addressOf('Rewards'), 4_321n])
  await mine()
  const before = await rewardBuckets()
  expect(before.emission).toBeGreaterThan(10n ** 26n)
  expect(before.pool).toBeGreaterThan(0n)
  expect(before.allocated).toBeGreaterThan(0n)

  await chain.scheduled(1, 60, 'Rewards', 'migrate', [accountOf(30)])
  const after = await rewardBuckets()
  expect(after).toMatchObject({ emission: 0n, pool: 0n, allocated: before.allocated })
  const rewards = getContract(chain.deployment, 'Rewards')
  expect(await chain.client.readContract({ ...rewards, functionName: 'isMigrated' })).toBe(true)
  const token = getContract(chain.deployment, 'CXPT')
  const held = await chain.client.readContract({ ...token, functionName: 'balanceOf', args: [rewards.address] })
  expect(held).toBe(before.allocated)

  await send(20, 'Rewards', 'fund', [0, 900n])
  await send(20, 'CXPT', 'transfer', [rewards.address, 5n])
  await mine()
  expect(await rewardBuckets()).toMatchObject({ emission: 0n, pool: 900n, allocated: before.allocated })

  const { totals } = (await loadState(db, 31_337)).rewards
  const root = `0x${'5'.repeat(64)}`
  await send(5, 'Rewards', 'propose', [0, root, totals.provider + 600n, 'ipfs://after'])
  await mine()
  await chain.mine(31)
  await send(21, 'Rewards', 'accept', [0, root])
  await mine()
  expect(await rewardBuckets()).toMatchObject({ emission: 0n, pool: 300n, allocated: before.allocated + 600n })
})
