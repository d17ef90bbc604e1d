import { expect, test } from 'vitest'
import { reconcile, type Step } from './reconcile'

const tip = { number: 10n, hash: '0xaa' } as const
const head = (number: bigint, hash: `0x${string}`, parentHash: `0x${string}`) => ({
  number,
  hash,
  parentHash,
  timestamp: 0n,
})

test.each<[string, Parameters<typeof reconcile>[1], `0x${string}` | undefined, boolean, Step]>([
  ['the same block again', head(10n, '0xaa', '0x99'), undefined, false, { do: 'skip' }],
  ['the next block', head(11n, '0xbb', '0xaa'), undefined, false, { do: 'append' }],
  ['a block beyond a gap', head(14n, '0xee', '0xdd'), undefined, false, { do: 'backfill', from: 11n, to: 13n }],
  ['a sibling of the tip', head(10n, '0xab', '0x99'), undefined, false, { do: 'rewind', from: 10n }],
  ['a child of a sibling', head(11n, '0xbc', '0xab'), undefined, false, { do: 'rewind', from: 10n }],
  ['a shorter chain that differs', head(8n, '0x87', '0x76'), '0x88', false, { do: 'rewind', from: 8n }],
  ['a node that lags behind us', head(8n, '0x88', '0x77'), '0x88', false, { do: 'skip' }],
  ['a local chain that took blocks back', head(8n, '0x88', '0x77'), '0x88', true, { do: 'rewind', from: 8n }],
  ['a head below every stored header', head(0n, '0x01', '0x00'), undefined, false, { do: 'rewind', from: 0n }],
])('%s', (_, next, stored, canShrink, step) => {
  expect(reconcile(tip, next, stored, canShrink)).toEqual(step)
})
