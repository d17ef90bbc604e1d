import { expect, test } from 'vitest'
import { addCounts, addProofs, countResults, missingFiles, sayKinds } from './contracts.mjs'

const unit = { status: 'Success', reason: null, kind: { Unit: { gas: 21_000 } } }
const fuzz = { status: 'Success', reason: null, kind: { Fuzz: { runs: 256 } } }
const invariant = { status: 'Failure', reason: 'V1', kind: { Invariant: { runs: 64, calls: 4096, reverts: 0 } } }

const printed = (suites: Record<string, Record<string, unknown>>) =>
  JSON.stringify(Object.fromEntries(Object.entries(suites).map(([suite, tests]) => [suite, { test_results: tests }])))

test('tests are counted by kind and by outcome, behind what the compiler said', () => {
  const output = `Compiling 3 files\n${printed({ 'A.t.sol:A': { a: unit, b: fuzz }, 'B.t.sol:B': { c: invariant, d: unit } })}`
  const { counts, failures } = countResults(output)
  expect(counts).toEqual({ unit: 2, fuzz: 1, invariant: 1, formal: 0, passed: 3, failed: 1, runs: 256, calls: 4096 })
  expect(failures).toEqual(['  FAILED B.t.sol:B c: V1'])
})

test('runs of single files add up', () => {
  const { counts } = countResults(printed({ 'A.t.sol:A': { a: unit, b: fuzz } }))
  addCounts(counts, countResults(printed({ 'B.t.sol:B': { c: invariant, d: fuzz } })).counts)
  expect(counts).toEqual({ unit: 1, fuzz: 2, invariant: 1, formal: 0, passed: 3, failed: 1, runs: 512, calls: 4096 })
})

test('an invariant that fails is announced before the results, which count all the same', () => {
  const event = '{"event":"failure","invariant":"invariant_V1","reason":"V1"}'
  const { counts } = countResults(
    `Compiling 3 files\n${event}\n${printed({ 'contracts/A.t.sol:A': { a: unit, c: invariant } })}\n`,
  )
  expect(counts).toMatchObject({ unit: 1, invariant: 1, passed: 1, failed: 1 })
})

test('a skipped test is not a passed one', () => {
  const skipped = { ...unit, status: 'Skipped' }
  expect(countResults(printed({ S: { skipped } })).counts).toMatchObject({ passed: 0, failed: 1 })
})

test('a file that forge left out is noticed', () => {
  const { suites } = countResults(printed({ 'test/A.t.sol:A': { a: unit }, 'test/AB.t.sol:AB': { b: unit } }))
  expect(missingFiles(['test/A.t.sol', 'test/AB.t.sol'], suites)).toEqual([])
  expect(missingFiles(['test/A.t.sol', 'test/B.t.sol'], suites)).toEqual(['test/B.t.sol'])
})

test('a compiler error is no result', () => {
  expect(() => countResults('Error: Compiler run failed')).toThrow(SyntaxError)
})

test('kinds of which there is none are not said', () => {
  expect(sayKinds(countResults(printed({ A: { a: unit, b: fuzz } })).counts)).toBe('1 unit, 1 fuzz')
})

test.each([
  ['all proved', 'proved A: x\nformal: 9 properties proved, 8 planted bugs found, 0 failed', 17, 17, 0],
  ['one not', 'formal: 8 properties proved, 8 planted bugs found, 1 failed', 17, 16, 1],
  ['a runner that stopped', 'proved A: x', 1, 0, 1],
])('proofs count as tests of their own: %s', (_, output, formal, passed, failed) => {
  const { counts } = countResults('{}')
  addProofs(counts, { output })
  expect(counts).toMatchObject({ formal, passed, failed })
})
