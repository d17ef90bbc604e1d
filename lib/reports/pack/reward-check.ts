import type { Address } from 'viem'
import { getContract } from '../../chain/contract'
import { listLeafAmounts } from '../../db/balance-rows'
import { listAcceptedRoots } from '../../db/pack-rows'
import type { Category } from '../../domain/buckets'
import { buildTree } from '../../domain/merkle'
import type { Column, Row, Table } from '../table'
import { type BundleFile, tableFile } from './bundle'
import type { PackFacts } from './facts'

const ROOTS = [
  { name: 'block', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'category', kind: 'text' },
  { name: 'of', kind: 'text' },
  { name: 'root', kind: 'text' },
  { name: 'total', kind: 'cxpt' },
  { name: 'from_pool', kind: 'cxpt' },
  { name: 'from_emission', kind: 'cxpt' },
  { name: 'leaves', kind: 'count' },
  { name: 'sum_of_leaves', kind: 'cxpt' },
  { name: 'root_of_leaves', kind: 'text' },
  { name: 'root_recomputed', kind: 'text' },
  { name: 'inputs_hash', kind: 'text' },
  { name: 'verdict', kind: 'text' },
] as const satisfies readonly Column[]

type Verdict = { root: string; total: bigint; leaves: number; sum: bigint; made: string | null; again: string | null }

/** What an auditor reads first: whether three ways to the root agree. */
function verdictOf({ root, total, leaves, sum, made, again }: Verdict): string {
  if (leaves === 0) return total === 0n ? 'nothing to share' : 'leaves not known here'
  if (made !== root) return 'leaves make another root'
  if (sum !== total) return 'leaves add up to another total'
  if (again === null) return 'leaves agree; published by another, not recomputed here'
  return again === root ? 'agrees' : 'recomputed otherwise'
}

export function* rewardTables({ source, span }: PackFacts): Generator<BundleFile> {
  yield tableFile('rewards', 'recomputation', async (): Promise<Table> => {
    const rewards = getContract(source.chain.deployment, 'Rewards').address
    const rows: Row[] = []
    for (const one of await listAcceptedRoots(source.db, span)) {
      const category = one.category as Category
      const leaves = await listLeafAmounts(source.db, span.chainId, category, one.root)
      const sum = leaves.reduce((all, { cumulative }) => all + cumulative, 0n)
      const entries = leaves.map(({ account, cumulative }) => ({ account: account as Address, cumulative }))
      const made = entries.length > 0 ? buildTree({ chainId: span.chainId, rewards, category }, entries).root : null
      const verdict = verdictOf({ ...one, leaves: leaves.length, sum, made, again: one.recomputedRoot })
      rows.push([
        ...[one.block, one.at, one.tx, category, one.label, one.root, one.total, one.fromPool, one.fromEmission],
        ...[leaves.length, sum, made, one.recomputedRoot, one.inputsHash, verdict],
      ])
    }
    return { columns: ROOTS, rows }
  })
}
