// `npm run test:contracts`: the contract tests, counted by kind. `npm run test:deep`: the same with the runs of foundry.toml's
// profile `deep`, and the differential tests of scripts/vectors with 10,000 vectors each. The last line has the figures.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { counted, run } from './testing/command.mjs'
import { sayKinds, testContracts } from './testing/contracts.mjs'

const isDeep = process.argv.includes('--deep')
const VECTORS = process.env.VECTORS ?? '10000'
const RESULTS = 'test-results/vectors.json'

/** Without the profile forge would run the quick one and call it deep. */
function requireProfile() {
  if (/^\[profile\.deep\b/m.test(readFileSync('foundry.toml', 'utf8'))) return
  console.error('foundry.toml has no profile `deep`.')
  process.exit(2)
}

async function vectors() {
  rmSync(RESULTS, { force: true })
  mkdirSync('test-results', { recursive: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`]
  const { code } = await run('node_modules/.bin/vitest', ['run', 'scripts/vectors', ...reporters], { env: { VECTORS } })
  const { numPassedTests = 0, numFailedTests = 0 } = existsSync(RESULTS)
    ? JSON.parse(readFileSync(RESULTS, 'utf8'))
    : {}
  return counted('differential', code, numPassedTests, numFailedTests)
}

if (isDeep) requireProfile()
const { code, counts } = await testContracts({
  env: isDeep ? { FOUNDRY_PROFILE: 'deep' } : {},
  isProving: true,
  isLong: isDeep,
})
let { passed, failed } = counted('contracts', code, counts.passed, counts.failed)
let figures = sayKinds(counts)
if (isDeep) {
  const differential = await vectors()
  passed += differential.passed
  failed += differential.failed
  figures += `, ${differential.passed + differential.failed} differential (${counts.runs} runs, ${counts.calls} calls, ${VECTORS} vectors)`
}
console.log(`\ncontracts${isDeep ? ', deep' : ''}: ${figures}: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
