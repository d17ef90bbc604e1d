import { existsSync } from 'node:fs'
import { run } from './command.mjs'

/**
 * Proves the models of contracts/formal when it is there: exports `prove()`, which resolves to one
 * `{ name, passed, reason? }` per property.
 */
const FORMAL = new URL('./formal.mjs', import.meta.url)

/** What forge calls a test, and what we do. */
const KINDS = { Unit: 'unit', Fuzz: 'fuzz', Invariant: 'invariant' }

/** Counts of what `forge test --json` printed, by kind; `failures` are lines for people. Throws on anything else. */
export function countResults(output) {
  const counts = { unit: 0, fuzz: 0, invariant: 0, formal: 0, passed: 0, failed: 0, runs: 0, calls: 0 }
  const failures = []
  for (const [suite, { test_results: tests }] of Object.entries(JSON.parse(output.slice(output.indexOf('{')))))
    for (const [test, { status, reason, kind }] of Object.entries(tests)) {
      const [name, figures] = Object.entries(kind)[0] ?? []
      counts[KINDS[name] ?? 'unit'] += 1
      if (name === 'Fuzz') counts.runs += figures.runs
      if (name === 'Invariant') counts.calls += figures.calls
      counts[status === 'Success' ? 'passed' : 'failed'] += 1
      if (status !== 'Success') failures.push(`  FAILED ${suite} ${test}: ${reason ?? status}`)
    }
  return { counts, failures }
}

/** `310 unit, 62 fuzz, 41 invariant, 3 formal`; kinds of which there is none yet are left out. */
export function sayKinds(counts) {
  const kinds = ['unit', 'fuzz', 'invariant', 'formal'].filter((kind) => counts[kind] > 0)
  return kinds.map((kind) => `${counts[kind]} ${kind}`).join(', ')
}

/** Runs all contract tests and proofs; `env` may choose another profile. Failures are printed as they are found. */
export async function testContracts(env = {}) {
  const args = ['scripts/run.mjs', 'forge', 'test', '--json']
  const { code, output } = await run(process.execPath, args, { capture: true, env })
  const { counts, failures } = read(output)
  for (const { name, passed, reason } of await prove()) {
    counts.formal += 1
    counts[passed ? 'passed' : 'failed'] += 1
    if (!passed) failures.push(`  FAILED ${name}: ${reason ?? 'not proved'}`)
  }
  for (const line of failures) console.log(line)
  return { code, counts }
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

async function prove() {
  return existsSync(FORMAL) ? (await import(FORMAL.href)).prove() : []
}
