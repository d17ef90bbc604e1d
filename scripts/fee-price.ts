// Sets what the chain's coin cost in a month: `npm run fee-price -- 2026-10 2450.10 --source "ECB, average of October" --by NAME`. The books turn the gas of our
// accounts into USD by it (J10). Set again, it replaces what was there; both are in the audit log. Exit code 0: set; 1: refused; 2: the arguments make no sense.
import { parseArgs } from 'node:util'
import { appendAudit } from '../lib/db/audit-rows'
import { connect } from '../lib/db/connect'
import { listFeePrices, saveFeePrice } from '../lib/db/fee-rows'
import { parseMonth } from '../lib/domain/month'
import { formatUnits, parseUnitsExact } from '../lib/domain/units'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'

const USAGE = 'Usage: npm run fee-price -- YYYY-MM USD --source "WHERE IT WAS FOUND" --by NAME'
/** Prices are kept in nano-USD. */
const NANO_DECIMALS = 9

const text = { type: 'string' } as const

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { source: text, by: text }, allowPositionals: true })
    const [month, usd, ...more] = [parseMonth(positionals[0] ?? ''), ...positionals.slice(1)]
    const price = parseUnitsExact(usd ?? '', NANO_DECIMALS)
    const [source, by] = [values.source?.trim(), values.by?.trim()]
    if (!month || !price.ok || price.value === 0n || !source || !by || more.length > 0) return null
    return { month, nano: price.value, source, by }
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const wanted = readArguments()
  if (!wanted) {
    console.error(USAGE)
    return 2
  }
  const { month, nano, source, by } = wanted
  const { db, close } = connect(env.DATABASE_URL, { max: 1, applicationName: 'cxpt-fee-price' })
  try {
    await db.transaction(async (tx) => {
      const before = (await listFeePrices(tx, env.CHAIN_ID)).get(month)
      await saveFeePrice(tx, { chainId: env.CHAIN_ID, month, nano, source, setBy: by, setAt: new Date() })
      const detail = { month, nano: `${nano}`, source, before: before ? { ...before, nano: `${before.nano}` } : null }
      await appendAudit(tx, { actor: by, action: 'price of the coin set', detail })
    })
    console.log(`${month}: ${formatUnits(nano, NANO_DECIMALS)} USD, ${source}`)
    return 0
  } catch (error) {
    console.error(sayError(error).say)
    return 1
  } finally {
    await close()
  }
}

main().then((code) => {
  process.exitCode = code
})
