import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zeroHash } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../lib/db/connect'
import { roots } from '../lib/db/schema'
import { closeRun } from '../lib/rewards/close-run'
import { publicationUri } from '../lib/rewards/published'
import { account, epochInputs } from '../lib/rewards/testing'
import { startTestServer, type TestServer } from './testing/database'

let server: TestServer
let connection: Connection & { url: string }
let folder: string

const inputs = epochInputs([
  {
    provider: account(1),
    payout: account(1),
    goodMinutes: 10_000,
    eligibleMinutes: 10_080,
    classes: [{ service: 'tide-pool', units: '1000', requests: 0, errors: 0, latencies: [] }],
  },
])

beforeAll(async () => {
  server = await startTestServer()
  connection = await server.open('recompute')
  folder = mkdtempSync(join(tmpdir(), 'cxpt-recompute-'))
  const run = await closeRun(connection.db, inputs, new Date('2026-07-27T07:00:00Z'))
  const uri = publicationUri({ category: 'provider', of: 'epoch 2950', leaves: [[account(1), '5']] })
  const at = { chainId: 31_337, blockNumber: 5n, blockTime: new Date('2026-07-27T08:00:00Z'), txHash: zeroHash }
  const proposal = { ...at, category: 'provider', step: 'proposed', total: 1n } as const
  await connection.db.insert(roots).values({ ...proposal, logIndex: 1, root: run?.root ?? zeroHash, uri })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server?.stop()
})

function recompute(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: connection.url, CHAIN_ID: '31337' }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'recompute', ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, last: stdout.trim().split('\n').at(-1) ?? '', stderr }
}

test('the inputs in the database give the root on the chain', () => {
  const { status, last } = recompute('--epoch', '2950')
  expect(last).toMatch(/^provider epoch 2950: recomputed (0x[0-9a-f]{64}) chain \1 agree$/)
  expect(status).toBe(0)
})

test('a file that says something else differs', () => {
  const file = join(folder, 'inputs.json')
  writeFileSync(file, JSON.stringify({ ...inputs, allocatable: '7' }))
  expect(recompute('--epoch', '2950', '--file', file)).toMatchObject({
    status: 1,
    last: expect.stringMatching(/ differ$/),
  })
})

test.each([
  [['--epoch', '2951'], 1],
  [['--epoch', '2026-09'], 2],
  [['--epoch', '2950', '--category', 'gold'], 2],
  [['--what'], 2],
])('%j ends with code %i', (args, status) => {
  expect(recompute(...args).status).toBe(status)
})
