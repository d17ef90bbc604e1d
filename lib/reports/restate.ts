import { realpath } from 'node:fs/promises'
import canonicalize from 'canonicalize'
import { csvHeader, csvLine } from './csv'
import { FolderRefused } from './folder'
import { NODE_TREE_HASH, nodeDigest } from './node-hash'
import { differences, type RowChange } from './row-diff'
import type { Column } from './table'
import { type CheckedFiles, checkFiles } from './verify/check-files'
import { filesInFolder } from './verify/folder'

/** A report that is about to be replaced, as it was found: whole, and of this month. */
export type Superseded = {
  dir: string
  reason: string
  /** SHA-256 of its manifest. */
  manifestHash: string
  version: number
}

/** What a manifest says of a restatement. */
export type RestatementFields = { version: number; supersedes: string; reason: string }

export const fieldsOf = ({ version, manifestHash, reason }: Superseded): RestatementFields => ({
  version: version + 1,
  supersedes: manifestHash,
  reason,
})

/**
 * Reads what is to be replaced. It stays as it is: a folder that is not whole cannot be replaced, because nobody could say what changed, and the new
 * version goes elsewhere.
 */
export async function readSuperseded(
  of: { dir: string; reason: string; out: string },
  { month, chainId }: { month: string; chainId: number },
): Promise<Superseded> {
  const { dir, reason, out } = of
  const place = (path: string) => realpath(path).catch(() => path)
  if ((await place(dir)) === (await place(out))) {
    throw new FolderRefused(`${dir} holds the report that is replaced, and stays. Choose another folder.`)
  }
  const checked: CheckedFiles = await checkFiles(filesInFolder(dir), { digest: nodeDigest, tree: NODE_TREE_HASH })
  const [finding] = checked.findings
  if (finding) throw new FolderRefused(`${dir} cannot be replaced: ${finding}`)
  const { manifest } = checked
  if (manifest.month !== month || manifest.chainId !== chainId) {
    throw new FolderRefused(
      `${dir} holds the report of ${manifest.month} on chain ${manifest.chainId}, not of ${month}.`,
    )
  }
  return { dir, reason, manifestHash: checked.manifestHash, version: manifest.version }
}

const COLUMNS = [
  { name: 'sheet', kind: 'text' },
  { name: 'change', kind: 'text' },
  { name: 'row_before', kind: 'count' },
  { name: 'row_after', kind: 'count' },
  { name: 'column', kind: 'text' },
  { name: 'before', kind: 'text' },
  { name: 'after', kind: 'text' },
] as const satisfies readonly Column[]

/** The rows that differ between the report that is replaced and the new one in `dir`: exact as JSON, and as CSV for reading. */
export async function restatementFiles(old: Superseded, dir: string): Promise<{ name: string; text: string }[]> {
  const changes: RowChange[] = []
  for await (const change of differences(filesInFolder(old.dir), filesInFolder(dir))) changes.push(change)
  const { version, supersedes, reason } = fieldsOf(old)
  const lines = changes.flatMap(({ sheet, change, rowBefore, rowAfter, cells }) =>
    cells.map(({ column, before, after }) =>
      csvLine(COLUMNS, [sheet, change, rowBefore, rowAfter, column, before, after]),
    ),
  )
  const json = canonicalize({ changes, format: 'cxpt-restatement/1', reason, supersedes, version })
  return [
    { name: 'restatement.csv', text: csvHeader(COLUMNS) + lines.join('') },
    { name: 'restatement.json', text: json ?? '' },
  ]
}
