import type { RiskGroup, RiskId, RiskState } from '@/lib/domain/risk'
import { THRESHOLDS, type ThresholdId, type ThresholdUnit } from '@/lib/domain/threshold'

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

const sideOf = (id: ThresholdId) => THRESHOLDS[id].side

export const risk = {
  title: 'Risk',
  alert: (id: RiskId, value: string, limit: string) =>
    `${indicators[id].name}: ${inUnit(id, value)}, ${sideOf(id)} ${inUnit(id, limit)}. ${indicators[id].act}`,
  groups: { market: 'Market', platform: 'Platform', economic: 'Economic' } satisfies Record<RiskGroup, string>,
  states: { within: 'Within', breached: 'Breached', unknown: 'Unknown' } satisfies Record<RiskState, string>,
}
