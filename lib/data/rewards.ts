import 'server-only'
import { type Address, getAddress, isAddressEqual } from 'viem'
import { currentSession } from '../auth/session'
import { getContract } from '../chain/contract'
import { findLatestPrice } from '../db/overview-rows'
import { findLastEvent } from '../db/status-rows'
import { microUsdOf } from '../domain/claim'
import { referralLink } from '../domain/referral-link'
import { env } from '../env/env'
import { rewardsOf } from '../rewards/proof'
import { type EarnedPeriod, earnedPeriods } from './earnings'
import { type MonthlyCategory, type MonthProgress, type OpenMonth, readOpenMonths } from './open-months'
import { readPoints, type TestnetPoints } from './points'
import { atOneBlock, type Snapshot } from './snapshot'

/** Wei. `closed`: computed, and its root is not accepted or pending yet. */
export type RewardStream = {
  category: MonthlyCategory
  claimable: bigint
  claimed: bigint
  pending: { amount: bigint; acceptAt: Date | null } | null
  open: OpenMonth[]
  closed: EarnedPeriod[]
  periods: EarnedPeriod[]
}

export type Phase = 'testnet' | 'mainnet' | 'full'
const PHASES: readonly Phase[] = ['testnet', 'mainnet', 'full']

export type RewardsView = {
  address: Address
  block: bigint
  time: Date
  isOwner: boolean
  referrer: Address | null
  link: string
  progress: MonthProgress
  streams: RewardStream[]
  phase: Phase
  points: TestnetPoints
  price: bigint | null
  coinUsd: bigint | null
}

/** Public: what the chain says of any address. Credit notes and points of usage are the owner's. */
export async function getRewardsPage(address: Address): Promise<RewardsView> {
  const session = await currentSession()
  const isOwner = session !== null && isAddressEqual(session.address, address)
  return atOneBlock(async (at) => {
    const { db, chainId } = at
    const [referral, loyalty] = [
      await earnedPeriods(at, 'referral', address),
      await earnedPeriods(at, 'loyalty', address),
    ]
    const covered = { referral: referral.labels, loyalty: loyalty.labels }
    const { referrer, progress, open } = await readOpenMonths(at, address, isOwner, covered)
    const told = await findLastEvent(db, chainId, 'Parameters', 'PhaseSet')
    const phase = PHASES[Number(told?.args.phase ?? 0)] ?? 'testnet'
    return {
      address,
      block: at.block,
      time: at.time,
      isOwner,
      referrer: referrer && getAddress(referrer),
      link: referralLink(new URL(env.NEXTAUTH_URL).origin, address),
      progress,
      streams: await streamsOf(at, address, open, { referral: referral.periods, loyalty: loyalty.periods }),
      phase,
      points: await readPoints(at, address, isOwner),
      price: (await findLatestPrice(db, chainId))?.price ?? null,
      coinUsd: env.GAS_COIN_USD ? microUsdOf(env.GAS_COIN_USD) : null,
    }
  })
}

async function streamsOf(
  { db, chainId }: Snapshot,
  account: Address,
  open: Record<MonthlyCategory, OpenMonth[]>,
  periods: Record<MonthlyCategory, EarnedPeriod[]>,
): Promise<RewardStream[]> {
  const where = { db, chainId, rewards: getContract(chainId, 'Rewards').address }
  return (await rewardsOf(where, account)).flatMap(({ category, entitlement, claimed, claimable, pending }) => {
    if (category === 'provider') return []
    const before = entitlement?.cumulative ?? claimed
    const amount = pending?.entitlement ? pending.entitlement.cumulative - before : 0n
    const waiting = pending && amount > 0n ? { amount, acceptAt: pending.acceptAt } : null
    const closed = periods[category].filter(({ state }) => state === 'closed')
    const rest = { open: open[category], closed, periods: periods[category] }
    return [{ category, claimable, claimed, pending: waiting, ...rest }]
  })
}
