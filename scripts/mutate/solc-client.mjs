#!/usr/bin/env node
// Stands in for `solc` in front of solc-server.mjs, whose socket CXPT_SOLC_SOCKET names. See ../../contracts/solc.mjs.
import { spawnSync } from 'node:child_process'
import { createConnection } from 'node:net'
import { fileURLToPath } from 'node:url'

if (process.argv.includes('--version')) {
  const solc = fileURLToPath(new URL('../../contracts/solc.mjs', import.meta.url))
  process.exitCode = spawnSync(process.execPath, [solc, '--version'], { stdio: 'inherit' }).status ?? 1
} else {
  const socket = createConnection(process.env.CXPT_SOLC_SOCKET ?? '')
  process.stdin.pipe(socket).pipe(process.stdout)
}
