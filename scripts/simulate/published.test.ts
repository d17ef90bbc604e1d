import { expect, test } from 'vitest'
import { leavesUri } from './acts/roots'
import { publicationFrom } from './published'

const A = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const B = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'

test('what a root was made of can be read back from its URI', () => {
  const leaves = new Map([
    [A, 10n ** 24n + 1n],
    [B, 7n],
  ] as const)
  const run = { category: 'provider', label: 'epoch 2950', inputsHash: `0x${'5'.repeat(64)}` } as const
  expect(leavesUri(run, leaves)).toContain(`"inputs":"/api/v1/epochs/2950/inputs#sha256=${'5'.repeat(64)}"`)
  expect(publicationFrom(leavesUri(run, leaves))).toEqual({
    category: 'provider',
    of: 'epoch 2950',
    leaves,
  })
})

test('a URI of another kind says nothing about leaves', () => {
  expect(publicationFrom('ipfs://bafy')).toBeNull()
  expect(publicationFrom('')).toBeNull()
})
