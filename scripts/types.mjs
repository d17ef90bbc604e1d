// Type check of everything. Next's generated route types must exist first; a fresh clone has none.
import { spawnSync } from 'node:child_process'

const steps = [
  ['node_modules/.bin/next', ['typegen']],
  ['node_modules/.bin/tsc', ['--noEmit', '-p', '.']],
]
for (const [command, args] of steps) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
