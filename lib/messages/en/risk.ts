import type { RiskGroup, RiskId, RiskState } from '@/lib/domain/risk'
import { THRESHOLDS, type Threshold, type ThresholdId, type ThresholdUnit } from '@/lib/domain/threshold'

type Words = { name: string; formula: string; act: string }

/** Of each indicator: what it is called, how it is computed, and what its owner does about a breach. */
export const indicators: Record<RiskId, Words> = {
  price_move: {
    name: 'Price move in a day',
    formula: 'size of (posted price / price posted 24 hours earlier − 1)',
    act: 'Compare with markets. When the price is right, tell customers what their renewals cost now; when it is not, reset the price and replace the pricer.',
  },
  price_gap: {
    name: 'Posted price against the feed',
    formula: 'size of (feed / posted price − 1)',
    act: 'Find out which of the two is wrong. Past the oracle’s own gap nothing is quoted.',
  },
  liquidity: {
    name: 'Liquidity configured',
    formula: 'treasury bucket LIQUIDITY / circulating; what markets hold themselves is not on record here',
    act: 'Move CXPT into the LIQUIDITY bucket, or have a market maker take over.',
  },
  top_payers: {
    name: 'Burns caused by ten addresses',
    formula:
      'payments of the ten accounts that paid most / all payments, in 30 days; of each payment the same share is burned',
    act: 'Talk to the largest customers, and plan a month without one of them.',
  },
  top_depositors: {
    name: 'Deposits by ten addresses',
    formula: 'credits loaded for the ten accounts that received most / all credits loaded, in 30 days',
    act: 'Check that the deposits come from customers, and what a withdrawal of them would mean.',
  },
  burn_emission_drift: {
    name: 'Drift of burn to emission',
    formula: 'size of (burn to emission / the same 30 days earlier − 1)',
    act: 'Look at usage, split and epoch pool: one of them moved. Forecasts made before are void.',
  },
  oracle_age: {
    name: 'Age of the price',
    formula: 'time since the posting / the age at which nothing is quoted any more',
    act: 'Post a price. Without one nothing is bought, renewed or metered.',
  },
  pauses: {
    name: 'Running pauses',
    formula: 'number of what is paused in vault and rewards',
    act: 'End the pause, or tell users why it goes on.',
  },
  reconciliation: {
    name: 'Ledger against chain',
    formula: 'Σ of the differences over all accounts, last comparison',
    act: 'Close no month. Follow the runbook of a difference.',
  },
  key_balance: {
    name: 'Gas of the poorest key',
    formula: 'smallest balance among the hot keys that sign for the worker',
    act: 'Send gas to the key that is named.',
  },
  indexer_lag: {
    name: 'Ledger lag',
    formula: 'time of the latest block − time of the ledger’s block',
    act: 'See whether an indexer runs, and what it says.',
  },
  emission_runway: {
    name: 'Emission runway',
    formula: 'locked emission / (emission used in 30 days / 30)',
    act: 'Lower the epoch pool, or let revenue carry more of the rewards.',
  },
  treasury_runway: {
    name: 'Treasury runway',
    formula: 'assets without own token / expense of 30 days · 30',
    act: 'Cut expenses, or sell from the treasury with its purpose.',
  },
  provider_coverage: {
    name: 'Coverage of the provider pool',
    formula:
      '(emission − emission used + what revenue funded and no root allocated) / (provider rewards of 30 days · 7/30)',
    act: 'Schedule a tranche, or lower the epoch pool, before the pool is empty.',
  },
  hhi: {
    name: 'Concentration of rewards',
    formula: 'Σ of squared shares of provider rewards accepted in 30 days, 0 to 10,000',
    act: 'Look for accounts of one owner, and bring in providers.',
  },
  nakamoto_33: {
    name: 'Providers holding a third',
    formula: 'fewest accounts with more than a third of the rewards accepted in 30 days',
    act: 'Bring in providers; see who could agree with whom.',
  },
}

const UNITS: Record<ThresholdUnit, (value: string) => string> = {
  percent: (value) => `${value}%`,
  minutes: (value) => `${value} min`,
  days: (value) => `${value} ${value === '1' ? 'day' : 'days'}`,
  epochs: (value) => `${value} ${value === '1' ? 'epoch' : 'epochs'}`,
  coins: (value) => `${value} of gas`,
  wei: (value) => `${value} wei`,
  count: (value) => value,
  index: (value) => value,
}

/** At most three decimals, cut; gas to six. */
function shortened(value: string, unit: ThresholdUnit): string {
  const [whole = '0', fraction = ''] = value.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const kept = fraction.slice(0, unit === 'coins' ? 6 : 3).replace(/0+$/, '')
  return kept ? `${grouped}.${kept}` : grouped
}

/** A value or a threshold with its unit: `20%`, `0.005 of gas`. */
export const inUnit = (id: ThresholdId, value: string): string => {
  const { unit } = THRESHOLDS[id]
  return UNITS[unit](shortened(value, unit))
}

const sideOf = (id: ThresholdId): Threshold['side'] => THRESHOLDS[id].side

/** What is counted in a field of this unit. */
export const unitNames: Record<ThresholdUnit, string> = {
  percent: '%',
  minutes: 'minutes',
  days: 'days',
  epochs: 'epochs',
  coins: 'of gas',
  wei: 'wei',
  count: '',
  index: 'points',
}

