import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { closeAlert, closeOthers, listOpenAlerts, listOpenByKey, raiseAlert } from './alert-rows'
import type { Connection } from './connect'
import { claimDelivery, endDelivery, listDue } from './delivery-rows'

let server: TestServer
let ledger: Connection & { url: string }

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('alert_rows')
})
afterAll(() => server?.stop())
beforeEach(() => ledger.pool.query('truncate alerts, alert_deliveries'))

const HALTED = { key: 'ledger-halted', severity: 'critical', say: 'The ledger is halted.' } as const
const rows = async (text: string) => (await ledger.pool.query(text)).rows

test('a matter is open once, however many raise it at once, and counts them', async () => {
  await Promise.all(Array.from({ length: 8 }, () => raiseAlert(ledger.db, HALTED)))
  expect(await rows('select key, seen from alerts')).toEqual([{ key: 'ledger-halted', seen: 8 }])
})

test('raising again refreshes what it says; after it was closed it is a new one', async () => {
  await raiseAlert(ledger.db, HALTED)
  await raiseAlert(ledger.db, { ...HALTED, say: 'Still halted.' })
  expect((await listOpenByKey(ledger.db, ['ledger-halted'])).map(({ say }) => say)).toEqual(['Still halted.'])
  await closeAlert(ledger.db, 'ledger-halted')
  await closeAlert(ledger.db, 'ledger-halted')
  expect(await listOpenAlerts(ledger.db)).toEqual([])
  await raiseAlert(ledger.db, HALTED)
  expect(await rows('select count(*)::int as n from alerts')).toEqual([{ n: 2 }])
})

test('an account sees its own, the staff those without an account', async () => {
  await raiseAlert(ledger.db, HALTED)
  await raiseAlert(ledger.db, { key: 'renewal-due 0xab', severity: 'info', say: 'Soon.', account: '0xAB' })
  expect((await listOpenAlerts(ledger.db)).map(({ key }) => key)).toEqual(['ledger-halted'])
  expect((await listOpenAlerts(ledger.db, '0xaB')).map(({ key }) => key)).toEqual(['renewal-due 0xab'])
  expect(await listOpenAlerts(ledger.db, '0xac')).toEqual([])
})

test('of the kinds that were looked at only what still holds stays open', async () => {
  for (const key of ['root-pending a', 'root-pending b', 'low-gas keeper']) {
    await raiseAlert(ledger.db, { key, severity: 'info', say: key })
  }
  await closeOthers(ledger.db, ['root-pending'], ['root-pending b'])
  expect((await listOpenAlerts(ledger.db)).map(({ key }) => key).sort()).toEqual(['low-gas keeper', 'root-pending b'])
  await closeOthers(ledger.db, ['root-pending'], [])
  expect((await listOpenAlerts(ledger.db)).map(({ key }) => key)).toEqual(['low-gas keeper'])
})

test('two processes that want the same delivery get it once', async () => {
  await raiseAlert(ledger.db, HALTED)
  const [due] = await listDue(ledger.db, 'webhook')
  if (!due) throw new Error('nothing is due')
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimDelivery(ledger.db, due, 'webhook')))
  expect(claims.filter(Boolean)).toHaveLength(1)
  // While it is under way, however long the alert has been open, nobody else takes it; after its lease it is due again.
  await ledger.pool.query("update alerts set opened_at = now() - interval '3 hours'")
  expect(await listDue(ledger.db, 'webhook')).toEqual([])
  await ledger.pool.query("update alert_deliveries set next_at = next_at - interval '2 minutes'")
  expect(await listDue(ledger.db, 'webhook')).toHaveLength(1)
})

test('a delivery that fails is due again later and later, eight times in all', async () => {
  await raiseAlert(ledger.db, HALTED)
  const waits: number[] = []
  for (let minutes = 0; minutes <= 130; minutes += 1) {
    for (const due of await listDue(ledger.db, 'webhook')) {
      expect(await claimDelivery(ledger.db, due, 'webhook')).toBe(true)
      await endDelivery(ledger.db, due, 'webhook', 'no answer')
      waits.push(minutes)
    }
    await ledger.pool.query("update alerts set opened_at = opened_at - interval '1 minute'")
    await ledger.pool.query("update alert_deliveries set next_at = next_at - interval '1 minute'")
  }
  expect(waits).toEqual([0, 1, 3, 7, 15, 31, 63, 127])
  expect(await rows('select state, tries, error from alert_deliveries')).toEqual([
    { state: 'failed', tries: 8, error: 'no answer' },
  ])
})

test('what concerns an account stays in the house, and nobody is woken for what is two days old', async () => {
  await raiseAlert(ledger.db, { ...HALTED, key: 'renewal-due 0xab', account: '0xab' })
  await raiseAlert(ledger.db, HALTED)
  await ledger.pool.query("update alerts set opened_at = now() - interval '49 hours' where account = ''")
  expect(await listDue(ledger.db, 'webhook')).toEqual([])
})
