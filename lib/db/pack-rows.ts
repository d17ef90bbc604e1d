import { sql } from 'drizzle-orm'
import type { RiskId } from '../domain/risk'
import type { Queryable } from './connect'
import type { PaymentRow, Span } from './report-rows'

type Text = Record<string, string | null>
type Hex = `0x${string}`

/**
 * So many payments of a span, drawn by a seed: in the order of the SHA-256 of seed, transaction and log index, so that everybody draws the same and
 * nobody can choose. In the order of the chain.
 */
export async function drawPayments(
  db: Queryable,
  { chainId, opening, closing }: Span,
  { seed, size }: { seed: string; size: number },
): Promise<PaymentRow[]> {
  const { rows } = await db.execute<Text>(sql`
    select block_number::text as block, log_index::text, block_time as at, tx_hash, kind, account, usd::text, amount::text, price::text,
      plan::text, period_index::text
    from payments where chain_id = ${chainId} and block_number > ${opening} and block_number <= ${closing}
    order by sha256(convert_to(${seed} || tx_hash || ' ' || log_index, 'UTF8')), block_number, log_index limit ${size}`)
  const drawn = rows.map(
    (row): PaymentRow => ({
      chainId,
      blockNumber: BigInt(row.block ?? 0),
      logIndex: Number(row.log_index),
      blockTime: new Date(row.at ?? 0),
      txHash: (row.tx_hash ?? '') as Hex,
      kind: row.kind as PaymentRow['kind'],
      account: (row.account ?? '') as Hex,
      usd: BigInt(row.usd ?? 0),
      amount: BigInt(row.amount ?? 0),
      price: BigInt(row.price ?? 0),
      plan: row.plan === null || row.plan === undefined ? null : Number(row.plan),
      periodIndex: row.period_index === null || row.period_index === undefined ? null : Number(row.period_index),
    }),
  )
  return drawn.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex)
}

export type Act = { account: string; kind: string; ref: string; at: Date }

/**
 * The last thing that each of some accounts was seen to do in a span: only who holds its key can have done it. Tokens that left it, operations that it
 * scheduled, other transactions whose gas is recorded, and sign-offs over reports.
 */
export async function lastActs(
  db: Queryable,
  { chainId, opening, closing }: Span,
  { accounts, from, until }: { accounts: readonly string[]; from: Date; until: Date },
): Promise<Map<string, Act>> {
  const list = `{${accounts.join(',')}}`
  const inTime = (column: string) =>
    sql`${sql.raw(column)} >= ${from.toISOString()}::timestamptz and ${sql.raw(column)} < ${until.toISOString()}::timestamptz`
  const { rows } = await db.execute<Text>(sql`
    select distinct on (account) account, kind, ref, at from (
      select from_owner as account, 'tokens sent' as kind, tx_hash as ref, block_time as at from movements
        where chain_id = ${chainId} and block_number > ${opening} and block_number <= ${closing}
          and from_owner = any(${list}::text[]) and from_bucket in ('circulating', 'treasury_external') and kind = 'transfer'
      union all select caller, 'operation scheduled', tx_hash, block_time from operations
        where chain_id = ${chainId} and block_number > ${opening} and block_number <= ${closing} and caller = any(${list}::text[])
      union all select sender, 'transaction sent', tx_hash, block_time from network_fees
        where chain_id = ${chainId} and block_number > ${opening} and block_number <= ${closing} and sender = any(${list}::text[])
      union all select account, 'report signed as ' || role, version_id, signed_at from report_signatures
        where chain_id = ${chainId} and account = any(${list}::text[]) and ${inTime('signed_at')}
    ) as acts order by account, at desc, kind, ref`)
  return new Map(
    rows.map(({ account, kind, ref, at }) => [
      account ?? '',
      { account: account ?? '', kind: kind ?? '', ref: ref ?? '', at: new Date(at ?? 0) },
    ]),
  )
}

export type SignedVersion = {
  month: string
  version: number
  manifestHash: string
  supersedes: string | null
  reason: string | null
  role: string | null
  account: string | null
  signedAt: Date | null
  note: string | null
  signature: string | null
}

