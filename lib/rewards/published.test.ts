import { type Hex, pad, toHex } from 'viem'
import { expect, test } from 'vitest'
import type { RootRow } from '../db/reward-rows'
import { publicationUri, standingLabels } from './published'

const rootOf = (n: number): Hex => pad(toHex(n), { size: 32 })
const row = (step: RootRow['step'], n: number, of?: string) =>
  ({ step, root: rootOf(n), uri: of ? publicationUri({ category: 'provider', of, leaves: [] }) : null }) as RootRow

test('a root stands for its epoch when it is accepted, or while its window runs', () => {
  expect(standingLabels([row('proposed', 1, 'epoch 1'), row('accepted', 1), row('proposed', 2, 'epoch 2')])).toEqual([
    'epoch 1',
    'epoch 2',
  ])
})

test('one that was vetoed or replaced stands for nothing: its epoch is closed again', () => {
  const vetoed = [row('proposed', 1, 'epoch 1'), row('vetoed', 1)]
  expect(standingLabels(vetoed)).toEqual([])
  expect(standingLabels([...vetoed, row('proposed', 2, 'epoch 1'), row('accepted', 2)])).toEqual(['epoch 1'])
  expect(standingLabels([row('proposed', 1, 'epoch 1'), row('proposed', 2, 'epoch 2')])).toEqual(['epoch 2'])
})

test('a root that was revoked after it was accepted still stands for what it paid', () => {
  expect(standingLabels([row('proposed', 1, 'epoch 1'), row('accepted', 1), row('revoked', 1)])).toEqual(['epoch 1'])
})
