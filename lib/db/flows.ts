import { type SQL, sql } from 'drizzle-orm'
import { BLOCK_DAY, OURS } from './sides'

/** What each row of a table adds to a daily sum: (metric, key, value). */
type Flow = { metric: SQL; key: SQL; value: SQL; when?: SQL }

/** The one definition of every metric of `days`, for its rollup and for what a day brought up to a block. */
const FLOWS: Record<string, Flow[]> = {
  movements: [
    {
      metric: sql`case kind when 'deposit' then 'loaded' else 'withdrawn' end`,
      key: sql`''`,
      value: sql`amount`,
      when: sql`kind in ('deposit', 'withdrawal')`,
    },
    {
      // What went to a wallet or a contract of ours is not released.
      metric: sql`'treasury_released'`,
      key: sql`from_bucket`,
      value: sql`amount`,
      when: sql`kind = 'treasury_withdrawal' and to_bucket not in ${OURS}`,
    },
    { metric: sql`'burned'`, key: sql`''`, value: sql`amount`, when: sql`to_bucket = 'burned'` },
  ],
  roots: [{ metric: sql`'emission_used'`, key: sql`''`, value: sql`from_emission`, when: sql`from_emission > 0` }],
  claims: [{ metric: sql`'emission_claimed'`, key: sql`category`, value: sql`amount` }],
  distributions: (['burn', 'protocol', 'operations', 'provider'] as const).map((leg) => ({
    metric: sql`'distributed'`,
    key: sql.raw(`'${leg}'`),
    value: sql.identifier(leg) as unknown as SQL,
  })),
  payments: [
    { metric: sql`kind || '_usd'`, key: sql`case kind when 'charged' then plan::text else '' end`, value: sql`usd` },
    { metric: sql`kind`, key: sql`case kind when 'charged' then plan::text else '' end`, value: sql`amount` },
    { metric: sql`'payments'`, key: sql`''`, value: sql`1` },
  ],
}

/** Flows of the rows that meet `where`, one for each row and metric: (day, metric, key, value). */
export function flowsOf(where: SQL): SQL {
  const selects = Object.entries(FLOWS).flatMap(([table, flows]) =>
    flows.map(
      ({ metric, key, value, when }) =>
        sql`select ${BLOCK_DAY} as day, ${metric} as metric, ${key} as key, ${value} as value from ${sql.identifier(table)} where ${where}${when ? sql` and ${when}` : sql``}`,
    ),
  )
  return sql.join(selects, sql` union all `)
}
