import { expect, test } from 'vitest'
import { sumOf, usagesOf } from './usages'

const due = (account: string, charged: bigint, settled = 0n) => ({ account: `0x${account}` as const, charged, settled })
const chain = (meters: Record<string, [metered: bigint, payable: bigint]>) =>
  new Map(
    Object.entries(meters).map(([account, [meteredUsd, payableUsd]]) => [`0x${account}`, { meteredUsd, payableUsd }]),
  )

test('a large debt of somebody who cannot pay keeps nobody else from the cap', () => {
  const usages = usagesOf([due('a', 10n ** 12n), due('b', 5n)], chain({ a: [0n, 1n], b: [0n, 100n] }), 10n)
  expect(usages.map(({ user, due }) => [user, due])).toEqual([
    ['0xa', '1'],
    ['0xb', '5'],
  ])
})

test('who can pay nothing is left out', () => {
  expect(usagesOf([due('a', 7n)], chain({ a: [0n, 0n] }), 10n)).toEqual([])
  expect(usagesOf([due('a', 7n)], new Map(), 10n)).toEqual([])
})

test('the last one that fits is asked for in part', () => {
  const usages = usagesOf(
    [due('a', 7n), due('b', 7n), due('c', 7n)],
    chain({ a: [0n, 9n], b: [3n, 9n], c: [0n, 9n] }),
    10n,
  )
  expect(usages.map(({ cumulativeUsd }) => cumulativeUsd)).toEqual(['7', '6'])
  expect(sumOf(usages)).toBe(10n)
})

test('what our batches and another meter settled before is not asked for again', () => {
  const [usage] = usagesOf([due('a', 20n, 15n)], chain({ a: [115n, 99n] }), 100n)
  expect(usage).toEqual({ user: '0xa', cumulativeUsd: '120', due: '5' })
})
