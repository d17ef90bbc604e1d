/**
 * Reads the overview and a year of each kind of chart as the web process does, many times, and prints what it measured as one JSON line.
 * A process of its own, because the data layer is for servers only: `node --conditions=react-server --import tsx bench/rollups/read.ts`.
 */
import { writeFileSync } from 'node:fs'
import { Client } from 'pg'
import { database } from '../../lib/auth/database'
import { getOverview } from '../../lib/data/overview'
import { seriesOfDays } from '../../lib/db/overview-rows'
import { seriesOfUsage, type UsageOf } from '../../lib/db/usage-rows'
import { percentile } from '../percentile'
import { CHAIN_ID, FIRST_DAY, LAST_DAY } from './fill'

const WARM = 5
const TIMES = 60
const YEAR = { from: FIRST_DAY, until: LAST_DAY }
const CUSTOMER = `0x${'7'.padStart(40, '0')}`

type Statement = { text: string; values?: unknown[] }

/** What is asked of the database while `work` runs. */
async function recorded(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const { query } = Client.prototype
  Client.prototype.query = function record(this: Client, ...args: unknown[]) {
    const [first, values] = args
    const statement = (typeof first === 'string' ? { text: first } : first) as Statement
    statements.push({ text: statement.text, values: (Array.isArray(values) ? values : statement.values) ?? [] })
    return Reflect.apply(query, this, args)
  } as typeof query
  await work().finally(() => {
    Client.prototype.query = query
  })
  return statements
}

const literal = (value: unknown): string => {
  const text = value instanceof Date ? value.toISOString() : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

/** The same for `psql`, which has no parameters. */
const inlined = ({ text, values = [] }: Statement): string =>
  text.replace(/\$(\d+)/g, (_, n) => literal(values[Number(n) - 1]))

async function measure(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < WARM + TIMES; i += 1) {
    const started = performance.now()
    await work()
    if (i >= WARM) times.push(performance.now() - started)
  }
  return times
}

async function main(): Promise<void> {
  const db = database()
  const overview = () => getOverview({ by: 'month', weeks: null })
  const usage = (of: UsageOf) => () => seriesOfUsage(db, CHAIN_ID, of, 'day', YEAR, ['inputUnits', 'outputUnits'])
  const flows = () => seriesOfDays(db, CHAIN_ID, ['burned', 'settled', 'payments'], 'day', YEAR)
  const charts = {
    'flows of the chain': flows,
    'usage by service': usage({ scope: 'service', key: '' }),
    'usage of a provider': usage({ scope: 'provider', key: CUSTOMER }),
    'usage of an account': usage({ scope: 'account', key: CUSTOMER }),
  }
  const { asOf, supply } = (await overview()).data
  if (!supply.isWhole) throw new Error(`The supply of block ${asOf.block} does not add up.`)
  const statements = await recorded(overview)
  writeFileSync(process.argv[2] ?? 'overview.sql', statements.map((one) => `${inlined(one)};`).join('\n'))
  const p95: Record<string, number> = { overview: percentile(await measure(overview), 95) }
  for (const [name, read] of Object.entries(charts)) {
    const rows = await read()
    if (rows.length < 365) throw new Error(`${name}: ${rows.length} rows for a year`)
    p95[name] = percentile(await measure(read), 95)
  }
  console.log(JSON.stringify(p95))
  process.exit(0)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
