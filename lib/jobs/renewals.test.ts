import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import { getContract } from '../chain/contract'
import { listOpenAlerts } from '../db/alert-rows'
import type { Connection } from '../db/connect'
import { SILENT } from '../indexer/log'
import { runIndexer } from '../indexer/run'
import type { JobContext } from './context'
import { runJob } from './worker'

/** 20 renews, 21 has spent its credits elsewhere, 22 has a limit below the price, 23 renews by hand only. */
const [RENEWS, POOR, CAPPED, BY_HAND] = [20, 21, 22, 23] as const
const DAY = 86_400
const CXPT = 10n ** 18n
const NO_LIMIT = 10n ** 24n
const PRICE = 50_000_000_000_000_000n

let server: TestServer
let chain: LedgerChain
let ledger: Connection & { url: string }
let context: JobContext

const send: LedgerChain['send'] = async (...call) => {
  const hash = await chain.send(...call)
  await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  return hash
}
const index = () =>
  runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
const rows = async (text: string) => (await ledger.pool.query(text)).rows
const subscriptionOf = (who: number) =>
  chain.client.readContract({
    ...getContract(chain.deployment, 'Subscriptions'),
    functionName: 'subscriptionOf',
    args: [accountOf(who)],
  })
/** Block time goes on with a fresh price, and the ledger follows. */
const pass = async (seconds: number) => {
  await chain.mine(seconds)
  await send(6, 'PriceOracle', 'post', [PRICE])
  await index()
}
const alertsOf = async (who: number) =>
  (await listOpenAlerts(ledger.db, accountOf(who))).map(
    ({ key, severity, say }) => `${key.split(' ')[0]} ${severity}: ${say}`,
  )
const renew = async () => {
  const { say } = await runJob('renewals', context)
  await index()
  return say
}

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  await trafficOn(chain, 5).begin()
  await chain.rpc('evm_setAutomine', [true])
  ledger = await server.open('renewals')
  const { client, deployment } = chain
  context = { db: ledger.db, client, deployment, signers: { keeper: demoSigner(19) }, log: SILENT }
  await chain.mine(11)
  await send(6, 'PriceOracle', 'post', [PRICE])
  const none = `0x${'0'.repeat(40)}`
  for (const who of [RENEWS, POOR]) await send(who, 'Subscriptions', 'subscribe', [1, NO_LIMIT, true, NO_LIMIT, none])
  await send(CAPPED, 'Subscriptions', 'subscribe', [1, NO_LIMIT, true, CXPT, none])
  await send(BY_HAND, 'Subscriptions', 'subscribe', [1, NO_LIMIT, false, NO_LIMIT, none])
  const credits = await client.readContract({
    ...getContract(deployment, 'Vault'),
    functionName: 'availableOf',
    args: [accountOf(POOR)],
  })
  await send(POOR, 'Vault', 'requestWithdrawal', [credits - CXPT])
  await index()
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

test('long before the end nobody is told anything', async () => {
  expect(await renew()).toBe('0 sent to be renewed, 0 cannot be, 0 reminded')
})

test('seven days and one day before, an account hears what it will cost and what is missing, once each', async () => {
  await pass(24 * DAY)
  expect(await renew()).toBe('0 sent to be renewed, 0 cannot be, 3 reminded')
  expect(await renew()).toBe('0 sent to be renewed, 0 cannot be, 0 reminded')
  const [said] = await alertsOf(RENEWS)
  expect(said).toMatch(
    /^renewal-due info: Starter renews on \d+ \w+ 2026, \d\d:\d\d UTC, for [\d,.]+ CXPT at the price of now\.$/,
  )
  expect((await alertsOf(POOR))[0]).toMatch(
    /^renewal-due warning: .* CXPT of credits are missing\. Load them before\.$/,
  )
  expect((await alertsOf(CAPPED))[0]).toMatch(
    /^renewal-due warning: .* above your limit of 1(\.0+)? CXPT for renewals: raise it\.$/,
  )
  expect(await alertsOf(BY_HAND)).toEqual([])
  await pass(5.5 * DAY)
  expect(await renew()).toBe('0 sent to be renewed, 0 cannot be, 3 reminded')
  expect(await alertsOf(RENEWS)).toHaveLength(1)
})

test('who turns renewal off is not reminded any longer', async () => {
  await send(RENEWS, 'Subscriptions', 'setAutoRenew', [false, 0n])
  await index()
  await renew()
  expect(await alertsOf(RENEWS)).toEqual([])
  await send(RENEWS, 'Subscriptions', 'setAutoRenew', [true, NO_LIMIT])
  await index()
})

test('a stale price renews nobody and blames nobody', async () => {
  await chain.mine(DAY * 2)
  await index()
  const nonce = await chain.client.getTransactionCount({ address: accountOf(19) })
  expect(await renew()).toBe('0 sent to be renewed, 0 cannot be, 0 reminded')
  expect(await chain.client.getTransactionCount({ address: accountOf(19) })).toBe(nonce)
  expect(await rows('select count(*)::int as n from renewal_failures')).toEqual([{ n: 0 }])
})

test('what ended is renewed; failures are put on record once and told to their accounts', async () => {
  await send(6, 'PriceOracle', 'post', [PRICE])
  await index()
  expect(await renew()).toBe('3 sent to be renewed, 2 cannot be, 0 reminded')
  expect((await subscriptionOf(RENEWS)).index).toBe(2)
  expect((await subscriptionOf(BY_HAND)).index).toBe(1)
  expect(await renew()).toBe('0 sent to be renewed, 2 cannot be, 0 reminded')
  expect(await rows('select code, owed > 0 as owes from renewal_failures order by code')).toEqual([
    { code: 'CREDITS_INSUFFICIENT', owes: true },
    { code: 'SLIPPAGE', owes: null },
  ])
  expect(await alertsOf(RENEWS)).toEqual([])
  expect(await alertsOf(POOR)).toEqual([
    expect.stringMatching(
      /^renewal-failed warning: A renewal failed: the credits did not cover it\. [\d,.]+ CXPT of credits are missing\. Load credits, and it is tried again\.$/,
    ),
  ])
  expect((await alertsOf(CAPPED))[0]).toContain('it cost more than the limit set for renewals')
})

test('who loads credits is renewed at the next run, and the alert is over', async () => {
  await send(POOR, 'Vault', 'requestWithdrawal', [0n])
  await index()
  expect(await renew()).toBe('1 sent to be renewed, 1 cannot be, 0 reminded')
  await renew()
  expect((await subscriptionOf(POOR)).index).toBe(2)
  expect(await alertsOf(POOR)).toEqual([])
})

test('a ledger that is not at the head is waited for', async () => {
  await ledger.pool.query("update checkpoints set state = 'backfill'")
  await expect(runJob('renewals', context)).rejects.toThrow('the ledger is backfill')
  await ledger.pool.query("update checkpoints set state = 'live'")
})

test('without a key nothing is sent', async () => {
  expect((await runJob('renewals', { ...context, signers: {} })).say).toBe('off: no keeper key; 0 reminded')
})
