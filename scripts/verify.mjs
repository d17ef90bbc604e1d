// All static checks, in parallel: `npm run verify [-- --changed]`. Prints a line a check, and the output of those that failed.
import { spawn } from 'node:child_process'

const isChangedOnly = process.argv.includes('--changed')
const node = process.execPath
const bin = (name) => `node_modules/.bin/${name}`
const CODE = ['app', 'bench', 'components', 'contracts-abi', 'contracts/deploy', 'e2e', 'lib', 'scripts', 'proxy.ts']

const script = (name, ...args) => [node, ['scripts/run.mjs', name, ...args]]
const solhint = (config, ...folders) => [
  bin('solhint'),
  ['--disc', '--max-warnings', '0', '--config', config, ...folders.map((folder) => `contracts/${folder}/**/*.sol`)],
]

/** name → its commands, one after the other; each must exit 0. */
const CHECKS = {
  'format and lint': [
    [bin('biome'), ['check', '--error-on-warnings', ...(isChangedOnly ? ['--changed', '--since=HEAD'] : ['.'])]],
  ],
  types: [[node, ['scripts/types.mjs']]],
  levels: [
    [
      node,
      ['--require', './scripts/depcruise-tsx.cjs', bin('depcruise'), '--config', '.dependency-cruiser.cjs', ...CODE],
    ],
  ],
  'dead code': [[bin('knip'), []]],
  'generated ABIs': [script('abi', '--check')],
  'exit page': [script('exit-page', '--check')],
  'offline page': [script('offline-page', '--check')],
  'descriptors for wallets': [script('erc7730', '--check')],
  'forge lint': [script('forge', 'lint')],
  'Solidity format': [
    script('forge', 'fmt', '--check', ...['src', 'test', 'formal'].map((name) => `contracts/${name}`)),
  ],
  solhint: [solhint('.solhintrc.yaml', 'src'), solhint('contracts/test/.solhintrc.yaml', 'test', 'formal')],
  NatSpec: [script('natspec')],
  'words in the catalogue': [script('words')],
  documents: [[node, ['scripts/check-docs.mjs']]],
  'generated tables': [script('contracts-doc', '--check')],
  'trees and threats': [script('trees')],
}

function run([command, args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

async function check(commands) {
  const started = performance.now()
  let result = { code: 0, output: '' }
  for (const command of commands) if (result.code === 0) result = await run(command)
  return { ...result, seconds: (performance.now() - started) / 1000 }
}

const results = await Promise.all(
  Object.entries(CHECKS).map(async ([name, commands]) => {
    const result = await check(commands)
    console.log(`${result.code === 0 ? 'ok    ' : 'FAILED'} ${name} (${result.seconds.toFixed(1)} s)`)
    return { name, ...result }
  }),
)
const failed = results.filter(({ code }) => code !== 0)
for (const { name, output } of failed) console.log(`\n── ${name}\n${output.trim()}`)
process.exit(failed.length === 0 ? 0 : 1)
