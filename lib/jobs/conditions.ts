import { formatEther } from 'viem'
import type { NewAlert } from '../db/alert-rows'
import type { Checkpoint } from '../db/checkpoint'
import type { LastRoot } from '../db/root-rows'
import { formatDuration, formatTime, HOUR, MINUTE, secondsOf } from '../domain/time'

/** Seconds of block time the ledger may trail the chain before somebody is told. */
const BEHIND = 10n * MINUTE
/** Seconds of machine time without a word of the indexer, also none that there is nothing new. */
const SILENT_FOR = HOUR
/** Wei of gas money under which a key is low: some hundred transactions on Base at ten times its usual fee. */
export const LOW_GAS = 5_000_000_000_000_000n

export function ledgerAlerts(checkpoint: Checkpoint | null, now: Date): NewAlert[] {
  if (!checkpoint) return []
  const { state, reason, headTime, blockTime, blockNumber, updatedAt } = checkpoint
  if (state === 'halted') {
    const say = `The ledger is halted at block ${blockNumber}: ${reason ?? 'no reason stored'}.`
    return [{ key: 'ledger-halted', severity: 'critical', say, detail: { block: String(blockNumber) } }]
  }
  const lag = secondsOf(headTime) - secondsOf(blockTime)
  const silence = secondsOf(now) - secondsOf(updatedAt)
  if (lag <= BEHIND && silence <= SILENT_FOR) return []
  const say =
    lag > BEHIND
      ? `The ledger is ${formatDuration(lag)} behind the chain, at block ${blockNumber}.`
      : `The indexer has not said anything for ${formatDuration(silence)}. Is one running?`
  return [{ key: 'ledger-behind', severity: 'warning', say, detail: { block: String(blockNumber) } }]
}

/** `age` and `maxAge` in seconds. From half of the age on there is time to act; past it nothing is quoted. */
export function oracleAlerts({ age, maxAge }: { age: bigint; maxAge: bigint }): NewAlert[] {
  if (age * 2n <= maxAge) return []
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

export function gasAlerts(keys: readonly HotKey[], currency: string): NewAlert[] {
  return keys
    .filter(({ balance }) => balance < LOW_GAS)
    .map(({ name, address, balance }) => ({
      key: `low-gas ${name}`,
      severity: balance === 0n ? 'critical' : 'warning',
      say: `The ${name} key ${address} has ${formatEther(balance)} ${currency} left for gas. Send it some.`,
    }))
}
