import type { Address, LocalAccount } from 'viem'
import type { Deployment } from '../../contracts-abi'
import type { ChainClient } from '../chain/clients'
import type { Db } from '../db/connect'
import type { Log } from '../indexer/log'

/** Accounts that sign for the jobs. A job without its account is off. */
export type Signers = {
  /** PRICER: posts prices. */
  pricer?: LocalAccount
  /** PUBLISHER: proposes reward roots, and accepts them when their window is over. */
  publisher?: LocalAccount
  /** Anybody with gas: distributes. */
  keeper?: LocalAccount
}

export type JobContext = {
  db: Db
  client: ChainClient
  deployment: Deployment
  external?: readonly Address[]
  signers: Signers
  log: Log
}

/** What a run found: `alarm` is a sentence for a person. The run itself was well. */
export type Outcome = { say: string; alarm?: string }
