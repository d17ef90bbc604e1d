import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Category } from '../domain/buckets'
import type { HourPrice } from '../domain/replay-prices'
import type { Queryable } from './connect'
import { servicePrices } from './metering-schema'
import { demandHours, rewardRuns } from './provider-schema'
import type { RunRow } from './reward-rows'
import { events } from './schema'

type Span = { chainId: number; from: Date; until: Date }
export type Told = { at: Date; args: Record<string, unknown> }

/** Every event of one name up to a time, in the order of the chain; `kind` narrows curves to one. */
export async function listTold(
  db: Queryable,
  chainId: number,
  { contract, name, kind }: { contract: string; name: string; kind?: number },
  until: Date,
): Promise<Told[]> {
  const ofName = and(eq(events.chainId, chainId), eq(events.contract, contract), eq(events.name, name))
  const ofKind = kind === undefined ? undefined : sql`${events.args} ->> 'kind' = ${String(kind)}`
  return db
    .select({ at: events.blockTime, args: events.args })
    .from(events)
    .where(and(ofName, ofKind, lt(events.blockTime, until)))
    .orderBy(asc(events.blockNumber), asc(events.logIndex))
}

/** Runs of these periods (`epoch 2950`, `2026-09`), corrections with them, the oldest first. */
export const listRunsOf = (
  db: Queryable,
  chainId: number,
  category: Category,
  periods: readonly string[],
): Promise<RunRow[]> =>
  periods.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(rewardRuns)
        .where(
          and(
            eq(rewardRuns.chainId, chainId),
            eq(rewardRuns.category, category),
            inArray(sql`regexp_replace(${rewardRuns.label}, ' correction \\d+$', '')`, [...periods]),
          ),
        )
        .orderBy(asc(rewardRuns.closedAt))

/** Hourly demand of [from, until), the oldest first. */
export const listDemandHours = (db: Queryable, { chainId, from, until }: Span) =>
  db
    .select()
    .from(demandHours)
    .where(and(eq(demandHours.chainId, chainId), gte(demandHours.hour, from), lt(demandHours.hour, until)))
    .orderBy(asc(demandHours.hour), asc(demandHours.service))

/** Hourly prices of [from, until), the oldest first. */
export const listPriceHours = (db: Queryable, { chainId, from, until }: Span) =>
  db
    .select()
    .from(servicePrices)
    .where(and(eq(servicePrices.chainId, chainId), gte(servicePrices.at, from), lt(servicePrices.at, until)))
    .orderBy(asc(servicePrices.at), asc(servicePrices.service))

export type RepricedUse = {
  account: string
  service: string
  receipts: number
  real: bigint
  again: bigint
  next: bigint
}

/**
 * Receipts of a month by account and service, nano-USD: as charged, and at two other prices of their hour. Input and output are rounded up apart,
 * each receipt for itself; what was covered or free stays so. Credit notes are left out.
 */
export async function sumRepriced(
  db: Queryable,
  chainId: number,
  month: string,
  again: readonly HourPrice[],
  next: readonly HourPrice[],
): Promise<RepricedUse[]> {
  const [a, b] = [columnsOf(again), columnsOf(next)]
  const { rows } = await db.execute<
    Record<'account' | 'service' | 'real' | 'again' | 'next', string> & { n: number }
  >(sql`
    with was as (select * from unnest(${a.service}::text[], ${a.at}::timestamptz[], ${a.input}::numeric[], ${a.output}::numeric[], ${a.unit}::numeric[])
      as p(service, at, input, output, unit)),
    other as (select * from unnest(${b.service}::text[], ${b.at}::timestamptz[], ${b.input}::numeric[], ${b.output}::numeric[], ${b.unit}::numeric[])
      as p(service, at, input, output, unit)),
    charged as (
      select account, service, price_at, charge_nano, price_input, price_output, price_unit,
        (input_units - covered_input)::numeric as used_in, (output_units - covered_output)::numeric as used_out
      from receipts where chain_id = ${chainId} and month = ${`${month}-01`}::date and kind = 'usage' and charge_nano > 0)
    select r.account, r.service, count(*)::int as n, sum(r.charge_nano)::text as real,
      sum(ceil(r.used_in * coalesce(t.input, r.price_input) / coalesce(t.unit, r.price_unit))
        + ceil(r.used_out * coalesce(t.output, r.price_output) / coalesce(t.unit, r.price_unit)))::text as again,
      sum(ceil(r.used_in * coalesce(o.input, r.price_input) / coalesce(o.unit, r.price_unit))
        + ceil(r.used_out * coalesce(o.output, r.price_output) / coalesce(o.unit, r.price_unit)))::text as next
    from charged r
      left join was t on t.service = r.service and t.at = r.price_at
      left join other o on o.service = r.service and o.at = r.price_at
    group by r.account, r.service order by r.service, r.account`)
  return rows.map(({ account, service, n, ...sums }) => ({
    ...{ account, service, receipts: n },
    ...{ real: BigInt(sums.real), again: BigInt(sums.again), next: BigInt(sums.next) },
  }))
}

/** Arrays as PostgreSQL reads them from text: one parameter a column, however many hours. */
function columnsOf(prices: readonly HourPrice[]) {
  const list = (of: (price: HourPrice) => string) => `{${prices.map(of).join(',')}}`
  return {
    service: list(({ service }) => `"${service}"`),
    at: list(({ at }) => `"${new Date(Number(at) * 1_000).toISOString()}"`),
    input: list(({ input }) => input.toString()),
    output: list(({ output }) => output.toString()),
    unit: list(({ unit }) => unit.toString()),
  }
}

/** Wei paid in a span of blocks: by the largest payers, and in all. */
export async function payersOf(
  db: Queryable,
  { chainId, opening, closing }: { chainId: number; opening: bigint; closing: bigint },
  most: number,
): Promise<{ total: bigint; largest: { account: string; amount: bigint }[] }> {
  const { rows } = await db.execute<{ account: string; amount: string; total: string }>(sql`
    select account, sum(amount)::text as amount, sum(sum(amount)) over ()::text as total from payments
    where chain_id = ${chainId} and block_number > ${opening} and block_number <= ${closing}
    group by account order by sum(amount) desc, account limit ${most}`)
  return {
    total: BigInt(rows[0]?.total ?? 0),
    largest: rows.map(({ account, amount }) => ({ account, amount: BigInt(amount) })),
  }
}
