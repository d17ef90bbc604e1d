import { type Address, getAddress } from 'viem'
import type { Queryable } from '../../db/connect'
import { findSettlement, listWholeReceipts, type Missing, type Publication } from '../../db/publication-rows'
import { findRun, listLeaves, listRuns } from '../../db/reward-rows'
import { buildTree } from '../../domain/merkle'
import { receiptsTree } from '../../metering/settlement/tree'
import { sha256Of } from './store'

/** It cannot be written as it was settled or proposed: a person has to look. `message` is for him. */
export class NotWhole extends Error {
  override readonly name = 'NotWhole'
}

export type Where = { db: Queryable; chainId: number; rewards: Address }

/** What is written, and the row that says so. The path ends in the hash: other bytes never take its place. */
export type Made = { bytes: Uint8Array; row: Omit<Publication, 'place' | 'writtenAt'> }

/** Amounts and times as text, names of columns as the database has them: a line can be put back as a row. */
const plain = (value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value instanceof Date ? value.toISOString() : value
const column = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const rowOf = (row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [column(name), plain(value)]))
const linesOf = (head: object, rows: readonly unknown[]): string =>
  [head, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('')

/** `epoch 2950 correction 1` → `epoch-2950-correction-1` */
const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

/** The bytes of something that is missing, checked against the root or hash that was published of it. Throws NotWhole. */
export async function makeObject(where: Where, missing: Missing): Promise<Made> {
  const { kind, subject } = missing
  const { text, path } = await TEXT[kind](where, missing as never)
  const bytes = new TextEncoder().encode(text)
  const hash = sha256Of(bytes)
  const [name, ending] = kind === 'inputs' ? [`${path}/inputs`, 'json'] : [`${path}/${kind}`, 'ndjson']
  return {
    bytes,
    row: {
      hash,
      chainId: where.chainId,
      subject,
      kind,
      path: `${where.chainId}/${name}-${hash.slice(2)}.${ending}`,
      bytes: BigInt(bytes.length),
    },
  }
}

type Of<K extends Missing['kind']> = Extract<Missing, { kind: K }>
type Text = Promise<{ text: string; path: string }>

const TEXT: { [K in Missing['kind']]: (where: Where, missing: Of<K>) => Text } = {
  inputs: inputsOf,
  leaves: leavesOf,
  receipts: receiptsOf,
}

/** The very bytes whose hash stands in the proposal. */
async function inputsOf({ db, chainId }: Where, { category, label, subject }: Of<'inputs'>): Text {
  const run = await findRun(db, chainId, category, label)
  if (!run || subject !== `inputs ${sha256Of(new TextEncoder().encode(run.inputs))}`)
    throw new NotWhole(`the inputs of ${category} ${label} do not have their hash`)
  return { text: run.inputs, path: `rewards/${category}/${slug(label)}` }
}

/** One line of what the tree is bound to, then one for each leaf: account, lifetime wei, what this run added, the factors behind it. */
async function leavesOf({ db, chainId, rewards }: Where, { category, root }: Of<'leaves'>): Text {
  const leaves = await listLeaves(db, chainId, category, root)
  const entries = leaves.map(({ account, cumulative }) => ({ account: getAddress(account), cumulative }))
  const tree = buildTree({ chainId, rewards, category }, entries)
  if (tree.root !== root) throw new NotWhole(`the leaves of the ${category} root ${root} do not give it`)
  const of = (await listRuns(db, chainId, category)).filter((run) => run.root === root).map(({ label }) => label)
  const bound = { chainId, rewards: rewards.toLowerCase(), category, root, total: tree.total.toString() }
  const head = { format: 'cxpt-leaves', formatVersion: 1, ...bound, of: of.toSorted() }
  const rows = leaves.map(({ account, cumulative, added, detail }) => [account, `${cumulative}`, `${added}`, detail])
  return { text: linesOf(head, rows), path: `rewards/${category}/${slug(of.toSorted()[0] ?? `root-${root}`)}` }
}

/** One line of the batch, then one for each receipt, whole. What the chain took is not in it: that may still change. */
async function receiptsOf({ db, chainId }: Where, { id }: Of<'receipts'>): Text {
  const batch = await findSettlement(db, chainId, id)
  const rows = batch ? await listWholeReceipts(db, chainId, batch.afterSeq, batch.uptoSeq) : []
  if (!batch || receiptsTree(chainId, rows).root !== batch.root)
    throw new NotWhole(`the receipts of batch ${id} do not give its root`)
  const { afterSeq, uptoSeq, receipts, root } = batch
  const head = {
    format: 'cxpt-receipts',
    formatVersion: 1,
    ...rowOf({ chainId, id, afterSeq, uptoSeq, receipts, root }),
  }
  return { text: linesOf(head, rows.map(rowOf)), path: `receipts/batch-${String(id).padStart(8, '0')}` }
}
