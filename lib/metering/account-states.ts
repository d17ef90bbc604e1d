import type { PoolClient } from 'pg'
import { type PeriodRow, periodsOf, usedTokensOf } from '../db/metering-account-rows'
import { type PlanRow, plansOf } from '../db/metering-parameter-rows'
import { AppError } from '../errors/app-error'
import type { PaidPeriod } from './allowance'

export type Allowances = { periods: readonly PaidPeriod[]; used: Map<number, bigint> }

/** Paid periods and what of them was used, by account (lower case); accounts that never paid for one have empty lists. */
export async function readAllowances(
  client: Pick<PoolClient, 'query'>,
  chainId: number,
  accounts: readonly string[],
): Promise<Map<string, Allowances>> {
  const all = new Map(accounts.map((account) => [account, { periods: [] as PaidPeriod[], used: new Map() }]))
  const rows = await periodsOf(client, chainId, accounts)
  const plans: ReadonlyMap<number, PlanRow> = rows.length > 0 ? await plansOf(client, chainId) : new Map()
  for (const row of rows) addPeriod(all.get(row.account)?.periods ?? [], row, plans)
  for (const { account, index, used } of await usedTokensOf(client, chainId, accounts)) {
    all.get(account)?.used.set(index, used)
  }
  return all
}

/** An upgrade changes the period that runs: the last one. */
function addPeriod(periods: PaidPeriod[], row: PeriodRow, plans: ReadonlyMap<number, PlanRow>): void {
  const plan = plans.get(row.plan)
  if (!plan) throw new AppError('LEDGER_HALTED', { reason: `plan ${row.plan} was bought and never added` })
  const { bps, priority } = plan
  const last = periods.at(-1)
  if (row.kind === 'upgraded') {
    if (last) periods[periods.length - 1] = { ...last, allowance: row.allowance ?? plan.allowance, bps, priority }
    return
  }
  if (row.index === null || !row.startsAt || !row.endsAt) return
  const { index, startsAt, endsAt } = row
  periods.push({ index, startsAt, endsAt, allowance: plan.allowance, bps, priority, isRenewal: row.kind === 'renewed' })
}
