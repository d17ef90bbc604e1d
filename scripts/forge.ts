/** Runs forge with our arguments: `node scripts/run.mjs forge test`. */
import { spawnSync } from 'node:child_process'
import { foundryBinary } from './platform/foundry'

const { status } = spawnSync(foundryBinary('forge'), process.argv.slice(2), { stdio: 'inherit' })
process.exit(status ?? 1)
