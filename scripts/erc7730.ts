/**
 * Writes public/erc7730/<Contract>.json, the descriptors by which a wallet shows our calls in words (ERC-7730, version 1): `npm run erc7730`.
 * With `--check` nothing is written: a stale file, a function without a descriptor and anything the specification does not allow exit with 1.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { ABIS, type ContractName, DEPLOYMENTS } from '../contracts-abi'
import type { Json } from '../lib/domain/safe-batch-file'
import { calls } from '../lib/messages/en/calls'
import { descriptorOf } from './erc7730/build'
import { problemsOf } from './erc7730/problems'
import { ROOT } from './platform/foundry'

const FOLDER = `${ROOT}public/erc7730/`

const names = Object.keys(ABIS) as ContractName[]
const files = new Map(
  names.map((name) => {
    const descriptor = descriptorOf(name, ABIS[name], calls[name], Object.values(DEPLOYMENTS))
    return [`${name}.json`, `${JSON.stringify(descriptor, null, 2)}\n`]
  }),
)

function check(): string[] {
  const there = existsSync(FOLDER) ? readdirSync(FOLDER) : []
  const foreign = there.filter((name) => !files.has(name)).map((name) => `${name} is of no contract.`)
  const stale = [...files].filter(
    ([name, text]) => !there.includes(name) || readFileSync(FOLDER + name, 'utf8') !== text,
  )
  return [...foreign, ...stale.map(([name]) => `${name} is stale: run "npm run erc7730" and commit the result.`)]
}

const wrong = names.flatMap((name) => {
  const json = JSON.parse(files.get(`${name}.json`) ?? 'null') as Json
  return problemsOf(json, ABIS[name]).map((problem) => `${name}.json: ${problem}`)
})
const problems = process.argv.includes('--check') ? [...wrong, ...check()] : wrong
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else if (!process.argv.includes('--check')) {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, text] of files) writeFileSync(FOLDER + name, text)
  console.log(`Wrote ${files.size} descriptors to public/erc7730.`)
}