/** Versions of some months that stand, each with its signatures; none signed: one row without. */
export async function listSignedVersions(
  db: Queryable,
  chainId: number,
  months: readonly string[],
): Promise<SignedVersion[]> {
  const { rows } = await db.execute<Text>(sql`
    select v.month, v.version::text, v.manifest_hash, v.supersedes, v.reason, s.role, s.account, s.signed_at, s.note, s.signature
    from report_versions v left join report_signatures s on s.chain_id = v.chain_id and s.version_id = v.id
    where v.chain_id = ${chainId} and v.returned_at is null and v.month = any(${`{${months.join(',')}}`}::text[])
    order by v.month, v.version, s.signed_at, s.role`)
  return rows.map((row) => ({
    month: row.month ?? '',
    version: Number(row.version),
    manifestHash: row.manifest_hash ?? '',
    supersedes: row.supersedes ?? null,
    reason: row.reason ?? null,
    role: row.role ?? null,
    account: row.account ?? null,
    signedAt: row.signed_at ? new Date(row.signed_at) : null,
    note: row.note ?? null,
    signature: row.signature ?? null,
  }))
}

export type AuditSum = { actor: string; action: string; entries: number; first: Date; last: Date }

/** What was done in the console in a time, by whom and how often. */
export async function sumAudit(db: Queryable, from: Date, until: Date): Promise<AuditSum[]> {
  const { rows } = await db.execute<Text>(sql`
    select actor, action, count(*)::text as entries, min(at) as first, max(at) as last from audit
    where at >= ${from.toISOString()}::timestamptz and at < ${until.toISOString()}::timestamptz group by 1, 2 order by 1, 2`)
  return rows.map(({ actor, action, entries, first, last }) => ({
    ...{ actor: actor ?? '', action: action ?? '', entries: Number(entries) },
    first: new Date(first ?? 0),
    last: new Date(last ?? 0),
  }))
}

export type ReadingAt = { indicator: RiskId; at: Date; block: bigint; value: string | null; reason: string | null }

/** Of each indicator the last reading before an instant, or the first after it where nobody looked before. */
export async function readingsAt(db: Queryable, until: Date): Promise<Map<string, ReadingAt>> {
  const end = sql`${until.toISOString()}::timestamptz`
  const { rows } = await db.execute<Text>(sql`
    select distinct on (indicator) indicator, at, block::text, value, reason from risk_readings
    order by indicator, at >= ${end}, case when at < ${end} then at end desc, at`)
  return new Map(
    rows.map(({ indicator, at, block, value, reason }) => [
      indicator ?? '',
      {
        ...{ indicator: indicator as RiskId, at: new Date(at ?? 0), block: BigInt(block ?? 0) },
        ...{ value: value ?? null, reason: reason ?? null },
      },
    ]),
  )
}

export type AcceptedRoot = {
  block: bigint
  at: Date
  tx: string
  category: string
  root: string
  total: bigint
  fromPool: bigint
  fromEmission: bigint
  /** Of the run that made it; null where another published it. */
  label: string | null
  inputsHash: string | null
  recomputedRoot: string | null
}

/** Roots accepted in a span, with what the second implementation made of their inputs. */
export async function listAcceptedRoots(db: Queryable, { chainId, opening, closing }: Span): Promise<AcceptedRoot[]> {
  const { rows } = await db.execute<Text>(sql`
    select a.block_number::text as block, a.block_time as at, a.tx_hash as tx, a.category, a.root, a.total::text,
      coalesce(a.from_pool, 0)::text as pool, coalesce(a.from_emission, 0)::text as emission, r.label, r.inputs_hash, r.recomputed_root
    from roots a left join lateral (
      select label, inputs_hash, recomputed_root from reward_runs u
      where u.chain_id = a.chain_id and u.category = a.category and u.root = a.root order by closed_at limit 1) r on true
    where a.chain_id = ${chainId} and a.step = 'accepted' and a.block_number > ${opening} and a.block_number <= ${closing}
    order by a.block_number, a.log_index`)
  return rows.map((row) => ({
    ...{ block: BigInt(row.block ?? 0), at: new Date(row.at ?? 0), tx: row.tx ?? '', category: row.category ?? '' },
    ...{ root: row.root ?? '', total: BigInt(row.total ?? 0) },
    ...{ fromPool: BigInt(row.pool ?? 0), fromEmission: BigInt(row.emission ?? 0) },
    ...{ label: row.label ?? null, inputsHash: row.inputs_hash ?? null, recomputedRoot: row.recomputed_root ?? null },
  }))
}

/** What the meter has of an account until an instant: receipts, and what they charge in nano-USD. */
export async function sumServedBefore(
  db: Queryable,
  { chainId, account, at }: { chainId: number; account: string; at: Date },
): Promise<{ receipts: number; nano: bigint }> {
  const { rows } = await db.execute<Text>(sql`
    select count(*)::text as receipts, coalesce(sum(charge_nano), 0)::text as nano from receipts
    where chain_id = ${chainId} and account = ${account} and started_at < ${at.toISOString()}::timestamptz`)
  return { receipts: Number(rows[0]?.receipts ?? 0), nano: BigInt(rows[0]?.nano ?? 0) }
}
