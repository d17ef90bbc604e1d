import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import type { Span } from './report-rows'

/** No price may be used when it is older: the most that the oracle can be set to. */
const MAX_AGE = sql`interval '1 day'`

/**
 * The first payment of the span at a posted price that was older than a day, if any. Only gaps between postings are looked into; where a
 * payment has another price than the posted one a feed gave it.
 */
export async function findStalePayment(
  db: Queryable,
  { chainId, opening, closing }: Span,
): Promise<{ tx: string; ageSeconds: bigint } | null> {
  const { rows } = await db.execute<{ tx: string; age: string }>(sql`
    with posted as (
      select price, block_time as since, lead(block_time, 1, '9999-01-01') over (order by block_number, log_index) as until
      from prices where chain_id = ${chainId} and block_number <= ${closing}
    ), gaps as (select * from posted where until - since > ${MAX_AGE})
    select p.tx_hash as tx, floor(extract(epoch from p.block_time - g.since))::bigint::text as age
    from gaps g join payments p on p.chain_id = ${chainId} and p.block_time > g.since + ${MAX_AGE} and p.block_time < g.until and p.price = g.price
    where p.block_number > ${opening} and p.block_number <= ${closing}
    order by p.block_number, p.log_index limit 1`)
  const [row] = rows
  return row ? { tx: row.tx, ageSeconds: BigInt(row.age) } : null
}
