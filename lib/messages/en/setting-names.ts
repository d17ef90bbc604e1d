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
  'treasury-withdraw': {
    title: 'Treasury withdrawal',
    lead: 'Tokens leave a bucket of the treasury. What for is hashed into the call, and the sentence is kept beside it.',
    fields: { bucket: 'From', to: 'To', amount: 'Amount', purpose: 'Purpose', memo: 'What for' },
  },
  'treasury-fund': {
    title: 'Fund rewards',
    lead: 'A bucket of the treasury pays into the pool of referrers or of loyal customers. Providers live from the split.',
    fields: { bucket: 'From', category: 'For', amount: 'Amount', memo: 'What for' },
  },
  'treasury-move': {
    title: 'Move between buckets',
    lead: 'From one bucket of the treasury to another. Nothing leaves it.',
    fields: { from: 'From', to: 'To', amount: 'Amount', memo: 'What for' },
  },
  'rewards-defund': {
    title: 'Take back rewards',
    lead: 'What was put into a pool and is in no accepted root. What somebody has earned cannot be taken.',
    fields: { category: 'Of', to: 'To', amount: 'Amount', memo: 'What for' },
  },
  'rewards-migrate': {
    title: 'Migrate rewards',
    lead: 'Everything of the rewards contract that is in no accepted root goes to another contract, once. What is allocated stays and is claimed here.',
    fields: { to: 'To' },
  },
  'role-grant': {
    title: 'Grant a role',
    lead: 'From then on the account may do what the role may, after its own delay. A member may be given another delay the same way.',
    fields: { role: 'Role', account: 'Account', delay: 'Delay of its operations' },
  },
  'role-revoke': {
    title: 'Revoke a role',
    lead: 'What the account has scheduled with the role cannot be executed any more.',
    fields: { role: 'Role', account: 'Account' },
  },
  phase: {
    title: 'Phase',
    lead: 'How far the launch has come. It opens features of the console; there is no way back.',
    fields: { phase: 'Phase' },
  },
}
