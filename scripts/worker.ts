/**
 * The worker: `node scripts/run.mjs worker`. Hourly comparison of ledger and chain, month boundaries, daily distribution; on the local chain
 * it keeps the price fresh. METER_, PRICER_, PUBLISHER_ and KEEPER_PRIVATE_KEY sign; the local chain has its own public keys.
 */
import { parseArgs } from 'node:util'
import pino from 'pino'
import { demoAccount, demoSigner, isTestAccount } from '../contracts/deploy/demo-accounts'
import { DEPLOYMENTS, readDeployment } from '../contracts/deploy/deployment-file'
import type { Deployment } from '../contracts-abi'
import { localChain } from '../lib/chain/chains'
import { createClient } from '../lib/chain/clients'
import { keySigner, type Signer } from '../lib/chain/signer'
import { connect } from '../lib/db/connect'
import { migrate } from '../lib/db/migrate'
import { env } from '../lib/env/env'
import { runCloseJobs } from '../lib/jobs/close/run'
import type { Signers } from '../lib/jobs/context'
import { emailChannel } from '../lib/jobs/email'
import { openStore } from '../lib/jobs/publish/open-store'
import { type AlertChannel, webhookChannel } from '../lib/jobs/webhook'
import { runWorker } from '../lib/jobs/worker'

const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime, level: process.env.LOG_LEVEL ?? 'info' })

/** Funded on the local chain and used by nobody else, so that no two senders fight over a nonce. */
const LOCAL_KEEPER = 19

function signerFrom(variable: string): Signer | undefined {
  const key = process.env[variable]
  return key ? keySigner(variable, key, isTestAccount) : undefined
}

function signers(): Signers {
  // A browser test decides by itself when a price is posted.
  if (env.CHAIN_ID === localChain.id && process.env.TRAFFIC === 'off') return {}
  if (env.CHAIN_ID === localChain.id)
    return {
      pricer: demoSigner(demoAccount('pricer').index),
      meter: demoSigner(demoAccount('meter').index),
      publisher: demoSigner(demoAccount('publisher').index),
      keeper: demoSigner(LOCAL_KEEPER),
    }
  return {
    meter: signerFrom('METER_PRIVATE_KEY'),
    pricer: signerFrom('PRICER_PRIVATE_KEY'),
    publisher: signerFrom('PUBLISHER_PRIVATE_KEY'),
    keeper: signerFrom('KEEPER_PRIVATE_KEY'),
  }
}

function channels(): AlertChannel[] {
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret } = env
  const { ALERT_SMTP_URL: smtp, ALERT_EMAIL_FROM: from, ALERT_EMAIL_TO: to, NEXTAUTH_URL: origin } = env
  return [
    ...(url && secret ? [webhookChannel(url, secret)] : []),
    ...(smtp && from && to ? [emailChannel({ url: smtp, from, to, origin })] : []),
  ]
}

async function main() {
  const { values } = parseArgs({ options: { deployments: { type: 'string', default: DEPLOYMENTS } } })
  const deployment = readDeployment(values.deployments, env.CHAIN_ID) as Deployment | null
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
    const kept = { backupDir: env.BACKUP_DIR, retentionMonths: env.RETENTION_MONTHS, store: openStore(env) }
    const context = { db, client, deployment, signers: accounts, channels: channels(), ...kept, log }
    const source = { db, chain: { client, deployment }, commit: env.COMMIT ?? 'unknown', site: env.NEXTAUTH_URL }
    await Promise.all([
      runWorker({ ...context, signal, databaseUrl: env.DATABASE_URL }).finally(stop),
      runCloseJobs({ source, log, signal }),
    ])
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
