import { onClient } from '../db/connect'
import { listSold, type SoldRow, sumUsed, type UsedRow, usedBefore } from '../db/deferred-rows'
import { type PlanRow, plansOf } from '../db/metering-parameter-rows'
import type { LedgerPlace } from '../db/metric-rows'
import {
  type AllowanceUse,
  addDeferred,
  type Deferred,
  deferredOf,
  NO_DEFERRED,
  type PlanPeriod,
} from '../domain/deferred'
import { GRACE } from '../domain/subscription'
import { DAY, secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'

/** Plans whose prices are deferred, for the days from the first cut on. */
export class DeferredLedger {
  constructor(private readonly accounts: readonly (readonly PlanPeriod[])[]) {}

  /** The sum of all accounts before an instant (seconds): a cut, or after everything there is. */
  before(until: bigint): Deferred {
    return this.accounts.map((periods) => deferredOf(periods, until)).reduce(addDeferred, NO_DEFERRED)
  }
}

/**
 * Reads what the deferred revenue follows from: paid periods up to the block, and what was metered of them. `cuts`: days at which it will
 * be asked for, ascending; differences between two of them are exact, sums from the beginning are not there.
 */
export async function readDeferred(place: LedgerPlace, cuts: readonly string[]): Promise<DeferredLedger> {
  const first = new Date(`${cuts[0]}T00:00:00Z`)
  const sold = await listSold(place, new Date(first.getTime() - Number(GRACE) * 1_000))
  const plans = await onClient(place.db, (client) => plansOf(client, place.chainId))
  const periods = sold.filter(({ kind }) => kind !== 'upgraded')
  const upgrades = sold.filter(({ kind }) => kind === 'upgraded')
  const used = await sumUsed(place, periods, cuts, upgrades)
  // One after the other: they share the connection of the snapshot.
  const early: Early[] = []
  for (const row of upgrades) early.push({ ...row, ...(await usedBefore(place, row, row.at)) })
  const byPeriod = new Map<string, UsedRow[]>()
  for (const row of used) byPeriod.set(keyOf(row), [...(byPeriod.get(keyOf(row)) ?? []), row])
  const accounts = new Map<string, PlanPeriod[]>()
  for (const row of periods) {
    const key = keyOf(row)
    const own = early.filter((upgrade) => keyOf(upgrade) === key)
    const period = periodOf(row, own, plans, byPeriod.get(key) ?? [])
    accounts.set(row.account, [...(accounts.get(row.account) ?? []), period])
  }
  return new DeferredLedger([...accounts.values()].map(withoutOlder))
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
