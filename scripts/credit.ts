// Gives back what was charged wrongly, without a dispute: `npm run credit -- --gateway ID --request ID --usd 1.25 --reason "..." --by NAME`.
// The note is a negative receipt; later usage of the account uses it up before anything more is charged. It is in the audit log under NAME.
// Exit code 0: written, its id is printed; 1: refused, with the reason; 2: the arguments make no sense.
import { parseArgs } from 'node:util'
import { connect } from '../lib/db/connect'
import { ensurePartition } from '../lib/db/partitions'
import { monthOf } from '../lib/domain/month'
import { parseUnitsExact } from '../lib/domain/units'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'
import { issueCreditNote } from '../lib/metering/credit-note'

const USAGE = 'Usage: npm run credit -- --gateway ID --request ID --usd AMOUNT --reason "WHY" --by NAME'
/** Charges are kept in nano-USD. */
const NANO_DECIMALS = 9

const text = { type: 'string' } as const

function readArguments() {
  try {
    const { values } = parseArgs({ options: { gateway: text, request: text, usd: text, reason: text, by: text } })
    const { gateway, request, usd, reason, by } = values
    const amount = parseUnitsExact(usd ?? '', NANO_DECIMALS)
    if (!gateway || !request || !reason?.trim() || !by?.trim() || !amount.ok || amount.value === 0n) return null
    return { by: by.trim(), wish: { gateway, requestId: request, amountNano: amount.value, reason: reason.trim() } }
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
  const { db, close } = connect(env.DATABASE_URL, { max: 1, applicationName: 'cxpt-credit' })
  try {
    const now = new Date()
    await ensurePartition(db, 'receipts', monthOf(now))
    console.log(await issueCreditNote(db, env.CHAIN_ID, wanted.wish, now, wanted.by))
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
