import type { SettingId } from '@/lib/domain/setting'

type Names = { title: string; lead: string; fields: Record<string, string> }

const curve = (title: string, lead: string, x: string): Names => ({ title, lead, fields: { x, y: 'Factor' } })
const tiers = (title: string, lead: string, threshold: string): Names => ({
  title,
  lead,
  fields: { threshold, bps: 'Pays' },
})
const step = (whose: string): Names => ({
  title: `Largest root, ${whose}`,
  lead: `The most that one accepted root may add to what ${whose} have earned.`,
  fields: { maxStep: 'At most' },
})

/** What each parameter and each of its fields is called. */
export const settingNames: Record<SettingId, Names> = {
  rates: {
    title: 'Rate card',
    lead: 'List prices of pay-per-use, before demand and availability move them. A request keeps the price of its start.',
    fields: { service: 'Service', inputNanoUsd: 'Input', outputNanoUsd: 'Output', unit: 'Per units' },
  },
  pricing: {
    title: 'Pricing rules',
    lead: 'How the factor of each service follows its utilisation, hour by hour.',
    fields: {
      targetUtilisation: 'Target utilisation',
      stepDivisor: 'Divisor of a step',
      minFactor: 'Least factor',
      maxFactor: 'Greatest factor',
      maxDailyMove: 'Most in 24 hours',
    },
  },
  'curve-availability': curve('Availability curve', 'What scarce providers add to a price.', 'Healthy providers'),
  'curve-uptime': curve('Uptime curve', 'What uptime makes of a provider’s points.', 'Uptime'),
  'curve-response': curve('Response curve', 'What response times make of points: p95 over its target.', 'p95 / target'),
  'curve-demand': curve('Demand curve', 'What demand for a class makes of points.', 'Demand'),
  weights: {
    title: 'Class weights',
    lead: 'What one served unit of a service counts in provider points.',
    fields: { service: 'Service', weightPpm: 'Weight' },
  },
  'points-rate': {
    title: 'Points rate',
    lead: 'What one provider point is worth. What an epoch does not use stays locked.',
    fields: { cxptPerPoint: 'Per point' },
  },
  'epoch-pool': {
    title: 'Epoch pool',
    lead: 'The most that one epoch pays to all providers together.',
    fields: { pool: 'At most' },
  },
  'tiers-referral': tiers('Referral tiers', 'Share of what the referred spend, by active referred users.', 'From'),
  'tiers-loyalty': tiers('Loyalty tiers', 'Share of one’s own spending, by months in a row.', 'From'),
  'tiers-usage': tiers('Usage bonus', 'Share of one’s own spending, by what was spent in the month.', 'From'),
  plan: {
    title: 'New plan',
    lead: 'A plan is the same for ever: a new price is a new plan. With a customer, it is that customer’s alone.',
    fields: {
      usd: 'Price of 30 days',
      allowance: 'Allowance',
      concurrency: 'Requests at a time',
      rpm: 'Requests a minute',
      rolloverBps: 'Rollover, at most',
      priority: 'Priority',
      customer: 'Customer',
    },
  },
  'retire-plan': {
    title: 'End of a plan',
    lead: 'From then on nobody buys or renews it. Running periods run on.',
    fields: { id: 'Number of the plan', retireAt: 'Closes' },
  },
  'daily-cap': {
    title: 'Daily cap',
    lead: 'The most that can be settled in one UTC day. 0 stops settlements.',
    fields: { usd: 'A day' },
  },
  'vault-oracle': {
    title: 'Oracle of the vault',
    lead: 'Which oracle every quote, charge and settlement asks, and the least price it may answer.',
    fields: { oracle: 'Oracle', minPrice: 'Least price' },
  },
  'oracle-config': {
    title: 'Oracle rules',
    lead: 'The band of the price, how far and how often it may be posted, and the feed beside it.',
    fields: {
      min: 'Band from',
      max: 'Band to',
      maxAge: 'A post counts for',
      minInterval: 'Between two posts',
      maxStepBps: 'Largest step',
      maxGapBps: 'Largest gap to the feed',
      feed: 'Feed',
      feedMaxAge: 'An answer counts for',
      sequencer: 'Sequencer’s feed',
      sequencerGrace: 'Grace after a restart',
    },
  },
  'oracle-reset': {
    title: 'Price reset',
    lead: 'Sets the price without regard to step and interval, where the market lawfully moved further.',
    fields: { price: 'Price' },
  },
  'max-step-provider': step('providers'),
  'max-step-referral': step('referrers'),
  'max-step-loyalty': step('loyal customers'),
  phase: {
    title: 'Phase',
    lead: 'How far the launch has come. It opens features of the console; there is no way back.',
    fields: { phase: 'Phase' },
  },
}
