import type { Hex } from 'viem'
import type { Queryable } from '../db/connect'
import {
  listExclusions,
  listPayoutChanges,
  listProviders,
  type PayoutChangeRow,
  type ProviderRow,
  payoutChangeOf,
} from '../db/provider-rows'
import {
  type Between,
  type JobHour,
  listDemand,
  listJobHours,
  listMinutesProbed,
  listMinutesValid,
  listParameterEvents,
  listWork,
  type Work,
} from '../db/reward-source-rows'
import { epochBounds } from '../domain/epoch'
import { effectivePayout, RESPONSE_TARGETS } from '../domain/provider'
import { dateOf, secondsOf } from '../domain/time'
import type { ClassInput, ProviderInput, ProviderInputs } from './inputs'
import { epochParameters } from './parameters'
import { sumLatencies } from './percentile'
import type { RunBasis } from './run-basis'
import { PROBERS_UP, type Span, uptimeMinutes } from './uptime'

export const epochLabel = (epoch: bigint): string => `epoch ${epoch}`

/** Payout address of each provider in force at a time, both lower case. */
async function payoutsAt(
  db: Queryable,
  chainId: number,
  providers: ProviderRow[],
  at: bigint,
): Promise<Map<string, Hex>> {
  const byProvider = new Map<string, PayoutChangeRow[]>()
  for (const row of await listPayoutChanges(db, chainId)) {
    byProvider.set(row.provider, [...(byProvider.get(row.provider) ?? []), row])
  }
  return new Map(
    providers.map(({ provider, payout }) => {
      const changes = (byProvider.get(provider) ?? []).map(payoutChangeOf)
      return [provider, effectivePayout(payout, changes, at)]
    }),
  )
}

const MINUTES_PER_MS = 60_000

/** Minutes since 1970 in which a real job of a provider succeeded, by provider. */
function jobMinutes(hours: readonly JobHour[]): Map<string, Set<number>> {
  const all = new Map<string, Set<number>>()
  for (const { provider, hour, goodMinutes } of hours) {
    const minutes = all.get(provider) ?? new Set<number>()
    for (const minute of goodMinutes) minutes.add(hour.getTime() / MINUTES_PER_MS + minute)
    all.set(provider, minutes)
  }
  return all
}

function classesOf(work: readonly Work[], hours: readonly JobHour[]): ClassInput[] {
  return work.map(({ service, units }) => {
    const mine = hours.filter((hour) => hour.service === service)
    return {
      service,
      units: units.toString(),
      requests: mine.reduce((sum, { requests }) => sum + requests, 0),
      errors: mine.reduce((sum, { errors }) => sum + errors, 0),
      latencies: sumLatencies(
        mine.map(({ latencies }) =>
          Object.entries(latencies).map(([ms, count]): [number, number] => [Number(ms), count]),
        ),
      ),
    }
  })
}

/** Everything seen of the providers in an epoch that is over, as their part of the inputs. */
async function readProviders(db: Queryable, between: Between): Promise<ProviderInput[]> {
  const { chainId, start, end } = between
  const span = { from: secondsOf(start), until: secondsOf(end) }
  const registered = (await listProviders(db, chainId)).filter(({ registeredAt }) => registeredAt < end)
  const payouts = await payoutsAt(db, chainId, registered, span.until)
  const work = await listWork(db, between, payouts)
  const hours = await listJobHours(db, between)
  const [probed, valid] = [
    new Set(await listMinutesProbed(db, between, PROBERS_UP)),
    await listMinutesValid(db, between, PROBERS_UP),
  ]
  const jobs = jobMinutes(hours)
  const out = await listExclusions(db, chainId, start, end)
  const spanOf = ({ from, until }: { from: Date; until: Date }): Span => ({
    from: secondsOf(from),
    until: secondsOf(until),
  })
  return registered.map(({ provider, registeredAt }) => {
    const excluded = out.filter((one) => one.provider === '' || one.provider === provider).map(spanOf)
    const from = registeredAt > start ? secondsOf(registeredAt) : span.from
    const seen = { valid: new Set(valid.get(provider)), jobs: jobs.get(provider) ?? new Set<number>() }
    const { good, eligible } = uptimeMinutes({ ...span, from }, seen, probed, excluded)
    return {
      provider,
      payout: payouts.get(provider) ?? provider,
      goodMinutes: good,
      eligibleMinutes: eligible,
      classes: classesOf(
        work.filter((one) => one.provider === provider),
        hours.filter((one) => one.provider === provider),
      ),
    }
  })
}

function demandOf(rows: readonly { service: string; demand: string }[]): [string, string[]][] {
  const all = new Map<string, string[]>()
  for (const { service, demand } of rows) all.set(service, [...(all.get(service) ?? []), demand])
  return [...all]
}

/** The inputs of an epoch, as far as they are known now: to be read once it is over and its reports are in. */
export async function readEpochInputs(
  db: Queryable,
  epoch: bigint,
  basis: RunBasis<'provider'>,
  label = epochLabel(epoch),
): Promise<ProviderInputs> {
  const { start, end } = epochBounds(epoch)
  const between: Between = { chainId: basis.chainId, start: dateOf(start), end: dateOf(end) }
  const { demand: _, ...parameters } = epochParameters(await listParameterEvents(db, basis.chainId, between.end))
  const { allocatable, total, ...rest } = basis
  return {
    ...rest,
    label,
    epoch: Number(epoch),
    start: start.toString(),
    end: end.toString(),
    parameters,
    targets: Object.entries(RESPONSE_TARGETS)
      .map(([service, { target, timeout }]): [string, number, number] => [service, target, timeout])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    allocatable: allocatable.toString(),
    total: total.toString(),
    demand: demandOf(await listDemand(db, between)),
    providers: await readProviders(db, between),
  }
}
