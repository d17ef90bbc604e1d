import 'server-only'
import { type Address, getAddress, isAddressEqual } from 'viem'
import { currentSession } from '../auth/session'
import { getContract } from '../chain/contract'
import { findLatestPrice } from '../db/overview-rows'
import { listPayoutChanges, listProviders, payoutChangeOf } from '../db/provider-rows'
import { microUsdOf } from '../domain/claim'
import { earn } from '../domain/earning'
import { epochBounds } from '../domain/epoch'
import { effectivePayout } from '../domain/provider'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'
import { inputsPath } from '../rewards/inputs'
import { rewardsOf } from '../rewards/proof'
import { epochLabel } from '../rewards/run-label'
import { type EarnedPeriod, type EarnedState, earnedPeriods, epochOfLabel, isOver, openEpochs } from './earnings'
import { closedInputs, openInputs } from './epoch-inputs'
import { type ProviderReceipt, receiptsOf } from './provider-receipt'
import { atOneBlock, type Snapshot } from './snapshot'

export type Registration = {
  provider: Address
  name: string
  classes: string[]
  /** In force now, and what waits. */
  payout: Address
  waiting: { to: Address; effectiveAt: Date } | null
  registeredAt: Date
}

/** Earned and in no root that is accepted or pending. `running` and `over` are estimates. Wei. */
export type HeldPart = {
  label: string
  why: 'running' | 'over' | 'closed' | 'vetoed'
  amount: bigint
  until: Date | null
}

export type MoneyNumbers = {
  claimable: bigint
  claimed: bigint
  pending: { amount: bigint; acceptAt: Date | null } | null
  held: HeldPart[]
}

export type EpochView = {
  /** As in `EarnedPeriod`; of an open epoch its label. */
  id: string
  label: string
  epoch: bigint | null
  start: Date | null
  end: Date | null
  state: EarnedState | 'running' | 'over'
  period: EarnedPeriod | null
  /** Null: the inputs of this epoch were not kept. */
  receipts: ProviderReceipt[] | null
  inputsHref: string | null
}

export type ProviderView = {
  address: Address
  block: bigint
  time: Date
  /** The session's account is this address, its payout address, or a provider paid to it. */
  isOwner: boolean
  registration: Registration | null
  /** Other providers that are paid to this address. */
  paidFor: Registration[]
  numbers: MoneyNumbers
  periods: EarnedPeriod[]
  /** Epochs that nobody closed yet; empty unless the owner asks. */
  open: string[]
  /** What `?epoch=` chose, else the newest. */
  chosen: EpochView | null
  price: bigint | null
  coinUsd: bigint | null
}

/** CLOSE_AFTER of the job: the reports of the last hours come late. */
const CLOSES_AFTER_MS = 7 * 3_600_000

async function registrations({ db, chainId, time }: Snapshot, account: Address): Promise<Registration[]> {
  const changes = await listPayoutChanges(db, chainId)
  const now = secondsOf(time)
  const all = (await listProviders(db, chainId)).map((row): Registration => {
    const mine = changes.filter(({ provider }) => provider === row.provider).map(payoutChangeOf)
    const next = mine.find(({ isCancelled, effectiveAt }) => !isCancelled && effectiveAt > now)
    return {
      provider: getAddress(row.provider),
      name: row.name,
      classes: row.classes,
      payout: getAddress(effectivePayout(row.payout, mine, now)),
      waiting: next ? { to: getAddress(next.to), effectiveAt: dateOf(next.effectiveAt) } : null,
      registeredAt: row.registeredAt,
    }
  })
  return all.filter(({ provider, payout }) => isAddressEqual(provider, account) || isAddressEqual(payout, account))
}

