import { sql } from 'drizzle-orm'
import type { Queryable } from '../../db/connect'

/** What the chain of a test does not do by itself: leaves of its accepted provider roots, an open epoch, receipts, refusals and prices. */
export async function addActivity(db: Queryable, chainId: number): Promise<void> {
  await addLeaves(db, chainId)
  await db.execute(sql`
    insert into usage_days (chain_id, day, scope, key, service, requests, input_units, output_units, covered, charge_nano, list_nano)
    select ${chainId}::int, day, 'service', '', service, 3, 1000 * n, 500, 600, 700000, 800000
    from (select distinct day from bucket_days where chain_id = ${chainId}) as days,
      (values ('tide-pool', 1), ('speech', 2)) as services(service, n)`)
  await db.execute(sql`
    insert into usage_refusals (chain_id, day, reason, service, priority, count)
    select ${chainId}::int, day, reason, '', 0, 1 from (select distinct day from bucket_days where chain_id = ${chainId}) as days,
      (values ('overage_off'), ('PRICE_ABOVE_MAX'), ('KEY_UNKNOWN')) as reasons(reason)`)
  await db.execute(sql`
    insert into service_prices (chain_id, service, at, factor, availability, utilisation, served, queued, capacity, reporters, healthy,
      rates_version, pricing_version, list_input, list_output, unit, input, output)
    select ${chainId}::int, 'tide-pool', at, 1000000, 1000000, 100000 + extract(hour from at)::int * 1000, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1
    from (select distinct date_trunc('hour', block_time) as at from events where chain_id = ${chainId}
      union select date_trunc('hour', block_time) from checkpoints where chain_id = ${chainId}) as hours`)
}

/** One account a root: who claimed it, or somebody else. The first root in force has inputs; the last proposal stays open with 77 points. */
async function addLeaves(db: Queryable, chainId: number): Promise<void> {
  await db.execute(sql`
    insert into reward_leaves (chain_id, category, root, account, cumulative, added)
    select distinct on (root) chain_id, 'provider', root, coalesce((select account from claims c where c.chain_id = r.chain_id
        and c.category = 'provider' and c.cumulative = r.total limit 1), '0x00'), total, greatest(from_pool + from_emission, 0)
    from roots r where chain_id = ${chainId} and category = 'provider' and step = 'accepted' order by root, block_number`)
  await db.execute(sql`
    insert into reward_runs (chain_id, category, label, closed_at, inputs, inputs_hash, root, total, state, recomputed_root)
    select chain_id, category, root, now(), '{"providers":[{"goodMinutes":10000},{"goodMinutes":80}]}', '0x00', root, cumulative,
      'accepted', root from reward_leaves where chain_id = ${chainId}`)
  await db.execute(sql`
    insert into reward_runs (chain_id, category, label, closed_at, inputs, inputs_hash, root, total, state, recomputed_root)
    values (${chainId}, 'provider', 'open', now(), '{"providers":[]}', '0x00', '0xopen', 0, 'proposed', '0xopen')`)
  await db.execute(sql`
    insert into reward_leaves (chain_id, category, root, account, cumulative, added, detail)
    values (${chainId}, 'provider', '0xopen', '0x01', 1, 1, '{"parts":[{"points":"70"},{"points":"7"}]}'), (${chainId}, 'provider', '0xopen', '0x02', 1, 0, null)`)
}
