import { desc, eq } from 'drizzle-orm'
import type { Queryable } from './connect'
import { roots } from './schema'

export type LastRoot = Pick<typeof roots.$inferSelect, 'category' | 'step' | 'root' | 'acceptAt'>

/** The last word on the roots of each category. */
export const listLastRoots = (db: Queryable, chainId: number): Promise<LastRoot[]> =>
  db
    .selectDistinctOn([roots.category], {
      category: roots.category,
      step: roots.step,
      root: roots.root,
      acceptAt: roots.acceptAt,
    })
    .from(roots)
    .where(eq(roots.chainId, chainId))
    .orderBy(roots.category, desc(roots.blockNumber), desc(roots.logIndex))
