/**
 * The indexer: `npm run index [-- --once] [-- --rewind BLOCK] [-- --hash]`. Follows the chain of CHAIN_ID at RPC_URL into DATABASE_URL.
 * `--once` stops at the head. `--rewind BLOCK` first takes the ledger back to that block (0: to nothing), which also ends a halt.
 * `--hash` prints the SHA-256 of the ledger's rows and ends; with `--once`, after it. `--blocks N`: blocks of the first request.
 */
import { parseArgs } from 'node:util'
import pino from 'pino'
import { DEPLOYMENTS, readDeployment } from '../contracts/deploy/deployment-file'
import { createClient } from '../lib/chain/clients'
import { connect } from '../lib/db/connect'
import { migrate } from '../lib/db/migrate'
import { env } from '../lib/env/env'
import { ledgerHash } from '../lib/indexer/hash'
import { rewindLedger } from '../lib/indexer/rewind'
import { runIndexer } from '../lib/indexer/run'

const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime, level: process.env.LOG_LEVEL ?? 'info' })

function blockOf(flag: string, text: string): bigint {
  if (/^\d{1,15}$/.test(text)) return BigInt(text)
  throw new Error(`${flag} takes a number of blocks, not "${text}".`)
}

async function main() {
  const { values } = parseArgs({
    options: {
      once: { type: 'boolean', default: false },
      rewind: { type: 'string' },
      hash: { type: 'boolean', default: false },
      blocks: { type: 'string' },
      deployments: { type: 'string', default: DEPLOYMENTS },
    },
  })
  const deployment = readDeployment(values.deployments, env.CHAIN_ID)
  if (!deployment) throw new Error(`No contracts are deployed on chain ${env.CHAIN_ID}: run "npm run deploy" first.`)
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.on('SIGINT', stop).on('SIGTERM', stop)
  const { db, close } = connect(env.DATABASE_URL, {
    applicationName: 'cxpt-indexer',
    onLoss: (error) => log.warn({ msg: 'A database connection broke', error: error.message }),
  })
  const firstBlocks = values.blocks === undefined ? undefined : Number(blockOf('--blocks', values.blocks))
  const client = createClient(env.CHAIN_ID, env.RPC_URL)
  const options = { db, client, deployment, signal: stopping.signal, log, once: values.once, firstBlocks }
  try {
    await migrate(db)
    log.info({ msg: 'Ready', chain_id: env.CHAIN_ID })
    if (values.rewind !== undefined) await rewindLedger(options, blockOf('--rewind', values.rewind))
    if (values.once || !values.hash) await runIndexer(options)
    if (values.hash) console.log((await ledgerHash(db, env.CHAIN_ID)).hash)
  } finally {
    await close()
    // `maxRSS` comes in KiB.
    log.info({ msg: 'Stopped', peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1_024) })
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log.fatal({ msg: error instanceof Error ? error.message : String(error) })
    process.exit(1)
  },
)
