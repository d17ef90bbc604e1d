import type { CallMeaning, Reading } from '../../domain/call-meaning'

const plan = ['Plan', 'id'] as const
const most = ['At most', 'cxpt'] as const
const buying = {
  id: plan,
  maxIn: most,
  autoRenew: ['Others may renew', 'yes-no'],
  renewCap: ['Renewal at most', 'cxpt'],
  referrer: ['Referred by', 'address'],
} as const

const tiers = (intent: string, label: string, reading: Reading) =>
  ({
    intent,
    fields: { 'tiers.[].threshold': [label, reading], 'tiers.[].bps': ['Paid', 'bps'] },
  }) as const

/** Calls of the subscriptions, the oracle and the parameters: what a wallet and the offline page say of them. */
export const planCalls = {
  Subscriptions: {
    subscribe: { intent: 'Buy a plan', fields: buying },
    subscribeWithPermit: {
      intent: 'Load credits and buy a plan',
      fields: { ...buying, amount: ['Loaded first', 'cxpt'], deadline: ['Signature until', 'time'] },
      hidden: ['v', 'r', 's'],
    },
    upgrade: { intent: 'Upgrade to a plan', fields: { id: plan, maxIn: most } },
    scheduleChange: { intent: 'Change plan at renewal', fields: { id: plan } },
    renew: { intent: 'Renew a plan', fields: { user: ['User', 'address'] } },
    renewMany: { intent: 'Renew plans', fields: { 'users.[]': ['User', 'address'] } },
    setAutoRenew: {
      intent: 'Set renewal',
      fields: { on: ['Others may renew', 'yes-no'], renewCap: ['Renewal at most', 'cxpt'] },
    },
    setReferrer: { intent: 'Name who referred you', fields: { referrer: ['Referred by', 'address'] } },
    addPlan: {
      intent: 'Add a plan',
      fields: {
        'plan.usd': ['Price', 'usd'],
        'plan.allowance': ['Allowance, tokens', 'count'],
        'plan.concurrency': ['At once', 'count'],
        'plan.rpm': ['Requests a minute', 'count'],
        'plan.rolloverBps': ['Rollover', 'bps'],
        'plan.priority': ['Priority', 'count'],
        'plan.retireAt': ['Offered until', 'time'],
        'plan.customer': ['Only for', 'address'],
      },
    },
    retirePlan: { intent: 'Retire a plan', fields: { id: plan, retireAt: ['Offered until', 'time'] } },
  },
  PriceOracle: {
    post: { intent: 'Post the price', fields: { newPrice: ['Price', 'price'] } },
    reset: { intent: 'Reset the price', fields: { newPrice: ['Price', 'price'] } },
    setConfig: {
      intent: 'Configure the oracle',
      fields: {
        'newConfig.min': ['Least price', 'price'],
        'newConfig.max': ['Greatest price', 'price'],
        'newConfig.maxAge': ['A post counts', 'duration'],
        'newConfig.minInterval': ['Between posts', 'duration'],
        'newConfig.maxStepBps': ['Step at most', 'bps'],
        'newConfig.maxGapBps': ['Gap at most', 'bps'],
        'newConfig.feed': ['Feed', 'address'],
        'newConfig.feedMaxAge': ['The feed counts', 'duration'],
        'newConfig.sequencer': ['Sequencer feed', 'address'],
        'newConfig.sequencerGrace': ['Sequencer grace', 'duration'],
      },
    },
  },
  Parameters: {
    setRates: {
      intent: 'Change the rate card',
      fields: {
        'newRates.[].service': ['Service', 'service'],
        'newRates.[].inputNanoUsd': ['Input', 'nano-usd'],
        'newRates.[].outputNanoUsd': ['Output', 'nano-usd'],
        'newRates.[].unit': ['Per units', 'count'],
      },
    },
    setPricing: {
      intent: 'Change the dynamic price',
      fields: {
        'newPricing.targetUtilisation': ['Target utilisation', 'ppm'],
        'newPricing.stepDivisor': ['Step divisor', 'count'],
        'newPricing.minFactor': ['Least factor', 'ppm'],
        'newPricing.maxFactor': ['Greatest factor', 'ppm'],
        'newPricing.maxDailyMove': ['Move a day', 'ppm'],
      },
    },
    setCurve: {
      intent: 'Change a curve',
      fields: {
        kind: ['Curve', 'curve'],
        'knots.[].x': ['x, ppm or providers', 'count'],
        'knots.[].y': ['Factor', 'ppm'],
      },
    },
    setClassWeights: {
      intent: 'Change weights of services',
      fields: { 'weights.[].service': ['Service', 'service'], 'weights.[].weightPpm': ['Weight', 'ppm'] },
    },
    setReferralTiers: tiers('Change referral tiers', 'From users', 'count'),
    setLoyaltyTiers: tiers('Change loyalty tiers', 'From months', 'count'),
    setUsageBonusTiers: tiers('Change usage tiers', 'From usage of', 'usd'),
    setPointsRate: { intent: 'Change CXPT per point', fields: { cxptPerPoint: ['Per point', 'cxpt'] } },
    setEpochPool: { intent: 'Change the epoch pool', fields: { pool: ['At most an epoch', 'cxpt'] } },
    setPhase: { intent: 'Begin the next phase', fields: { newPhase: ['Phase', 'phase'] } },
  },
} as const satisfies Record<string, Record<string, CallMeaning>>
