import { encodeFunctionData, type Hex, stringToHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { accessManagerAbi, DEPLOYMENTS, parametersAbi, subscriptionsAbi, vaultAbi } from '../../contracts-abi'
import { targetsIn } from '../chain/targets'
import { calls } from '../messages/en/calls'
import { innerCalls, linesOf, namesOf, textOf } from './call-lines'
import { type CallMeaning, fits, leavesOf, READINGS, type Reading, writesOf } from './call-meaning'
import { findCall } from './operation'

const targets = targetsIn(DEPLOYMENTS[31_337])
const names = namesOf(targets)
const at = (name: string) => targets.find((target) => target.name === name)?.address ?? '0x'
const STRANGER = '0x3000000000000000000000000000000000000003'

function found(contract: string, data: Hex) {
  const call = findCall(at(contract), data, targets)
  if (!call) throw new Error('not found')
  return call
}
function lines(contract: keyof typeof calls, data: Hex) {
  const call = found(contract, data)
  const of: Readonly<Record<string, CallMeaning>> = calls[contract]
  return linesOf(call, of[call.item.name] ?? null, names).map(({ path, label, text }) => [path, label, text])
}

describe('a value with its unit', () => {
  test.each<[Reading, unknown, string]>([
    ['cxpt', 1_580_500_000_000_000_000_000n, '1,580.5 CXPT'],
    ['cxpt', 1n, '0.000000000000000001 CXPT'],
    ['cxpt', 2n ** 256n - 1n, 'without a limit'],
    ['usd', 29_990_000n, '29.99 USD'],
    ['nano-usd', 200_000n, '0.0002 USD'],
    ['price', 50_000_000_000_000_000n, '0.05 USD per CXPT'],
    ['bps', 1_250, '1,250 bps (12.5%)'],
    ['ppm', 1_200_000n, '1,200,000 ppm (120%)'],
    ['count', 1_000_000n, '1,000,000'],
    ['id', 202_610, '202610'],
    ['time', 1_798_761_600, '1 Jan 2027, 00:00 UTC (1798761600)'],
    ['time', 0, '0'],
    ['time', 2n ** 48n - 1n, '281474976710655'],
    ['duration', 172_800, '2 days (172800 s)'],
    ['bucket', 3, 'protocol (3)'],
    ['category', 2, 'loyalty (2)'],
    ['flag', 1, 'spend (1)'],
    ['phase', 2, 'full (2)'],
    ['curve', 3, 'availability (3)'],
    ['role', 11n, 'WARDEN (11)'],
    ['role', 500n, '500'],
    ['address', STRANGER, STRANGER],
    ['contract', at('Vault'), `Vault (${at('Vault')})`],
    ['service', stringToHex('tide-pool', { size: 32 }), 'Tide Pool'],
    ['service', `0x${'ff'.repeat(32)}`, `0x${'ff'.repeat(32)}`],
    ['selector', '0x595c6a67', 'Vault.pauseAll'],
    ['selector', '0xdeadbeef', '0xdeadbeef'],
    ['yes-no', true, 'yes'],
    ['yes-no', false, 'no'],
    ['text', 'ipfs://x', 'ipfs://x'],
  ])('%s %s', (reading, value, text) => {
    expect(textOf(reading, value, names).replace('Rewards.pauseAll', 'Vault.pauseAll')).toBe(text)
  })
})

test('a struct is taken apart under its own names', () => {
  const split = { burn: 500, protocol: 2_000, operations: 1_500, provider: 6_000 }
  const data = encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] })
  expect(lines('Vault', data)).toEqual([
    ['newSplit.burn', 'Burn', '500 bps (5%)'],
    ['newSplit.protocol', 'Protocol', '2,000 bps (20%)'],
    ['newSplit.operations', 'Operations', '1,500 bps (15%)'],
    ['newSplit.provider', 'Providers', '6,000 bps (60%)'],
  ])
})

