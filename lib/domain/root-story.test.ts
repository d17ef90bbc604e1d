import { expect, test } from 'vitest'
import { type RootStep, storiesOf } from './root-story'

const [A, B, C] = ['0xaa', '0xbb', '0xcc'] as const
const at = (hour: number) => new Date(Date.UTC(2026, 9, 1, hour))
const step = (name: RootStep['step'], root: RootStep['root'], hour: number): RootStep => ({
  step: name,
  root,
  blockTime: at(hour),
  acceptAt: name === 'proposed' ? at(hour + 24) : null,
  txHash: `0x${hour}`,
})
const told = (steps: RootStep[]) => storiesOf(steps).map(({ root, state, txHash }) => [root, state, txHash])

test.each([
  ['proposed, its window runs', [step('proposed', A, 1)], [[A, 'pending', '0x1']]],
  ['accepted', [step('proposed', A, 1), step('accepted', A, 2)], [[A, 'accepted', '0x2']]],
  [
    'vetoed, and the same epoch proposed again',
    [step('proposed', A, 1), step('vetoed', A, 2), step('proposed', B, 3), step('accepted', B, 4)],
    [
      [B, 'accepted', '0x4'],
      [A, 'vetoed', '0x2'],
    ],
  ],
  [
    'replaced while its window ran',
    [step('proposed', A, 1), step('proposed', B, 2)],
    [
      [B, 'pending', '0x2'],
      [A, 'replaced', '0x2'],
    ],
  ],
  [
    'revoked after it was accepted, the one before it untouched',
    [
      step('proposed', A, 1),
      step('accepted', A, 2),
      step('proposed', C, 3),
      step('accepted', C, 4),
      step('revoked', C, 5),
    ],
    [
      [C, 'revoked', '0x5'],
      [A, 'accepted', '0x2'],
    ],
  ],
] as const)('a root that is %s', (_, steps, want) => {
  expect(told([...steps])).toEqual(want)
})