/** Thresholds that only alerts go by: what is told, and what to do. */
export const alertWords: Record<Exclude<ThresholdId, RiskId>, Words> = {
  indexer_silence: {
    name: 'Silence of the indexer',
    formula: 'time of this machine since the indexer last said anything, also that there is nothing new',
    act: 'See whether an indexer runs.',
  },
  dispute_due: {
    name: 'Disputes before their deadline',
    formula: 'time to the deadline of a dispute of receipts or of an epoch',
    act: 'Decide the disputes.',
  },
}

const nameOf = (id: ThresholdId): string =>
  id === 'indexer_silence' || id === 'dispute_due' ? alertWords[id].name : indicators[id].name

const SIDES = { above: 'above', below: 'below' } as const

export const risk = {
  title: 'Risk',
  lead: 'What could go wrong, how far it is, whose it is, and what is done about it. Unknown is not fine: its reason says why.',
  alert: (id: RiskId, value: string, limit: string) =>
    `${indicators[id].name}: ${inUnit(id, value)}, ${sideOf(id)} ${inUnit(id, limit)}. ${indicators[id].act}`,
  notYet: 'Nobody looked yet: the worker reads it every five minutes.',
  longAgo: (minutes: number) => `The worker last looked ${minutes} minutes ago. Is one running?`,
  groups: { market: 'Market', platform: 'Platform', economic: 'Economic' } satisfies Record<RiskGroup, string>,
  states: { within: 'Within', breached: 'Breached', unknown: 'Unknown' } satisfies Record<RiskState, string>,
  counts: (breached: number, unknown: number, within: number) =>
    `${breached} breached, ${unknown} unknown, ${within} within`,
  nameOf,
  indicator: 'Indicator',
  now: 'Now',
  state: 'State',
  threshold: 'Threshold',
  owner: 'Owner',
  month: 'Last 30 days',
  noHistory: 'n/a · fewer than two days are on record',
  /** Read out instead of the drawn line. */
  history: (name: string, from: string, first: string, last: string) => `${name} from ${from}: ${first}, last ${last}`,
  limit: (id: ThresholdId, value: string) => `${SIDES[sideOf(id)]} ${inUnit(id, value)}`,
  fixed: 'fixed',
  standard: 'standard',
  setBy: 'set by',
  ofBlock: (block: string) => `block ${block}`,
  groupTable: (group: string) => `${group} risk: indicators with their thresholds`,
  breaches: 'Open breaches',
  breachesNote: (count: number) => (count === 1 ? 'one goes on' : `${count} go on`),
  noBreach: 'No breach is open.',
  since: (moment: string, block: string) => `since ${moment}, block ${block}`,
  worst: (value: string, moment: string) => `worst ${value} at ${moment}`,
  act: 'To do',
  acknowledge: 'Acknowledge',
  again: 'Acknowledge again',
  acknowledged: 'Acknowledged',
  open: 'Nobody acknowledged it yet',
  by: 'by',
  acknowledgeTitle: (name: string) => `Acknowledge: ${name}`,
  acknowledgeNote:
    'It says that you know, and what is done. It ends with the breach; the next one is open again. The alert stays until the breach is over.',
  note: 'What is done about it',
  noteHint: 'Everybody in the console reads it. It goes into the audit log.',
  keeping: 'Keeping it',
  cancel: 'Cancel',
  ended: 'Breaches that are over',
  endedNote: 'the last 50; each quarterly pack has those of its quarter',
  endedTable: 'Breaches that are over, the last first',
  noneEnded: 'None is on record yet.',
  began: 'Began, UTC',
  endedAt: 'Ended, UTC',
  worstHead: 'Worst',
  change: 'Change',
  changeLabel: (name: string) => `Change the threshold: ${name}`,
  changeTitle: (name: string) => `Threshold: ${name}`,
  changeNote: (id: ThresholdId) =>
    `It is a breach, and an alert goes out, when the value is ${SIDES[sideOf(id)]} it. The newest reading is judged by it at once.`,
  newValue: 'New threshold',
  bounds: (id: ThresholdId, least: string, most: string) =>
    `From ${inUnit(id, least)} to ${inUnit(id, most)}; the standard is ${inUnit(id, THRESHOLDS[id].standard)}.`,
  malformed: 'Digits and at most one point: 12.5. No commas, no exponents.',
  tooFine: (decimals: number) =>
    decimals === 0 ? 'A whole number: finer is refused.' : `At most ${decimals} decimals.`,
  outside: (id: ThresholdId, least: string, most: string) =>
    `Between ${inUnit(id, least)} and ${inUnit(id, most)}: outside of that it says nothing.`,
  same: 'This is the threshold in force.',
  reason: 'Reason',
  reasonHint: 'Stored with the change in the audit log.',
  keep: 'Set threshold',
  onlyParams: 'Thresholds are set by holders of ADMIN or PARAMS. You can acknowledge breaches.',
  alerts: 'Thresholds of alerts',
  alertsNote: 'of alerts that belong to no indicator above; webhook and e-mail go by the same ones',
  alertsTable: 'Thresholds that only alerts go by',
  told: 'Told when',
}
