/** Runs forge with our arguments: `node scripts/run.mjs forge test`. */
import { spawnSync } from 'node:child_process'
import { foundryBinary } from './platform/foundry'

/**
 * The linter notes in the cache that it has read every source, and writes none of them compiled: `forge test` after it found nothing to
 * run, and said that nothing had failed. So it has a cache of its own.
 */
const LINT = { FOUNDRY_CACHE_PATH: 'cache/lint', FOUNDRY_OUT: 'cache/lint-out' }

const args = process.argv.slice(2)
const env = { ...process.env, ...(args[0] === 'lint' ? LINT : {}) }
const { status } = spawnSync(foundryBinary('forge'), args, { stdio: 'inherit', env })
process.exit(status ?? 1)
