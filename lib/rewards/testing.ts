import { type Address, pad, toHex, zeroHash } from 'viem'
import { type Curve, RESPONSE_CURVE, UPTIME_CURVE } from '../domain/curve'
import { CXPT } from '../domain/units'
import type { KnotInput, LoyaltyInputs, ProviderInput, ProviderInputs, ReferralInputs } from './inputs'

export const REWARDS = '0x5fbdb2315678afecb367f032d93f642f64180aa3'
export const account = (n: number): Address => pad(toHex(n), { size: 20 })
export const knotsOf = (curve: Curve): KnotInput[] => curve.map(({ x, y }) => [x.toString(), y.toString()])

const basis = { format: 'cxpt-rewards', formatVersion: 1, chainId: 31_337, rewards: REWARDS, block: '100' } as const
const nothingBefore = { root: zeroHash, leaves: [] }

/** An epoch with the launch parameters; D of every class is 1.000000 unless given. */
export function epochInputs(providers: ProviderInput[], over: Partial<ProviderInputs> = {}): ProviderInputs {
  return {
    ...basis,
    category: 'provider',
    label: 'epoch 2950',
    epoch: 2_950,
    start: '1784505600',
    end: '1785110400',
    previous: nothingBefore,
    parameters: {
      uptime: { version: 1, value: knotsOf(UPTIME_CURVE) },
      response: { version: 2, value: knotsOf(RESPONSE_CURVE) },
      classWeights: {
        version: 1,
        value: [
          ['blue-surge', '2500000'],
          ['tide-pool', '1000000'],
        ],
      },
      pointsRate: { version: 1, value: (2n * 10n ** 13n).toString() },
      epochPool: { version: 1, value: (1_000_000n * CXPT).toString() },
    },
    targets: [
      ['blue-surge', 1_500, 30_000],
      ['tide-pool', 1_000, 30_000],
    ],
    allocatable: (10_000_000n * CXPT).toString(),
    total: '0',
    demand: [],
    providers,
    ...over,
  }
}

const month = { month: '2026-09', label: '2026-09', closesAt: '1793577600', previous: nothingBefore } as const
const money = { price: (5n * 10n ** 16n).toString(), pool: (1_000_000n * CXPT).toString() }

export function referralInputs(over: Partial<ReferralInputs>): ReferralInputs {
  const tiers = {
    version: 1,
    value: [
      ['1', 300],
      ['10', 500],
      ['50', 800],
    ] as [string, number][],
  }
  return { ...basis, ...month, ...money, category: 'referral', tiers, spending: [], referred: [], ...over }
}

export function loyaltyInputs(over: Partial<LoyaltyInputs>): LoyaltyInputs {
  return {
    ...basis,
    ...month,
    ...money,
    category: 'loyalty',
    loyaltyTiers: {
      version: 1,
      value: [
        ['3', 100],
        ['6', 200],
        ['12', 400],
      ],
    },
    usageBonusTiers: {
      version: 1,
      value: [
        ['100000000', 50],
        ['1000000000', 150],
      ],
    },
    spending: [],
    ...over,
  }
}
