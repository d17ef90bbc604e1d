import 'server-only'
import type { SettingRow } from '../chain/settings-state'
import { listDemandHours, listRunsOf, listTold } from '../db/replay-rows'
import { listLeaves, type RunRow } from '../db/reward-rows'
import type { Category } from '../domain/buckets'
import { type Curve, DEMAND_CURVE } from '../domain/curve'
import { epochBounds, epochOf } from '../domain/epoch'
import { type Month, monthBounds } from '../domain/month'
import type { ReplayEntry } from '../domain/replay'
import { DAY, dateOf, secondsOf } from '../domain/time'
import type { LoyaltyInputs, ProviderInputs, ReferralInputs, TierInput } from '../rewards/inputs'
import { type ClosedRun, type EpochPatch, replayEpochs, replayMonth, withTranche } from '../rewards/replay'
import { demandUnder, type PastDemand, withDemand } from '../rewards/replay-demand'
import { epochLabel } from '../rewards/run-label'
import type { Snapshot } from './snapshot'

/** In the order of the contract's enum `Kind`. */
const DEMAND = 2

/** Of each period the last run that was not vetoed, with what it added. */
async function closedRuns<T>(
  { db, chainId }: Snapshot,
  category: Category,
  periods: readonly string[],
): Promise<ClosedRun<T>[]> {
  const last = new Map<string, RunRow>()
  for (const run of await listRunsOf(db, chainId, category, periods)) {
    if (run.state !== 'vetoed') last.set(run.label.replace(/ correction \d+$/, ''), run)
  }
  const runs: ClosedRun<T>[] = []
  for (const run of last.values()) {
    const leaves = await listLeaves(db, chainId, category, run.root)
    runs.push({
      inputs: JSON.parse(run.inputs) as T,
      root: run.root,
      added: new Map(leaves.map(({ account, added }) => [account.toLowerCase(), added])),
    })
  }
  return runs
}

/** Labels of the epochs that ended in a month: those whose rewards are of it. */
export function epochsOf(month: Month): string[] {
  const { start, end } = monthBounds(month)
  const labels: string[] = []
  for (let epoch = epochOf(start); epochBounds(epoch).end <= end; epoch += 1n) {
    if (epochBounds(epoch).end > start) labels.push(epochLabel(epoch))
  }
  return labels
}

const knotsOf = (rows: readonly SettingRow[]): [string, string][] => rows.map(({ x = '0', y = '0' }) => [x, y])
const curveOf = (rows: readonly SettingRow[]): Curve =>
  rows.map(({ x = '0', y = '0' }) => ({ x: BigInt(x), y: BigInt(y) }))
const tiersOf = (rows: readonly SettingRow[]): TierInput[] =>
  rows.map(({ threshold = '0', bps = '0' }) => [threshold, Number(bps)])

type EpochParameter = keyof ProviderInputs['parameters']

/** The new value in the place of the old one. */
const withParameter =
  <K extends EpochParameter>(name: K, value: ProviderInputs['parameters'][K]['value']): EpochPatch =>
  (inputs) => ({
    ...inputs,
    parameters: { ...inputs.parameters, [name]: { ...inputs.parameters[name], value } },
  })

function epochPatch(id: string, rows: readonly SettingRow[]): EpochPatch | null {
  const [row = {}] = rows
  if (id === 'curve-uptime') return withParameter('uptime', knotsOf(rows))
  if (id === 'curve-response') return withParameter('response', knotsOf(rows))
  if (id === 'points-rate') return withParameter('pointsRate', row.cxptPerPoint ?? '0')
  if (id === 'epoch-pool') return withParameter('epochPool', row.pool ?? '0')
  if (id !== 'weights') return null
  const weights = rows.map(({ service = '', weightPpm = '0' }): [string, string] => [service, weightPpm])
  return withParameter(
    'classWeights',
    weights.sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Rewards of providers in the epochs that ended in the month. */
export async function replayProviders(
  at: Snapshot,
  month: Month,
  id: string,
  rows: readonly SettingRow[],
): Promise<ReplayEntry[]> {
  const runs = await closedRuns<ProviderInputs>(at, 'provider', epochsOf(month))
  if (id === 'curve-demand') return replayDemand(at, runs, curveOf(rows))
  const patch = epochPatch(id, rows)
  return patch ? replayEpochs(runs, patch) : []
}

async function replayDemand(
  { db, chainId }: Snapshot,
  runs: readonly ClosedRun<ProviderInputs>[],
  curve: Curve,
): Promise<ReplayEntry[]> {
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last) return []
  const from = BigInt(first.inputs.start)
  const until = dateOf(BigInt(last.inputs.end))
  const rows = await listDemandHours(db, { chainId, from: dateOf(from - DAY), until })
  const hours = rows.map(
    ({ service, hour, smoothed, demand }): PastDemand => ({
      ...{ service, smoothed, demand },
      at: secondsOf(hour),
    }),
  )
  const told = await listTold(db, chainId, { contract: 'Parameters', name: 'CurveSet', kind: DEMAND }, until)
  // An hour is computed with the curve of its end, as the job does.
  const curveThen = (time: bigint): Curve => {
    const set = told.filter((one) => secondsOf(one.at) < time + 3_600n).at(-1)
    return set ? curveOf(set.args.knots as SettingRow[]) : DEMAND_CURVE
  }
  const then = withDemand(demandUnder(hours, from, curveThen))
  return replayEpochs(runs, withDemand(demandUnder(hours, from, () => curve)), then)
}

/** Rewards of providers with a tranche more, as if it had begun with the month. */
export async function replayTrancheRewards(
  at: Snapshot,
  month: Month,
  tranche: { start: bigint; end: bigint; amount: bigint },
): Promise<ReplayEntry[]> {
  const runs = await closedRuns<ProviderInputs>(at, 'provider', epochsOf(month))
  return replayEpochs(runs, withTranche(tranche, monthBounds(month).start))
}

/** Rewards of referrers or of customers for the month. */
export async function replayTiers(
  at: Snapshot,
  month: Month,
  id: 'tiers-referral' | 'tiers-loyalty' | 'tiers-usage',
  rows: readonly SettingRow[],
): Promise<ReplayEntry[]> {
  const value = tiersOf(rows)
  if (id === 'tiers-referral') {
    const [run] = await closedRuns<ReferralInputs>(at, 'referral', [month])
    return run
      ? replayMonth(run, (inputs) =>
          inputs.category === 'referral' ? { ...inputs, tiers: { ...inputs.tiers, value } } : inputs,
        )
      : []
  }
  const name = id === 'tiers-loyalty' ? 'loyaltyTiers' : 'usageBonusTiers'
  const [run] = await closedRuns<LoyaltyInputs>(at, 'loyalty', [month])
  return run
    ? replayMonth(run, (inputs) =>
        inputs.category === 'loyalty' ? { ...inputs, [name]: { ...inputs[name], value } } : inputs,
      )
    : []
}

/** What the epochs of a month added, wei: to the largest of those who are paid, and in all. */
export async function rewardedIn(at: Snapshot, month: Month, most: number) {
  const sums = new Map<string, bigint>()
  for (const { added } of await closedRuns<ProviderInputs>(at, 'provider', epochsOf(month))) {
    for (const [account, amount] of added) sums.set(account, (sums.get(account) ?? 0n) + amount)
  }
  const all = [...sums].map(([account, amount]) => ({ account, amount })).filter(({ amount }) => amount > 0n)
  return {
    total: all.reduce((sum, { amount }) => sum + amount, 0n),
    largest: all.sort((a, b) => (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1)).slice(0, most),
  }
}
