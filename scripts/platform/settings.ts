import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './foundry'
import { portOf } from './ports'

export const USAGE = `Usage: npm start -- [OPTION ...]
  --reset      start over: new database, new chain, new history
  --now DATE   the day on which the simulated history ends, as 2026-11-01; today by default
  --seed N     another history, N from 0; 1 by default
  --dev        the development server instead of the built console
  --no-web     everything but the web server
  --no-traffic nobody acts on the local chain after the history, and no price is posted: for tests
  --data DIR   where data, state and logs are kept; ./.data by default
Environment: PORT (3000), RPC_PORT (8545), DB_PORT (54320); DATABASE_URL and RPC_URL to use a database or a chain of your own.`

export type Settings = {
  isReset: boolean
  /** Null: today, whatever day that is. */
  now: Date | null
  seed: number | null
  isDev: boolean
  hasWeb: boolean
  hasTraffic: boolean
  data: string
  port: number
  rpcPort: number
  dbPort: number
  databaseUrl: string | null
  rpcUrl: string | null
}

function dateOf(text: string | undefined): Date | null {
  if (text === undefined || text === 'today') return null
  const date = new Date(text)
  if (!Number.isNaN(date.getTime()) && /^\d{4}-\d{2}-\d{2}/.test(text)) return date
  throw new Error(`--now must be a date like 2026-11-01, not "${text}".\n${USAGE}`)
}

function seedOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`--seed must be a whole number, not "${text}".\n${USAGE}`)
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        reset: { type: 'boolean', default: false },
        now: { type: 'string' },
        seed: { type: 'string' },
        dev: { type: 'boolean', default: false },
        'no-web': { type: 'boolean', default: false },
        'no-traffic': { type: 'boolean', default: false },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

/** Null when only the usage was asked for. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv = process.env): Settings | null {
  const values = parse(args)
  if (values.help) return null
  return {
    isReset: values.reset,
    now: dateOf(values.now),
    seed: seedOf(values.seed),
    isDev: values.dev,
    hasWeb: !values['no-web'],
    hasTraffic: !values['no-traffic'],
    data: resolve(values.data ?? join(ROOT, '.data')),
    port: portOf('PORT', 3_000, env),
    rpcPort: portOf('RPC_PORT', 8_545, env),
    dbPort: portOf('DB_PORT', 54_320, env),
    databaseUrl: env.DATABASE_URL?.trim() || null,
    rpcUrl: env.RPC_URL?.trim() || null,
  }
}

/** Signs the sessions of this installation; made once. */
export function sessionSecret(data: string): string {
  const path = join(data, 'session-secret')
  if (!existsSync(path)) {
    mkdirSync(data, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(path, 'utf8').trim()
}
