import type { Hex } from 'viem'
import type { JobHour, Work } from '../db/reward-source-rows'
import { epochBounds } from '../domain/epoch'
import { greater } from '../domain/money'
import { RESPONSE_TARGETS } from '../domain/provider'
import { secondsOf } from '../domain/time'
import type { ClassInput, ProviderInput, ProviderInputs } from './inputs'
import type { EpochParameters } from './parameters'
import { sumLatencies } from './percentile'
import type { RunBasis } from './run-basis'
import { type Span, uptimeMinutes } from './uptime'

/** Everything seen of an epoch, wherever it comes from. Addresses in lower case, minutes since 1970. */
export type EpochFacts = {
  parameters: EpochParameters
  /** Registered before the end of the epoch, by address. */
  providers: readonly { provider: Hex; registeredAt: Date }[]
  /** In force at the end of the epoch, by provider. */
  payouts: ReadonlyMap<string, Hex>
  /** By provider and service. */
  work: readonly Work[]
  hours: readonly JobHour[]
  /** Minutes in which the probers were up, and those in which enough of them got a valid answer, by provider. */
  probed: ReadonlySet<number>
  valid: ReadonlyMap<string, Iterable<number>>
  /** `provider` empty: of everybody. */
  exclusions: readonly { provider: string; from: Date; until: Date }[]
  /** Oldest first. */
  demand: readonly { service: string; demand: string }[]
}

const MINUTES_PER_MS = 60_000

/** Minutes in which a real job of a provider succeeded, by provider. */
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

const spanOf = ({ from, until }: { from: Date; until: Date }): Span => ({
  from: secondsOf(from),
  until: secondsOf(until),
})

function providerInputs(facts: EpochFacts, span: Span): ProviderInput[] {
  const { payouts, work, hours, probed, valid, exclusions } = facts
  const jobs = jobMinutes(hours)
  return facts.providers.map(({ provider, registeredAt }) => {
    const excluded = exclusions.filter((one) => one.provider === '' || one.provider === provider).map(spanOf)
    const registered = secondsOf(registeredAt)
    const from = greater(registered, span.from)
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

function demandOf(rows: EpochFacts['demand']): [string, string[]][] {
  const all = new Map<string, string[]>()
  for (const { service, demand } of rows) all.set(service, [...(all.get(service) ?? []), demand])
  return [...all]
}

/** The inputs of an epoch out of what was seen of it. */
export function epochInputsOf(
  facts: EpochFacts,
  epoch: bigint,
  basis: RunBasis<'provider'>,
  label: string,
): ProviderInputs {
  const { start, end } = epochBounds(epoch)
  const { demand: _, ...parameters } = facts.parameters
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
    demand: demandOf(facts.demand),
    providers: providerInputs(facts, { from: start, until: end }),
  }
}
