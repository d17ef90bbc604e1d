import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../lib/db/connect'
import { notePublication } from '../lib/db/publication-rows'
import { folderStore } from '../lib/jobs/publish/folder-store'
import { sha256Of } from '../lib/jobs/publish/store'
import { startTestServer, type TestServer } from './testing/database'

let server: TestServer
let c: Connection & { url: string }
const folder = mkdtempSync(join(tmpdir(), 'cxpt-published-'))

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('published_command')
  const bytes = new TextEncoder().encode('{}')
  const row = { hash: sha256Of(bytes), chainId: 31_337, subject: 'inputs 0x01', kind: 'inputs', bytes: 2n } as const
  await folderStore(folder).put('31337/inputs.json', bytes)
  await notePublication(c.db, { ...row, place: folder, path: '31337/inputs.json' })
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function run(args: string[], place = folder) {
  const { NODE_OPTIONS: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'published', ...args], {
    env: { ...env, DATABASE_URL: c.url, SECOND_PLACE: place },
    encoding: 'utf8',
  })
  return { status, said: (stdout + stderr).trim() }
}

test('says what lies there, reads it back, names what is bad, and has it written again', () => {
  expect(run([])).toEqual({ status: 0, said: `published: 1 objects in ${folder}, 0 to go` })
  expect(run(['--verify'])).toEqual({ status: 0, said: 'published: 1 objects, 2 bytes, all as written, 0 to go' })
  writeFileSync(join(folder, '31337/inputs.json'), '[]')
  const bad = '31337/inputs.json is not what was written\npublished: 1 objects, 2 bytes, 1 bad, 0 to go'
  expect(run(['--verify', '--mend'])).toEqual({ status: 1, said: bad })
  expect(run([])).toMatchObject({ said: `published: 0 objects in ${folder}, 0 to go` })
})

test('without a second place, and with arguments that make no sense, it says what is needed', () => {
  expect(run(['--verify'], '')).toEqual({ status: 2, said: 'SECOND_PLACE is not set.' })
  expect(run(['--mend'])).toEqual({ status: 2, said: 'Usage: npm run published [-- --verify [--mend]]' })
})
