/**
 * Lines, branches and functions of contracts/src that the unit tests run: `npm run coverage:contracts`. Everything must be run. The fuzz
 * and invariant tests are left out, so that nothing is covered by luck.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { report } from './coverage/lcov'
import { foundryBinary, ROOT } from './platform/foundry'

const LCOV = 'test-results/contracts.lcov'

function forge(args: string[]) {
  const { status } = spawnSync(foundryBinary('forge'), args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

mkdirSync(`${ROOT}test-results`, { recursive: true })
// Two tests read the compiled ABIs, which a coverage run keeps to itself.
forge(['build', 'contracts/src'])
forge([
  'coverage',
  '--no-match-path',
  'contracts/test/{fuzz,invariants,invariant}/**',
  ...['--report', 'lcov', '--report-file', LCOV],
])

const { summary, missing } = report(readFileSync(`${ROOT}${LCOV}`, 'utf8'), 'contracts/src/')
for (const place of missing) console.log(`not covered: ${place}`)
console.log(summary)
process.exit(missing.length === 0 ? 0 : 1)
