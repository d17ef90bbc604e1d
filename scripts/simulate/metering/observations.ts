import { sql } from 'drizzle-orm'
import type { Db, Queryable } from '../../../lib/db/connect'
import { ensurePartition } from '../../../lib/db/partitions'
import { epochBounds, epochOf } from '../../../lib/domain/epoch'
import { greater, lesser } from '../../../lib/domain/money'
import { monthOf, monthsBetween } from '../../../lib/domain/month'
import { DAY, dateOf, MINUTE } from '../../../lib/domain/time'
import { PROPOSE_OFFSET } from '../epochs'
import { type Provider, registeredAt, workingAt } from '../providers'
import type { World } from '../world'
import { type Failure, PROBERS, type Silence, type Span } from './network'

type Dates = { from: Date; until: Date }
/** Probes minute by minute, told by what went wrong: a week of 25 providers has 756,000 of them. `until` is the minute after the last one. */
export type Probing = Dates & {
  /** Lower case; `ms`: about what an answer takes. */
  providers: { provider: string; registeredAt: Date; ms: number }[]
  failures: (Dates & { provider: string; prober: string | null })[]
  silences: (Dates & { prober: string })[]
}

type Seen = Pick<World, 'cast' | 'start' | 'network'>

const dated = ({ from, until }: Span): Dates => ({ from: dateOf(from), until: dateOf(until) })
const failureOf = ({ provider, prober, ...span }: Failure) => ({
  provider: provider.toLowerCase(),
  prober,
  ...dated(span),
})
const silenceOf = ({ prober, ...span }: Silence) => ({ prober, ...dated(span) })

/** About what an answer to a probe takes. */
export const answerMs = ({ index }: Pick<Provider, 'index'>): number => 40 + ((index * 37) % 160)

/** What probers saw in a time; whole minutes. */
export function probingIn({ cast, start, network }: Seen, from: bigint, until: bigint): Probing {
  const working = workingAt(cast.providers, start, until)
  const failures: Failure[] = []
  const silences: Silence[] = []
  for (let epoch = epochOf(from); epoch <= epochOf(until); epoch += 1n) {
    failures.push(...working.flatMap((provider) => network.failuresOf(provider, epoch)))
    silences.push(...network.silencesIn(epoch))
  }
  const isInside = (span: Span) => span.until > from && span.from < until
  return {
    ...dated({ from, until }),
    providers: working.map((provider) => ({
      provider: provider.actor.address.toLowerCase(),
      registeredAt: dateOf(registeredAt(provider, start)),
      ms: answerMs(provider),
    })),
    failures: failures.filter(isInside).map(failureOf),
    silences: silences.filter(isInside).map(silenceOf),
  }
}

/** Since the epoch began that is closed next, and at least for a day. */
export function probingOf(world: World, now: bigint): Probing {
  const until = now - (now % MINUTE)
  const from = lesser(epochBounds(epochOf(now - PROPOSE_OFFSET)).start, until - DAY)
  return probingIn(world, greater(from, world.start), until)
}

export async function ensureProbeMonths(db: Db, { from, until }: Probing): Promise<void> {
  for (const month of monthsBetween(monthOf(from), monthOf(until))) await ensurePartition(db, 'probes', month)
}

/** What three probers saw, minute by minute. Made in the database: the rows are many and say little. */
export async function insertProbed(
  tx: Queryable,
  chainId: number,
  { from, until, providers, failures, silences }: Probing,
): Promise<void> {
  const probers = sql.param([...PROBERS])
  await tx.execute(sql`
    with failed as materialized (
      select distinct f.provider, r.prober, minute
      from jsonb_to_recordset(${JSON.stringify(failures)}::jsonb) as f(provider text, prober text, "from" timestamptz, until timestamptz)
      join unnest(${probers}::text[]) as r(prober) on f.prober is null or f.prober = r.prober
      cross join generate_series(f."from", f.until - interval '1 minute', '1 minute') as minute
    ), silent as materialized (
      select distinct s.prober, minute
      from jsonb_to_recordset(${JSON.stringify(silences)}::jsonb) as s(prober text, "from" timestamptz, until timestamptz)
      cross join generate_series(s."from", s.until - interval '1 minute', '1 minute') as minute
    )
    insert into probes (chain_id, minute, provider, prober, is_valid, ms)
    select ${chainId}, minute, p.provider, r.prober, f.provider is null,
      case when f.provider is null then p.ms + (extract(epoch from minute)::bigint / 60 * 7 + r.n * 29) % 60 end
    from generate_series(${from.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz - interval '1 minute', '1 minute') as minute
    cross join jsonb_to_recordset(${JSON.stringify(providers)}::jsonb) as p(provider text, "registeredAt" timestamptz, ms integer)
    cross join unnest(${probers}::text[]) with ordinality as r(prober, n)
    left join failed f using (minute, provider, prober)
    left join silent s using (minute, prober)
    where minute >= p."registeredAt" and s.prober is null`)
}
