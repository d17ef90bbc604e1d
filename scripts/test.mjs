// `npm test`: contracts, unit and database tests, browser tests. Ends in a line `N passed, N failed`.
// `npm test -- contracts unit browser` runs the named ones only.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { counted, run } from './testing/command.mjs'
import { sayKinds, testContracts } from './testing/contracts.mjs'

const RESULTS = 'test-results/summary'
const node = process.execPath
const failures = []
const skipped = []

function install() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync('node_modules/.package-lock.json')) return lock
  console.log('Installing dependencies')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
  return lock
}

async function contracts() {
  const { code, counts } = await testContracts()
  console.log(sayKinds(counts))
  return counted('contracts', code, counts.passed, counts.failed)
}

async function unit() {
  const file = join(RESULTS, 'unit.json')
  const { code } = await run('node_modules/.bin/vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  failures.push(...failedTests(report))
  skipped.push(...skippedTests(report))
  return counted('unit and database', code, report.numPassedTests ?? 0, report.numFailedTests ?? 0)
}

/** Vitest prints a failure where it happened; whoever reads only the end of a long log finds it here as well. */
const failedTests = ({ testResults = [] }) =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed')
    if (assertionResults.length === 0 && message) return [`  FAILED ${name}: ${message}`]
    return failed.map((one) => `  FAILED ${name} ${one.fullName}: ${one.failureMessages.join(' ')}`)
  })

/** What Playwright's report says of the tests that did not pass; its suites are nested. */
const failedSpecs = ({ suites = [], specs = [] }) => [
  ...specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((one) => one.errors.map(({ message }) => message)))
      return `  FAILED ${file} ${title}: ${stripVTControlCharacters(errors.join(' '))}`
    }),
  ...suites.flatMap(failedSpecs),
]

/** Tests whose judge is not installed here. */
const skippedTests = ({ testResults = [] }) =>
  testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'skipped')
      .map(({ fullName }) => `  skipped ${fullName}`),
  )

async function browser() {
  const file = join(RESULTS, 'browser.json')
  const chromium = await run(node, ['scripts/run.mjs', 'browser'])
  if (chromium.code !== 0) return { name: 'browser', passed: 0, failed: 1 }
  const { code } = await run('node_modules/.bin/playwright', ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  })
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  failures.push(...failedSpecs(report))
  const { stats = {} } = report
  return counted('browser', code, stats.expected ?? 0, (stats.unexpected ?? 0) + (stats.flaky ?? 0))
}

const SUITES = { contracts, unit, browser }
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in SUITES))
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are ${Object.keys(SUITES).join(', ')}.`)
  process.exit(2)
}

install()
rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
const results = []
for (const [name, suite] of Object.entries(SUITES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n── ${name}`)
  const started = performance.now()
  results.push({ ...(await suite()), seconds: Math.round((performance.now() - started) / 1000) })
}

console.log('')
for (const line of [...failures, ...skipped]) console.log(line)
if (skipped.length > 0) console.log(`${skipped.length} skipped: what judges them is not installed`)
for (const { name, passed, failed, seconds } of results)
  console.log(`${name}: ${passed} passed, ${failed} failed, ${seconds} s`)
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') === 0 ? 0 : 1)
