import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../lib/db/audit-rows'
import type { Connection } from '../lib/db/connect'
import { audit } from '../lib/db/schema'
import { findKey } from '../lib/metering/keys'
import { startTestServer, type TestServer } from './testing/database'

let server: TestServer
let c: Connection & { url: string }

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('gateway_key_command')
})
afterAll(() => server?.stop())

function run(...args: string[]) {
  const { NODE_OPTIONS: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'gateway-key', ...args], {
    env: { ...env, DATABASE_URL: c.url },
    encoding: 'utf8',
  })
  return { status, said: (stdout + stderr).trim(), key: stdout.split('\n')[0] ?? '' }
}
const rows = async () =>
  (await c.db.select().from(audit)).map(({ actor, action, detail }) => [actor, action, detail] as const)

test('what the command line does with keys is in the audit log, under who did it', async () => {
  const first = run('issue', 'east', '--scopes', 'usage,probe', '--by', 'Nadia')
  expect(await findKey(c.db, first.key)).toMatchObject({ gateway: 'east', scopes: ['usage', 'probe'] })
  const prefix = first.key.slice(0, 12)
  const second = run('rotate', 'east', '--prefix', prefix, '--by', 'Nadia')
  const next = second.key.slice(0, 12)
  expect(run('revoke', 'east', '--prefix', next, '--by', 'Omar')).toMatchObject({ status: 0, said: '' })
  expect(await rows()).toEqual([
    ['Nadia', 'gateway added', { gateway: 'east', name: 'east' }],
    ['Nadia', 'gateway key issued', { gateway: 'east', prefix, scopes: 'usage, probe' }],
    ['Nadia', 'gateway key rotated', { gateway: 'east', prefix, next }],
    ['Omar', 'gateway key revoked', { gateway: 'east', prefix: next }],
  ])
  expect(await verifyAudit(c.db)).toMatchObject({ fault: null })
  expect(run('list', 'east').said).toContain(prefix)
})

test('nobody changes a key without saying who he is, and what is refused leaves no row', async () => {
  const before = await rows()
  expect(run('issue', 'west')).toMatchObject({ status: 2, said: expect.stringContaining('--by NAME') })
  expect(run('revoke', 'east', '--by', 'Omar')).toMatchObject({ status: 2 })
  expect(run('revoke', 'east', '--prefix', 'cxg_aaaaaaaa', '--by', 'Omar')).toMatchObject({ status: 1 })
  expect(run('list', 'east').status).toBe(0)
  expect(await rows()).toEqual(before)
})
