#!/usr/bin/env node
// Stands in for a native `solc` binary, on top of the compiled-to-wasm compiler of the npm package of the same name,
// so that the compiler version is pinned by the lock file. forge asks two things of a compiler: which version it is,
// and to turn standard JSON on stdin into standard JSON on stdout.
import { existsSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const packageDir = dirname(require.resolve('solc/package.json'))

/** The compiler's own version line, kept beside the package: loading nine megabytes of wasm takes half a second. */
function version() {
  const remembered = join(packageDir, '.version')
  if (existsSync(remembered)) return readFileSync(remembered, 'utf8')

  const line = require('solc').version()
  try {
    // Renamed into place, so that a second compiler starting now never reads half a line.
    writeFileSync(`${remembered}.${process.pid}`, line)
    renameSync(`${remembered}.${process.pid}`, remembered)
  } catch {
    // A read-only checkout only costs the half second again.
  }
  return line
}

/** Writes all of `text` before the process may end: stdout is a pipe here, and a pipe takes what fits. */
function writeAll(text) {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
  }
}

const args = process.argv.slice(2)
if (args.includes('--version')) {
  writeAll(`solc, the solidity compiler commandline interface\nVersion: ${version()}\n`)
} else if (args.includes('--standard-json')) {
  writeAll(require('solc').compile(readFileSync(0, 'utf8')))
} else {
  process.stderr.write(`contracts/solc.mjs answers --version and --standard-json, not: ${args.join(' ')}\n`)
  process.exitCode = 1
}
