import { type RiskValues, recordReadings } from '../db/risk-record'
import { readThresholds } from '../db/threshold-rows'
import { RISK_IDS, type RiskId } from '../domain/risk'
import { readChainRisks } from '../metrics/chain-risks'
import { readLedgerRisks } from '../metrics/ledger-risks'
import { readAtOneBlock } from '../metrics/snapshot'
import type { JobContext, Outcome } from './context'
import { NotReady } from './live-ledger'
import { plainError } from './plain-error'

const FROM_CHAIN: readonly RiskId[] = ['price_gap', 'oracle_age', 'key_balance']

/** Reads every indicator, keeps what it says, and begins and ends breaches. What the chain does not tell is unknown, with the reason. */
export async function watchRisks(context: JobContext): Promise<Outcome> {
  const { db, deployment } = context
  const ledger = await readAtOneBlock(db, deployment.chainId, async (at) => ({
    place: { at: at.time, block: at.block },
    values: await readLedgerRisks(at),
  }))
  if (!ledger) throw new NotReady('the ledger holds no block')
  const values = { ...ledger.values, ...(await chainRisks(context, ledger.place.block)) }
  const place = { ...ledger.place, readAt: new Date() }
  const breached = await db.transaction(async (tx) => recordReadings(tx, values, place, await readThresholds(tx)))
  const unknown = RISK_IDS.filter((id) => values[id]?.value == null)
  return { say: sentence(breached, unknown) }
}

async function chainRisks({ client, deployment, signers }: JobContext, blockNumber: bigint): Promise<RiskValues> {
  const keys = Object.values(signers).flatMap((signer) => (signer ? [signer.address] : []))
  try {
    return await readChainRisks({ client, deployment, blockNumber }, keys)
  } catch (error) {
    const reason = `The chain does not answer: ${plainError(error)}`
    return Object.fromEntries(FROM_CHAIN.map((id) => [id, { value: null, reason }]))
  }
}

const sentence = (breached: readonly RiskId[], unknown: readonly RiskId[]): string =>
  [
    breached.length === 0 ? 'nothing is breached' : `breached: ${breached.join(', ')}`,
    unknown.length === 0 ? null : `unknown: ${unknown.join(', ')}`,
  ]
    .filter((part) => part !== null)
    .join('; ')
