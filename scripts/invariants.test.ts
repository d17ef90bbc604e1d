import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judge, resultsOf } from './invariants/judge'
import { PLANTED } from './invariants/planted'
import { plant } from './invariants/planted/bug'
import { gapsIn, numbersIn, suites } from './invariants/suites'
import { ROOT } from './platform/foundry'

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

test('every invariant test has its planted bug', () => {
  expect(gapsIn(suites(), PLANTED)).toEqual([])
})

test('every number of docs/invariants.md has a planted bug', () => {
  const documented = [...read('docs/invariants.md').matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, number]) => number)
  expect([...new Set(PLANTED.map(({ number }) => number))].sort()).toEqual(documented.sort())
})

test.each(PLANTED)('$suite $number, planted: $bug', ({ edits }) => {
  const sources = new Map(edits.map(({ file }) => [file, read(file)]))
  for (const edit of edits) {
    const before = sources.get(edit.file) ?? ''
    const after = plant(edit, before)
    expect(after).not.toBe(before)
    sources.set(edit.file, after)
  }
})

test.each([
  ['not there', 'a b'],
  ['there twice', 'a b a'],
])('a text that is %s is refused', (_, source) => {
  const from = source === 'a b' ? 'c' : 'a'
  expect(() => plant({ file: 'A.sol', from, to: 'd' }, source)).toThrow('must stand in A.sol exactly once')
})

test('an edit is taken literally', () => {
  expect(plant({ file: 'A.sol', from: 'a.b', to: '$& $1' }, 'axb a.b c')).toBe('axb $& $1 c')
})

test('the numbers of a file are those of its tests', () => {
  const source = `
    function invariant_V1_holds() public view {}
    function invariant_V12_whoever() public timed {}
    function test_walk_doesEveryAction() public {}
    function bestFor(address user) private view {}`
  expect(numbersIn(source)).toEqual(['V1', 'V12'])
})

test('tests and bugs that do not pair are named', () => {
  const written = [
    { name: 'Vault', numbers: ['V1', 'V13'] },
    { name: 'Rewards', numbers: ['V13'] },
  ]
  const planted = [
    { suite: 'Vault', number: 'V13' },
    { suite: 'Rewards', number: 'W1' },
  ]
  expect(gapsIn(written, planted)).toEqual([
    'V1 of Vault has no planted bug',
    'V13 of Rewards has no planted bug',
    'W1 of Rewards has a planted bug and no test',
  ])
})

test("forge's results are read", () => {
  const json = JSON.stringify({
    'contracts/test/invariant/Oracle_invariants.t.sol:Oracle_invariants': {
      duration: '6s',
      test_results: {
        'invariant_O1_aPriceLiesInTheBand()': { status: 'Success', reason: null },
        'invariant_O2_postsKeepTheirInterval()': { status: 'Failure', reason: 'O2: 1 != 0' },
      },
    },
  })
  expect(resultsOf(json)).toEqual({
    passed: ['invariant_O1_aPriceLiesInTheBand'],
    failed: ['invariant_O2_postsKeepTheirInterval'],
  })
})

test.each([
  ['found when its own test fails and another passes', ['V1_a', 'V2_b'], ['V3_c'], { is: 'found', also: ['V2'] }],
  ['foretold when everything fails', ['V1_a', 'V2_b', 'V3_c'], [], { is: 'foretold', also: ['V2', 'V3'] }],
  ['missed when its own test passes', ['V2_b'], ['V1_a'], { is: 'missed', also: ['V2'] }],
  ['missed when only a longer number fails', ['V12_a'], ['V1_a'], { is: 'missed', also: ['V12'] }],
  ['missed when nothing could be set up', ['setUp'], [], { is: 'missed', also: ['setUp'] }],
])('a bug in V1 is %s', (_, failed, passed, expected) => {
  const named = (names: string[]) => names.map((name) => (name === 'setUp' ? name : `invariant_${name}`))
  expect(judge('V1', { passed: named(passed), failed: named(failed) })).toEqual(expected)
})
