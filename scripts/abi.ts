/**
 * Generates contracts-abi from the build and from contracts/deployments: `npm run abi`. The local chain's deployment file is made anew on
 * a chain that is thrown away, because its hashes change with the code. With `--check` nothing is written; stale files are named and the
 * exit code is 1.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { CONTRACTS, readArtifact } from '../contracts/deploy/artifacts'
import { readDeployments } from '../contracts/deploy/deployment-file'
import { startAnvil } from './platform/anvil'
import { buildContracts } from './platform/build'
import { ROOT } from './platform/foundry'
import { deployLocally } from './platform/local-chain'
import { renderAbis } from './platform/render-abi'

const FOLDER = `${ROOT}contracts-abi/`

function staleFiles(wanted: Map<string, string>): string[] {
  const present = existsSync(FOLDER) ? readdirSync(FOLDER) : []
  const left = present.filter((name) => !wanted.has(name))
  const changed = [...wanted].filter(
    ([name, text]) => !present.includes(name) || readFileSync(FOLDER + name, 'utf8') !== text,
  )
  return [...left, ...changed.map(([name]) => name)].sort()
}

async function refreshLocalDeployment() {
  const anvil = await startAnvil()
  try {
    await deployLocally({ rpcUrl: anvil.url })
  } finally {
    await anvil.stop()
  }
}

async function main(): Promise<number> {
  const isCheck = process.argv.includes('--check')
  buildContracts()
  if (!isCheck) await refreshLocalDeployment()
  const abis = Object.fromEntries(CONTRACTS.map((name) => [name, readArtifact(name).abi]))
  const wanted = renderAbis(abis, readDeployments())
  const stale = staleFiles(wanted)
  if (isCheck) {
    for (const name of stale) console.error(`contracts-abi/${name} is stale: run "npm run abi" and commit the result.`)
    return stale.length === 0 ? 0 : 1
  }
  mkdirSync(FOLDER, { recursive: true })
  for (const name of stale) {
    const text = wanted.get(name)
    if (text === undefined) rmSync(FOLDER + name)
    else writeFileSync(FOLDER + name, text)
  }
  console.log(
    stale.length === 0
      ? 'contracts-abi is up to date.'
      : `Wrote ${stale.map((name) => `contracts-abi/${name}`).join(', ')}.`,
  )
  return 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
