// Checks a report with nothing but its files and a node: `npm run verify-report -- PATH --rpc URL [--rpc URL] [--deployments DIR] [--chart FILE]`.
// `--row SHEET:N` prints a row with its proof instead, and needs no node.
// Exit code 0: everything that can be verified is; 1: refused, or something differs; 2: the arguments make no sense.
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEPLOYMENTS, readDeployment } from '../contracts/deploy/deployment-file'
import type { Deployment } from '../contracts-abi'
import { createClient } from '../lib/chain/clients'
import { chartWith } from '../lib/domain/chart'
import { toAppError } from '../lib/errors/say'
import { verifyReport as say } from '../lib/messages/en/verify-report'
import type { ChainSource } from '../lib/reports/chain-reading'
import { chartFrom } from '../lib/reports/chart-file'
import { UsageError } from '../lib/reports/command'
import { NODE_TREE_HASH, nodeDigest } from '../lib/reports/node-hash'
import { isProven, leafOf } from '../lib/reports/row-proof'
import { checkFiles } from '../lib/reports/verify/check-files'
import { Refused, type ReportFiles } from '../lib/reports/verify/files'
import { filesInFolder } from '../lib/reports/verify/folder'
import { readManifest } from '../lib/reports/verify/manifest'
import { rowProofOf } from '../lib/reports/verify/row-of'
import { verifiedText } from '../lib/verify/text'
import { verifyReport } from '../lib/verify/verify'

const HASHING = { digest: nodeDigest, tree: NODE_TREE_HASH }

function argumentsFrom(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rpc: { type: 'string', multiple: true, default: [] },
        deployments: { type: 'string', default: DEPLOYMENTS },
        chart: { type: 'string' },
        row: { type: 'string' },
      },
    })
    const [path, ...more] = positionals
    if (!path || more.length > 0) throw new UsageError(say.usage)
    return { path, ...values, row: values.row === undefined ? null : rowFrom(values.row) }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(say.usage, { cause: error })
  }
}

function rowFrom(text: string): { sheet: string; row: number } {
  const [, sheet = '', row = ''] = /^([a-z-]+):(\d{1,9})$/.exec(text) ?? []
  if (sheet === '') throw new UsageError(say.usage)
  return { sheet, row: Number(row) }
}

async function proof(files: ReportFiles, of: { sheet: string; row: number }): Promise<number> {
  const checked = await checkFiles(files, HASHING)
  for (const finding of checked.findings) console.error(finding)
  const found = await rowProofOf(files, checked, of, HASHING)
  const { dataRoot } = checked.manifest
  console.log(JSON.stringify({ dataRoot, leaf: leafOf(found, NODE_TREE_HASH), ...found }, null, 2))
  const isGood = isProven(found, dataRoot, NODE_TREE_HASH)
  console.error(isGood ? say.proven : say.notProven)
  return isGood && checked.findings.length === 0 ? 0 : 1
}

function sourceOf(deployments: string, chainId: number, url: string): ChainSource {
  const deployment = readDeployment(deployments.endsWith('/') ? deployments : `${deployments}/`, chainId)
  if (!deployment) throw new Refused(say.noDeployment(chainId))
  return { client: createClient(chainId, url), deployment: deployment as Deployment }
}

/** On one line of a terminal, and nowhere else. */
const progress = (block: bigint, of: bigint) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${say.reading(block, of)}${block === of ? '\n' : ''}`)
}

async function main(args: readonly string[]): Promise<number> {
  const { path, rpc, row, deployments, chart: chartFile } = argumentsFrom(args)
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new Refused(say.noFolder)
  const files = filesInFolder(path)
  if (row) return proof(files, row)
  const [first, ...others] = rpc
  if (first === undefined) throw new UsageError(say.usage)
  const { chainId } = await readManifest(files)
  const sources = [first, ...others].map((url) => sourceOf(deployments, chainId, url)) as [
    ChainSource,
    ...ChainSource[],
  ]
  const chart = chartFile === undefined ? chartWith() : chartFrom(await readFile(chartFile, 'utf8'))
  const verified = await verifyReport({
    ...{ files, sources, hashing: HASHING, chart, progress },
    onFiles: ({ manifest, findings }) => {
      console.log(say.title(manifest.month, manifest.chainId, manifest.opening.block, manifest.closing.block))
      const { version, supersedes, reason } = manifest
      if (supersedes !== undefined) console.log(say.restated(version, supersedes, reason ?? ''))
      console.log(`${(findings.length > 0 ? findings : [say.filesGood]).join('\n')}\n`)
    },
  })
  console.log(verifiedText(verified))
  return verified.isGood ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const known = toAppError(error)
  const isOurs = error instanceof UsageError || error instanceof Refused
  console.error(
    isOurs || (known.code === 'UNEXPECTED' && error instanceof Error) ? (error as Error).message : known.say,
  )
  return error instanceof UsageError ? 2 : 1
})
