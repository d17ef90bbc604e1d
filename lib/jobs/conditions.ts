import { formatEther } from 'viem'
import type { NewAlert } from '../db/alert-rows'
import type { Checkpoint } from '../db/checkpoint'
import type { LastRoot } from '../db/root-rows'
import { exactly, type ThresholdValues } from '../domain/threshold'
import { formatDuration, formatTime, MINUTE, secondsOf } from '../domain/time'
import { WAD } from '../domain/units'

/** Thresholds in force; where no more than a threshold makes an alert, it is its argument. */
type Limits<Id extends keyof ThresholdValues> = Pick<ThresholdValues, Id>

/** Seconds against a number of minutes, exactly. */
const isLonger = (seconds: bigint, minutes: string): boolean => seconds * WAD > exactly(minutes) * MINUTE

/** Behind by block time, silent by this machine's. */
export function ledgerAlerts(
  checkpoint: Checkpoint | null,
  now: Date,
  limits: Limits<'indexer_lag' | 'indexer_silence'>,
): NewAlert[] {
  if (!checkpoint) return []
  const { state, reason, headTime, blockTime, blockNumber, updatedAt } = checkpoint
  if (state === 'halted') {
    const say = `The ledger is halted at block ${blockNumber}: ${reason ?? 'no reason stored'}.`
    return [{ key: 'ledger-halted', severity: 'critical', say, detail: { block: String(blockNumber) } }]
  }
  const lag = secondsOf(headTime) - secondsOf(blockTime)
  const silence = secondsOf(now) - secondsOf(updatedAt)
  const isBehind = isLonger(lag, limits.indexer_lag)
  if (!isBehind && !isLonger(silence, limits.indexer_silence)) return []
  const say = isBehind
    ? `The ledger is ${formatDuration(lag)} behind the chain, at block ${blockNumber}.`
    : `The indexer has not said anything for ${formatDuration(silence)}. Is one running?`
  return [{ key: 'ledger-behind', severity: 'warning', say, detail: { block: String(blockNumber) } }]
}

/** `age` and `maxAge` in seconds. Past the threshold there is time left to act; past `maxAge` nothing is quoted. */
export function oracleAlerts(
  { age, maxAge }: { age: bigint; maxAge: bigint },
  limits: Limits<'oracle_age'>,
): NewAlert[] {
  if (age * 100n * WAD <= maxAge * exactly(limits.oracle_age)) return []
  const isOver = age > maxAge
  const say = isOver
    ? `The price is ${formatDuration(age)} old and no longer good: nothing is bought, renewed or metered until a new one is posted.`
    : `The price is ${formatDuration(age)} old; it is good for ${formatDuration(maxAge)}.`
  return [{ key: 'oracle-age', severity: isOver ? 'critical' : 'warning', say }]
}

/** A proposed root is there to be checked while its window is open; a vetoed one is not over until another one is proposed. */
export function rootAlerts(last: readonly LastRoot[]): NewAlert[] {
  return last.flatMap(({ category, step, root, acceptAt }): NewAlert[] => {
    if (step === 'vetoed') {
      const say = `The root ${root} of the ${category} rewards was vetoed. Nothing is paid from it; the next one needs the reason settled.`
      return [{ key: `root-vetoed ${category} ${root}`, severity: 'warning', say }]
    }
    if (step !== 'proposed') return []
    const until = acceptAt ? ` It can be accepted from ${formatTime(secondsOf(acceptAt))}.` : ''
    const say = `A root of the ${category} rewards waits in its window: ${root}. Recompute it before it is accepted.${until}`
    return [{ key: `root-pending ${category} ${root}`, severity: 'info', say }]
  })
}

const DISPUTED = { 'dispute-due': 'receipts', 'epoch-dispute-due': 'epochs' } as const

/** Disputes that are due soon, or were: one alert for all of a kind, so that it is told once. */
export function disputeAlerts(key: keyof typeof DISPUTED, due: readonly { dueAt: Date }[], now: Date): NewAlert[] {
  if (due.length === 0) return []
  const late = due.filter(({ dueAt }) => dueAt <= now).length
  const say = `${due.length} disputes of ${DISPUTED[key]} are to be decided, ${late} of them past their deadline.`
  return [{ key, severity: late > 0 ? 'critical' : 'warning', say }]
}

export type HotKey = { name: string; address: string; balance: bigint }

/** Wei against coins of 18 decimals. */
export function gasAlerts(keys: readonly HotKey[], currency: string, limits: Limits<'key_balance'>): NewAlert[] {
  return keys
    .filter(({ balance }) => balance < exactly(limits.key_balance))
    .map(({ name, address, balance }) => ({
      key: `low-gas ${name}`,
      severity: balance === 0n ? 'critical' : 'warning',
      say: `The ${name} key ${address} has ${formatEther(balance)} ${currency} left for gas. Send it some.`,
    }))
}