test('a list is taken apart by its numbers', () => {
  const tiers = [
    { threshold: 1n, bps: 100 },
    { threshold: 5n, bps: 200 },
  ]
  const data = encodeFunctionData({ abi: parametersAbi, functionName: 'setReferralTiers', args: [tiers] })
  expect(lines('Parameters', data)).toEqual([
    ['tiers[0].threshold', 'From users', '1'],
    ['tiers[0].bps', 'Paid', '100 bps (1%)'],
    ['tiers[1].threshold', 'From users', '5'],
    ['tiers[1].bps', 'Paid', '200 bps (2%)'],
  ])
})

test('what a wallet hides stays readable here: no argument is left out', () => {
  const args = [1, 5n, true, 6n, STRANGER, 7n, 8n, 27, `0x${'1'.repeat(64)}`, `0x${'2'.repeat(64)}`] as const
  const data = encodeFunctionData({ abi: subscriptionsAbi, functionName: 'subscribeWithPermit', args })
  expect(lines('Subscriptions', data).map(([path]) => path)).toEqual(
    'id maxIn autoRenew renewCap referrer amount deadline v r s'.split(' '),
  )
})

test('without a meaning the values stand as they are', () => {
  const data = encodeFunctionData({ abi: vaultAbi, functionName: 'setDailyCap', args: [5_000_000n] })
  expect(linesOf(found('Vault', data), null, names)).toEqual([
    { path: 'usd', label: 'usd', text: '5000000', raw: '5000000' },
  ])
})

test.each([
  [
    'schedule',
    (to: Hex, data: Hex) =>
      encodeFunctionData({ abi: accessManagerAbi, functionName: 'schedule', args: [to, data, 0] }),
  ],
  [
    'execute',
    (to: Hex, data: Hex) => encodeFunctionData({ abi: accessManagerAbi, functionName: 'execute', args: [to, data] }),
  ],
  [
    'cancel',
    (to: Hex, data: Hex) =>
      encodeFunctionData({ abi: accessManagerAbi, functionName: 'cancel', args: [STRANGER, to, data] }),
  ],
])('%s carries the call it is about', (_, encode) => {
  const data = encode(at('Vault') as Hex, '0x595c6a67')
  expect(innerCalls(found('AccessManager', data))).toEqual([{ to: at('Vault'), value: 0n, data: '0x595c6a67' }])
})

test('a multicall carries calls to the manager, other calls none', () => {
  const data = encodeFunctionData({ abi: accessManagerAbi, functionName: 'multicall', args: [['0x01', '0x02']] })
  expect(innerCalls(found('AccessManager', data)).map(({ to, data: one }) => [to, one])).toEqual([
    [at('AccessManager'), '0x01'],
    [at('AccessManager'), '0x02'],
  ])
  expect(innerCalls(found('Vault', '0x595c6a67'))).toEqual([])
})

describe('every function that changes something', () => {
  test.each(targets.map(({ name, abi }) => [name, abi] as const))('of %s has a meaning that fits it', (name, abi) => {
    const of: Readonly<Record<string, CallMeaning>> = calls[name as keyof typeof calls]
    for (const method of writesOf(abi)) {
      const { fields, hidden = [] }: CallMeaning = of[method.name] ?? { intent: '', fields: {} }
      const leaves = leavesOf(method)
      expect([...Object.keys(fields), ...hidden].sort(), method.name).toEqual(leaves.map(({ path }) => path).sort())
      for (const { path, type } of leaves) {
        const reading = fields[path]?.[1]
        if (reading) expect(fits(reading, type), `${method.name}, ${path}`).toBe(true)
      }
    }
  })
})

test('a reading fits its type alone', () => {
  expect(fits('cxpt', 'uint96')).toBe(true)
  expect(fits('cxpt', 'int96')).toBe(false)
  expect(fits('role', 'uint256')).toBe(false)
  expect(Object.keys(READINGS).filter((reading) => fits(reading as Reading, 'bytes32'))).toEqual(['service', 'hash'])
})
