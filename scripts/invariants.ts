/**
 * Sees every invariant test fail: plants one bug after the other into a copy of the contracts and runs the tests of its file:
 * `npm run invariants [-- --only V8,V9] [-- --workers 1]`.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Judgement, judge, resultsOf } from './invariants/judge'
import { PLANTED } from './invariants/planted'
import { type Planted, plant } from './invariants/planted/bug'
import { fileOf, gapsIn, suites } from './invariants/suites'
import { Scratch } from './mutate/scratch'
import { ROOT } from './platform/foundry'

type Outcome = Judgement | { is: 'uncompilable' }

const SAY = {
  found: 'found       ',
  foretold: 'ALL FAILED  ',
  missed: 'NOT FOUND   ',
  uncompilable: 'NO COMPILING',
}

const { values: options } = parseArgs({ options: { only: { type: 'string' }, workers: { type: 'string' } } })
const only = options.only?.split(',')
const left = PLANTED.filter(({ number }) => only?.includes(number) ?? true)
const scratches: Scratch[] = []
const started = performance.now()

function stop(code: number): never {
  for (const scratch of scratches) scratch.close()
  process.exit(code)
}

function refuse(why: string[]): never {
  console.error(why.join('\n'))
  stop(2)
}

/** Without a planted bug nothing may fail: a test that is always red finds nothing. */
async function checkUnplanted(scratch: Scratch) {
  const [suite, ...others] = new Set(left.map((planted) => planted.suite))
  // All at once: the files share most of what is to be compiled.
  const run = await scratch.testAll(selectionOf(others.length === 0 && suite !== undefined ? suite : '*'))
  if (run.is === 'uncompilable') refuse(['The tests do not compile.'])
  const { passed, failed } = resultsOf(run.json)
  if (failed.length > 0 || passed.length === 0) refuse(['Without any bug these fail:', ...failed])
}

const selectionOf = (suite: string) => ['--match-path', fileOf(suite), '--match-test', '^invariant_']

async function tryBug(scratch: Scratch, { suite, number, edits }: Planted): Promise<Outcome> {
  const originals = new Map(edits.map(({ file }) => [file, scratch.read(file)]))
  for (const edit of edits) scratch.write(edit.file, plant(edit, scratch.read(edit.file)))
  try {
    const run = await scratch.testAll(selectionOf(suite))
    return run.is === 'uncompilable' ? run : judge(number, resultsOf(run.json))
  } finally {
    for (const [file, original] of originals) scratch.write(file, original)
  }
}

const gaps = gapsIn(suites(), PLANTED)
if (gaps.length > 0) refuse(gaps)
if (left.length === 0) refuse([`No invariant has a number of ${options.only}.`])

process.on('SIGINT', () => stop(130))
process.on('SIGTERM', () => stop(143))
console.log('compiling the contracts and their tests, and running them without a bug')
const todo = left.length
const workers = Math.min(Number(options.workers ?? availableParallelism()), todo)
for (let i = 0; i < workers; ++i) {
  const scratch = new Scratch(join(ROOT, `.data/invariants-${i}`))
  scratches.push(scratch)
  await scratch.open(scratches[i - 1])
  if (i === 0) await checkUnplanted(scratch)
}

let found = 0
let done = 0
async function work(scratch: Scratch) {
  for (let planted = left.shift(); planted; planted = left.shift()) {
    const outcome = await tryBug(scratch, planted)
    if (outcome.is === 'found') ++found
    const also = 'also' in outcome && outcome.also.length > 0 ? ` (also ${outcome.also.join(', ')})` : ''
    console.log(`${++done} of ${todo} ${SAY[outcome.is]} ${planted.suite} ${planted.number}: ${planted.bug}${also}`)
  }
}
await Promise.all(scratches.map(work))

console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`)
console.log(`invariants: ${todo} planted bugs, ${found} found by their own invariant, ${todo - found} failed`)
stop(found === todo ? 0 : 1)
