import { toFunctionSelector } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import type { Connection } from '../db/connect'
import { runIndexer } from '../indexer/run'
import { readFunctionMap } from './function-map'

let chain: LedgerChain
let server: TestServer
let ledger: Connection
beforeAll(async () => {
  ;[server, chain] = await Promise.all([startTestServer(), startLedgerChain()])
  process.env.RPC_URL = chain.anvil.url
  ledger = await server.open('functions')
  await runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true })
}, 120_000)
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const role = (name: string, delays: (bigint | null)[]) => ({ name, members: delays.map((delay) => ({ delay })) })
const mapOf = (roles: ReturnType<typeof role>[]) => readFunctionMap(ledger.db, 31_337, roles)

test('every function of a role stands with it, as the chain and the events say', async () => {
  const lines = await mapOf([role('PARAMS', [172_800n, 0n, 172_800n]), role('GUARDIAN', [null])])
  const of = (name: string) =>
    lines.find(({ contract, signature }) => `${contract}.${signature.split('(')[0]}` === name)
  expect(of('Vault.setSplit')).toMatchObject({
    role: 'PARAMS',
    told: 'PARAMS',
    guardian: 'GUARDIAN',
    delays: [0n, 172_800n],
  })
  expect(of('Vault.settle')).toMatchObject({ role: 'METER', told: 'METER', delays: [] })
  expect(of('Vault.pause'), 'a member that the chain does not know delays nothing').toMatchObject({
    role: 'GUARDIAN',
    delays: [],
  })
  expect(of('Reports.anchor')).toMatchObject({ role: 'FINANCE' })
  expect(of('Vault.deposit'), 'anybody may').toBeUndefined()
  expect(lines.filter(({ role: name, told }) => name !== told)).toEqual([])
})

test('a function that events give another role than the chain is shown with both, and one that only an event names too', async () => {
  const selector = toFunctionSelector('setSplit((uint16,uint16,uint16,uint16))')
  const say = (target: string, at: string, roleId: string) =>
    ledger.pool.query(
      `insert into events (chain_id, block_number, log_index, block_time, tx_hash, tx_index, contract, name, args)
       values (31337, 999999, $1, now(), '0x00', 0, 'AccessManager', 'TargetFunctionRoleUpdated', $2)`,
      [Number(roleId), JSON.stringify({ target, selector: at, roleId })],
    )
  const known = (await mapOf([])).find(
    ({ contract, signature }) => contract === 'Vault' && signature.startsWith('setSplit'),
  )
  expect(known?.selector).toBe(selector)
  await say(chain.addressOf('Vault'), selector, '2')
  await say('0x00000000000000000000000000000000000000ff', '0x12345678', '6')
  const lines = await mapOf([])
  expect(lines.find((line) => line.selector === selector)).toMatchObject({ role: 'PARAMS', told: 'TREASURER' })
  expect(lines.find((line) => line.selector === '0x12345678')).toMatchObject({ role: 'ADMIN', told: 'GUARDIAN' })
})
