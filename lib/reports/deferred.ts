import { onClient } from '../db/connect'
import { listSold, listSpendPauses, type SoldRow, sumUsed, type UsedRow, usedBefore } from '../db/deferred-rows'
import { type PlanRow, plansOf } from '../db/metering-parameter-rows'
import type { LedgerPlace } from '../db/metric-rows'
import type { LateUse } from '../db/served-rows'
import {
  type AllowanceUse,
  addDeferred,
  type Deferred,
  deferredOf,
  NO_DEFERRED,
  type PlanPeriod,
} from '../domain/deferred'
import { greater } from '../domain/money'
import type { Pause } from '../domain/pause'
import { closeOf, GRACE } from '../domain/subscription'
import { DAY, secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'

export type DeferredAccount = {
  account: string
  periods: readonly PlanPeriod[]
  /** Plans of the account, each from its first second, in order. */
  plans: readonly { from: bigint; plan: number }[]
}

/** Plans whose prices are deferred, for the days from the first cut on. */
export class DeferredLedger {
  constructor(readonly accounts: readonly DeferredAccount[]) {}

  /** The sum of all accounts before an instant (seconds): a cut, or after everything there is. */
  before(until: bigint): Deferred {
    return this.accounts.map(({ periods }) => deferredOf(periods, until)).reduce(addDeferred, NO_DEFERRED)
  }
}

/**
 * Reads what the deferred revenue follows from: paid periods up to the block, and what was metered of them. `cuts`: days at which it will
 * be asked for, ascending; differences between two of them are exact, sums from the beginning are there when the first cut is before all of it.
 * `late`: use that counts when it became known, because its month was locked; what came after the end of its period stays expired.
 */
export async function readDeferred(
  place: LedgerPlace,
  cuts: readonly string[],
  late: readonly LateUse[] = [],
): Promise<DeferredLedger> {
  const first = new Date(`${cuts[0]}T00:00:00Z`)
  const sold = await listSold(place, new Date(first.getTime() - Number(GRACE) * 1_000))
  const plans = await onClient(place.db, (client) => plansOf(client, place.chainId))
  const pauses = await listSpendPauses(place)
  const periods = sold.filter(({ kind }) => kind !== 'upgraded')
  const upgrades = sold.filter(({ kind }) => kind === 'upgraded')
  const used = await sumUsed(place, periods, cuts, [...upgrades, ...late])
  // One after the other: they share the connection of the snapshot.
  const early: Early[] = []
  for (const row of upgrades) early.push({ ...row, ...(await usedBefore(place, row, row.at)) })
  const facts = { plans, pauses, used: grouped(used), upgrades: grouped(early), late: grouped(late) }
  const accounts = new Map<string, SoldRow[]>()
  for (const row of periods) accounts.set(row.account, [...(accounts.get(row.account) ?? []), row])
  return new DeferredLedger([...accounts].map(([account, rows]) => accountOf(account, rows, facts)))
}

function grouped<T extends { account: string; index: number }>(rows: readonly T[]): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

type Facts = {
  plans: ReadonlyMap<number, PlanRow>
  pauses: readonly Pause[]
  used: ReadonlyMap<string, UsedRow[]>
  upgrades: ReadonlyMap<string, Early[]>
  late: ReadonlyMap<string, LateUse[]>
}

function accountOf(account: string, rows: readonly SoldRow[], facts: Facts): DeferredAccount {
  const periods = rows.map((row) => {
    const key = keyOf(row)
    const period = periodOf(row, facts.upgrades.get(key) ?? [], facts.plans, facts.used.get(key) ?? [])
    const close = facts.pauses.map((pause) => closeOf(period.end, pause)).reduce(greater, closeOf(period.end))
    return { ...period, close, uses: whenKnown(period, facts.late.get(key) ?? []) }
  })
  const plans = rows.flatMap((row) => [
    { from: secondsOf(row.startsAt ?? row.at), plan: row.plan },
    ...(facts.upgrades.get(keyOf(row)) ?? []).map(({ at, plan }) => ({ from: secondsOf(at), plan })),
  ])
  return { account, periods: withoutOlder(periods), plans }
}

/** Uses of a period with the late ones moved to when they became known. */
function whenKnown({ uses, end }: PlanPeriod, late: readonly LateUse[]): AllowanceUse[] {
  const moved = [...uses]
  for (const { at, receivedAt, rolled, fresh } of late) {
    const place = moved.findLastIndex((use) => use.at <= secondsOf(at))
    const use = moved[place]
    if (!use) continue
    moved[place] = { ...use, rolled: use.rolled - rolled, fresh: use.fresh - fresh }
    const known = secondsOf(receivedAt)
    if (known < end) moved.push({ at: known, rolled, fresh })
  }
  return moved.sort((a, b) => Number(a.at - b.at))
}

const keyOf = ({ account, index }: { account: string; index: number }) => `${account} ${index}`

/** What was carried into an account's first period that was read came from one that was not; it is used up, and carries nothing further. */
function withoutOlder([first, ...later]: readonly PlanPeriod[]): PlanPeriod[] {
  if (!first?.isRenewal) return first ? [first, ...later] : later
  const uses = first.uses.map((use) => ({ ...use, rolled: 0n }))
  return [{ ...first, isRenewal: false, uses }, ...later]
}

type Early = SoldRow & { rolled: bigint; fresh: bigint }

function periodOf(
  row: SoldRow,
  upgrades: readonly Early[],
  plans: ReadonlyMap<number, PlanRow>,
  used: readonly UsedRow[],
): PlanPeriod {
  const plan = planOf(plans, row.plan)
  const last = planOf(plans, upgrades.at(-1)?.plan ?? row.plan)
  const start = secondsOf(row.startsAt ?? row.at)
  let tokens = plan.allowance
  const added = upgrades.map(({ at, usd, allowance }) => {
    const before = tokens
    tokens = allowance ?? before
    return { at: secondsOf(at), usd, tokens: tokens - before }
  })
  return {
    start,
    end: secondsOf(row.endsAt ?? row.at),
    isRenewal: row.kind === 'renewed',
    bps: last.bps,
    sales: [{ at: start, usd: row.usd, tokens: plan.allowance }, ...added],
    uses: used.flatMap((one) => usesOf(one, start, upgrades)),
  }
}

function planOf(plans: ReadonlyMap<number, PlanRow>, id: number): PlanRow {
  const plan = plans.get(id)
  if (!plan) throw new AppError('LEDGER_HALTED', { reason: `plan ${id} was bought and never added` })
  return plan
}

/** One row, cut at the upgrades of its day. */
function usesOf({ day, rolled, fresh }: UsedRow, start: bigint, upgrades: readonly Early[]): AllowanceUse[] {
  const midnight = secondsOf(new Date(`${day}T00:00:00Z`))
  const uses: AllowanceUse[] = []
  let [at, sum] = [midnight < start ? start : midnight, { rolled: 0n, fresh: 0n }]
  for (const upgrade of upgrades) {
    const time = secondsOf(upgrade.at)
    if (time < midnight || time >= midnight + DAY) continue
    uses.push({ at, rolled: upgrade.rolled - sum.rolled, fresh: upgrade.fresh - sum.fresh })
    at = time
    sum = upgrade
  }
  return [...uses, { at, rolled: rolled - sum.rolled, fresh: fresh - sum.fresh }]
}
