import { expect, test } from 'vitest'
import { emissionClaimed } from './emission-claimed'

test.each([
  ['nothing allocated', { claimed: 0n, total: 0n, used: 0n }, 0n],
  ['all from revenue', { claimed: 500n, total: 1_000n, used: 0n }, 0n],
  ['all from emission', { claimed: 500n, total: 1_000n, used: 1_000n }, 500n],
  ['a third from emission, rounded down', { claimed: 500n, total: 900n, used: 300n }, 166n],
  ['everything claimed', { claimed: 900n, total: 900n, used: 300n }, 300n],
])('%s', (_, sums, part) => {
  expect(emissionClaimed(sums)).toBe(part)
})
