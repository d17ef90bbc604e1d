import { existsSync, readdirSync } from 'node:fs'
import { run } from './command.mjs'

const TESTS = 'contracts/test'
/** The proofs of contracts/formal: `formal: N properties proved, N planted bugs found, N failed`. */
const FORMAL = 'scripts/formal.ts'
const PROVED = /^formal: (\d+) properties proved, (\d+) planted bugs found, (\d+) failed$/m

/** What forge calls a test, and what we do. */
const KINDS = { Unit: 'unit', Fuzz: 'fuzz', Invariant: 'invariant' }

/** Counts of what `forge test --json` printed, by kind; `failures` are lines for people. Throws on anything else. */
export function countResults(output) {
  const counts = { unit: 0, fuzz: 0, invariant: 0, formal: 0, passed: 0, failed: 0, runs: 0, calls: 0 }
  const failures = []
  // A line of its own for each invariant that fails comes before; the results are one line too.
  const line = output.split('\n').findLast((one) => one.startsWith('{') && !one.startsWith('{"event":'))
  const results = JSON.parse(line ?? '')
  for (const [suite, { test_results: tests }] of Object.entries(results))
    for (const [test, { status, reason, kind }] of Object.entries(tests)) {
      const [name, figures] = Object.entries(kind)[0] ?? []
      counts[KINDS[name] ?? 'unit'] += 1
      if (name === 'Fuzz') counts.runs += figures.runs
      if (name === 'Invariant') counts.calls += figures.calls
      counts[status === 'Success' ? 'passed' : 'failed'] += 1
      if (status !== 'Success') failures.push(`  FAILED ${suite} ${test}: ${reason ?? status}`)
    }
  return { counts, failures, suites: Object.keys(results) }
}

/** `310 unit, 62 fuzz, 41 invariant, 3 formal`; kinds of which there is none yet are left out. */
export function sayKinds(counts) {
  const kinds = ['unit', 'fuzz', 'invariant', 'formal'].filter((kind) => counts[kind] > 0)
  return kinds.map((kind) => `${counts[kind]} ${kind}`).join(', ')
}

/**
 * Runs all contract tests, and the proofs when asked; `env` may choose another profile. Failures are printed. `isLong`: file by file, with
 * a line for each that is done.
 */
export async function testContracts({ env = {}, isProving = false, isLong = false } = {}) {
  const total = countResults('{}').counts
  let code = 0
  // All at once: a file alone would be compiled together with every contract that it reaches.
  if (isLong)
    ({ code } = await run(process.execPath, ['scripts/run.mjs', 'forge', 'build', '--skip', 'script'], { env }))
  const files = isLong ? testFiles() : [null]
  for (const [index, file] of files.entries()) {
    const started = performance.now()
    const selection = file === null ? [] : ['--match-path', file]
    const args = ['scripts/run.mjs', 'forge', 'test', '--json', ...selection]
    const result = await run(process.execPath, args, { capture: true, env })
    const { counts, failures, suites } = read(result.output)
    code ||= result.code
    for (const missing of missingFiles(file === null ? testFiles() : [file], suites)) {
      failures.push(`  FAILED ${missing}: forge left it out. Delete out and cache, and run it again.`)
      counts.failed += 1
    }
    addCounts(total, counts)
    for (const line of failures) console.log(line)
    if (file === null) continue
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    console.log(
      `${index + 1} of ${files.length} ${file}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`,
    )
  }
  if (isProving && existsSync(FORMAL)) {
    const proofs = await run(process.execPath, ['scripts/run.mjs', 'formal'], { capture: true })
    addProofs(total, proofs)
    if (proofs.code !== 0) console.log(proofs.output.trim())
  }
  return { code, counts: total }
}

const testFiles = () =>
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.t.sol'))
    .sort()
    .map((file) => `${TESTS}/${file}`)

/** forge was seen to leave out files whose compiled form was gone from a cache that still listed them: no green by silence. */
export const missingFiles = (files, suites) =>
  files.filter((file) => !suites.some((suite) => suite.startsWith(`${file}:`)))

/** Adds the counts of one run to those of the runs before. */
export function addCounts(total, counts) {
  for (const [name, count] of Object.entries(counts)) total[name] += count
}

/** A planted bug that is found is a test of the proof. A runner that stopped before its last line is one failure. */
export function addProofs(counts, { output }) {
  const [, proved = '0', found = '0', failed = '1'] = PROVED.exec(output) ?? []
  const passed = Number(proved) + Number(found)
  counts.formal += passed + Number(failed)
  counts.passed += passed
  counts.failed += Number(failed)
}

/** A compiler's error is no JSON: the caller sees it, and no test at all. */
function read(output) {
  try {
    return countResults(output)
  } catch {
    console.log(output.trim().slice(-4000))
    return countResults('{}')
  }
}
