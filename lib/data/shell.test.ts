import { expect, test } from 'vitest'
import { pausesAt } from './shell'

const NOW = 1_793_975_525

test.each([
  ['nothing was ever paused', [], []],
  [
    'a pause holds until its last second',
    [{ contract: 'Vault', place: '1', until: '1793975526' }],
    [{ what: 'spend', until: 1_793_975_526 }],
  ],
  ['a pause that has ended is none', [{ contract: 'Vault', place: '1', until: '1793975525' }], []],
  [
    'the longest comes first, whatever the contract',
    [
      { contract: 'Vault', place: '0', until: '1793975600' },
      { contract: 'Rewards', place: '0', until: '1793975700' },
    ],
    [
      { what: 'claim_provider', until: 1_793_975_700 },
      { what: 'deposit', until: 1_793_975_600 },
    ],
  ],
  ['a flag we do not know is not guessed', [{ contract: 'Vault', place: '9', until: '1793975600' }], []],
])('%s', (_, rows, expected) => {
  expect(pausesAt(rows, NOW)).toEqual(expected)
})
