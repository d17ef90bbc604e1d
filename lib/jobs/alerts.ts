import { readOracleState } from '../chain/oracle-state'
import { closeAlert, closeOthers, type NewAlert, raiseAlert } from '../db/alert-rows'
import { findCheckpoint } from '../db/checkpoint'
import { listOpenDisputes } from '../db/dispute-rows'
import { listOpenEpochDisputes } from '../db/epoch-dispute-rows'
import { listLastRoots } from '../db/root-rows'
import { readThresholds } from '../db/threshold-rows'
import type { ThresholdValues } from '../domain/threshold'
import { DAY, dateOf, secondsOf } from '../domain/time'
import { marketTime } from '../metering/clock'
import { disputeAlerts, gasAlerts, ledgerAlerts, oracleAlerts, rootAlerts } from './conditions'
import type { JobContext, Outcome } from './context'
import { plainError } from './plain-error'

const FROM_ROWS = ['ledger-halted', 'ledger-behind', 'root-vetoed', 'root-pending', 'dispute-due', 'epoch-dispute-due']
/** Disputes that are counted. */
const MOST_DUE = 1_000
const FROM_CHAIN = ['oracle-age', 'low-gas']

/** Looks at ledger, chain and keys: opens what holds, closes what is over. What cannot be read stays as it is. */
export async function watch(context: JobContext): Promise<Outcome> {
  const { db, deployment } = context
  const checkpoint = await findCheckpoint(db, deployment.chainId)
  const now = new Date()
  // Epochs and their deadlines are of the chain's time.
  const time = await marketTime(db, deployment.chainId)
  const limits = await readThresholds(db)
  const due = (from: Date) => dueSoon(from, limits)
  const known = [
    ...ledgerAlerts(checkpoint, now, limits),
    ...rootAlerts(await listLastRoots(db, deployment.chainId)),
    ...disputeAlerts('dispute-due', await listOpenDisputes(db, deployment.chainId, due(now)), now),
    ...disputeAlerts('epoch-dispute-due', await listOpenEpochDisputes(db, deployment.chainId, due(time)), time),
  ]
  await settle(context, FROM_ROWS, known)
  try {
    const read = await chainAlerts(context, limits)
    await closeAlert(db, 'chain-away')
    await settle(context, FROM_CHAIN, read)
    return { say: sentence([...known, ...read]) }
  } catch (error) {
    const say = `The chain does not answer: ${plainError(error)}`
    await raiseAlert(db, {
      key: 'chain-away',
      severity: 'critical',
      say: 'The chain does not answer.',
      detail: { say },
    })
    return { say }
  }
}

const dueSoon = (now: Date, { dispute_due: days }: ThresholdValues) => ({
  before: dateOf(secondsOf(now) + BigInt(days) * DAY),
  limit: MOST_DUE,
})

async function settle({ db }: JobContext, kinds: readonly string[], found: readonly NewAlert[]): Promise<void> {
  for (const alert of found) await raiseAlert(db, alert)
  await closeOthers(
    db,
    kinds,
    found.map(({ key }) => key),
  )
}

async function chainAlerts({ client, deployment, signers }: JobContext, limits: ThresholdValues): Promise<NewAlert[]> {
  const { posted, config } = await readOracleState({ client, deployment })
  const keys = Object.entries(signers).flatMap(([name, account]) =>
    account ? [{ name, address: account.address }] : [],
  )
  const held = await Promise.all(
    keys.map(async (key) => ({ ...key, balance: await client.getBalance({ address: key.address }) })),
  )
  return [
    ...oracleAlerts({ age: posted.age, maxAge: config.maxAge }, limits),
    ...gasAlerts(held, client.chain.nativeCurrency.symbol, limits),
  ]
}

const sentence = (found: readonly NewAlert[]): string =>
  found.length === 0 ? 'nothing to tell' : `open: ${found.map(({ key }) => key).join(', ')}`
