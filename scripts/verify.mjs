// All static checks, in parallel: `npm run verify [-- --changed]`. Prints a line a check, and the output of those that failed.
import { spawn } from 'node:child_process'

const isChangedOnly = process.argv.includes('--changed')
const node = process.execPath
const bin = (name) => `node_modules/.bin/${name}`
const CODE = ['app', 'bench', 'components', 'contracts-abi', 'contracts/deploy', 'e2e', 'lib', 'scripts', 'proxy.ts']

/** name → command; each must exit 0. */
const CHECKS = {
  'format and lint': [
    bin('biome'),
    ['check', '--error-on-warnings', ...(isChangedOnly ? ['--changed', '--since=HEAD'] : ['.'])],
  ],
  types: [node, ['scripts/types.mjs']],
  levels: [
    node,
    ['--require', './scripts/depcruise-tsx.cjs', bin('depcruise'), '--config', '.dependency-cruiser.cjs', ...CODE],
  ],
  'dead code': [bin('knip'), []],
  'generated ABIs': [node, ['scripts/run.mjs', 'abi', '--check']],
  'Solidity format': [node, ['scripts/run.mjs', 'forge', 'fmt', '--check', 'contracts/src', 'contracts/test']],
  documents: [node, ['scripts/check-docs.mjs']],
  'generated tables': [node, ['scripts/run.mjs', 'contracts-doc', '--check']],
  'trees and threats': [node, ['scripts/run.mjs', 'trees']],
}

function run([command, args]) {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: String(error), seconds: 0 }))
    child.on('close', (code) => resolve({ code: code ?? 1, output, seconds: (performance.now() - started) / 1000 }))
  })
}

const results = await Promise.all(
  Object.entries(CHECKS).map(async ([name, command]) => {
    const result = await run(command)
    console.log(`${result.code === 0 ? 'ok    ' : 'FAILED'} ${name} (${result.seconds.toFixed(1)} s)`)
    return { name, ...result }
  }),
)
const failed = results.filter(({ code }) => code !== 0)
for (const { name, output } of failed) console.log(`\n── ${name}\n${output.trim()}`)
process.exit(failed.length === 0 ? 0 : 1)
