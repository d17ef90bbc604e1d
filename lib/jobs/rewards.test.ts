import type { Address, Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { getContract } from '../chain/contract'
import { readRewardsState } from '../chain/rewards-state'
import type { Connection } from '../db/connect'
import { findRun, listLeaves, listRuns } from '../db/reward-rows'
import { CXPT } from '../domain/units'
import { SILENT } from '../indexer/log'
import { runIndexer } from '../indexer/run'
import type { ProviderInputs } from '../rewards/inputs'
import { readLiability } from '../rewards/liability'
import { entitlementIn, rewardsOf } from '../rewards/proof'
import { publicationFrom, publicationUri } from '../rewards/published'
import { recompute } from '../rewards/recompute'
import { givenProbes, givenProvider, givenReceipts } from '../rewards/testing-rows'
import type { JobContext } from './context'
import { closeEpochs, correctEpoch } from './epoch'
import { closeRewardMonths } from './reward-months'
import { publishRoots } from './rewards'

/** A Monday, and the number of the epoch that begins with it. */
const START = 1_774_828_800n
const EPOCH = 2_934n
const [WEEK, DAY, HOUR] = [604_800n, 86_400n, 3_600n]
const [TIDAL, SHORE, CUSTOMER] = [accountOf(30), accountOf(31), accountOf(20)]

let server: TestServer
let chain: LedgerChain
let ledger: Connection & { url: string }
let context: JobContext

const index = () =>
  runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
const at = async (time: bigint) => {
  const { timestamp } = await chain.client.getBlock()
  await chain.mine(Number(time - timestamp))
  await index()
}
const publish = async () => {
  const outcome = await publishRoots(context)
  await index()
  return outcome
}
const send: LedgerChain['send'] = async (...call) => {
  const hash = await chain.send(...call)
  await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  return hash
}
const where = () => ({ db: ledger.db, chainId: 31_337, rewards: chain.addressOf('Rewards') })
const providerRewards = async (account: Address) => (await rewardsOf(where(), account))[0]
const runOf = (label: string) => findRun(ledger.db, 31_337, 'provider', label)
/** What is owed to providers, after it was compared with the chain to the wei, in all categories. */
async function liability() {
  await index()
  const state = await readRewardsState({ client: chain.client, deployment: chain.deployment })
  const all = await readLiability({ ...where(), block: state.asOf.block, time: state.asOf.time })
  for (const { category, allocated, claimed, claimable, free } of all) {
    const { total, allocatable, claimed: onChain } = state.streams[category]
    expect({ category, allocated, claimed, claimable, free }).toEqual({
      category,
      allocated: total,
      claimed: onChain,
      claimable: total - onChain,
      free: allocatable - total,
    })
  }
  const [provider] = all
  if (!provider) throw new Error('no liability of providers')
  return provider
}
const balanceOf = (account: Address) =>
  chain.client.readContract({ ...getContract(chain.deployment, 'CXPT'), functionName: 'balanceOf', args: [account] })

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain({ timestamp: Number(START) })
  const from = Number(START) + 3_600
  await chain.scheduled(1, 15, 'Rewards', 'addTranche', [from, from + 60 * 86_400, 10_000_000n * CXPT])
  await chain.rpc('evm_setAutomine', [true])
  ledger = await server.open('rewards')
  const { client, deployment } = chain
  context = { db: ledger.db, client, deployment, signers: { publisher: demoSigner(5) }, log: SILENT }
  await index()
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

test('without providers there is nothing to close, and without a key nothing to publish', async () => {
  expect((await closeEpochs(context)).say).toBe('no provider is registered')
  expect((await closeRewardMonths(context)).say).toBe('referral: nobody paid yet; loyalty: nobody paid yet')
  expect((await publishRoots({ ...context, signers: {} })).say).toBe('off: no publisher key')
  expect((await publish()).say).toBe(
    'provider: nothing to publish; referral: nothing to publish; loyalty: nothing to publish',
  )
})

test('an epoch closes seven hours after its end, with both computations in agreement', async () => {
  await givenProvider(ledger, TIDAL, START)
  await givenProvider(ledger, SHORE, START, { cluster: 'one house' })
  await givenProvider(ledger, accountOf(32), START, { cluster: 'one house' })
  await givenProbes(ledger, TIDAL, START, START + WEEK, ['paris', 'tokyo'])
  await givenProbes(ledger, SHORE, START, START + 5n * DAY, ['paris', 'tokyo', 'lagos'])
  const work = { account: CUSTOMER, at: START + DAY }
  await givenReceipts(ledger, [
    { ...work, id: 'a', provider: TIDAL, units: 1_000_000n },
    { ...work, id: 'b', provider: TIDAL, units: 300_000n },
    { ...work, id: 'note', provider: TIDAL, units: 0n, kind: 'credit_note', refersTo: 'b' },
    { ...work, id: 'own', provider: TIDAL, account: TIDAL, units: 9_000_000n },
    { ...work, id: 'c', provider: SHORE, units: 500_000n },
    { ...work, id: 'part', provider: SHORE, units: 100_000n },
    { ...work, id: 'part note', provider: SHORE, units: 40_000n, kind: 'credit_note', refersTo: 'part' },
    { ...work, id: 'cluster', provider: SHORE, account: accountOf(32), units: 7_000_000n },
    { ...work, id: 'stranger', provider: accountOf(39), units: 8_000_000n },
    { ...work, id: 'later', provider: TIDAL, units: 50_000n, at: START + WEEK + DAY },
  ])
  await at(START + WEEK + 7n * HOUR - 60n)
  expect((await closeEpochs(context)).say).toMatch(/^epoch 2934 closes .* 07:00 UTC$/)
  await at(START + WEEK + 7n * HOUR)
  expect((await closeEpochs(context)).say).toMatch(/^epoch 2934: root 0x.*; epoch 2934 is closed$/)
  const run = await runOf('epoch 2934')
  expect(run).toMatchObject({ state: 'closed', error: null, recomputedRoot: run?.root })
  const inputs = JSON.parse(run?.inputs ?? '') as ProviderInputs
  const seen = inputs.providers.map(({ provider, goodMinutes, eligibleMinutes, classes }) => ({
    provider,
    goodMinutes,
    eligibleMinutes,
    units: classes.map(({ units }) => units),
  }))
  const tidal = { provider: TIDAL.toLowerCase(), goodMinutes: 10_080, eligibleMinutes: 10_080, units: ['1000000'] }
  const shore = { provider: SHORE.toLowerCase(), goodMinutes: 7_200, eligibleMinutes: 10_080, units: ['560000'] }
  expect(seen).toEqual(expect.arrayContaining([tidal, shore]))
  // 1.2 · 1,000,000 and 0.8 · 560,000 points at 0.00002 CXPT.
  const leaves = await listLeaves(ledger.db, 31_337, 'provider', run?.root as Hex)
  expect(leaves.map(({ account, added }) => [account, added])).toEqual(
    expect.arrayContaining([
      [TIDAL.toLowerCase(), 24n * CXPT],
      [SHORE.toLowerCase(), (896n * CXPT) / 100n],
    ]),
  )
})

test('a second worker finds the epoch closed', async () => {
  expect((await closeEpochs(context)).say).toBe('epoch 2934 is closed')
  expect(await listRuns(ledger.db, 31_337, 'provider')).toHaveLength(1)
})

test('what was earned is owed before any root has it: the closed epoch, and so far the running one', async () => {
  const { accrued, owed, allocated, missing } = await liability()
  expect(accrued).toEqual([
    { label: 'epoch 2934', state: 'closed', amount: (3_296n * CXPT) / 100n },
    // 50,000 points: nobody was probed in it.
    { label: 'epoch 2935', state: 'running', amount: CXPT },
  ])
  expect([owed, allocated, missing]).toEqual([(3_396n * CXPT) / 100n, 0n, 0n])
})

test('what the contract would refuse is an alarm and costs nothing', async () => {
  await chain.scheduled(1, 15, 'Rewards', 'setMaxStep', [0, 1n])
  await index()
  expect((await publish()).alarm).toMatch(/the largest step is/)
  await chain.scheduled(1, 15, 'Rewards', 'setMaxStep', [0, 5_000_000n * CXPT])
  await index()
})

test('a root is proposed, waits for its window, is accepted and claimed with the proof that is served', async () => {
  expect((await publish()).say).toMatch(/^provider: epoch 2934 is proposed in 0x/)
  expect(await providerRewards(TIDAL)).toMatchObject({
    entitlement: null,
    claimable: 0n,
    pending: { entitlement: { cumulative: 24n * CXPT } },
  })
  expect((await publish()).say).toMatch(/^provider: epoch 2934 waits \d+ s for its window/)
  await chain.mine(31)
  expect((await publish()).say).toMatch(/^provider: epoch 2934 is accepted in 0x/)
  expect((await publish()).say).toMatch(/^provider: nothing to publish/)
  const mine = await providerRewards(TIDAL)
  expect(mine).toMatchObject({ claimable: 24n * CXPT, claimed: 0n, pending: null })
  const { cumulative, proof } = mine?.entitlement ?? { cumulative: 0n, proof: [] }
  await send(20, 'Rewards', 'claim', [0, TIDAL, cumulative, proof])
  expect(await balanceOf(TIDAL)).toBe(24n * CXPT)
  await index()
  expect(await providerRewards(TIDAL)).toMatchObject({ claimable: 0n, claimed: 24n * CXPT })
  expect(await liability()).toMatchObject({
    accrued: [{ label: 'epoch 2935', state: 'running' }],
    claimed: 24n * CXPT,
    claimable: (896n * CXPT) / 100n,
  })
})

describe('a worker killed between sending and recording', () => {
  test('finds its proposal on the chain, and later its acceptance', async () => {
    await at(START + 2n * WEEK + 7n * HOUR)
    expect((await closeEpochs(context)).say).toMatch(/^epoch 2935: root 0x/)
    await publish()
    const forget = "update reward_runs set state = 'closed', tx_hash = null where label = 'epoch 2935'"
    await ledger.pool.query(forget)
    expect((await publish()).say).toMatch(/epoch 2935 waits/)
    expect(await runOf('epoch 2935')).toMatchObject({ state: 'proposed' })
    await chain.mine(31)
    const root = (await runOf('epoch 2935'))?.root
    await send(21, 'Rewards', 'accept', [0, root])
    await index()
    await ledger.pool.query(forget)
    expect((await publish()).say).toMatch(/epoch 2935 is accepted; /)
    expect(await runOf('epoch 2935')).toMatchObject({ state: 'accepted' })
  })

  test('the proof of the root before stays available', async () => {
    const before = (await runOf('epoch 2934'))?.root as Hex
    const { category, entitlement } = await entitlementIn(where(), TIDAL, before)
    expect({ category, cumulative: entitlement?.cumulative }).toEqual({ category: 'provider', cumulative: 24n * CXPT })
    expect(await providerRewards(TIDAL)).toMatchObject({ entitlement: { cumulative: 25n * CXPT }, claimable: CXPT })
    await expect(entitlementIn(where(), TIDAL, `0x${'9'.repeat(64)}`)).rejects.toThrow('ROOT_NOT_FOUND')
  })
})

test('a vetoed root is an alarm, is not proposed again, and is corrected by hand', async () => {
  await givenReceipts(ledger, [
    { id: 'd', account: CUSTOMER, provider: TIDAL, units: 70_000n, at: START + 2n * WEEK + DAY },
  ])
  await at(START + 3n * WEEK + 7n * HOUR)
  await closeEpochs(context)
  await publish()
  const root = (await runOf('epoch 2936'))?.root as Hex
  await send(3, 'Rewards', 'veto', [0, root])
  await index()
  expect((await publish()).alarm).toMatch(/^The root of epoch 2936 was vetoed/)
  expect((await publish()).alarm).toMatch(/^The root of epoch 2936 was vetoed/)
  expect((await liability()).accrued[0]).toMatchObject({ label: 'epoch 2936', state: 'vetoed' })
  expect((await closeEpochs(context)).alarm).toMatch(/npm run recompute -- --epoch 2936 --correct/)
  expect((await correctEpoch(context, 2_935n)).say).toBe('epoch 2935 was not vetoed')
  await ledger.pool.query("update receipts set input_units = 60000 where request_id = 'd'")
  // What the vetoed root said counts for nothing: 60,000 points are owed.
  expect((await liability()).accrued[0]).toMatchObject({ label: 'epoch 2936', amount: (12n * CXPT) / 10n })
  expect((await correctEpoch(context, 2_936n)).say).toMatch(/^epoch 2936 correction 1: root/)
  expect((await publish()).say).toMatch(/epoch 2936 correction 1 is proposed/)
  await chain.mine(31)
  await publish()
  expect(await providerRewards(TIDAL)).toMatchObject({ entitlement: { added: (12n * CXPT) / 10n } })
})

test('a root of somebody else that carries its leaves is taken over, and its epoch left alone', async () => {
  await at(START + 4n * WEEK + 6n * HOUR)
  const { entitlement } = (await providerRewards(TIDAL)) ?? {}
  const rows = await listLeaves(ledger.db, 31_337, 'provider', entitlement?.root as Hex)
  const leaves = rows.map(({ account, cumulative }): [string, string] => [account, (cumulative + CXPT).toString()])
  const uri = publicationUri({ category: 'provider', of: `epoch ${EPOCH + 3n}`, leaves })
  expect(publicationFrom(uri)?.leaves).toEqual(leaves)
  const bound = { chainId: 31_337, rewards: chain.addressOf('Rewards'), category: 'provider' } as const
  const { root, total } = recompute({
    ...bound,
    format: 'cxpt-rewards',
    formatVersion: 1,
    previous: { leaves },
    providers: [],
    parameters: { pointsRate: { value: '0' }, epochPool: { value: '0' } },
    allocatable: '0',
    total: '0',
  } as unknown as ProviderInputs)
  await send(5, 'Rewards', 'propose', [0, root, total, uri])
  await at(START + 4n * WEEK + 8n * HOUR)
  expect((await closeEpochs(context)).say).toMatch(/^epoch 2938 closes/)
  expect((await liability()).accrued[0]).toMatchObject({ label: 'epoch 2937', state: 'proposed' })
  await send(21, 'Rewards', 'accept', [0, root])
  await at(START + 5n * WEEK + 8n * HOUR)
  expect((await closeEpochs(context)).say).toMatch(/^epoch 2938: root/)
  expect(await providerRewards(TIDAL)).toMatchObject({ entitlement: { root, added: CXPT } })
  expect(await runOf('epoch 2938')).toMatchObject({ state: 'accepted', root })
})
