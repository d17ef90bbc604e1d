import { getContract } from '@/lib/chain/contract'
import { CATEGORIES } from '@/lib/domain/buckets'
import { callOf } from '@/lib/tx/flow'
import { settingWords as say } from '@/messages/setting-words'
import { big, int, notZero, once, rising, service } from './checks'
import type { Facts, Problem, RawRow, SettingForm } from './form'
import { BPS, CXPT, FACTOR } from './units'

const parameters = { contract: 'Parameters', role: 'PARAMS' } as const

/** The top tiers of the three lists together (`Parameters.MAX_TIERS_BPS`). */
const MOST_TIERS = 2_000n

type TierSetter = 'setReferralTiers' | 'setLoyaltyTiers' | 'setUsageBonusTiers'

export function tiers(functionName: TierSetter, unit: SettingForm['fields'][number]['unit'], own: string): SettingForm {
  return {
    ...parameters,
    functionName,
    fields: [
      { key: 'threshold', unit },
      { key: 'bps', unit: BPS },
    ],
    table: { key: 'threshold', most: 64 },
    check: (rows, _, facts) => [...rising(rows, 'threshold'), ...rising(rows, 'bps'), ...tooHigh(rows, own, facts)],
    call: (deployment, rows) =>
      callOf('Parameters', getContract(deployment, 'Parameters'), functionName, [
        rows.map((row) => ({ threshold: big(row, 'threshold'), bps: int(row, 'bps') })),
      ]),
  }
}

/** Facts `top.referral`, `top.loyalty`, `top.usage`: the last tier of each list, bps. */
function tooHigh(rows: readonly RawRow[], own: string, facts: Facts): Problem[] {
  const others = ['referral', 'loyalty', 'usage'].filter((name) => name !== own)
  const sum = others.reduce((all, name) => all + BigInt(facts[`top.${name}`] ?? '0'), big(rows.at(-1), 'bps'))
  return sum > MOST_TIERS ? [{ row: rows.length - 1, key: 'bps', say: say.tiersTooHigh(sum) }] : []
}

export const weights: SettingForm = {
  ...parameters,
  functionName: 'setClassWeights',
  fields: [
    { key: 'service', unit: { kind: 'service' } },
    { key: 'weightPpm', unit: FACTOR },
  ],
  table: { key: 'service', most: 64 },
  check: (rows) => [...once(rows, 'service'), ...notZero('weightPpm')(rows)],
  call: (deployment, rows) =>
    callOf('Parameters', getContract(deployment, 'Parameters'), 'setClassWeights', [
      rows.map((row) => ({ service: service(row), weightPpm: big(row, 'weightPpm') })),
    ]),
}

export const pointsRate: SettingForm = {
  ...parameters,
  functionName: 'setPointsRate',
  fields: [{ key: 'cxptPerPoint', unit: CXPT }],
  table: null,
  call: (deployment, [row]) =>
    callOf('Parameters', getContract(deployment, 'Parameters'), 'setPointsRate', [big(row, 'cxptPerPoint')]),
}

export const epochPool: SettingForm = {
  ...parameters,
  functionName: 'setEpochPool',
  fields: [{ key: 'pool', unit: CXPT }],
  table: null,
  call: (deployment, [row]) =>
    callOf('Parameters', getContract(deployment, 'Parameters'), 'setEpochPool', [big(row, 'pool')]),
}

export const maxStep = (category: (typeof CATEGORIES)[number]): SettingForm => ({
  contract: 'Rewards',
  functionName: 'setMaxStep',
  role: 'PARAMS',
  fields: [{ key: 'maxStep', unit: CXPT }],
  table: null,
  call: (deployment, [row]) =>
    callOf('Rewards', getContract(deployment, 'Rewards'), 'setMaxStep', [
      CATEGORIES.indexOf(category),
      big(row, 'maxStep'),
    ]),
})
