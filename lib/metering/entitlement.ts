import type { Address } from 'viem'
import { type AccountState, readAccountState } from '../chain/account-state'
import { type At, pinBlock } from '../chain/at'
import { readOracleState } from '../chain/oracle-state'
import { type Plan, readPlans } from '../chain/plans-state'
import { readVaultState } from '../chain/vault-state'
import type { Db } from '../db/connect'
import { findMeter, type SettledMeter } from '../db/metering-account-rows'
import { pricesAt } from '../db/metering-price-history'
import { greater, lesser } from '../domain/money'
import { cumulativeUsd } from '../domain/price'
import type { Status } from '../domain/subscription'
import { dateOf } from '../domain/time'
import { readAllowances } from './account-states'
import { type PaidPeriod, type Room, roomIn } from './allowance'
import { PriceBook } from './price-book'
import { type Spendable, spendableOf } from './spendable'

/** From this raw utilisation on (ppm) requests of a class are served by priority. */
const CONGESTED = 900_000n
const NO_ROOM: Room = { rolled: 0n, fresh: 0n }

export type Entitlement = Spendable & {
  address: Address
  block: bigint
  /** Seconds. */
  time: bigint
  status: Status
  /** The plan in force; null without one, and while it only can be renewed. */
  plan: { id: number; concurrency: number; rpm: number } | null
  /** 0 for pay-per-use; the higher one is served first while a class is congested. */
  priority: number
  /** End of the paid period, seconds; null when there never was one. */
  periodEnd: bigint | null
  /** Tokens of the allowance that are left: rolled ones are used first. */
  rolled: bigint
  fresh: bigint
  overage: boolean
  /** Nothing is charged: the test network. */
  isFree: boolean
  /** Metered and not settled yet, micro-USD. */
  unsettledUsd: bigint
  /** Classes at or above 0.9 of their capacity. */
  congested: string[]
}

/** What an address may use now: plan and credits from the chain at one block, usage from the meter. */
export async function readEntitlement(
  { db, at, now }: { db: Db; at: At; now: Date },
  address: Address,
): Promise<Entitlement> {
  const { chainId } = at.deployment
  // Before the block: a batch that is mined in between is subtracted twice for a moment, never forgotten.
  const meter = await findMeter(db.$client, chainId, address.toLowerCase())
  const asOf = await pinBlock(at)
  const pinned = { ...at, blockNumber: asOf.block }
  const account = address.toLowerCase()
  const [state, vault, { plans }, allowances, book, prices] = await Promise.all([
    readAccountState(pinned, address),
    readVaultState(pinned),
    readPlans(pinned),
    readAllowances(db.$client, chainId, [account]),
    PriceBook.read(db.$client, chainId, now),
    pricesAt(db, chainId, now),
  ])
  const oracle = await readOracleState(pinned, vault.oracle)
  const phase = book.phaseAt(dateOf(asOf.time))
  const unsettledUsd = meter ? unsettledOf(meter, state.account.meteredUsd) : 0n
  const plan = state.status === 'active' ? (plans.find(({ id }) => id === state.subscription.plan) ?? null) : null
  const { periods, used } = allowances.get(account) ?? { periods: [], used: new Map() }
  const room = plan ? roomIn(withPeriodOf(periods, state, plan), used, state.subscription.index) : NO_ROOM
  return {
    address,
    block: asOf.block,
    time: asOf.time,
    status: state.status,
    plan: plan ? { id: plan.id, concurrency: plan.concurrency, rpm: plan.rpm } : null,
    priority: plan?.priority ?? 0,
    periodEnd: state.status === 'none' ? null : state.subscription.end,
    ...room,
    overage: meter?.overage ?? false,
    isFree: phase === 'TESTNET',
    unsettledUsd,
    congested: prices.filter(({ utilisation }) => (utilisation ?? 0n) >= CONGESTED).map(({ service }) => service),
    ...spendableOf({
      now: asOf.time,
      available: state.available,
      price: oracle.price,
      minPrice: vault.minPrice,
      unsettledUsd,
      roomUsd: vault.roomUsd,
      isSpendPaused: vault.pauses.spend.isPaused,
      phase,
      budget: state.account,
    }),
  }
}

/**
 * What was charged and our batches did not take, micro-USD; what another meter settled is not ours. A batch that is on chain and not recorded yet
 * counts as far as the chain's meter shows it.
 */
function unsettledOf({ chargedNano, settledUsd, open }: SettledMeter, meteredUsd: bigint): bigint {
  const taken = open ? lesser(greater(meteredUsd - (open.cumulativeUsd - open.due), 0n), open.due) : 0n
  return greater(cumulativeUsd(chargedNano) - settledUsd - taken, 0n)
}

/** The running period as the chain has it: the ledger may not have it yet, or lack the last upgrade. What is carried waits for the ledger. */
function withPeriodOf(
  periods: readonly PaidPeriod[],
  { subscription }: AccountState,
  { rolloverBps, priority }: Plan,
): PaidPeriod[] {
  const { index, allowance, start, end } = subscription
  const known = periods.find((period) => period.index === index)
  const running = {
    index,
    startsAt: dateOf(start),
    endsAt: dateOf(end),
    allowance,
    bps: BigInt(rolloverBps),
    priority,
    isRenewal: known?.isRenewal ?? false,
  }
  return [...periods.filter((period) => period.index < index), running]
}