/** Public: what the chain and the published inputs say of any address. Epochs that are not closed are shown to the owner's session only. */
export async function getProviderPage(address: Address, wanted: string | null): Promise<ProviderView> {
  const session = await currentSession()
  return atOneBlock(async (at) => {
    const all = await registrations(at, address)
    const isOwner =
      session !== null &&
      [address, ...all.flatMap(({ provider, payout }) => [provider, payout])].some((one) =>
        isAddressEqual(one, session.address),
      )
    const { periods, labels } = await earnedPeriods(at, 'provider', address)
    const open = isOwner ? await openEpochs(at, labels) : []
    const openLabels = open.map(epochLabel).reverse()
    const id = [...openLabels, ...periods.map((one) => one.id)].find((one) => one === wanted)
    return {
      address,
      block: at.block,
      time: at.time,
      isOwner,
      registration: all.find(({ provider }) => isAddressEqual(provider, address)) ?? null,
      paidFor: all.filter(({ provider }) => !isAddressEqual(provider, address)),
      numbers: await numbersOf(at, address, periods, open),
      periods,
      open: openLabels,
      chosen: await chosenEpoch(at, address, periods, id ?? periods[0]?.id ?? openLabels[0] ?? null),
      price: (await findLatestPrice(at.db, at.chainId))?.price ?? null,
      coinUsd: env.GAS_COIN_USD ? microUsdOf(env.GAS_COIN_USD) : null,
    }
  })
}

async function numbersOf(
  at: Snapshot,
  account: Address,
  periods: readonly EarnedPeriod[],
  open: readonly bigint[],
): Promise<MoneyNumbers> {
  const where = { db: at.db, chainId: at.chainId, rewards: getContract(at.chainId, 'Rewards').address }
  const mine = (await rewardsOf(where, account)).find(({ category }) => category === 'provider')
  const before = mine?.entitlement?.cumulative ?? mine?.claimed ?? 0n
  const entitled = mine?.pending?.entitlement
  const pending = entitled ? { amount: entitled.cumulative - before, acceptAt: mine.pending?.acceptAt ?? null } : null
  const closed = periods.flatMap(({ label, state, added }): HeldPart[] =>
    state === 'closed' || (state === 'vetoed' && isNewest(label, periods))
      ? [{ label, why: state, amount: added, until: null }]
      : [],
  )
  return {
    claimable: mine?.claimable ?? 0n,
    claimed: mine?.claimed ?? 0n,
    pending: pending && pending.amount > 0n ? pending : null,
    held: [...(await openParts(at, account, open)), ...closed],
  }
}

/** A vetoed epoch is held until a correction of it, or anything after it, is in a root. */
const isNewest = (label: string, periods: readonly EarnedPeriod[]): boolean => periods[0]?.label === label

async function openParts(at: Snapshot, account: Address, open: readonly bigint[]): Promise<HeldPart[]> {
  const parts: HeldPart[] = []
  for (const epoch of [...open].reverse()) {
    const receipts = receiptsOf(await openInputs(at, epoch), account)
    const paid = receipts.filter(({ payout }) => isAddressEqual(payout, account))
    const amount = paid.reduce((sum, { earning }) => sum + earn(earning).amount, 0n)
    const end = dateOf(epochBounds(epoch).end)
    const why = isOver(epoch, at.time) ? 'over' : 'running'
    const until = new Date(end.getTime() + CLOSES_AFTER_MS)
    if (amount > 0n) parts.push({ label: epochLabel(epoch), why, amount, until })
  }
  return parts
}

async function chosenEpoch(
  at: Snapshot,
  account: Address,
  periods: readonly EarnedPeriod[],
  id: string | null,
): Promise<EpochView | null> {
  if (id === null) return null
  const period = periods.find((one) => one.id === id) ?? null
  const label = period?.label ?? id
  const epoch = epochOfLabel(label)
  const bounds = epoch === null ? null : epochBounds(epoch)
  const inputs = period ? await closedInputs(at, label) : epoch === null ? null : await openInputs(at, epoch)
  return {
    id,
    label,
    epoch,
    start: bounds && dateOf(bounds.start),
    end: bounds && dateOf(bounds.end),
    state: period?.state ?? (epoch !== null && isOver(epoch, at.time) ? 'over' : 'running'),
    period,
    receipts: inputs && receiptsOf(inputs, account),
    inputsHref: period && inputs ? inputsPath({ category: 'provider', label }) : null,
  }
}
