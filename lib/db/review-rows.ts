import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import type { Span } from './report-rows'

type Text = Record<string, string | null>

export type FactorMonth = {
  month: string
  service: string
  /** ppm: of the hours of the month. */
  least: bigint
  average: bigint
  most: bigint
  availability: bigint
  hours: number
  held: number
}

/** The factor of each service by month (UTC): its range, its average rounded down, and how many hours it was held. */
export async function listFactorMonths(
  db: Queryable,
  chainId: number,
  { from, until }: { from: Date; until: Date },
): Promise<FactorMonth[]> {
  const { rows } = await db.execute<Text>(sql`
    select to_char(at at time zone 'UTC', 'YYYY-MM') as month, service, min(factor)::text as least, floor(avg(factor))::text as average,
      max(factor)::text as most, floor(avg(availability))::text as availability, count(*)::text as hours, count(hold)::text as held
    from service_prices where chain_id = ${chainId} and at >= ${from.toISOString()}::timestamptz and at < ${until.toISOString()}::timestamptz
    group by 1, 2 order by 1, 2`)
  return rows.map((row) => ({
    ...{ month: row.month ?? '', service: row.service ?? '' },
    ...{ least: BigInt(row.least ?? 0), average: BigInt(row.average ?? 0), most: BigInt(row.most ?? 0) },
    ...{ availability: BigInt(row.availability ?? 0), hours: Number(row.hours), held: Number(row.held) },
  }))
}

/** What each account paid in a span, wei. */
export async function sumPaid(db: Queryable, { chainId, opening, closing }: Span): Promise<bigint[]> {
  const { rows } = await db.execute<Text>(sql`
    select sum(amount)::text as wei from payments
    where chain_id = ${chainId} and block_number > ${opening} and block_number <= ${closing} group by account`)
  return rows.map(({ wei }) => BigInt(wei ?? 0))
}
