import { type Address, getAddress, type Hex } from 'viem'
import { z } from 'zod'
import type { Db } from '../db/connect'
import { insertLeaves, knownRoots, type LeafRow, listRoots, type RootRow } from '../db/reward-rows'
import type { Category } from '../domain/buckets'
import { buildTree } from '../domain/merkle'

const PREFIX = 'data:application/json,'
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
const schema = z.object({
  category: z.string(),
  of: z.string(),
  leaves: z.array(z.tuple([address, z.string().regex(/^\d{1,78}$/)])),
})

/** Leaves that a proposal carries in its own URI; `of` is what they are for. */
export type Publication = { category: string; of: string; leaves: [account: string, cumulative: string][] }

/** Null for a URI of another kind, or one that cannot be read. */
export function publicationFrom(uri: string): Publication | null {
  if (!uri.startsWith(PREFIX)) return null
  try {
    return schema.parse(JSON.parse(uri.slice(PREFIX.length)))
  } catch {
    return null
  }
}

export const publicationUri = (publication: Publication & Record<string, unknown>): string =>
  `${PREFIX}${JSON.stringify(publication)}`

/**
 * What roots stand for that somebody proposed with their leaves: accepted, or still in their window. One that was vetoed, or that another proposal
 * took the place of, stands for nothing. `rows` in chain order.
 */
export function standingLabels(rows: readonly RootRow[]): string[] {
  const standing: string[] = []
  let pending: string | null = null
  for (const { step, uri } of rows) {
    if (step === 'accepted' && pending) standing.push(pending)
    pending = step === 'proposed' && uri ? (publicationFrom(uri)?.of ?? null) : null
  }
  return pending ? [...standing, pending] : standing
}

type Where = { db: Db; chainId: number; rewards: Address }

/**
 * Leaves of roots that were proposed by somebody else and carry them in their URI, stored so that proofs of them can be given. Leaves that do not
 * give the root are left out: a lying URI proves nothing.
 */
export async function importPublished({ db, chainId, rewards }: Where, category: Category): Promise<number> {
  const rows = await listRoots(db, chainId, category)
  const proposed = rows.filter(({ step, uri }) => step === 'proposed' && uri?.startsWith(PREFIX))
  const known = await knownRoots(
    db,
    chainId,
    proposed.map(({ root }) => root),
  )
  if (proposed.every(({ root }) => known.has(`${category} ${root}`))) return 0
  let before = new Map<string, bigint>()
  let last: Publication | null = null
  let count = 0
  for (const { step, root, uri } of rows) {
    if (step === 'accepted' && last) before = cumulativeOf(last)
    if (step !== 'proposed') continue
    last = uri ? publicationFrom(uri) : null
    if (!last || known.has(`${category} ${root}`) || rootOf(last, { chainId, rewards, category }) !== root) continue
    await insertLeaves(db, leafRows(last, before, { chainId, category, root }))
    known.add(`${category} ${root}`)
    count += 1
  }
  return count
}

const cumulativeOf = ({ leaves }: Publication): Map<string, bigint> =>
  new Map(leaves.map(([account, cumulative]) => [account.toLowerCase(), BigInt(cumulative)]))

function rootOf(
  publication: Publication,
  context: { chainId: number; rewards: Address; category: Category },
): Hex | null {
  const entries = [...cumulativeOf(publication)].map(([account, cumulative]) => ({
    account: getAddress(account),
    cumulative,
  }))
  return entries.length === 0 ? null : buildTree(context, entries).root
}

function leafRows(
  publication: Publication,
  before: ReadonlyMap<string, bigint>,
  of: Pick<LeafRow, 'chainId' | 'category' | 'root'>,
): LeafRow[] {
  return [...cumulativeOf(publication)].map(([account, cumulative]) => {
    const had = before.get(account) ?? 0n
    const added = cumulative > had ? cumulative - had : 0n
    return { ...of, account: account as Hex, cumulative, added, detail: { of: publication.of } }
  })
}
