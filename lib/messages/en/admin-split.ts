import type { SplitLeg } from '@/lib/domain/split'

/** The revenue split: change, effect and replay. */
export const split = {
  title: 'Revenue split',
  tab: 'Split',
  lead: (version: number, since: string) =>
    `Version ${version}, in force since ${since}. What you change here applies to revenue distributed afterwards, never before.`,
  legs: {
    burn: 'Burn',
    protocol: 'Protocol',
    operations: 'Operations',
    provider: 'Providers',
  } satisfies Record<SplitLeg, string>,
  bps: 'bps',

  errors: {
    tooMuch: 'At most 10,000 bps, which is everything.',
    tooFine: 'Whole basis points only: a share finer than 0.01% is refused, not rounded.',
    malformed: 'A whole number of bps from 0 to 10,000.',
  },
  short: (bps: string) => `${bps} bps short`,
  over: (bps: string) => `${bps} bps too many`,
  unreadable: 'One of the shares cannot be read.',
  unchanged: 'Nothing is changed yet.',

  stepsOfChange: 'Steps of the change',
  steps: ['Change', 'Effect', 'Replay', 'Reason', 'Simulate', 'Schedule'],
  change: 'Change and effect',
  noForecast: 'per 1,000 CXPT; nothing was distributed in 30 days, so no forecast',
  forecast: (cxpt: string) => `per 1,000 CXPT, and per forecast month of ${cxpt} CXPT`,
  paused: (until: string) =>
    `Distribution is paused until ${until} and vault revenue waits, so the split cannot change before.`,
  /** After the amount that waits. */
  waiting: 'of waiting revenue is distributed first, under the old split, in the same transaction.',
  noneWaits: 'No vault revenue waits now. What there is when it executes is distributed first, under the old split.',
  promised: (carries: string, isEnough: boolean, promised: string) =>
    `Protocol + burn = ${carries} bps, ${isEnough ? 'above' : 'below'} the ${promised} bps promised to referral and loyalty.`,

  now: 'Now',
  new: 'New',
  table: 'Shares, now and new',
  share: 'Share',
  deltaBps: 'Δ bps',
  ofThousand: 'Of 1,000',
  forecastMonth: 'Forecast month, CXPT',
  deltaMonth: 'Δ month',
  sum: 'Sum',
  bar: (when: string, shares: string) => `${when}: ${shares} bps`,
  nowIs: (bps: string) => `now ${bps}`,
  field: (leg: string) => `${leg}, new share in bps`,
  noChange: 'no change',

  replay: 'Replay',
  noMonth: 'no closed month yet',
  noMonthSay: 'The ledger has no closed month with a distribution to replay.',
  replayNote: (month: string, count: number) =>
    count === 1 ? `${month}, 1 distribution` : `${month}, ${count} distributions`,
  off: (wei: string) => `Unchanged value: ${wei} wei off`,
  replayTable: (month: string) => `${month} under the new split`,
  real: 'Real',
  newSplit: 'New split',
  deltaCxpt: 'Δ CXPT',
  deltaUsd: 'Δ USD',
  lastPrice: 'USD at the month’s last price.',

  burnChart: (month: string) => `Burn, ${month}`,
  burnUnit: 'cumulative, CXPT',
  day: 'Day',
  burned: (cxpt: string, month: string) => `${cxpt} CXPT burned in ${month}`,
  burnedBoth: (cxpt: string, month: string, next: string) =>
    `${cxpt} CXPT burned in ${month}; ${next} under the new split`,
  endReal: 'real',
  endNew: 'new',
  ratio: 'Burn / emission',
  noEmission: 'n/a, nothing was emitted',
}
