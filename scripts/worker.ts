/**
 * The worker: `node scripts/run.mjs worker`. Hourly comparison of ledger and chain, month boundaries, daily distribution; on the local chain
 * it keeps the price fresh. KEEPER_PRIVATE_KEY signs distributions; the local chain has its own public keys.
 */
import pino from 'pino'
import { isHex, type LocalAccount } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { demoAccount, demoSigner, isTestAccount } from '../contracts/deploy/demo-accounts'
import { DEPLOYMENTS, readDeployment } from '../contracts/deploy/deployment-file'
import type { Deployment } from '../contracts-abi'
import { localChain } from '../lib/chain/chains'
import { createClient } from '../lib/chain/clients'
import { connect } from '../lib/db/connect'
import { migrate } from '../lib/db/migrate'
import { env } from '../lib/env/env'
import type { Signers } from '../lib/jobs/context'
import { type AlertChannel, webhookChannel } from '../lib/jobs/webhook'
import { runWorker } from '../lib/jobs/worker'

const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime, level: process.env.LOG_LEVEL ?? 'info' })

/** Funded on the local chain and used by nobody else, so that no two senders fight over a nonce. */
const LOCAL_KEEPER = 19

function accountFrom(variable: string): LocalAccount | undefined {
  const key = process.env[variable]
  if (!key) return undefined
  if (!isHex(key) || key.length !== 66) throw new Error(`${variable} must be 0x and 64 hexadecimal digits.`)
  const account = privateKeyToAccount(key)
  // These keys are in every book about Ethereum: whoever reads one empties the account.
  if (isTestAccount(account.address))
    throw new Error(`${variable} is a well-known test key: not on chain ${env.CHAIN_ID}.`)
  return account
}

function signers(): Signers {
  // A browser test decides by itself when a price is posted.
  if (env.CHAIN_ID === localChain.id && process.env.TRAFFIC === 'off') return {}
  if (env.CHAIN_ID !== localChain.id) return { keeper: accountFrom('KEEPER_PRIVATE_KEY') }
  return { pricer: demoSigner(demoAccount('pricer').index), keeper: demoSigner(LOCAL_KEEPER) }
}

function channels(): AlertChannel[] {
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret } = env
  return url && secret ? [webhookChannel(url, secret)] : []
}

async function main() {
  const deployment = readDeployment(DEPLOYMENTS, env.CHAIN_ID) as Deployment | null
  if (!deployment) throw new Error(`No contracts are deployed on chain ${env.CHAIN_ID}: run "npm run deploy" first.`)
  const accounts = signers()
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.on('SIGINT', stop).on('SIGTERM', stop)
  const { db, close } = connect(env.DATABASE_URL, {
    applicationName: 'cxpt-worker',
    max: 4,
    onLoss: (error) => log.warn({ msg: 'A database connection broke', error: error.message }),
  })
  const client = createClient(env.CHAIN_ID, env.RPC_URL)
  const { signal } = stopping
  try {
    await migrate(db)
    const kept = { backupDir: env.BACKUP_DIR, retentionMonths: env.RETENTION_MONTHS }
    const context = { db, client, deployment, signers: accounts, channels: channels(), ...kept, log }
    await runWorker({ ...context, signal, databaseUrl: env.DATABASE_URL })
  } finally {
    await close()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log.fatal({ msg: error instanceof Error ? error.message : String(error) })
    process.exit(1)
  },
)
