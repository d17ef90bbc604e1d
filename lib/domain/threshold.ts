import { formatUnits, parseUnitsExact } from './units'

/** In which unit a value, its threshold and its bounds are written; `coins` of the chain's currency, `epochs` of seven days. */
export type ThresholdUnit = 'percent' | 'minutes' | 'days' | 'epochs' | 'coins' | 'wei' | 'count' | 'index'

/**
 * `above`: a value over it is a breach; `below`: one under it. A value on it is none. `standard`, `least` and `most` are decimal strings; with
 * `least` = `most` nobody can move it.
 */
export type Threshold = {
  unit: ThresholdUnit
  side: 'above' | 'below'
  standard: string
  least: string
  most: string
}

const threshold = (
  unit: ThresholdUnit,
  side: Threshold['side'],
  standard: string,
  [least, most]: readonly [string, string],
): Threshold => ({ unit, side, standard, least, most })

/** Every threshold there is. Each standard has its reason beside it; bounds keep one from being set where it says nothing any more. */
export const THRESHOLDS = {
  // Two postings of the largest step that the oracle can be configured to (10%): a third in a day is no ordinary day.
  price_move: threshold('percent', 'above', '20', ['1', '100']),
  // A fifth of the step: the oracle itself refuses at its own gap, and this is to be heard before.
  price_gap: threshold('percent', 'above', '2', ['0.1', '50']),
  // What the treasury can put into markets against what could be sold there.
  liquidity: threshold('percent', 'below', '10', ['0', '100']),
  // With six tenths at ten accounts, losing one of them is felt in the burn of a month.
  top_payers: threshold('percent', 'above', '60', ['10', '100']),
  top_depositors: threshold('percent', 'above', '60', ['10', '100']),
  // Half of the ratio gone or come within 30 days: the month is no guide to the next one.
  burn_emission_drift: threshold('percent', 'above', '50', ['5', '1000']),
  // Of the age at which nothing is quoted any more: half of it is left to act.
  oracle_age: threshold('percent', 'above', '50', ['10', '100']),
  // A pause is always somebody's decision that others have to know of.
  pauses: threshold('count', 'above', '0', ['0', '0']),
  // One wei is a defect of ours or a node that lies.
  reconciliation: threshold('wei', 'above', '0', ['0', '0']),
  // Some hundred transactions on Base at ten times its usual fee.
  key_balance: threshold('coins', 'below', '0.005', ['0.0001', '10']),
  // Of block time. A page that is ten minutes old misleads whoever pays by it.
  indexer_lag: threshold('minutes', 'above', '10', ['1', '1440']),
  // Shorter than a year, and providers plan for the end of what they are paid from.
  emission_runway: threshold('days', 'below', '365', ['30', '3650']),
  // Half a year is what it takes to cut costs or to find money.
  treasury_runway: threshold('days', 'below', '180', ['30', '1825']),
  // A month of epochs: a tranche needs two days' delay and a decision before it.
  provider_coverage: threshold('epochs', 'below', '4', ['1', '52']),
  // Where competition authorities begin to call a market highly concentrated.
  hhi: threshold('index', 'above', '2500', ['1000', '9000']),
  // Two providers with a third of all rewards can agree on anything.
  nakamoto_33: threshold('count', 'below', '3', ['1', '20']),
  // Of this machine's time: it says also that there is nothing new, every few seconds.
  indexer_silence: threshold('minutes', 'above', '60', ['10', '1440']),
  // Before its deadline: an answer takes a working day, and there are weekends.
  dispute_due: threshold('days', 'below', '3', ['1', '14']),
} as const satisfies Record<string, Threshold>

export type ThresholdId = keyof typeof THRESHOLDS
export const THRESHOLD_IDS = Object.keys(THRESHOLDS) as ThresholdId[]
export type ThresholdValues = Record<ThresholdId, string>

export const isThresholdId = (id: string): id is ThresholdId => Object.hasOwn(THRESHOLDS, id)

export const isFixed = (id: ThresholdId): boolean => {
  const { least, most } = THRESHOLDS[id] as Threshold
  return least === most
}

/** What is in force: what was set, the standard for all others. */
export const thresholdsWith = (set: Partial<ThresholdValues>): ThresholdValues =>
  Object.fromEntries(THRESHOLD_IDS.map((id) => [id, set[id] ?? THRESHOLDS[id].standard])) as ThresholdValues

/** Decimals in which values are compared: those of a coin. */
const DECIMALS = 18

/** A decimal string as an integer of 18 decimals. Throws for anything else: what is compared was checked before. */
export function exactly(text: string): bigint {
  const isNegative = text.startsWith('-')
  const parsed = parseUnitsExact(isNegative ? text.slice(1) : text, DECIMALS)
  if (!parsed.ok) throw new RangeError(`${text} is no decimal of 18 places`)
  return isNegative ? -parsed.value : parsed.value
}

/** Decimals one may type per unit; finer is refused, never rounded. */
const TYPED_DECIMALS: Record<ThresholdUnit, number> = {
  percent: 2,
  minutes: 0,
  days: 0,
  epochs: 1,
  coins: 6,
  wei: 0,
  count: 0,
  index: 0,
}

export type ThresholdProblem =
  | { problem: 'malformed' }
  | { problem: 'too_fine'; decimals: number }
  | { problem: 'outside' }
  | { problem: 'fixed' }

/** What is wrong with a typed threshold; the value as it is kept when nothing is. */
export function readThreshold(id: ThresholdId, text: string): { value: string } | ThresholdProblem {
  if (isFixed(id)) return { problem: 'fixed' }
  const { unit, least, most }: Threshold = THRESHOLDS[id]
  const decimals = TYPED_DECIMALS[unit]
  const parsed = parseUnitsExact(text, decimals)
  if (!parsed.ok) return parsed.reason === 'too_fine' ? { problem: 'too_fine', decimals } : { problem: 'malformed' }
  const typed = parsed.value * 10n ** BigInt(DECIMALS - decimals)
  if (typed < exactly(least) || typed > exactly(most)) return { problem: 'outside' }
  return { value: formatUnits(parsed.value, decimals) }
}

/** Whether a value is on the wrong side of a limit. */
export function isBeyond({ side }: Pick<Threshold, 'side'>, value: string, limit: string): boolean {
  return side === 'above' ? exactly(value) > exactly(limit) : exactly(value) < exactly(limit)
}
