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
  listDemand,
  listJobHours,
  listMinutesProbed,
  listMinutesValid,
  listParameterEvents,
  listWork,
} from '../db/reward-source-rows'
import { epochBounds } from '../domain/epoch'
import { effectivePayout } from '../domain/provider'
import { dateOf, secondsOf } from '../domain/time'
import { type EpochFacts, epochInputsOf } from './epoch-assembly'
import type { ProviderInputs } from './inputs'
import { epochParameters } from './parameters'
import type { RunBasis } from './run-basis'
import { PROBERS_UP } from './uptime'

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

async function readFacts(db: Queryable, between: Between): Promise<EpochFacts> {
  const { chainId, start, end } = between
  const providers = (await listProviders(db, chainId)).filter(({ registeredAt }) => registeredAt < end)
  const payouts = await payoutsAt(db, chainId, providers, secondsOf(end))
  return {
    parameters: epochParameters(await listParameterEvents(db, chainId, end)),
    providers,
    payouts,
    work: await listWork(db, between, payouts),
    hours: await listJobHours(db, between),
    probed: new Set(await listMinutesProbed(db, between, PROBERS_UP)),
    valid: await listMinutesValid(db, between, PROBERS_UP),
    exclusions: await listExclusions(db, chainId, start, end),
    demand: await listDemand(db, between),
  }
}

/** The inputs of an epoch, as far as they are known now: to be read once it is over and its reports are in. */
export async function readEpochInputs(
  db: Queryable,
  epoch: bigint,
  basis: RunBasis<'provider'>,
  label = epochLabel(epoch),
): Promise<ProviderInputs> {
  const { start, end } = epochBounds(epoch)
  const facts = await readFacts(db, { chainId: basis.chainId, start: dateOf(start), end: dateOf(end) })
  return epochInputsOf(facts, epoch, basis, label)
}
