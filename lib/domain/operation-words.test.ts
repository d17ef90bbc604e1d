import { encodeFunctionData } from 'viem'
import { describe, expect, test } from 'vitest'
import { parametersAbi, priceOracleAbi, rewardsAbi, treasuryAbi, vaultAbi } from '@/contracts-abi'
import { decodeCall, type Target } from './operation'
import { ACTIVITY_EVENTS, eventText, wordsOf } from './operation-words'

const at = (digit: string) => `0x${digit.repeat(40)}` as const
const TARGETS: Target[] = [
  { name: 'Vault', address: at('1'), abi: vaultAbi },
  { name: 'Rewards', address: at('2'), abi: rewardsAbi },
  { name: 'Treasury', address: at('3'), abi: treasuryAbi },
  { name: 'Parameters', address: at('4'), abi: parametersAbi },
  { name: 'PriceOracle', address: at('5'), abi: priceOracleAbi },
]
const CXPT = 10n ** 18n

const split = { burn: 600, protocol: 2000, operations: 1400, provider: 6000 }
const pricing = {
  targetUtilisation: 650_000,
  stepDivisor: 8,
  minFactor: 500_000,
  maxFactor: 2_000_000,
  maxDailyMove: 250_000,
}
const config = {
  min: CXPT / 100n,
  max: CXPT,
  maxAge: 86_400,
  minInterval: 10,
  maxStepBps: 1_000,
  maxGapBps: 500,
  feed: at('6'),
  feedMaxAge: 3_600,
  sequencer: at('0'),
  sequencerGrace: 0,
}

describe('what an operation does, from its calldata alone', () => {
  test.each([
    [
      'a split, in stack order',
      at('1'),
      encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] }),
      ['Revenue split', '600 / 2000 / 1400 / 6000 bps', true],
    ],
    [
      'the end of a pause replaces nothing',
      at('1'),
      encodeFunctionData({ abi: vaultAbi, functionName: 'unpause', args: [1] }),
      ['End a pause', 'Spending goes on', false],
    ],
    [
      'a tranche adds to what is there',
      at('2'),
      encodeFunctionData({
        abi: rewardsAbi,
        functionName: 'addTranche',
        args: [1_796_083_200, 1_827_619_200, 48_000_000n * CXPT],
      }),
      ['Add a tranche', '48,000,000.00 CXPT more, 1 Dec 2026, 00:00 UTC to 1 Dec 2027, 00:00 UTC', false],
    ],
    [
      'all of the rules of pricing, in parts of one',
      at('4'),
      encodeFunctionData({ abi: parametersAbi, functionName: 'setPricing', args: [pricing] }),
      ['Pricing rules', 'target 0.65, step 1/8, factor 0.50 to 2.00, at most 0.25 in 24 hours', true],
    ],
    [
      'a points rate to its last digit: half of it is not the same',
      at('4'),
      encodeFunctionData({ abi: parametersAbi, functionName: 'setPointsRate', args: [10_000_000_000_000n] }),
      ['CXPT per point', '0.00001 CXPT', true],
    ],
    [
      'tiers of the usage bonus in dollars',
      at('4'),
      encodeFunctionData({
        abi: parametersAbi,
        functionName: 'setUsageBonusTiers',
        args: [[{ threshold: 100_000_000n, bps: 50 }]],
      }),
      ['Tiers of the usage bonus', 'from $100.00 50 bps', true],
    ],
    [
      'a curve along a share, in parts of one',
      at('4'),
      encodeFunctionData({
        abi: parametersAbi,
        functionName: 'setCurve',
        args: [1, [{ x: 1_250_000n, y: 900_000n }]],
      }),
      ['Curve', 'Response: 1.25 → 0.90', true],
    ],
    [
      'a curve along a count',
      at('4'),
      encodeFunctionData({ abi: parametersAbi, functionName: 'setCurve', args: [3, [{ x: 12n, y: 1_100_000n }]] }),
      ['Curve', 'Availability: 12 → 1.10', true],
    ],
    [
      'a floor finer than a millionth',
      at('1'),
      encodeFunctionData({ abi: vaultAbi, functionName: 'setOracle', args: [at('5'), 10_000_000_100_000_000n] }),
      ['Oracle of the Vault', `${at('5')}, at least $0.0100000001`, true],
    ],
    [
      'every rule of the oracle, also what it is compared with',
      at('5'),
      encodeFunctionData({ abi: priceOracleAbi, functionName: 'setConfig', args: [config] }),
      [
        'Rules of the oracle',
        `$0.01 to $1.00, at most 1000 bps a step, every 10 s, 86400 s old, at most 500 bps from ${at('6')} (3600 s), no sequencer`,
        true,
      ],
    ],
    [
      'money that leaves names its bucket and its receiver',
      at('3'),
      encodeFunctionData({
        abi: treasuryAbi,
        functionName: 'withdraw',
        args: [2, at('9'), 2_500_000n * CXPT, `0x${'00'.repeat(32)}`],
      }),
      ['Treasury withdrawal', `2,500,000.00 CXPT of liquidity to ${at('9')}`, false],
    ],
  ])('%s', (_, target, data, expected) => {
    const words = wordsOf(decodeCall(target, data, TARGETS))
    expect([words.title, words.to, words.replaces]).toEqual(expected)
  })

  test('bytes that are no function of ours are said to be unknown', () => {
    expect(wordsOf(decodeCall(at('1'), '0xdeadbeef', TARGETS)).title).toBe('Unknown call')
  })

  test('the value in force, out of an event, reads as the value to come', () => {
    const { known } = wordsOf(
      decodeCall(at('1'), encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] }), TARGETS),
    )
    const args = { split: { burn: '500', protocol: '2000', operations: '1500', provider: '6000' } }
    expect(known?.base?.say(args)).toBe('500 / 2000 / 1500 / 6000 bps')
  })
})

