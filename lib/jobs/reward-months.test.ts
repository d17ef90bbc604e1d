import { type Hex, zeroHash } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { readRewardsState } from '../chain/rewards-state'
import type { Connection } from '../db/connect'
import { findRun, listRuns } from '../db/reward-rows'
import type { Month } from '../domain/month'
import { closesAt } from '../domain/referral'
import { CXPT, USD } from '../domain/units'
import { SILENT } from '../indexer/log'
import { runIndexer } from '../indexer/run'
import type { ReferralInputs } from '../rewards/inputs'
import { readLiability } from '../rewards/liability'
import { rewardsOf } from '../rewards/proof'
import { recompute } from '../rewards/recompute'
import { givenReceipts } from '../rewards/testing-rows'
import type { JobContext } from './context'
import { closeRewardMonths, correctMonth } from './reward-months'
import { publishRoots } from './rewards'

/** 2026-03-30, a Monday; what follows happens in April and May. */
const START = 1_774_828_800n
const DAY = 86_400n
const [APRIL, MAY] = ['2026-04', '2026-05'] as Month[] as [Month, Month]
const [USER, REFERRER] = [20, 21]
const REFERRAL = 1

let server: TestServer
let chain: LedgerChain
let ledger: Connection & { url: string }
let context: JobContext

const index = () =>
  runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
/** Goes on to a time, with a price of that hour. */
async function at(time: bigint): Promise<void> {
  const { timestamp } = await chain.client.getBlock()
  if (time > timestamp) await chain.mine(Number(time - timestamp))
  await chain.send(6, 'PriceOracle', 'post', [5n * 10n ** 16n])
  await chain.mine()
  await index()
}
/** In blocks of their own, then indexed. */
async function doing(...calls: Parameters<LedgerChain['send']>[]): Promise<void> {
  for (const call of calls) {
    await chain.send(...call)
    await chain.mine()
  }
  await index()
}
/** The worker's job, on a chain that mines what it sends. */
async function publish() {
  await chain.rpc('evm_setAutomine', [true])
  const outcome = await publishRoots(context)
  await chain.rpc('evm_setAutomine', [false])
  await index()
  return outcome
}
const settled = (usd: bigint): Parameters<LedgerChain['send']> => [
  4,
  'Vault',
  'settle',
  [[{ user: accountOf(USER), cumulativeUsd: usd }], zeroHash],
]
const where = () => ({ db: ledger.db, chainId: 31_337, rewards: chain.addressOf('Rewards') })
const runOf = (label: string) => findRun(ledger.db, 31_337, 'referral', label)
async function liability() {
  const { asOf } = await readRewardsState({ client: chain.client, deployment: chain.deployment })
  const all = await readLiability({ ...where(), block: asOf.block, time: asOf.time })
  return all.find(({ category }) => category === 'referral')
}

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain({ timestamp: Number(START) })
  ledger = await server.open('months')
  const { client, deployment } = chain
  context = { db: ledger.db, client, deployment, signers: { publisher: demoSigner(5) }, log: SILENT }
  for (const who of [USER, REFERRER]) {
    await chain.scheduled(2, 10, 'Treasury', 'withdraw', [
      2,
      accountOf(who),
      10_000n * CXPT,
      zeroHash.replace(/0$/, `${who - 19}`),
    ])
  }
  await doing(
    [USER, 'Subscriptions', 'setReferrer', [accountOf(REFERRER)]],
    [USER, 'CXPT', 'approve', [chain.addressOf('Vault'), 10_000n * CXPT]],
    [USER, 'Vault', 'deposit', [accountOf(USER), 10_000n * CXPT]],
    [REFERRER, 'CXPT', 'approve', [chain.addressOf('Rewards'), 10_000n * CXPT]],
  )
  // $100 in April and $40 in May, each shared out in its month.
  await at(START + 11n * DAY)
  await doing(settled(100n * USD), [USER, 'Vault', 'distribute', []])
  await at(START + 41n * DAY)
  await doing(settled(140n * USD), [USER, 'Vault', 'distribute', []])
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

test('a month waits for its money, and is proposed when that is there', async () => {
  await at(closesAt(APRIL) + 2n * DAY)
  // 3% of $100 at $0.05.
  expect((await closeRewardMonths(context)).alarm).toMatch(/referral 2026-04 waits for the treasurer: 60.* CXPT/)
  await doing([REFERRER, 'Rewards', 'fund', [REFERRAL, 60n * CXPT]])
  expect((await closeRewardMonths(context)).say).toMatch(/^referral 2026-04: root 0x/)
  expect((await publish()).say).toMatch(/referral: 2026-04 is proposed in 0x/)
  expect(await liability()).toMatchObject({
    accrued: [{ label: APRIL, state: 'proposed', amount: 60n * CXPT }, {}, {}],
  })
})

