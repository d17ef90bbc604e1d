/**
 * Breaks the contracts in small ways and counts what the tests notice: `npm run mutate [-- --file Vault] [-- --workers 2]`.
 * What is known is kept in .data/mutation.json, so that a run that was stopped goes on where it was. A mutant that was killed stays
 * killed while its file does not change; a survivor is tried again when the tests did.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { apply, type Mutant, mutantsOf } from './mutate/mutants'
import { Scratch } from './mutate/scratch'
import { ROOT } from './platform/foundry'

const SOURCES = ['contracts/src', 'contracts/src/libraries']
const STATE = join(ROOT, '.data/mutation.json')

/** The unit tests that are asked first are those of the contract's own name, or of the one that the file is a part of. */
const TESTED_WITH: Record<string, string> = {
  Managed: 'AccessManager',
  VaultControls: 'Vault',
  Budget: 'Vault',
  PriceMath: 'Vault',
  SplitMath: 'Vault',
  PlanMath: 'Subscriptions',
  Vesting: 'Rewards',
}

interface Known {
  outcome: 'killed' | 'survived' | 'uncompilable'
  /** The test that failed first. */
  by?: string
  /** Of a survivor: the tests it survived. */
  tests?: string
}

const { values: options } = parseArgs({ options: { file: { type: 'string' }, workers: { type: 'string' } } })
const known: Record<string, Known> = existsSync(STATE) ? JSON.parse(readFileSync(STATE, 'utf8')) : {}
const tests = hashOf('contracts/test')

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.sol')) hash.update(file).update(readFileSync(join(ROOT, folder, file)))
  return hash.digest('hex').slice(0, 20)
}

function sources(): string[] {
  return SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.sol') && name.includes(options.file ?? ''))
      .sort()
      .map((name) => `${folder}/${name}`),
  )
}

const isDone = ({ key }: Mutant) => {
  const before = known[key]
  return before !== undefined && (before.outcome !== 'survived' || before.tests === tests)
}

async function judge(scratch: Scratch, mutant: Mutant): Promise<Known> {
  const name = basename(mutant.file, '.sol')
  const own = `contracts/test/${TESTED_WITH[name] ?? name}*`
  const original = scratch.read(mutant.file)
  scratch.write(mutant.file, apply(original, mutant))
  try {
    for (const [linking, ...selection] of [
      ['linked', '--match-path', own],
      ['linked', '--no-match-path', own],
      ['compiled in', '--match-path', own],
    ] as const) {
      const verdict = await scratch.test(selection, linking)
      if (verdict.is === 'uncompilable') return { outcome: 'uncompilable' }
      if (verdict.is === 'failed') return { outcome: 'killed', by: verdict.by.split('\n')[0]?.slice(0, 200) }
    }
    return { outcome: 'survived', tests }
  } finally {
    scratch.write(mutant.file, original)
  }
}

function sayMutant({ file, line, kind, from, to }: Mutant): string {
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 100)
  return `${file}:${line} ${kind}: ${short(from)} → ${short(to) || 'nothing'}`
}

const all = sources().flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')))
const left = all.filter((mutant) => !isDone(mutant))
const count = (outcome: Known['outcome']) => all.filter(({ key }) => known[key]?.outcome === outcome).length
const scratches: Scratch[] = []

function stop(code: number): never {
  for (const scratch of scratches) scratch.close()
  process.exit(code)
}

async function work(scratch: Scratch, started: number) {
  for (let mutant = left.shift(); mutant; mutant = left.shift()) {
    const result = await judge(scratch, mutant)
    known[mutant.key] = result
    writeFileSync(STATE, JSON.stringify(known, null, 1))
    if (result.outcome === 'survived') console.log(`survived: ${sayMutant(mutant)}`)
    const done = todo - left.length
    if (done % 20 !== 0) continue
    const minutes = ((performance.now() - started) / 60_000 / done) * left.length
    console.log(`${done} of ${todo}, now ${mutant.file}; ${count('survived')} survived; ${minutes.toFixed(0)} min left`)
  }
}

const todo = left.length
if (todo > 0) {
  process.on('SIGINT', () => stop(130))
  process.on('SIGTERM', () => stop(143))
  mkdirSync(join(ROOT, '.data'), { recursive: true })
  console.log(`${all.length} mutants, ${all.length - todo} known; compiling the contracts and their tests`)

  const workers = Math.min(Number(options.workers ?? availableParallelism()), todo)
  for (let i = 0; i < workers; ++i) {
    const scratch = new Scratch(join(ROOT, `.data/mutation-${i}`))
    scratches.push(scratch)
    await scratch.open(scratches[i - 1])
    if (i > 0) continue
    const verdict = await scratch.test([])
    if (verdict.is === 'passed') continue
    console.error(`The tests fail without any mutant:\n${'by' in verdict ? verdict.by : 'they do not compile'}`)
    stop(1)
  }
  const started = performance.now()
  await Promise.all(scratches.map((scratch) => work(scratch, started)))
  for (const scratch of scratches) scratch.close()
}

const survivors = all.filter(({ key }) => known[key]?.outcome === 'survived')
const killed = count('killed')
const judged = killed + survivors.length
if (survivors.length > 0) console.log(`\n${survivors.map(sayMutant).join('\n')}\n`)
const score = judged === 0 ? 100 : (killed / judged) * 100
console.log(`mutation: ${judged} mutants, ${killed} killed, ${survivors.length} survived, score ${score.toFixed(1)}%`)
