import type { PoolClient } from 'pg'

/** A service's price from `at` on: nano-USD per `unit` of the rate card. `list`: without the factor. */
export type PriceRow = {
  service: string
  at: Date
  input: bigint
  output: bigint
  listInput: bigint
  listOutput: bigint
  unit: bigint
}

/** Prices in force at some moment from `since` on, in order of time; a service whose first price is later has that one. */
export async function pricesSince(
  db: Pick<PoolClient, 'query'>,
  chainId: number,
  since: Date,
  services: readonly string[],
): Promise<Map<string, PriceRow[]>> {
  const { rows } = await db.query<Record<string, string> & { at: Date; service: string }>(
    `select p.service, p.at, p.input, p.output, p.list_input, p.list_output, p.unit
     from unnest($3::text[]) as s(service)
     cross join lateral (select coalesce((select max(at) from service_prices o
       where o.chain_id = $1 and o.service = s.service and o.at <= $2), '-infinity') as start) f
     join service_prices p on p.chain_id = $1 and p.service = s.service and p.at >= f.start
     order by p.service, p.at`,
    [chainId, since, services],
  )
  const prices = new Map<string, PriceRow[]>()
  for (const row of rows) {
    const price = {
      service: row.service,
      at: row.at,
      input: BigInt(row.input ?? 0),
      output: BigInt(row.output ?? 0),
      listInput: BigInt(row.list_input ?? 0),
      listOutput: BigInt(row.list_output ?? 0),
      unit: BigInt(row.unit ?? 1),
    }
    const known = prices.get(row.service)
    if (known) known.push(price)
    else prices.set(row.service, [price])
  }
  return prices
}
