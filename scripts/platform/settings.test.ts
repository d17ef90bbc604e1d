import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, sessionSecret } from './settings'

const ENV = { NODE_ENV: 'test' } as const

test('without options: today, everything, the usual ports', () => {
  expect(readSettings([], ENV)).toMatchObject({
    isReset: false,
    now: null,
    seed: null,
    isDev: false,
    hasWeb: true,
    hasTraffic: true,
    port: 3000,
    rpcPort: 8545,
    dbPort: 54320,
    databaseUrl: null,
    rpcUrl: null,
  })
})

test('every option and variable', () => {
  const args = ['--reset', '--now', '2026-11-01', '--seed', '7', '--dev', '--no-web', '--no-traffic', '--data', '/data']
  const env = { ...ENV, PORT: '1', RPC_PORT: '2', DB_PORT: '3', DATABASE_URL: 'postgres://db', RPC_URL: ' http://rpc ' }
  expect(readSettings(args, env)).toEqual({
    isReset: true,
    now: new Date('2026-11-01T00:00:00.000Z'),
    seed: 7,
    isDev: true,
    hasWeb: false,
    hasTraffic: false,
    data: '/data',
    port: 1,
    rpcPort: 2,
    dbPort: 3,
    databaseUrl: 'postgres://db',
    rpcUrl: 'http://rpc',
  })
})

test.each([
  [['--now', 'yesterday'], '--now must be a date like 2026-11-01, not "yesterday".'],
  [['--now', '2026-13-01'], '--now must be a date like 2026-11-01, not "2026-13-01".'],
  [['--seed', '-1'], "Option '--seed' argument is ambiguous."],
  [['--seed', 'x'], '--seed must be a whole number, not "x".'],
  [['--rest'], "Unknown option '--rest'"],
  [['reset'], "Unexpected argument 'reset'."],
])('%s is refused with the usage', (args, sentence) => {
  expect(() => readSettings(args, ENV)).toThrow(sentence)
  expect(() => readSettings(args, ENV)).toThrow('Usage: npm start')
})

test('--help asks for nothing else', () => {
  expect(readSettings(['--help'], ENV)).toBeNull()
})

test('the session secret is made once, and only its owner can read it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxpt-secret-'))
  const secret = sessionSecret(folder)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(sessionSecret(folder)).toBe(secret)
  expect(statSync(join(folder, 'session-secret')).mode & 0o777).toBe(0o600)
  rmSync(folder, { recursive: true })
})
