import type { Address } from 'viem'
import type { Deployment } from '../../contracts-abi'
import type { ChainClient } from '../chain/clients'
import type { Signer } from '../chain/signer'
import type { Db } from '../db/connect'
import type { Log } from '../indexer/log'
import type { Store } from './publish/store'
import type { AlertChannel } from './webhook'

/** Accounts that sign for the jobs. A job without its account is off. */
export type Signers = {
  /** METER: settles usage. */
  meter?: Signer
  /** PRICER: posts prices. */
  pricer?: Signer
  /** PUBLISHER: proposes reward roots. */
  publisher?: Signer
  /** Anybody with gas: distributes, renews, accepts roots. */
  keeper?: Signer
}

export type JobContext = {
  db: Db
  client: ChainClient
  deployment: Deployment
  external?: readonly Address[]
  signers: Signers
  /** Ways out of the house for alerts. */
  channels?: readonly AlertChannel[]
  /** Where backups go, and for how many whole months receipts and probes stay in the database; off without them. */
  backupDir?: string | undefined
  retentionMonths?: number | undefined
  /** A second place for roots, leaves and receipts; off without it. */
  store?: Store | undefined
  log: Log
}

/** What a run found: `alarm` is a sentence for a person. The run itself was well. */
export type Outcome = { say: string; alarm?: string }