test('what a vetoed root said is owed to nobody, and nothing further is closed', async () => {
  const root = (await runOf(APRIL))?.root as Hex
  await doing([3, 'Rewards', 'veto', [REFERRAL, root]])
  const command = /npm run recompute -- --category referral --epoch 2026-04 --correct/
  expect((await publish()).alarm).toMatch(command)
  expect(await runOf(APRIL)).toMatchObject({ state: 'vetoed' })
  expect((await closeRewardMonths(context)).alarm).toMatch(command)
  expect((await correctMonth(context, 'referral', MAY)).say).toBe('referral 2026-05 was not vetoed')
  // The reason: a credit note of $30 from before the closing Monday had not been entered.
  await givenReceipts(ledger, [
    { id: 'r', account: accountOf(USER), provider: accountOf(30), units: 1n, at: START + 11n * DAY },
    {
      id: 'note',
      account: accountOf(USER),
      provider: accountOf(30),
      units: 1n,
      at: START + 12n * DAY,
      kind: 'credit_note',
      refersTo: 'r',
      chargeNano: -30n * USD * 1_000n,
    },
  ])
  const now = await liability()
  expect(now?.accrued[0]).toEqual({ label: APRIL, state: 'vetoed', amount: 42n * CXPT })
  expect([now?.allocated, now?.claimable, now?.claimed]).toEqual([0n, 0n, 0n])
  const [, mine] = await rewardsOf(where(), accountOf(REFERRER))
  expect(mine).toMatchObject({ claimable: 0n, pending: null, entitlement: null })
})

test('the month is computed again from what is known now, proposed and accepted', async () => {
  expect((await correctMonth(context, 'referral', APRIL)).say).toMatch(/^referral 2026-04 correction 1: root 0x/)
  expect((await correctMonth(context, 'referral', APRIL)).say).toBe('referral 2026-04 was not vetoed')
  expect((await publish()).say).toMatch(/referral: 2026-04 correction 1 is proposed in 0x/)
  await chain.mine(31)
  expect((await publish()).say).toMatch(/referral: 2026-04 correction 1 is accepted in 0x/)
  const { streams } = await readRewardsState({ client: chain.client, deployment: chain.deployment })
  expect(streams.referral.total).toBe(42n * CXPT)
  const run = await runOf('2026-04 correction 1')
  const inputs = JSON.parse(run?.inputs ?? '') as ReferralInputs
  expect(inputs.previous.leaves).toEqual([])
  expect(inputs.spending).toEqual([{ account: accountOf(USER).toLowerCase(), months: [[APRIL, `${70n * USD}`]] }])
  expect(recompute(inputs).root).toBe(streams.referral.root)
})

test('the next month builds on the correction: its root has both, and the money of the vetoed one goes on', async () => {
  await at(closesAt(MAY) + 2n * DAY)
  expect((await liability())?.accrued.map(({ label }) => label)).toEqual([MAY, '2026-06', '2026-07'])
  // $40 at 3%: 24 CXPT; 60 were funded for April and 42 used.
  expect((await closeRewardMonths(context)).alarm).toMatch(/referral 2026-05 waits for the treasurer: 6.* CXPT/)
  await doing([REFERRER, 'Rewards', 'fund', [REFERRAL, 6n * CXPT]])
  await closeRewardMonths(context)
  await publish()
  await chain.mine(31)
  await publish()
  const { streams } = await readRewardsState({ client: chain.client, deployment: chain.deployment })
  expect(streams.referral.total).toBe(66n * CXPT)
  const [, mine] = await rewardsOf(where(), accountOf(REFERRER))
  expect(mine).toMatchObject({ claimable: 66n * CXPT, entitlement: { cumulative: 66n * CXPT, added: 24n * CXPT } })
  const { cumulative, proof } = mine?.entitlement ?? { cumulative: 0n, proof: [] }
  await doing([REFERRER, 'Rewards', 'claim', [REFERRAL, accountOf(REFERRER), cumulative, proof]])
  expect(await liability()).toMatchObject({ allocated: 66n * CXPT, claimed: 66n * CXPT, claimable: 0n })
  expect((await listRuns(ledger.db, 31_337, 'referral')).map(({ label, state }) => [label, state])).toEqual([
    [MAY, 'accepted'],
    ['2026-04 correction 1', 'accepted'],
    [APRIL, 'vetoed'],
  ])
})
