/** The test files of the invariants, and whether every test in them has its planted bug. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../platform/foundry'

/** A test file, and the numbers of docs/invariants.md that its tests carry. */
export interface Suite {
  name: string
  numbers: string[]
}

const FOLDER = 'contracts/test/invariant'
const ENDING = '_invariants.t.sol'

export const fileOf = (suite: string) => `${FOLDER}/${suite}${ENDING}`

export function suites(): Suite[] {
  return readdirSync(join(ROOT, FOLDER))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .map((name) => ({ name, numbers: numbersIn(readFileSync(join(ROOT, fileOf(name)), 'utf8')) }))
}

export function numbersIn(source: string): string[] {
  return [...source.matchAll(/function invariant_([A-Z]\d+)_\w+\(/g)].map(([, number = '']) => number)
}

/** Tests without a bug and bugs without a test, as lines for people. */
export function gapsIn(written: Suite[], planted: { suite: string; number: string }[]): string[] {
  const say = (suite: string, number: string) => `${number} of ${suite}`
  const tests = written.flatMap(({ name, numbers }) => numbers.map((number) => say(name, number)))
  const bugs = planted.map(({ suite, number }) => say(suite, number))
  return [
    ...tests.filter((test) => !bugs.includes(test)).map((test) => `${test} has no planted bug`),
    ...bugs.filter((bug) => !tests.includes(bug)).map((bug) => `${bug} has a planted bug and no test`),
  ]
}