describe('activity', () => {
  test.each([
    ['Vault', 'PauseSet', { flag: '1', until: '1796083200' }, 'Spending: pause ends 1 Dec 2026, 00:00 UTC'],
    ['Parameters', 'PhaseSet', { phase: '2' }, 'Phase is Full'],
    ['AccessManager', 'RoleGranted', { roleId: '6', account: at('9') }, 'GUARDIAN granted to 0x9999…9999'],
    ['Parameters', 'CurveSet', { kind: '0', knots: [] }, 'Uptime curve set'],
    ['Parameters', 'PointsRateSet', { cxptPerPoint: '10000000000000' }, 'A point is worth 0.00001 CXPT'],
    [
      'Rewards',
      'Migrated',
      { to: at('9'), amount: `${3n * CXPT}` },
      '3.00 CXPT moved to 0x9999…9999: rewards migrated',
    ],
    ['Vault', 'Deposited', {}, null],
  ])('%s.%s', (contract, name, args, expected) => {
    expect(eventText({ contract, name, args })).toBe(expected)
  })
})

test('every change that a role of administration makes is an activity', () => {
  // Events of the functions that only a role may call, after a delay: everything an admin sets or does.
  const events = {
    Vault: ['SplitSet', 'CapSet', 'OracleSet', 'PauseSet'],
    Rewards: ['TrancheAdded', 'TrancheCancelled', 'MaxStepSet', 'Defunded', 'Migrated', 'PauseSet'],
    Treasury: ['Withdrawn', 'Moved', 'Funded'],
    Subscriptions: ['PlanAdded', 'PlanRetired'],
    PriceOracle: ['Reset', 'Configured'],
    Parameters: parametersAbi.flatMap((entry) =>
      entry.type === 'event' && entry.name.endsWith('Set') ? [entry.name] : [],
    ),
  }
  const named = Object.entries(events).flatMap(([contract, names]) => names.map((name) => `${contract}.${name}`))
  expect(named.filter((name) => !ACTIVITY_EVENTS.includes(name))).toEqual([])
})
