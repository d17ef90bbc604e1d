import { type Address, encodeFunctionData } from 'viem'
import { rewardsAbi, subscriptionsAbi, treasuryAbi, vaultAbi } from '../../../contracts-abi'
import type { Category } from '../../../lib/domain/buckets'
import type { Tranche } from '../../../lib/domain/emission'
import { refOf } from '../../../lib/domain/reason'
import type { Split } from '../../../lib/domain/split'
import { formatCxpt, formatUsd } from '../../../lib/domain/units'
import type { Plan } from '../model/periods'
import { categoryId } from '../model/reward-streams'
import { bucketId, type TreasuryBucket } from '../model/state'
import type { World } from '../world'
import type { Operation } from './operations'
import { SPEND } from './operator'

/** What a treasury withdrawal is for (finance.md, sheet 14). */
export type Purpose = 'expense' | 'sale' | 'market operations' | 'custody move'

export function withdrawal(
  world: World,
  bucket: TreasuryBucket,
  to: Address,
  amount: bigint,
  purpose: Purpose,
  why: string,
): Operation {
  const args = [bucketId(bucket), to, amount, refOf(`${purpose}: ${why}`)] as const
  return {
    by: world.cast.staff.treasurer,
    target: world.system.at.Treasury,
    data: encodeFunctionData({ abi: treasuryAbi, functionName: 'withdraw', args }),
    say: `${purpose}: ${why}`,
    apply: () => {
      world.state.takeFromBucket(bucket, amount)
      world.state.pay(to, amount)
    },
  }
}

export function move(world: World, from: TreasuryBucket, to: TreasuryBucket, amount: bigint, why: string): Operation {
  return {
    by: world.cast.staff.treasurer,
    target: world.system.at.Treasury,
    data: encodeFunctionData({
      abi: treasuryAbi,
      functionName: 'move',
      args: [bucketId(from), bucketId(to), amount, refOf(why)],
    }),
    say: why,
    apply: () => {
      world.state.takeFromBucket(from, amount)
      world.state.buckets[to] += amount
    },
  }
}

export function funding(world: World, category: Category, amount: bigint, why: string): Operation {
  return {
    by: world.cast.staff.treasurer,
    target: world.system.at.Treasury,
    data: encodeFunctionData({
      abi: treasuryAbi,
      functionName: 'fund',
      args: [bucketId('protocol'), categoryId(category), amount, refOf(why)],
    }),
    say: why,
    apply: () => {
      world.state.takeFromBucket('protocol', amount)
      world.state.rewards.streams[category].funded += amount
    },
  }
}

export function tranche(world: World, { start, end, amount }: Tranche): Operation {
  return {
    by: world.cast.staff.admin,
    target: world.system.at.Rewards,
    data: encodeFunctionData({
      abi: rewardsAbi,
      functionName: 'addTranche',
      args: [Number(start), Number(end), amount],
    }),
    say: `tranche of ${formatCxpt(amount, { digits: 0 })} CXPT`,
    apply: (time) => world.state.rewards.addTranche({ start, end, amount }, time),
  }
}

export function splitChange(world: World, split: Split): Operation {
  return {
    by: world.cast.staff.admin,
    target: world.system.at.Vault,
    data: encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] }),
    say: `split ${Object.values(split).join('/')}`,
    apply: () => {
      if (world.state.credits.revenue > 0n) world.distribute()
      world.state.credits.split = split
    },
  }
}

export function dailyCap(world: World, usd: bigint): Operation {
  return {
    by: world.cast.staff.admin,
    target: world.system.at.Vault,
    data: encodeFunctionData({ abi: vaultAbi, functionName: 'setDailyCap', args: [usd] }),
    say: `daily cap of ${formatUsd(usd)}`,
    apply: () => {
      world.state.credits.dailyCapUsd = usd
    },
  }
}

export function endOfPause(world: World): Operation {
  return {
    by: world.cast.staff.admin,
    target: world.system.at.Vault,
    data: encodeFunctionData({ abi: vaultAbi, functionName: 'unpause', args: [SPEND] }),
    say: 'unpause SPEND',
    apply: (time) => {
      world.state.credits.spendPause = { from: world.state.credits.spendPause.from, until: time }
    },
  }
}

/** Enterprise: as contracts.md §3.4, for one customer. */
export function enterprisePlan(
  world: World,
  customer: Address,
  { usd, allowance }: Pick<Plan, 'usd' | 'allowance'>,
): Operation {
  const plan = {
    usd,
    allowance,
    concurrency: 40,
    rpm: 4_000,
    rolloverBps: 5_000,
    priority: 4,
    retireAt: 0,
    customer,
  }
  return {
    by: world.cast.staff.admin,
    target: world.system.at.Subscriptions,
    data: encodeFunctionData({ abi: subscriptionsAbi, functionName: 'addPlan', args: [plan] }),
    say: 'Enterprise plan',
    apply: () => {
      const { rolloverBps, priority } = plan
      world.state.periods.plans.push({ usd, allowance, customer, bps: BigInt(rolloverBps), priority })
    },
  }
}
